"""MAT-01 to MAT-04: what self-assessment comes to as measures, and never one figure for all."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from engagement_metrics.maturity import wording
from engagement_metrics.maturity.rounds import (
    AssessedRound,
    ProfileRow,
    Standing,
    profile,
    unbacked,
)
from engagement_metrics.models import ActionStatus, ImprovementAction, ValueState


@dataclass(frozen=True)
class Measured:
    """What a measure comes to: a number, or a state alone with the sentence that says why.

    `number` is a level, an index from 0 to 1, or a percentage from 0 to 100. `parts` has a line for
    each dimension, in place of a number: levels and indexes are never averaged.
    """

    state: ValueState
    number: float | None = None
    top: float | None = None
    bottom: float | None = None
    because: str = ""
    parts: tuple["MeasuredPart", ...] = ()


@dataclass(frozen=True)
class MeasuredPart:
    """One dimension's line of a measure."""

    dimension: str
    label: str
    value: Measured


NO_ROUND = Measured(ValueState.NOT_MEASURED, because="No round is finished yet.")


def mat_01(latest: AssessedRound | None) -> Measured:
    """The agreed level of each dimension in the latest round; there is no number for them all.

    A dimension not agreed has its line without a number; one not settled has none.
    """
    if latest is None:
        return NO_ROUND
    rows = [row for row in profile(latest) if row.standing is not Standing.NOT_SETTLED]
    lines = tuple(_line(row, _level(row)) for row in rows)
    if not any(row.level for row in rows):
        because = "The group has agreed on no level yet."
        return Measured(ValueState.NOT_MEASURED, because=because, parts=lines)
    return Measured(ValueState.MEASURED, parts=lines)


def mat_02(latest: AssessedRound | None) -> Measured:
    """How far the first private scores of each dimension agreed: an index from 0 to 1.

    Withheld under five scorers; who did not know is left out. `bottom` is how many gave a level.
    """
    if latest is None:
        return NO_ROUND
    rows = [row for row in profile(latest) if row.revealed]
    lines = tuple(_line(row, _index(row)) for row in rows)
    if not any(row.spread.n for row in rows):
        return Measured(ValueState.NONE_RECEIVED, because=wording.NO_SCORES, parts=lines)
    if all(line.value.number is None for line in lines):
        return Measured(ValueState.WITHHELD, because=wording.TOO_FEW_FOR_INDEX, parts=lines)
    return Measured(ValueState.MEASURED, parts=lines)


def mat_03(rounds: Sequence[AssessedRound]) -> Measured:
    """Of the levels agreed above 1, the percentage with dated evidence for each of their sentences.

    `rounds` are the latest round of each place: tops and bottoms add up over them.
    """
    if not rounds:
        return NO_ROUND
    agreed = [row for one in rounds for row in profile(one) if row.level and row.level > 1]
    if not agreed:
        return Measured(ValueState.NOT_MEASURED, because="No level above 1 is agreed.")
    return _share(sum(not unbacked(row) for row in agreed), len(agreed))


def mat_04(actions: Sequence[ImprovementAction], start: date, end: date, today: date) -> Measured:
    """Of the actions that fell due from `start` to `end`, the percentage done by their day.

    An action falls due when its day is over. One that was dropped with a reason is left out; one
    dropped without a reason was not done.
    """
    due = [
        one
        for one in actions
        if start <= one.due <= end
        and one.due < today
        and not (one.status is ActionStatus.DROPPED and one.came_of_it.strip())
    ]
    if not due:
        return Measured(ValueState.NO_ACTIVITY, because="No action fell due in this time.")
    return _share(sum(_in_time(one) for one in due), len(due))


def _in_time(action: ImprovementAction) -> bool:
    if action.status is not ActionStatus.DONE or action.done_on is None:
        return False
    return action.done_on <= action.due


def _share(top: int, bottom: int) -> Measured:
    return Measured(ValueState.MEASURED, 100 * top / bottom, top, bottom)


def _line(row: ProfileRow, value: Measured) -> MeasuredPart:
    return MeasuredPart(row.dimension.id, row.dimension.name, value)


def _level(row: ProfileRow) -> Measured:
    if row.level is None:
        return Measured(ValueState.NOT_MEASURED, because=wording.agreed(row))
    return Measured(ValueState.MEASURED, row.level, row.level)


def _index(row: ProfileRow) -> Measured:
    found = row.spread
    if not found.n:
        return Measured(ValueState.NONE_RECEIVED, because=wording.NO_SCORES)
    if found.consensus is None:
        return Measured(ValueState.WITHHELD, because=wording.TOO_FEW_FOR_INDEX)
    because = wording.range_of(found)
    return Measured(ValueState.MEASURED, found.consensus, bottom=found.n, because=because)
