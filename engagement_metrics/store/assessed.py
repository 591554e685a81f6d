"""Rounds of self-assessment that are finished: what was agreed, and the scores without people."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from engagement_metrics.access import Action, Actor
from engagement_metrics.models import (
    AssessedDimension,
    AssessmentEvidence,
    AssessmentRound,
    ImprovementAction,
    MaturityModel,
    ReviewState,
    Score,
    ScorerKind,
)
from engagement_metrics.models.maturity_models import from_json
from engagement_metrics.store.asking import permit
from engagement_metrics.store.cache import remembered

Given = tuple[ScorerKind, int | None]


@dataclass(frozen=True, eq=False)
class FinishedRound:
    """One finished round. `scores` are by dimension and wave: who scored, and which level.

    None is 'I do not know'. What may be shown of kinds of people is for `maturity.spread` to say.
    """

    number: int
    title: str
    held_on: date
    finished_on: date | None
    place_id: int | None
    model: MaturityModel
    dimensions: tuple[AssessedDimension, ...]
    evidence: tuple[AssessmentEvidence, ...]
    actions: tuple[ImprovementAction, ...]
    scores: dict[tuple[str, int], tuple[Given, ...]]
    anchor: str = ""


def finished(actor: Actor) -> tuple[FinishedRound, ...]:
    """Every finished round, the earliest first."""
    permit(actor, Action.SEE_SHARED)
    return remembered(("finished rounds",), read)


def read(orm: Session, place_ids: Collection[int] | None = None) -> tuple[FinishedRound, ...]:
    """The finished rounds of these places and those of no one place; None for all of them."""
    found = orm.exec(
        select(AssessmentRound)
        .where(
            AssessmentRound.state == ReviewState.FINISHED, col(AssessmentRound.withdrawn).is_(False)
        )
        .order_by(col(AssessmentRound.held_on), col(AssessmentRound.id))
    ).all()
    wanted = [
        one
        for one in found
        if place_ids is None or one.place_id is None or one.place_id in place_ids
    ]
    if not wanted:
        return ()
    numbers = [one.id or 0 for one in wanted]
    dimensions = _by_round(orm, AssessedDimension, numbers, col(AssessedDimension.position))
    evidence = _by_round(orm, AssessmentEvidence, numbers, col(AssessmentEvidence.id))
    actions = _by_round(orm, ImprovementAction, numbers, col(ImprovementAction.due))
    scores: dict[int, dict[tuple[str, int], list[Given]]] = {number: {} for number in numbers}
    rows = select(Score.round_id, Score.dimension, Score.wave, Score.kind, Score.level)
    in_order = rows.where(col(Score.round_id).in_(numbers)).order_by(
        col(Score.level), col(Score.kind)
    )
    for number, dimension, wave, kind, level in orm.exec(in_order):  # type: ignore[call-overload]
        scores[number].setdefault((dimension, wave), []).append((kind, level))
    orm.expunge_all()
    return tuple(
        FinishedRound(
            number, one.title, one.held_on, one.finished_on, one.place_id, from_json(one.content),
            dimensions.get(number, ()), evidence.get(number, ()), actions.get(number, ()),
            {spot: tuple(given) for spot, given in scores[number].items()}, one.anchor,
        )
        for number, one in zip(numbers, wanted, strict=True)
    )  # fmt: skip


def _by_round(
    orm: Session, table: type[Any], numbers: list[int], order: Any
) -> dict[int, tuple[Any, ...]]:
    query = select(table).where(col(table.round_id).in_(numbers), col(table.withdrawn).is_(False))
    found: dict[int, tuple[Any, ...]] = {}
    for row in orm.exec(query.order_by(order, col(table.id))):
        found[row.round_id] = (*found.get(row.round_id, ()), row)
    return found
