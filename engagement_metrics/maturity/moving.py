"""The path of each dimension over the rounds of one place, broken where its wording changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from engagement_metrics.maturity.rounds import AssessedRound, ProfileRow, Standing, profile
from engagement_metrics.models.maturity_models import Dimension, MaturityModel


@dataclass(frozen=True)
class Step:
    """What one round came to in one dimension.

    `level` is None unless one was agreed; `low` and `high` are the range of the last scores, to
    tell where nothing was agreed. `broken` says that the wording is not that of the last round in
    which the dimension was assessed: the two are not compared. `part` counts the wordings from 0.
    """

    number: int
    title: str
    held_on: date
    standing: Standing
    level: int | None = None
    level_name: str = ""
    low: int | None = None
    high: int | None = None
    n: int = 0
    target: int | None = None
    broken: bool = False
    part: int = 0


@dataclass(frozen=True)
class Path:
    """One dimension over rounds, the oldest first, worded as it was last."""

    dimension: Dimension
    number_of_levels: int
    place: str
    steps: tuple[Step, ...]


def movement(rounds: Sequence[AssessedRound]) -> tuple[Path, ...]:
    """The path of each dimension over the rounds of one place; ValueError for those of several.

    A dimension that a round left out is a gap there, and one not agreed has its range and no level.
    Where its question, its statements or the number of levels changed, its path is broken.
    Dimensions come in the order of the last round, then those that only earlier rounds assessed.
    """
    in_order = sorted(rounds, key=lambda one: (one.held_on, one.number))
    if len({one.place for one in in_order}) > 1:
        raise ValueError("A path goes through the rounds of one place: these are of several.")
    rows = [{row.dimension.id: row for row in profile(one)} for one in in_order]
    keys = list(dict.fromkeys(key for of_round in reversed(rows) for key in of_round))
    return tuple(_path(key, in_order, rows) for key in keys)


def wording_of(model: MaturityModel, key: str) -> tuple[str, ...]:
    """What makes a dimension the same in two rounds: its question and what each level says."""
    dimension = model.dimension(key)
    return tuple(" ".join(text.split()) for text in (dimension.question, *dimension.statements))


def _path(key: str, rounds: Sequence[AssessedRound], rows: Sequence[dict[str, ProfileRow]]) -> Path:
    steps: list[Step] = []
    wording: tuple[str, ...] | None = None
    part = 0
    dimension, number_of_levels = None, 0
    for one, of_round in zip(rounds, rows, strict=True):
        if key not in of_round:
            steps.append(Step(one.number, one.title, one.held_on, Standing.NOT_ASSESSED, part=part))
            continue
        now = wording_of(one.model, key)
        broken = wording is not None and now != wording
        part += broken
        wording, dimension = now, of_round[key].dimension
        number_of_levels = len(one.model.levels)
        steps.append(_step(one, of_round[key], broken, part))
    assert dimension is not None  # the keys are those of the rows
    return Path(dimension, number_of_levels, rounds[-1].place, tuple(steps))


def _step(one: AssessedRound, row: ProfileRow, broken: bool, part: int) -> Step:
    last = row.latest
    return Step(
        one.number, one.title, one.held_on, row.standing, row.level, row.level_name,
        last.low, last.high, last.n, row.target, broken, part,
    )  # fmt: skip
