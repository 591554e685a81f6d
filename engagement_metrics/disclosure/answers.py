"""Answers to evaluation questions, made safe to share: each is in one released figure, or in none.

What anybody may ask for is a sum of released figures, none made of fewer than ten people. So no
subtraction of places, periods or topics gives a smaller one.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import pandas as pd

from engagement_metrics.disclosure.places import deepest_first

FEWEST_ANSWERS = 10
MOST_KEPT_BACK = FEWEST_ANSWERS - 1  # what anybody knows of a figure that is not shown
FORMS = "forms"  # in place of a question: forms that came back, of people who were asked


@dataclass(frozen=True)
class Answered:
    """Exact answers of one place and period to one question, wave and form. It stays in the store.

    `top` of `base` are in the top choices. For `FORMS` they are the forms that came back, of people
    who were asked.
    """

    place: int
    period: str
    question: str
    wave: str
    format: str
    top: int
    base: int

    @property
    def line(self) -> tuple[str, str, str]:
        """What is never added together: the question, the wave and the form."""
        return self.question, self.wave, self.format

    @property
    def people(self) -> int:
        """How many gave an answer, or gave back a form."""
        return self.top if self.question == FORMS else self.base


@dataclass(frozen=True)
class ReleasedAnswer(Answered):
    """A figure that everybody may see; ValueError for one of fewer than ten people."""

    def __post_init__(self) -> None:
        if self.people < FEWEST_ANSWERS:
            raise ValueError("a released figure is made of ten answers or more")


@dataclass(frozen=True)
class ReleasedAnswers:
    """The answers of the releases made so far, in a type that cannot hold fewer than ten."""

    cells: tuple[ReleasedAnswer, ...]

    @cached_property
    def _by_line(self) -> Mapping[tuple[str, str, str], list[ReleasedAnswer]]:
        found: dict[tuple[str, str, str], list[ReleasedAnswer]] = {}
        for cell in self.cells:
            found.setdefault(cell.line, []).append(cell)
        return found

    def of(
        self,
        line: tuple[str, str, str],
        places: Collection[int],
        periods: Collection[str] | None = None,
    ) -> tuple[int, int]:
        """Top and base of some places and periods together; (0, 0) where nothing was released."""
        found = [
            cell
            for cell in self._by_line.get(line, ())
            if cell.place in places and (periods is None or cell.period in periods)
        ]
        return sum(cell.top for cell in found), sum(cell.base for cell in found)


def of_quarter(
    answered: Iterable[Answered],
) -> tuple[tuple[ReleasedAnswer, ...], tuple[Answered, ...]]:
    """What may be shown of a quarter, and what is kept back until its year is closed.

    A place's answers to a question are shown from ten on.
    """
    shown, kept = [], []
    for one in answered:
        if one.people >= FEWEST_ANSWERS:
            shown.append(_released(one, one.place, one.period))
        else:
            kept.append(one)
    return tuple(shown), tuple(kept)


def of_year(
    kept: Iterable[Answered], parents: Mapping[int, int | None], period: str
) -> tuple[tuple[ReleasedAnswer, ...], tuple[Answered, ...]]:
    """What may be shown of a year beyond its quarters, and what is shown nowhere.

    `kept` are the quarters that were kept back, and answers known by the year alone. Those of one
    place go together; under ten they go in with the place above, beside others under ten.
    """
    by_line: dict[tuple[str, str, str], dict[int, list[Answered]]] = {}
    for one in kept:
        by_line.setdefault(one.line, {}).setdefault(one.place, []).append(one)
    shown: list[ReleasedAnswer] = []
    left_out: list[Answered] = []
    for of_places in by_line.values():
        found = _up_the_tree(of_places, parents, period)
        shown += found[0]
        left_out += found[1]
    return tuple(shown), tuple(left_out)


def together_safe(parts: Sequence[Answered]) -> bool:
    """Whether figures that were kept back may be shown as one, without giving any of them away.

    One who knows which they are, and that each has between one and nine people, can exchange one
    person for another between any two of them, and so fixes none, unless all are at their least or
    at their most, or all answers are alike. It is both enough and needed, by tests/disclosure.
    """
    there = [one for one in parts if one.people]
    people = sum(one.people for one in there)
    if people < FEWEST_ANSWERS:
        return False
    if len(there) == 1:
        return True  # its own ten: nothing is added to it
    top, base = sum(one.top for one in there), sum(one.base for one in there)
    at_most = all(one.people == MOST_KEPT_BACK for one in there)
    return len(there) < people and not at_most and 0 < top < base


def _up_the_tree(
    of_places: Mapping[int, list[Answered]], parents: Mapping[int, int | None], period: str
) -> tuple[list[ReleasedAnswer], list[Answered]]:
    shown: list[ReleasedAnswer] = []
    left_out: list[Answered] = []
    waiting: dict[int, list[Answered]] = {}
    for place in deepest_first(parents):
        few = waiting.pop(place, [])
        told: list[Answered] = []
        own = of_places.get(place, [])
        if sum(one.people for one in own) < FEWEST_ANSWERS:
            few += [_added(own, place, period)] if own else []
        elif together_safe(own):
            told += own
        else:
            left_out.append(_added(own, place, period))
        people = sum(one.people for one in few)
        above = parents[place]
        if people >= FEWEST_ANSWERS and together_safe(few):
            told += few
        elif people >= FEWEST_ANSWERS or (people and above is None):
            left_out.append(_added(few, place, period))
        elif people and above is not None:
            waiting.setdefault(above, []).append(_added(few, place, period))
        if told:
            shown.append(_released(_added(told, place, period), place, period))
    return shown, left_out


def _added(parts: Sequence[Answered], place: int, period: str) -> Answered:
    top, base = sum(one.top for one in parts), sum(one.base for one in parts)
    return replace(parts[0], place=place, period=period, top=top, base=base)


def _released(one: Answered, place: int, period: str) -> ReleasedAnswer:
    return ReleasedAnswer(place, period, *one.line, one.top, one.base)


def without_groups_and_notes(rows: pd.DataFrame) -> pd.DataFrame:
    """Typed rows that everyone may see: none about a priority group, and without their notes.

    A figure of a group counts its people, and a note is words that nobody has passed for reading.
    """
    kept = rows[rows["priority_group_id"].isna()].reset_index(drop=True)
    return kept.assign(note="", created_by="", updated_by="")
