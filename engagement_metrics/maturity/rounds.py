"""A round as people look at it: its profile by dimension. Levels are never averaged."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from engagement_metrics.maturity.spreads import Answer, Spread, spread
from engagement_metrics.models import (
    AssessedDimension,
    AssessmentEvidence,
    ImprovementAction,
    ScoringStage,
)
from engagement_metrics.models.maturity_models import Dimension, MaturityModel

FIRST_SHOWN = frozenset(ScoringStage) - {ScoringStage.WAITING, ScoringStage.SCORING}
SECOND_SHOWN = frozenset({ScoringStage.REVEALED_AGAIN, ScoringStage.SETTLED})


class Standing(StrEnum):
    """What a round came to in one dimension; not agreed is a finding, and no level."""

    AGREED = "agreed"
    NOT_AGREED = "not_agreed"
    NOT_SETTLED = "not_settled"
    NOT_ASSESSED = "not_assessed"


@dataclass(frozen=True)
class AssessedRound:
    """A round with what belongs to it. `first` and `second` have the answers by dimension.

    `first` are the private scores from before the talk, `second` those after it, where there are
    any. `place` is the name of the place, or '' for all of them.
    """

    number: int
    title: str
    held_on: date
    place: str
    model: MaturityModel
    dimensions: tuple[AssessedDimension, ...]
    evidence: tuple[AssessmentEvidence, ...] = ()
    actions: tuple[ImprovementAction, ...] = ()
    first: Mapping[str, Sequence[Answer]] = field(default_factory=dict)
    second: Mapping[str, Sequence[Answer]] = field(default_factory=dict)


@dataclass(frozen=True)
class ProfileRow:
    """One dimension of a round: what was agreed, where it should go, and how the scores lay.

    `level` is None unless one was agreed. `revealed` says whether the first scores were shown:
    until then `spread` is empty, whatever was given. `newest` and `oldest` are days of dated
    evidence, and `undated` is how much of it has none. `again` is the spread after the talk, if
    they scored then.
    """

    assessed: AssessedDimension
    dimension: Dimension
    standing: Standing
    level: int | None
    level_name: str
    statement: str
    target: int | None
    target_by: date | None
    evidence: tuple[AssessmentEvidence, ...]
    newest: date | None
    oldest: date | None
    undated: int
    revealed: bool
    spread: Spread
    again: Spread | None

    @property
    def latest(self) -> Spread:
        """The spread of the last scores, unless fewer gave a level after the talk than before."""
        return self.again if self.again and self.again.n >= self.spread.n else self.spread


def profile(found: AssessedRound) -> tuple[ProfileRow, ...]:
    """A round by dimension, in the order it was assessed; there is no figure across dimensions."""
    return tuple(
        _row(found, assessed) for assessed in sorted(found.dimensions, key=lambda one: one.position)
    )


def parts(statement: str) -> tuple[str, ...]:
    """The sentences of a statement: each needs evidence before a level above 1 is backed.

    >>> parts("A list exists. News goes out, e.g. by post. Little comes back.")
    ('A list exists.', 'News goes out, e.g. by post.', 'Little comes back.')
    """
    return tuple(one for one in re.split(r"(?<=[.!?])\s+(?=[^a-z\s])", statement.strip()) if one)


def backed(assessed: AssessedDimension) -> frozenset[int]:
    """Which sentences of the agreed statement have dated evidence, counted from 1.

    >>> sorted(backed(AssessedDimension(round_id=1, dimension="A1", position=1, backed="1;3")))
    [1, 3]
    """
    return frozenset(int(one) for one in assessed.backed.split(";") if one.strip().isdigit())


def unbacked(row: ProfileRow) -> tuple[str, ...]:
    """The sentences of the agreed statement that nothing dated shows; level 1 needs none."""
    if row.level is None or row.level == 1:
        return ()
    shown = backed(row.assessed)
    dated = any(one.dated_on is not None and one.good for one in row.evidence)
    return tuple(
        text
        for at, text in enumerate(parts(row.statement), start=1)
        if at not in shown or not dated
    )


def standing(assessed: AssessedDimension) -> Standing:
    """What came of a dimension; settled without a level is 'not agreed'."""
    if assessed.stage is not ScoringStage.SETTLED:
        return Standing.NOT_SETTLED
    return Standing.NOT_AGREED if assessed.agreed_level is None else Standing.AGREED


def _row(found: AssessedRound, assessed: AssessedDimension) -> ProfileRow:
    dimension = found.model.dimension(assessed.dimension)
    number_of_levels = len(found.model.levels)
    came_to = standing(assessed)
    level = assessed.agreed_level if came_to is Standing.AGREED else None
    evidence = tuple(one for one in found.evidence if one.dimension == dimension.id)
    days = [one.dated_on for one in evidence if one.dated_on is not None]
    revealed = assessed.stage in FIRST_SHOWN
    first = found.first.get(dimension.id, ()) if revealed else ()
    second = found.second.get(dimension.id, ()) if assessed.stage in SECOND_SHOWN else ()
    return ProfileRow(
        assessed=assessed,
        dimension=dimension,
        standing=came_to,
        level=level,
        level_name="" if level is None else found.model.levels[level - 1].name,
        statement="" if level is None else dimension.statements[level - 1],
        target=assessed.target_level,
        target_by=assessed.target_by,
        evidence=evidence,
        newest=max(days, default=None),
        oldest=min(days, default=None),
        undated=len(evidence) - len(days),
        revealed=revealed,
        spread=spread(first, number_of_levels),
        again=spread(second, number_of_levels) if second else None,
    )
