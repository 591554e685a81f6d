"""Small edits of a maturity model, each a new model; and what changed between two wordings.

An edit answers with a model that keeps the same rules as a file, and leaves the one it was given as
it is. It raises FrameworkError with a sentence for each fault, and KeyError for a dimension that is
not there. Measures are looked at where those that are known are given. The edition stays: whoever
keeps the new wording counts it.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace

from engagement_metrics.framework.maturity_rules import checked
from engagement_metrics.framework.sheets import FrameworkError
from engagement_metrics.models.maturity_models import (
    FEWEST_LEVELS,
    MOST_LEVELS,
    Dimension,
    Level,
    MaturityModel,
)


def changed(before: MaturityModel, after: MaturityModel) -> dict[str, list[str]]:
    """What breaks the path of a dimension between two wordings, in words, by its id.

    A dimension is there only if both have it and its question, a statement, or the number of levels
    is not the same. Names, groups, evidence, measures and the spaces between words break nothing.

    >>> from engagement_metrics.framework.maturity import models
    >>> model = models()[0]
    >>> changed(model, with_cell(model, "A1", 3, "Most groups are linked."))
    {'A1': ['the statement for level 3']}
    """
    others = {one.id: one for one in after.dimensions}
    count = ["the number of levels"] if len(before.levels) != len(after.levels) else []
    told = {
        one.id: _reworded(one, others[one.id]) + count
        for one in before.dimensions
        if one.id in others
    }
    return {key: what for key, what in told.items() if what}


def _reworded(before: Dimension, after: Dimension) -> list[str]:
    found = [] if before.question.split() == after.question.split() else ["the question"]
    pairs = zip(before.statements, after.statements, strict=False)
    return found + [
        f"the statement for level {level}"
        for level, (old, new) in enumerate(pairs, start=1)
        if old.split() != new.split()
    ]


def with_heading(
    model: MaturityModel, *, name: str | None = None, source: str | None = None
) -> MaturityModel:
    """The model under another name, or with another word on whose wording it is."""
    return checked(replace(model, name=_or(name, model.name), source=_or(source, model.source)))


def with_cell(model: MaturityModel, dimension: str, level: int, text: str) -> MaturityModel:
    """The model with another statement for one level of one dimension."""
    if not 1 <= level <= len(model.levels):
        raise FrameworkError([f"Level {level} is not one of the {len(model.levels)} levels."])

    def worded(one: Dimension) -> Dimension:
        cells = (*one.statements[: level - 1], text, *one.statements[level:])
        return replace(one, statements=cells)

    return checked(_each(model, dimension, worded))


def with_dimension(
    model: MaturityModel,
    dimension: str,
    *,
    name: str | None = None,
    question: str | None = None,
    group: str | None = None,
    evidence: str | None = None,
    measures: Sequence[str] | None = None,
    crosswalk: Sequence[tuple[str, str]] | None = None,
    known_measures: Collection[str] | None = None,
) -> MaturityModel:
    """The model with what is given of one dimension in place of what it says; None leaves it."""

    def described(one: Dimension) -> Dimension:
        return replace(
            one,
            name=_or(name, one.name),
            question=_or(question, one.question),
            group=_or(group, one.group),
            evidence=_or(evidence, one.evidence),
            measures=one.measures if measures is None else tuple(measures),
            crosswalk=one.crosswalk if crosswalk is None else tuple(crosswalk),
        )

    return checked(_each(model, dimension, described), known_measures)


def with_added(
    model: MaturityModel,
    dimension: Dimension,
    position: int | None = None,
    known_measures: Collection[str] | None = None,
) -> MaturityModel:
    """The model with one more dimension, at a position counted from 1, or as the last."""
    at = len(model.dimensions) if position is None else max(position, 1) - 1
    dimensions = (*model.dimensions[:at], dimension, *model.dimensions[at:])
    return checked(replace(model, dimensions=dimensions), known_measures)


def without(model: MaturityModel, dimension: str) -> MaturityModel:
    """The model without one of its dimensions; the last one cannot be taken away."""
    gone = model.dimension(dimension)
    kept = tuple(one for one in model.dimensions if one is not gone)
    return checked(replace(model, dimensions=kept))


def moved(model: MaturityModel, dimension: str, position: int) -> MaturityModel:
    """The model with one dimension at another position, counted from 1; past the end is the end."""
    chosen = model.dimension(dimension)
    others = [one for one in model.dimensions if one is not chosen]
    others.insert(max(position, 1) - 1, chosen)
    return checked(replace(model, dimensions=tuple(others)))


def with_level(
    model: MaturityModel, level: int, *, name: str | None = None, summary: str | None = None
) -> MaturityModel:
    """The model with another name or summary of one level."""
    if not 1 <= level <= len(model.levels):
        raise FrameworkError([f"Level {level} is not one of the {len(model.levels)} levels."])
    levels = tuple(
        replace(one, name=_or(name, one.name), summary=_or(summary, one.summary))
        if one.level == level
        else one
        for one in model.levels
    )
    return checked(replace(model, levels=levels))


def with_level_added(
    model: MaturityModel, name: str, summary: str, statements: Mapping[str, str]
) -> MaturityModel:
    """The model with one more level above the others; `statements` has its text by dimension."""
    if len(model.levels) >= MOST_LEVELS:
        raise FrameworkError([f"There are {MOST_LEVELS} levels, which is the most."])
    new = Level(len(model.levels) + 1, name, summary)
    dimensions = tuple(
        replace(one, statements=(*one.statements, statements.get(one.id, "")))
        for one in model.dimensions
    )
    return checked(replace(model, levels=(*model.levels, new), dimensions=dimensions))


def without_last_level(model: MaturityModel) -> MaturityModel:
    """The model without its highest level and what each dimension says of it."""
    if len(model.levels) <= FEWEST_LEVELS:
        raise FrameworkError([f"There are {FEWEST_LEVELS} levels, which is the fewest."])
    dimensions = tuple(
        replace(one, statements=one.statements[: len(model.levels) - 1]) for one in model.dimensions
    )
    return checked(replace(model, levels=model.levels[:-1], dimensions=dimensions))


def _or(new: str | None, old: str) -> str:
    return old if new is None else new


def _each(
    model: MaturityModel, dimension: str, change: Callable[[Dimension], Dimension]
) -> MaturityModel:
    """The model with one dimension changed; KeyError where there is none of that id."""
    chosen = model.dimension(dimension)
    dimensions = tuple(change(one) if one is chosen else one for one in model.dimensions)
    return replace(model, dimensions=dimensions)
