"""What a maturity model must be like, whether it was read from a file or edited cell by cell."""

import re
from collections.abc import Collection, Iterator
from dataclasses import replace

from engagement_metrics.framework.sheets import FrameworkError
from engagement_metrics.models.maturity_models import (
    FEWEST_LEVELS,
    MOST_LEVELS,
    Dimension,
    Level,
    MaturityModel,
)

# Where a fault is to be put right: a row's kind, then its dimension and level, or what it names.
Spot = tuple[str, ...]

WORD = re.compile(r"[A-Za-z0-9_-]{1,20}")
CODE = re.compile(r"[A-Za-z0-9_-]{1,60}")
MOST_DIMENSIONS = 40
LONGEST_NAME, LONGEST_TEXT = 120, 600
# As entry/personal.py refuses them in what is typed: signs that cannot be seen, and markup.
_CONTROL = re.compile(r"[\x00-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ud800-\udfff\ufeff]")
_MARKUP = re.compile(r"<\s*[A-Za-z/!?]")


def tidy(text: str) -> str:
    """A text on one line, with one space between words."""
    return " ".join(text.split())


def checked(model: MaturityModel, known_measures: Collection[str] | None = None) -> MaturityModel:
    """The model with its texts on one line each, if nothing is wrong with it.

    Measures are looked at where those that are known are given.

    Raises FrameworkError with a sentence for each fault.
    """
    clean = _tidied(model)
    faults = [f"{what[0].upper()}{what[1:]}." for _, what in problems(clean, known_measures)]
    if faults:
        raise FrameworkError(faults)
    return clean


def problems(
    model: MaturityModel, known_measures: Collection[str] | None = None
) -> Iterator[tuple[Spot, str]]:
    """Each fault of a model, with the row it is on; a text that is missing is ''."""
    top = ("model",)
    if not model.code:
        yield top, "the code of the model is missing"
    elif not CODE.fullmatch(model.code):
        yield top, f"'{model.code}' is not a code: use 1 to 60 letters, digits, - or _"
    if model.edition < 1:
        yield top, f"edition {model.edition} is below 1"
    yield from _texts(
        top, ("the name of the model", model.name, LONGEST_NAME),
        ("the source of the wording", model.source, LONGEST_TEXT),
    )  # fmt: skip
    yield from _levels(model.levels)
    if not model.dimensions:
        yield ("dimensions",), "there is no dimension"
    if len(model.dimensions) > MOST_DIMENSIONS:
        yield (
            ("dimensions",),
            f"{len(model.dimensions)} dimensions, but {MOST_DIMENSIONS} is the most",
        )
    highest = max((one.level for one in model.levels), default=0)
    ids, names = set[str](), set[str]()
    for dimension in model.dimensions:
        spot = ("dimension", dimension.id)
        if dimension.id.casefold() in ids:
            yield spot, f"dimension '{dimension.id}' is there twice"
        if dimension.name and dimension.name.casefold() in names:
            yield spot, f"'{dimension.name}' is the name of another dimension"
        ids.add(dimension.id.casefold())
        names.add(dimension.name.casefold())
        yield from _dimension(dimension, highest)
        yield from _linked(dimension, known_measures)


def _levels(levels: tuple[Level, ...]) -> Iterator[tuple[Spot, str]]:
    if not FEWEST_LEVELS <= len(levels) <= MOST_LEVELS:
        there = f"there are {len(levels)} levels" if len(levels) != 1 else "there is 1 level"
        yield (
            ("levels",),
            f"{there}, but a model has from {FEWEST_LEVELS} to {MOST_LEVELS}",
        )
    before = 0
    names = set[str]()
    for one in levels:
        spot = ("level", str(one.level))
        for missing in range(before + 1, one.level):
            yield spot, f"level {missing} is missing before level {one.level}"
        if one.level <= before:
            yield spot, f"level {one.level} comes after level {before}"
        before = one.level
        if one.name and one.name.casefold() in names:
            yield spot, f"'{one.name}' is the name of another level"
        names.add(one.name.casefold())
        yield from _texts(
            spot, (f"the name of level {one.level}", one.name, LONGEST_NAME),
            (f"the summary of level {one.level}", one.summary, LONGEST_TEXT),
        )  # fmt: skip


def _dimension(one: Dimension, levels: int) -> Iterator[tuple[Spot, str]]:
    spot, called = ("dimension", one.id), one.id or "the dimension"
    if not WORD.fullmatch(one.id):
        yield spot, f"'{one.id}' is not an id: use 1 to 20 letters, digits, - or _"
    yield from _texts(
        spot, (f"the name of {called}", one.name, LONGEST_NAME),
        (f"the question of {called}", one.question, LONGEST_TEXT),
    )  # fmt: skip
    if one.group:
        yield from _texts(("group", one.id), (f"the group of {called}", one.group, LONGEST_NAME))
    if one.evidence:
        evidence = (f"the evidence of {called}", one.evidence, LONGEST_TEXT)
        yield from _texts(("evidence", one.id), evidence)
    if not any(one.statements):
        yield spot, f"{called} has no statements"
        return
    if levels and len(one.statements) != levels:
        yield spot, f"{called} has {len(one.statements)} statements, but there are {levels} levels"
    for level, statement in enumerate(one.statements, start=1):
        what = f"the statement of {called} for level {level}"
        yield from _texts(("statement", one.id, str(level)), (what, statement, LONGEST_TEXT))


def _linked(one: Dimension, known: Collection[str] | None) -> Iterator[tuple[Spot, str]]:
    """What is wrong with the measures and the crosswalk of a dimension."""
    for measure in sorted(set(one.measures)):
        if known is not None and measure not in known:
            yield ("measure", one.id, measure), f"unknown measure '{measure[:40]}'"
        if one.measures.count(measure) > 1:
            yield ("dimension", one.id), f"{one.id} has the measure {measure} twice"
    for pair in sorted(set(one.crosswalk)):
        spot = ("crosswalk", one.id, *pair)
        yield from _texts(
            spot, (f"the set of principles that {one.id} answers to", pair[0], LONGEST_NAME),
            (f"the principle that {one.id} answers to", pair[1], LONGEST_TEXT),
        )  # fmt: skip
        if one.crosswalk.count(pair) > 1:
            yield ("dimension", one.id), f"{one.id} answers to '{pair[1]}' twice"


def _texts(spot: Spot, *texts: tuple[str, str, int]) -> Iterator[tuple[Spot, str]]:
    """What is wrong with texts that must be there: what each is, the text, its most characters."""
    for what, text, most in texts:
        if not text:
            yield spot, f"{what} is missing"
        elif len(text) > most:
            yield spot, f"{what} is {len(text):,} characters long, but {most} is the most"
        elif _CONTROL.search(text):
            yield spot, f"{what} holds signs that cannot be seen"
        elif _MARKUP.search(text):
            yield spot, f"{what} holds the sign < as in a web page"


def _tidied(model: MaturityModel) -> MaturityModel:
    return replace(
        model,
        name=tidy(model.name),
        source=tidy(model.source),
        levels=tuple(
            replace(one, name=tidy(one.name), summary=tidy(one.summary)) for one in model.levels
        ),
        dimensions=tuple(
            replace(
                one,
                id=one.id.strip(),
                group=tidy(one.group),
                name=tidy(one.name),
                question=tidy(one.question),
                evidence=tidy(one.evidence),
                statements=tuple(map(tidy, one.statements)),
                crosswalk=tuple((tidy(book), tidy(principle)) for book, principle in one.crosswalk),
            )
            for one in model.dimensions
        ),
    )
