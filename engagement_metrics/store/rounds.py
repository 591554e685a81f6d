"""Rounds of self-assessment: the list of them, one in full, and what is shown of its scores."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from engagement_metrics.access import Action, Actor
from engagement_metrics.models import (
    AssessedDimension,
    AssessmentEvidence,
    AssessmentRound,
    ImprovementAction,
    LocalMaturityModel,
    MaturityModel,
    Score,
    Scorer,
    ScorerKind,
    ScoringStage,
    Sureness,
)
from engagement_metrics.models.maturity_models import from_json
from engagement_metrics.store.asking import permit
from engagement_metrics.store.cache import remembered
from engagement_metrics.store.engine import reading
from engagement_metrics.store.records import find

WAVES = {ScoringStage.SCORING: 1, ScoringStage.SCORING_AGAIN: 2}  # which scores are open
SHOWN_OF = {  # the waves whose scores everybody may see
    ScoringStage.REVEALED: (1,),
    ScoringStage.SCORING_AGAIN: (1,),
    ScoringStage.REVEALED_AGAIN: (1, 2),
    ScoringStage.SETTLED: (1, 2),
}


@dataclass(frozen=True)
class Round:
    """One round with its wording, its dimensions in order, evidence, actions, and who scores.

    `scorers` counts those who joined and have not left, `joined` all who joined; `sheets` those of
    them on paper.
    """

    round: AssessmentRound
    model: MaturityModel
    dimensions: tuple[AssessedDimension, ...]
    evidence: tuple[AssessmentEvidence, ...]
    actions: tuple[ImprovementAction, ...]
    scorers: dict[ScorerKind, int]
    joined: dict[ScorerKind, int]
    left: int
    sheets: tuple[tuple[int, ScorerKind], ...]


@dataclass(frozen=True)
class Shown:
    """The scores of one dimension and wave that may be seen, by level and not by who came when.

    `answers` are pairs of who scored and the level, None for 'I do not know'; what may be shown of
    the kinds of people is for `maturity.spread` to say. `reasons` are the words that people chose
    to show, each with its level.
    """

    dimension: str
    wave: int
    answers: tuple[tuple[ScorerKind, int | None], ...]
    sure: dict[Sureness, int]
    reasons: tuple[tuple[int | None, str], ...]


@dataclass(frozen=True)
class Room:
    """What the room may see now: how many answered, and the scores that have been shown.

    `answered` counts answers by dimension and wave, of the waves not yet shown too: a number alone.
    """

    answered: dict[tuple[str, int], int]
    shown: tuple[Shown, ...]

    def of(self, dimension: str, wave: int) -> Shown | None:
        """What is shown of a dimension and wave; None before it is."""
        found = [one for one in self.shown if (one.dimension, one.wave) == (dimension, wave)]
        return found[0] if found else None


def listed(actor: Actor, *, withdrawn: bool = False) -> tuple[AssessmentRound, ...]:
    """Every round, the latest first."""
    permit(actor, Action.SEE_SHARED)

    def read(orm: Session) -> tuple[AssessmentRound, ...]:
        found = orm.exec(
            select(AssessmentRound)
            .where(col(AssessmentRound.withdrawn).is_(withdrawn))
            .order_by(col(AssessmentRound.held_on).desc(), col(AssessmentRound.id).desc())
        ).all()
        orm.expunge_all()
        return tuple(found)

    return remembered(("rounds", withdrawn), read)


def in_full(actor: Actor, number: int) -> Round:
    """One round, withdrawn or not; LookupError where there is none of that number."""
    permit(actor, Action.SEE_SHARED)
    with reading() as orm:
        here = find(orm, AssessmentRound, number)
        if here is None:
            raise LookupError(f"There is no round number {number}.")
        scorers = orm.exec(select(Scorer).where(Scorer.round_id == number)).all()
        found = Round(
            here,
            from_json(here.content),
            _of_round(orm, AssessedDimension, number, col(AssessedDimension.position)),
            _of_round(orm, AssessmentEvidence, number, col(AssessmentEvidence.id)),
            _of_round(orm, ImprovementAction, number, col(ImprovementAction.due)),
            dict(Counter(one.kind for one in scorers if not one.left)),
            dict(Counter(one.kind for one in scorers)),
            sum(one.left for one in scorers),
            tuple(sorted((one.sheet, one.kind) for one in scorers if one.sheet is not None)),
        )
        orm.expunge_all()
        return found


def _of_round(orm: Session, table: type[Any], number: int, order: Any) -> tuple[Any, ...]:
    query = select(table).where(table.round_id == number, col(table.withdrawn).is_(False))
    return tuple(orm.exec(query.order_by(order, col(table.id))))


def room(actor: Actor, number: int) -> Room:
    """What may be seen of a round's scores now; nothing of a score before it is shown."""
    permit(actor, Action.SEE_SHARED)
    with reading() as orm:
        stages = orm.exec(
            select(AssessedDimension.dimension, AssessedDimension.stage).where(
                AssessedDimension.round_id == number, col(AssessedDimension.withdrawn).is_(False)
            )
        ).all()
        counted = orm.exec(
            select(Score.dimension, Score.wave, sa.func.count())
            .where(Score.round_id == number)
            .group_by(col(Score.dimension), col(Score.wave))
        ).all()
        open_to_all = {(name, wave) for name, stage in stages for wave in SHOWN_OF.get(stage, ())}
        rows = [
            row
            for row in orm.exec(
                select(Score)
                .where(
                    Score.round_id == number,
                    col(Score.dimension).in_(sorted({name for name, _ in open_to_all})),
                )
                .order_by(col(Score.level), col(Score.id))  # in an order that tells nothing
            )
            if (row.dimension, row.wave) in open_to_all
        ]
        by_wave: dict[tuple[str, int], list[Score]] = {}
        for row in rows:
            by_wave.setdefault((row.dimension, row.wave), []).append(row)
        return Room(
            {(name, wave): number for name, wave, number in counted},
            tuple(_shown(name, wave, found) for (name, wave), found in sorted(by_wave.items())),
        )


def _shown(dimension: str, wave: int, rows: list[Score]) -> Shown:
    return Shown(
        dimension,
        wave,
        tuple((row.kind, row.level) for row in rows),
        dict(Counter(row.sure for row in rows if row.sure is not None)),
        tuple((row.level, row.reason) for row in rows if row.shared and row.reason),
    )


def models(actor: Actor) -> tuple[MaturityModel, ...]:
    """The wordings of models that were made in the app, by code, the first wording first."""
    permit(actor, Action.SEE_SHARED)
    with reading() as orm:
        found = orm.exec(
            select(LocalMaturityModel)
            .where(col(LocalMaturityModel.withdrawn).is_(False))
            .order_by(col(LocalMaturityModel.code), col(LocalMaturityModel.edition))
        ).all()
        return tuple(from_json(one.content) for one in found)
