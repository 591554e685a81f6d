"""Writes that touch a closed period: where a record counts, and that somebody says why.

What a record counts in is told by its spots. What merely follows later (a step of a suggestion,
that people were told) belongs to the day it was done: noted in time it corrects nothing, and dated
back into a closed period it does. Baselines and targets move no figure; the wording of a place, a
topic or a piece of work moves none either, but another parent of a place moves those of its like.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, SQLModel, col, select

from engagement_metrics.models import (
    Activity,
    ActivityStatus,
    AnswerSheet,
    Change,
    ChangeSuggestion,
    Closing,
    History,
    LateChange,
    Period,
    PieceOfWork,
    Place,
    RecordType,
    Suggestion,
    SuggestionStatus,
    SuggestionStep,
    TypedFigure,
)
from engagement_metrics.models.columns import Kept
from engagement_metrics.store.refusing import NeedsReason

HELD = (ActivityStatus.COMPLETE, ActivityStatus.FIGURES_TO_FOLLOW)
# What follows later, and corrects nothing of the day a record itself counts on.
FOLLOWS: dict[type[Kept], frozenset[str]] = {
    Activity: frozenset({"fed_back_on", "feedback_promised_on"}),
    Change: frozenset({"reversed_on"}),
    Suggestion: frozenset(
        {"parts", "step", "answered_on", "told_on", "owner", "promised_on", "note"}
    ),
}
OF_A_PROJECT = {"stage", "decision_on", "kind", "place_id"}  # what its figures are made of
# The days of such fields belong to periods of their own; so do those of a suggestion's steps.
DAYS = ("fed_back_on", "feedback_promised_on", "reversed_on")


@dataclass(frozen=True)
class Spot:
    """A place and period that a record counts in; of a typed figure its indicator too.

    `period` is the code of a month, of a year where the month is not known, or of the period that
    a figure was typed in for.
    """

    place_id: int
    period: str
    indicator: str = ""


def closed_periods(orm: Session) -> tuple[Period, ...]:
    """The periods that are closed just now, each once."""
    codes = orm.exec(select(Closing.period).where(*stands()).distinct())
    return tuple(sorted(Period.parse(code) for code in codes))


def stands() -> tuple[Any, ...]:
    """That a closing holds: it was not reopened."""
    return (col(Closing.withdrawn).is_(False), col(Closing.reopened_on).is_(None))


def covering(closed: Iterable[Period], code: str) -> Period | None:
    """The shortest closed period that the period of a code lies in."""
    try:
        period = Period.parse(code)
    except ValueError:
        return None
    found = [one for one in closed if one.holds(period)]
    return min(found, key=lambda one: (one.end - one.start, one.start), default=None)


def spots(record: Kept) -> frozenset[Spot]:
    """Where a record counts as it is now; nowhere where it is withdrawn or is not yet to count."""
    if record.withdrawn:
        return frozenset()
    if isinstance(record, TypedFigure):
        return frozenset({Spot(record.place_id, record.period, record.indicator)})
    if isinstance(record, Activity):
        counts = record.status in HELD
    elif isinstance(record, Suggestion):
        counts = record.received_on is not None and record.step != SuggestionStep.REMOVED
    else:
        counts = isinstance(record, Change | AnswerSheet)
    if not counts:
        return frozenset()
    assert isinstance(record, Activity | Suggestion | Change | AnswerSheet)
    return frozenset({_spot(record.place_id, record.month, record.financial_year)})


def _spot(place_id: int, month: str | None, financial_year: int | None) -> Spot:
    if month:
        return Spot(place_id, month)
    return Spot(place_id, Period.year(financial_year).code if financial_year else "")


def by_change(
    orm: Session,
    closed: Sequence[Period],
    record: Kept,
    earlier: frozenset[Spot],
    was: Mapping[str, Any],
    steps: set[date | None],
) -> frozenset[Spot]:
    """What a change touches: where the record counted and counts, or where what follows was done.

    `was` is what the fields that differ said before; `steps` the days of the steps that differ.
    """
    if not closed:
        return frozenset()
    if isinstance(record, Place):  # one that comes to lie elsewhere moves figures of all time
        moved = "parent_id" in was and record.id is not None
        return frozenset(Spot(record.id or 0, one.code) for one in closed if moved)
    if isinstance(record, PieceOfWork):
        return first_of(orm, record) if set(was) & OF_A_PROJECT else frozenset()
    later = spots(record)
    touched = later | earlier
    if earlier == later and set(was) <= FOLLOWS.get(type(record), frozenset()):
        touched = frozenset()
    dated = [name for name in DAYS if name in was]
    days = {_day(was[name]) for name in dated} | {getattr(record, name) for name in dated}
    if isinstance(record, Activity | Suggestion | Change):
        touched |= {Spot(record.place_id, f"{on:%Y-%m}") for on in days | steps if on}
    return touched | (taken_along(orm, closed, record) if "place_id" in was else frozenset())


def by_standing(
    orm: Session, closed: Sequence[Period], record: Kept, earlier: frozenset[Spot]
) -> frozenset[Spot]:
    """What withdrawing or restoring a record touches."""
    if closed and isinstance(record, PieceOfWork):
        return first_of(orm, record)
    return spots(record) | earlier | taken_along(orm, closed, record)


def first_of(orm: Session, work: PieceOfWork) -> frozenset[Spot]:
    """Where a piece of work counts: in the month people first took part in it."""
    row = orm.exec(
        select(Activity)
        .where(
            Activity.piece_of_work_id == work.id,
            col(Activity.withdrawn).is_(False),
            col(Activity.status).in_(HELD),
        )
        .order_by(col(Activity.ends), col(Activity.id))
    ).first()
    return spots(row) if row is not None else frozenset()


def _day(value: Any) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) else value


def steps_that_differ(
    before: Sequence[SQLModel], after: Sequence[SQLModel] | None
) -> set[date | None]:
    """The days of the steps of a suggestion that one list has and the other has not."""
    if after is None:
        return set()

    def told(rows: Sequence[SQLModel]) -> set[tuple[Any, ...]]:
        return {
            (row.step, row.on, row.who, row.result)
            for row in rows
            if isinstance(row, SuggestionStatus)
        }

    return {row[1] for row in told(before) ^ told(after)}


def taken_along(orm: Session, closed: Sequence[Period], record: Kept) -> frozenset[Spot]:
    """Where else figures move when a record moves or goes: sheets with their activity, and changes
    that answer a suggestion.
    """
    if not closed:
        return frozenset()
    if isinstance(record, Activity):
        rows = orm.exec(
            select(AnswerSheet).where(
                AnswerSheet.activity_id == record.id, col(AnswerSheet.withdrawn).is_(False)
            )
        ).all()
        return frozenset(_spot(row.place_id, row.month, row.financial_year) for row in rows)
    if isinstance(record, Suggestion):
        answering = sa.select(ChangeSuggestion.change_id).where(
            col(ChangeSuggestion.suggestion_id) == record.id
        )
        changes = orm.exec(
            select(Change).where(col(Change.id).in_(answering), col(Change.withdrawn).is_(False))
        ).all()
        return frozenset(_spot(row.place_id, row.month, row.financial_year) for row in changes)
    return frozenset()


def in_family(
    record: Kept, members: Iterable[Activity], before: Mapping[int | None, bool]
) -> frozenset[Spot]:
    """Where the other activities of a family count whose heads are added now and were not, or were.

    `before` says by number whose were.
    """
    moved = (m for m in members if m is not record and m.heads_added != before.get(m.id))
    return frozenset().union(*(spots(member) for member in moved))


def note(
    orm: Session, closed: Sequence[Period], line: History, why: str, touched: Iterable[Spot]
) -> None:
    """Note that a line of history tells of a change in closed periods; NeedsReason without a why.

    Where nothing closed was touched, nothing is asked and nothing noted.
    """
    found = held(closed, why, touched)
    if found:
        orm.flush()  # the line has its number only then
        orm.add_all(_late(spot, line.id or 0) for spot in found)


def note_many(orm: Session, kind: RecordType, touched: Mapping[int, Sequence[Spot]]) -> None:
    """The same for many new records of one kind: what each holds in closed periods, by number.

    Their lines are written.
    """
    numbers = sorted(touched)
    for start in range(0, len(numbers), 500):
        lines = orm.exec(
            select(History.record_id, sa.func.max(History.id))
            .where(
                History.record_type == kind,
                col(History.record_id).in_(numbers[start : start + 500]),
            )
            .group_by(col(History.record_id))
        ).all()
        orm.add_all(_late(spot, line) for number, line in lines for spot in touched[number])


def held(closed: Sequence[Period], why: str, touched: Iterable[Spot]) -> list[Spot]:
    """The spots that lie in a closed period; NeedsReason where there are any and no why."""
    found = {spot: over for spot in touched if (over := covering(closed, spot.period))}
    if found and not why:
        raise NeedsReason(tuple(sorted(set(found.values()))))
    return sorted(found, key=lambda spot: (spot.period, spot.place_id))


def _late(spot: Spot, line: int) -> LateChange:
    return LateChange(
        history_id=line, place_id=spot.place_id, period=spot.period, indicator=spot.indicator
    )
