"""What is behind a cell: the records it is made of, a page at a time, with what each adds."""

from dataclasses import dataclass, field

import streamlit as st

from engagement_metrics import indicators, store
from engagement_metrics.access import Actor
from engagement_metrics.framework import Framework, Indicator
from engagement_metrics.models import Audience, PartialDate
from engagement_metrics.store import Filter, Found, Frames, MadeOf, Row, Setup, Source
from pages.parts import behind_rows, fields, heard_table, paging
from pages.parts.days import moment
from pages.parts.heard_table import Table
from pages.parts.view import View

WHAT = {
    Source.SUGGESTIONS: "suggestions", Source.CHANGES: "changes", Source.ANSWERS: "sheets",
    Source.FORMS: "sheets", Source.FIGURES: "figures typed in", Source.REFUSED: "suggestions",
    Source.OPEN: "suggestions", Source.WORK: "projects",
}  # fmt: skip
ABOUT = {
    Source.SUGGESTIONS: ("Received", "Place", "Status today"),
    Source.CHANGES: ("Made on", "Place", "Suggestions it answers"),
    Source.ANSWERS: ("When", "Place", "Asked"),
    Source.FORMS: ("When", "Place", "Asked"),
    Source.FIGURES: ("Period", "Place"),
    Source.REFUSED: ("Received", "Place", "Status today"),
    Source.OPEN: ("Received", "Place", "Status today"),
    Source.WORK: ("Project", "Place", "People first came in", "Stage by then"),
}
WORDS = {
    Source.SUGGESTIONS: "Suggestion", Source.CHANGES: "Change", Source.ANSWERS: "About",
    Source.FORMS: "About", Source.FIGURES: "Source", Source.REFUSED: "Suggestion",
    Source.OPEN: "Suggestion",
}  # fmt: skip


@dataclass(frozen=True)
class Listed:
    """A page of the records behind a cell, and what it follows from.

    Frames are alike only where they are the same ones: of one audience, filter and data version.
    """

    frames: Frames
    definitions: Framework
    setup: Setup
    wanted: Filter
    group_id: int | None
    audience: Audience
    made: MadeOf
    number: int
    found: Found = field(compare=False)

    @property
    def view(self) -> View:
        """The view that it is read in, without its values."""
        return View(
            self.definitions, self.setup, self.audience, self.wanted, self.group_id, self.frames,
            {}, {},
        )  # fmt: skip


def read(actor: Actor, view: View, indicator: Indicator) -> Listed | None:
    """What the cell is made of, at the page that the address asks for; None for nothing to list."""
    about = (indicator.id, view.wanted, view.group_id, view.audience)
    if st.session_state.setdefault("behind.about", about) != about:
        st.session_state["behind.about"] = about
        paging.first()
    made = indicators.behind(
        indicator, view.values[indicator.id], view.definitions, view.setup, view.frames,
        view.wanted, view.group_id,
    )  # fmt: skip
    if made is None:
        return None
    found = store.behind(actor, view.audience, view.wanted, made, paging.number())
    return Listed(
        view.frames, view.definitions, view.setup, view.wanted, view.group_id, view.audience, made,
        found.number, found,
    )  # fmt: skip


def updated(listed: Listed | None) -> str:
    """When any of the records behind it was changed last, in words; '' where there is none."""
    at = listed.found.updated if listed else None
    return f"Last updated on {moment(at)}." if at else ""


def show(listed: Listed | None) -> None:
    """List the records; in the shared view never a group's count, nor people's own words."""
    if listed is None:
        return
    if not listed.found.rows:
        st.html("<h2>What is behind it</h2>")
        st.write("No record counts towards it here.")
        return
    st.html(heard_table.STYLE + fields.headed("What is behind it", _table(listed)))
    paging.turn(listed.found, WHAT.get(listed.made.source, "activities"))
    if listed.audience is Audience.TEAM:
        _open(listed.found)


@store.until_changed(64)
def _table(listed: Listed) -> str:
    source, found, view = listed.made.source, listed.found, listed.view
    team = listed.audience is Audience.TEAM
    what = WHAT.get(source, "activities")
    caption = f"{what.capitalize()}: {found.total:,}"
    if found.pages > 1:
        caption += f", page {found.number} of {found.pages:,}"
    counted = behind_rows.ADDS[source] if found.rows[0].adds else ()
    about = ABOUT.get(source, ("Title", "Place", "When", "Method"))
    words = (WORDS.get(source, "Note"),) if team else ()
    first, *others = about
    rows = [_cells(view, source, row, bool(counted), team) for row in found.rows]
    right = range(1, 1 + len(counted)) if source in behind_rows.FIGURES else ()
    heads = (first, *counted, *others, *words)
    return heard_table.as_html(Table(caption, heads, rows, numbers=right))


def _cells(view: View, source: Source, row: Row, counted: bool, team: bool) -> tuple[str, ...]:
    """One row, or one card where the page is narrow: what it adds stands second."""
    first, *others = behind_rows.about(view, row)
    adds = behind_rows.adds(view, source, row) if counted else ()
    return (first, *adds, *others, *((behind_rows.words(row),) if team else ()))


def _open(found: Found) -> None:
    """A way to each activity on the page, or to the one that a sheet is about."""
    ways = {}
    for row in found.rows:
        if isinstance(row, store.ActivityRow):
            ways[row.number] = f"{row.title}, {PartialDate.parse(row.when).label}"
        elif isinstance(row, store.SheetRow) and row.activity_id is not None:
            ways[row.activity_id] = row.title
    if not ways:
        return
    box = st.expander("Open one of these activities", key="behind.open", on_change="rerun")
    if not box.open:
        return
    with box:
        for number, label in ways.items():
            st.page_link(
                "activities.py", label=fields.literal(label),
                query_params={"activity": str(number)},
            )  # fmt: skip
