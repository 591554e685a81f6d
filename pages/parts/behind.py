"""What is behind a cell: the records it is made of, a page at a time, with what each adds."""

import streamlit as st

from engagement_metrics import indicators, store
from engagement_metrics.access import Actor
from engagement_metrics.framework import Indicator
from engagement_metrics.models import Audience, PartialDate
from engagement_metrics.store import Found, Row, Source
from pages.parts import behind_rows, fields, paging
from pages.parts.days import moment
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


def read(actor: Actor, view: View, indicator: Indicator) -> tuple[Source, Found] | None:
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
    return made.source, store.behind(actor, view.audience, view.wanted, made, paging.number())


def updated(listed: tuple[Source, Found] | None) -> str:
    """When any of the records behind it was changed last, in words; '' where there is none."""
    at = listed[1].updated if listed else None
    return f"Last updated on {moment(at)}." if at else ""


def show(view: View, listed: tuple[Source, Found] | None) -> None:
    """List the records; in the shared view never a group's count, nor people's own words."""
    if listed is None:
        return
    source, found = listed
    st.html("<h2>What is behind it</h2>")
    if not found.rows:
        st.write("No record counts towards it here.")
        return
    team = view.audience is Audience.TEAM
    what = WHAT.get(source, "activities")
    caption = f"{what.capitalize()}: {found.total:,}"
    if found.pages > 1:
        caption += f", page {found.number} of {found.pages:,}"
    counted = behind_rows.ADDS[source] if found.rows[0].adds else ()
    about = ABOUT.get(source, ("Title", "Place", "When", "Method"))
    words = (WORDS.get(source, "Note"),) if team else ()
    first, *others = about
    fields.table(
        caption, (first, *counted, *others, *words),
        [_cells(view, source, row, bool(counted), team) for row in found.rows],
        numbers=range(1, 1 + len(counted)) if source in behind_rows.FIGURES else (),
    )  # fmt: skip
    paging.turn(found, what)
    if team:
        _open(found)


def _cells(view: View, source: Source, row: Row, counted: bool, team: bool) -> tuple[str, ...]:
    """One row: what it adds stands second, where a phone still shows it."""
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
