"""The list of activities, the latest first: its filters, and which still need their figures."""

from datetime import date
from html import escape

import streamlit as st

from engagement_metrics import store
from engagement_metrics.access import Actor
from engagement_metrics.models import Activity, ActivityStatus, HeadsBasis, PartialDate
from engagement_metrics.store import Filter, Page, Setup
from pages.parts import (
    entry_more,
    entry_words,
    filters,
    forms,
    measures_links,
    paging,
    records,
)

NEED, OWED, WITHDRAWN = "Still need figures", "Promise overdue", "Withdrawn"
STATUSES: dict[str, tuple[ActivityStatus, ...]] = {
    "All": (),
    NEED: (),
    OWED: (),
    **{label: (ActivityStatus(key),) for key, label in entry_more.STATUSES.items()},
    WITHDRAWN: (),
}


def ask(setup: Setup) -> tuple[Filter, str, str]:
    """The places, the status and the words that are asked for, kept in the address."""
    labels = filters.place_labels(setup)
    options = [filters.ALL_PLACES, *labels] if len(setup.children(None)) > 1 else list(labels)
    with st.container(key="filters", horizontal=True):
        place = st.selectbox(
            "Place", options, key="place", bind="query-params", on_change=_afresh
        )  # fmt: skip
        choice = st.selectbox(
            "Status", list(STATUSES), key="status", bind="query-params", on_change=_afresh
        )
        text = st.text_input(
            "Words in the title", key="find", bind="query-params", max_chars=80,
            on_change=_afresh,
        )  # fmt: skip
    place_id = labels.get(place)
    return Filter(place_id, setup.within(place_id), None), choice, text


def _afresh() -> None:
    close()
    paging.first()


def open_one(number: int) -> None:
    """Open one activity; the callback of a button."""
    forms.close()
    st.query_params["activity"] = str(number)


def close() -> None:
    """Go back to the list; the callback of a button."""
    forms.close()
    if "activity" in st.query_params:
        del st.query_params["activity"]


def show(actor: Actor, setup: Setup, wanted: Filter, choice: str, text: str) -> None:
    """The activities that were asked for, each a link that opens it."""
    held, past = store.figures_awaited(actor, wanted.place_ids, date.today())
    _remind(len(held), len(past), choice)
    picked = (*held, *past) if choice == NEED else None
    if choice == OWED:
        picked = store.promises(actor, wanted.place_ids, date.today()).activities
    found = store.activities(
        actor, wanted, statuses=STATUSES[choice], text=text, withdrawn=choice == WITHDRAWN,
        numbers=picked, page=paging.number(),
    )  # fmt: skip
    st.header(_heading(found), anchor=False)
    if not found.rows:
        st.write("No activity is here. Choose other filters, or record the first one.")
        st.page_link("quick_entry.py", label="Record an activity")
        return
    records.show(block(setup, row) for row in found.rows)
    paging.turn(found, "activities")
    measures_links.listen()


def _heading(found: Page) -> str:
    return "1 activity" if found.total == 1 else f"{found.total:,} activities"


def _remind(held: int, past: int, choice: str) -> None:
    number = held + past
    if not number or choice == NEED:
        return
    need = "activity still needs its" if number == 1 else "activities still need their"
    planned = ""
    if past:
        were = "1 was" if past == 1 else f"{past:,} were"
        planned = f" {were} planned for a day that has passed."
    st.info(f"{number:,} {need} figures.{planned}")
    st.button("Show them" if number > 1 else "Show it", key="show_need", on_click=_show_need)


def _show_need() -> None:
    st.session_state["status"] = NEED
    _afresh()


def block(setup: Setup, row: Activity) -> str:
    """One activity in a list, as HTML: the link that opens it, and its line."""
    return f"{records.link(row.title, activity=row.id or 0)}<br>{escape(line(setup, row))}"


def line(setup: Setup, row: Activity) -> str:
    """When and where it was, its aim, how many came and how far its record has come."""
    parts = (
        PartialDate.parse(row.ends).label,
        setup.place_name(row.place_id),
        entry_words.AIMS[row.aim],
        people(row),
        entry_more.STATUSES[row.status.value],
    )
    return " · ".join(part for part in parts if part)


def people(row: Activity) -> str:
    """How many people came, in words; nothing where nobody can say."""
    if row.heads is None:
        return ""
    about = "about " if row.heads_basis is HeadsBasis.ESTIMATED else ""
    return f"{about}{row.heads:,} {'person' if row.heads == 1 else 'people'}"
