"""What a maturity model is: levels in order, and what each level sounds like in each dimension."""

from dataclasses import dataclass
from typing import Any

FEWEST_LEVELS, MOST_LEVELS = 3, 8


@dataclass(frozen=True)
class Level:
    """One level of a model, counted from 1; its number is an order, and never one to average."""

    level: int
    name: str
    summary: str


@dataclass(frozen=True)
class Dimension:
    """One thing that is assessed: a question, and a statement for each level from 1 up.

    `measures` are the ids of indicators shown as facts beside it. `crosswalk` says which principle
    of another set it answers to: pairs of the set and the principle.
    """

    id: str
    group: str
    name: str
    question: str
    evidence: str
    statements: tuple[str, ...]
    measures: tuple[str, ...] = ()
    crosswalk: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class MaturityModel:
    """One wording of a model. `code` tells the model, `edition` its wording, counted from 1.

    `source` says whose wording it is.
    """

    code: str
    edition: int
    name: str
    source: str
    levels: tuple[Level, ...]
    dimensions: tuple[Dimension, ...]

    def dimension(self, key: str) -> Dimension:
        """The dimension of that id; KeyError where there is none."""
        return {one.id: one for one in self.dimensions}[key]

    def as_json(self) -> dict[str, Any]:
        """The whole of it as JSON holds it; `from_json` reads it again."""
        return {
            "code": self.code,
            "edition": self.edition,
            "name": self.name,
            "source": self.source,
            "levels": [[one.level, one.name, one.summary] for one in self.levels],
            "dimensions": [
                {
                    "id": one.id,
                    "group": one.group,
                    "name": one.name,
                    "question": one.question,
                    "evidence": one.evidence,
                    "statements": list(one.statements),
                    "measures": list(one.measures),
                    "crosswalk": [list(pair) for pair in one.crosswalk],
                }
                for one in self.dimensions
            ],
        }


def from_json(kept: dict[str, Any]) -> MaturityModel:
    """The model that `as_json` wrote."""
    return MaturityModel(
        kept["code"],
        kept["edition"],
        kept["name"],
        kept["source"],
        tuple(Level(*one) for one in kept["levels"]),
        tuple(
            Dimension(
                one["id"],
                one["group"],
                one["name"],
                one["question"],
                one["evidence"],
                tuple(one["statements"]),
                tuple(one["measures"]),
                tuple((pair[0], pair[1]) for pair in one["crosswalk"]),
            )
            for one in kept["dimensions"]
        ),
    )
