"""Place by place: a table of groups by places, each cell with its mark and its word."""

from html import escape

import streamlit as st

from engagement_metrics import equality
from engagement_metrics.equality import Coverage, Verdict, Why, wording
from engagement_metrics.store import until_changed
from pages.parts import heard_table
from pages.parts.heard_table import Cell, Table
from pages.parts.heard_view import HeardView

MARKS: dict[Verdict, tuple[str, str, str]] = {  # mark, short word, class
    Verdict.UNDER: ("▼", "less", "less"),
    Verdict.POSSIBLY_UNDER: ("▽", "perhaps less", "perhaps"),
    Verdict.IN_LINE: ("●", "as expected", "same"),
    Verdict.POSSIBLY_OVER: ("△", "perhaps more", "same"),
    Verdict.OVER: ("▲", "more", "more"),
    Verdict.TOO_FEW: ("·", "too few", "few"),
    Verdict.NO_DATA: ("?", "not asked", "unasked"),
    Verdict.NO_BENCHMARK: ("–", "no population figure", "few"),
    Verdict.NOT_APPLICABLE: ("–", "nobody lives here", "few"),
    Verdict.CHECK_BENCHMARK: ("!", "check the figure", "few"),
}


def show(view: HeardView, key: str) -> None:
    """The chosen characteristic in each place just below, if there are at least two."""
    if len(view.setup.children(view.wanted.place_id)) < 2:
        return
    st.html("<h2>Place by place</h2>")
    told, table = _shown(view, key)
    st.write(told)
    if table:
        st.html(table)


@until_changed(64)
def _shown(view: HeardView, key: str) -> tuple[str, str]:
    """What is said of the places, and the table; '' where there is none."""
    found = equality.by_place(
        view.definitions, view.residents, view.setup, view.groups, view.wanted, key
    )
    shown = {place: one for place, one in found.items() if one.why is not Why.NOBODY}
    if not shown:
        return "No place below has a figure for this.", ""
    return _told(view, shown), heard_table.as_html(_table(view, shown))


def _told(view: HeardView, found: dict[int, Coverage]) -> str:
    gaps = [
        f"{view.setup.place_name(place)}: {', '.join(names)}"
        for place, one in found.items()
        if (
            names := [
                line.category.name for line in one.lines
                if line.comparison.status is Verdict.UNDER
            ]
        )
    ]  # fmt: skip
    if not gaps:
        return "In no place can we say that a group was heard less than we would expect."
    return f"Heard less than we would expect. {'; '.join(gaps)}."


def _table(view: HeardView, found: dict[int, Coverage]) -> Table:
    first = next(iter(found.values()))
    rows: list[list[str | Cell]] = [
        [line.category.name, *(_cell(one, at, view.shared) for one in found.values())]
        for at, line in enumerate(first.lines)
    ]
    headings = ["Group", *(view.setup.place_name(place) for place in found)]
    return Table(f"{first.characteristic.name}, place by place", headings, rows, look="map")


def _cell(one: Coverage, at: int, shared: bool) -> Cell:
    line = one.lines[at]
    mark, word, look = MARKS[line.comparison.status]
    number = wording.shown_count(line.comparison.reached, shared) if line.comparison.known else ""
    words = f'<span aria-hidden="true">{mark}</span> {escape(word)}'
    return Cell(f"{words}<br>{escape(number)}" if number else words, look)
