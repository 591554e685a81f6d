"""Making figures of groups safe to share: cells of people heard become cells of shown counts."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from engagement_metrics.disclosure import audit
from engagement_metrics.disclosure.audit import KNOWN
from engagement_metrics.disclosure.places import deepest_first
from engagement_metrics.disclosure.rounding import BASE, shown

FEWEST_PEOPLE = 30  # in a place and period, or it is shown together with the place above
ENOUGH_FOR_QUARTERS = 200  # known answers about each characteristic in the quarter that is closed
Asked = Mapping[str, Mapping[str, int]]  # characteristic -> category or state -> people


@dataclass(frozen=True)
class Heard:
    """Exact counts of the people heard in one place, period and aim. It never leaves the store.

    `counts` is characteristic -> category or answer state -> people. Whoever is in no answer of a
    characteristic was not asked about it.
    """

    place: int
    period: str
    aim: str
    people: int
    counts: Asked


@dataclass(frozen=True, order=True)
class ReleasedCell:
    """One released count: a multiple of five, never a raw one. ValueError for any other.

    `answer` is a category, an answer state, or 'known' for all categories together.
    """

    place: int
    period: str
    aim: str
    characteristic: str
    answer: str
    shown: int

    def __post_init__(self) -> None:
        if self.shown < 0 or self.shown % BASE:
            raise ValueError("a released count is a multiple of five")


@dataclass(frozen=True)
class LeftOut:
    """A characteristic that is not shown for a place, period and aim, to protect people."""

    place: int
    period: str
    aim: str
    characteristic: str


def cell_id(place: int, period: str, aim: str, characteristic: str, answer: str) -> str:
    """The opaque name of a cell, made of ids: what its toss is made from."""
    return "|".join((str(place), period, aim, characteristic, answer))


def by_quarter(known: Mapping[str, int]) -> bool:
    """Whether a place's figures may be shown for each quarter of the year that begins here.

    `known` is how many answers each characteristic that was asked about has in the quarter being
    closed. It is settled once, at the first closing of a financial year, and kept for the year.
    """
    return bool(known) and min(known.values()) >= ENOUGH_FOR_QUARTERS


def pool(
    heard: Iterable[Heard], parents: Mapping[int, int | None]
) -> tuple[list[Heard], dict[int, int | None]]:
    """The same people, those of places with too few together with the place above.

    All of `heard` is of one period. A place below which people were pooled counts with them. What
    is too few even at the top is left out. Also: where each pooled place's people are shown.
    """
    together: dict[int, list[Heard]] = {}
    for one in heard:
        together.setdefault(one.place, []).append(one)
    went: dict[int, int | None] = {}
    for place in deepest_first(parents):
        if place not in together:
            continue
        people = sum(one.people for one in together[place])
        if people >= FEWEST_PEOPLE:
            continue
        above = parents[place]
        went[place] = above
        if above is not None:
            moved = [replace(one, place=above) for one in together[place]]
            together[above] = _added([*together.get(above, []), *moved])
        del together[place]
        went = {of: above if at == place else at for of, at in went.items()}
    return [one for place in sorted(together) for one in together[place]], went


def release(
    heard: Iterable[Heard], categories: Mapping[str, Sequence[str]], key: bytes
) -> tuple[tuple[ReleasedCell, ...], tuple[LeftOut, ...]]:
    """The shown counts of people heard, audited: what somebody could work out is left out.

    `heard` has been pooled; `categories` are all answers each characteristic may have, so that a
    nought is shown as one. The audit takes how many people came as known to everybody. Where more
    answers than people were noted, as parts of one activity may, that is left out too. ValueError
    for an answer that the characteristic may not have.
    """
    cells: list[ReleasedCell] = []
    left_out: list[LeftOut] = []
    for one in heard:
        for characteristic, counts in sorted(one.counts.items()):
            states = _states(one, characteristic, counts, categories[characteristic])
            at = one.place, one.period, one.aim, characteristic
            if states["not_asked"] < 0:
                left_out.append(LeftOut(*at))
                continue

            def safe(answer: str, count: int, at: tuple[int, str, str, str] = at) -> int:
                return shown(count, cell_id(*at, answer), key)

            told = {answer: safe(answer, counts.get(answer, 0)) for answer in
                    categories[characteristic]}  # fmt: skip
            others = {state: safe(state, count) for state, count in states.items()}
            found = audit.bounds(told, others, (one.people, one.people))
            if audit.leaks(found):
                left_out.append(LeftOut(*at))
            else:
                both = told | others
                cells += [ReleasedCell(*at, answer, count) for answer, count in both.items()]
    return tuple(sorted(cells)), tuple(left_out)


def _states(
    one: Heard, characteristic: str, counts: Mapping[str, int], categories: Sequence[str]
) -> dict[str, int]:
    """How many answered, would not say, or gave no answer; the rest were not asked.

    Below 0 where there are more answers than people.
    """
    known = sum(count for answer, count in counts.items() if answer in categories)
    other = {answer: count for answer, count in counts.items() if answer not in categories}
    unknown = other.keys() - {"prefer_not_to_say", "not_known", "not_asked"}
    if unknown:
        raise ValueError(f"{characteristic} has no answer {sorted(unknown)}")
    prefer_not, not_known = other.get("prefer_not_to_say", 0), other.get("not_known", 0)
    rest = one.people - known - prefer_not - not_known
    return {
        KNOWN: known, "prefer_not_to_say": prefer_not, "not_known": not_known, "not_asked": rest,
    }  # fmt: skip


def _added(heard: Iterable[Heard]) -> list[Heard]:
    """People of one place and period added up by aim."""
    found: dict[str, Heard] = {}
    for one in heard:
        there = found.get(one.aim)
        if there is None:
            found[one.aim] = one
            continue
        counts = {key: dict(answers) for key, answers in there.counts.items()}
        for characteristic, answers in one.counts.items():
            into = counts.setdefault(characteristic, {})
            for answer, count in answers.items():
                into[answer] = into.get(answer, 0) + count
        found[one.aim] = replace(there, people=there.people + one.people, counts=counts)
    return list(found.values())
