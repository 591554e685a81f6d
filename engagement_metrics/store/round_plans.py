"""A round while it is being prepared: stored with what it assesses, and changed as a whole."""

from collections.abc import Sequence

from sqlmodel import select

from engagement_metrics.access import Actor
from engagement_metrics.models import AssessedDimension, AssessmentRound, ReviewState
from engagement_metrics.store.records import find
from engagement_metrics.store.round_steps import NotNow
from engagement_metrics.store.writing import Writer, session

PLANNED = (
    "title", "held_on", "place_id", "model_code", "model_edition", "content", "anchor", "rules",
    "scorers_expected", "volunteers_expected",
)  # fmt: skip
BEGUN = "This round has begun meanwhile, so what it assesses cannot be changed any more."


def plan(
    actor: Actor,
    planned: AssessmentRound,
    dimensions: Sequence[AssessedDimension],
    key: str,
    seen: tuple[int, int] | None = None,
    draft: str | None = None,
) -> int:
    """Store a round that is being prepared with its dimensions, or change one; gives its number.

    `seen` is the number of the round that is changed and the version that was seen; None for a new
    one, which is stored once under its `key`. A dimension that is not among them any more is
    withdrawn, and comes back if it is chosen again. NotNow once the round has begun.
    """
    with session(actor, draft=draft) as write:
        if seen is None:
            number = write.add(planned, key=key)
        else:
            number, version = seen
            write.permitted(AssessmentRound)
            here = find(write.orm, AssessmentRound, number)
            if here is None or here.state is not ReviewState.BEING_PREPARED:
                raise NotNow(BEGUN)
            values = planned.model_dump(include=set(PLANNED))
            write.change(AssessmentRound, number, version, values)
        _put(write, number, dimensions)
        return number


def _put(write: Writer, number: int, wanted: Sequence[AssessedDimension]) -> None:
    of_round = select(AssessedDimension).where(AssessedDimension.round_id == number)
    there = {row.dimension: row for row in write.orm.exec(of_round)}
    for one in wanted:
        row = there.pop(one.dimension, None)
        if row is None:
            one.round_id = number
            write.add(one)
            continue
        assert row.id is not None
        if row.withdrawn:
            write.restore(AssessedDimension, row.id, row.version)
        values = {"position": one.position, "meets_on": one.meets_on}
        write.change(AssessedDimension, row.id, row.version, values)
    for row in there.values():
        if not row.withdrawn and row.id is not None:
            write.withdraw(AssessedDimension, row.id, row.version)
