"""Which round is looked at: the choice of a place and of a round, and what is drawn from it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from html import escape
from pathlib import Path

import streamlit as st

from engagement_metrics import maturity
from engagement_metrics.indicators.assessed import as_assessed
from engagement_metrics.maturity import AssessedRound, ProfileRow
from engagement_metrics.store import FinishedRound, Setup, until_changed
from pages.parts import filters, heard_table
from pages.parts.days import day

RULES = (Path(__file__).parent / "assessed.css").read_text(encoding="utf-8")


@dataclass(frozen=True, eq=False)
class AssessedView:
    """Everything the page is drawn from, made once for the same rounds.

    `found` is the round that is looked at, `assessed` the same as `maturity` reckons with it, and
    `rows` its profile. `kept` are the finished rounds of the place, the earliest first, and `path`
    the same ones, all under one name for the place. `latest` is the last round of each place. One
    view is the same as another only where it is that one: what is made of it can be kept by it.
    """

    setup: Setup
    place: str
    found: FinishedRound
    assessed: AssessedRound
    rows: tuple[ProfileRow, ...]
    kept: tuple[FinishedRound, ...]
    path: tuple[AssessedRound, ...]
    latest: dict[str, FinishedRound]

    @property
    def last(self) -> FinishedRound:
        """The latest finished round of the place."""
        return self.kept[-1]

    @property
    def before(self) -> AssessedRound | None:
        """The finished round of the place that came before the one that is looked at."""
        numbers = [one.number for one in self.kept]
        at = numbers.index(self.found.number)
        return self.path[at - 1] if at else None


def ask(setup: Setup, finished: Sequence[FinishedRound]) -> AssessedView:
    """The place and the round as they are chosen: at first the latest of the widest place."""
    places = by_place(setup, finished)
    with st.container(key="filters"):
        left, right = st.columns(2)
        place = left.selectbox("Place", list(places), key="of_place", bind="query-params")
        kept = places.get(place, next(iter(places.values())))
        title = right.selectbox("Round", list(titles(kept)), key="of_round", bind="query-params")
    return of(setup, finished, place, title)


def of(setup: Setup, finished: Sequence[FinishedRound], place: str, title: str) -> AssessedView:
    """What is drawn of one round; of the first place, or its latest, where there is none such."""
    return _of(setup, tuple(finished), place, title)


@until_changed(64)
def _of(setup: Setup, finished: tuple[FinishedRound, ...], place: str, title: str) -> AssessedView:
    places = by_place(setup, finished)
    if place not in places:
        place = next(iter(places))
    kept = places[place]
    found = titles(kept).get(title, kept[-1])
    path = tuple(replace(as_assessed(one, setup), place=place) for one in kept)
    assessed = path[kept.index(found)]
    return AssessedView(
        setup, place, found, assessed, maturity.profile(assessed), kept, path,
        {name: rounds[-1] for name, rounds in places.items()},
    )  # fmt: skip


def by_place(
    setup: Setup, finished: Sequence[FinishedRound]
) -> dict[str, tuple[FinishedRound, ...]]:
    """The finished rounds of each place, by its label; a round of no one place is of the top."""
    return _by_place(setup, tuple(finished))


@until_changed(64)
def _by_place(
    setup: Setup, finished: tuple[FinishedRound, ...]
) -> dict[str, tuple[FinishedRound, ...]]:
    labels = {number: label for label, number in filters.place_labels(setup).items()}
    tops = setup.children(None)
    there: dict[int | None, list[FinishedRound]] = {}
    for one in finished:
        whole = one.place_id is None and len(tops) == 1
        there.setdefault(tops[0] if whole else one.place_id, []).append(one)
    order = [None, *labels, *(at for at in there if at is not None and at not in labels)]
    return {
        filters.ALL_PLACES if at is None else labels.get(at, setup.place_name(at)): tuple(there[at])
        for at in order
        if at in there
    }


def titles(kept: Sequence[FinishedRound]) -> dict[str, FinishedRound]:
    """The rounds of a place by a label that is theirs alone, the latest first."""
    found: dict[str, FinishedRound] = {}
    for one in reversed(kept):
        label = f"{one.title}, {day(one.held_on)}"
        found[f"{label} (number {one.number})" if label in found else label] = one
    return found


def lay_out(view: AssessedView) -> None:
    """The look of the tables; on paper also which round it is."""
    st.html(f"<style>{heard_table.RULES}{RULES}</style>")  # alone, so that it follows the frame's
    st.html(
        f'<p class="print-only">{escape(view.place)} · {escape(view.found.title)}, '
        f"{day(view.found.held_on)}</p>"
    )
