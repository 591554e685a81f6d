"""What a return need not be told anew: last time's values, a copy of another, a second of one."""

from collections.abc import Sequence
from html import escape
from typing import Any

import streamlit as st

from engagement_metrics import store
from engagement_metrics.access import Actor
from engagement_metrics.models import Activity, Mode
from engagement_metrics.store import Setup
from pages.parts import (
    browser_values,
    drafting,
    entry_groups,
    entry_state,
    filters,
    forms,
    paging,
)
from pages.parts.entry_state import FORM, put, state

COPIED = ("title", "method", "open_to_public", "sessions")


def begin(actor: Actor, setup: Setup) -> None:
    """Begin a fresh return from the one that is to be copied, or from the actor's last one."""
    number = st.query_params.pop("copy", "") if "copy" in st.query_params else ""
    if number:
        found = store.record(actor, Activity, paging.number_in(number))
        entry_state.clear()
        _copy(*found)
    elif f"{FORM}.record" not in st.session_state and not any(
        key.startswith(f"{FORM}.") for key in browser_values.held()
    ):
        last = store.last_return(actor)
        if last is not None:
            _like(*store.record(actor, Activity, last.id or 0))
            place = (
                "Place, aim" if last.place_id in filters.own_places(actor, setup).values() else ""
            )
            put("place", last.place_id if place else None)
            put("filled", f"{place or 'Aim'} and method are as you left them last time.")
    entry_state.start()


def _like(row: Activity, parts: Sequence[Any]) -> None:
    put("place", row.place_id)
    put("aim", row.aim)  # as its box gives it, so that nothing seems to have been typed
    put("order", row.aim)
    put("method", row.method)
    if asked := entry_groups.of(parts):
        put("characteristics", asked)
        put("proposed", True)


def _copy(row: Activity, parts: Sequence[Any]) -> None:
    _like(row, parts)
    for name in COPIED:
        put(name, getattr(row, name))
    put("topic", row.topic_id)
    put("piece_of_work", row.piece_of_work_id)
    put("modes", [Mode(mode) for mode in row.modes.split(";") if mode])
    put("filled", f"Copied from ‘{row.title}’. The date, the people and what you heard are yours.")


def go_on_with_a_change() -> None:
    """Where an address names the draft of a change but not its activity: to the change."""
    if forms.mark(FORM) in forms.linked():
        st.query_params["activity"] = str(state("record"))
        st.rerun()


def offer(actor: Actor) -> None:
    """Above the fields: where their values came from, and tapping in place of a number."""
    if filled := state("filled"):
        st.html(f'<p class="quiet" role="status">{escape(filled)}</p>')
    if actor.opens("tally"):
        st.button("Tally people by tapping", key="tally_people", on_click=_tally)
    if state("to_tally"):
        put("to_tally", None)
        drafting.ensure(FORM)
        st.switch_page("tally.py", query_params={"draft": forms.mark(FORM)})


def below(actor: Actor) -> None:
    """Below the form: what else may be done than to save it."""
    if forms.typed(FORM, "draft"):
        st.button("Set this aside, start another", key="set_aside", on_click=entry_state.clear)
    if actor.opens("paper"):
        st.page_link("paper.py", label="Print a blank sheet for a pen")


def _tally() -> None:
    put("to_tally", True)


def another() -> None:
    """Above the button: a tick that this is another activity, where one like it stands already."""
    if state("alike"):
        with st.container(key="alike"):
            st.checkbox("This is another activity: save it too.", key=f"{FORM}.another")
            for number in state("alike"):
                st.page_link(
                    "activities.py", label=f"Open activity {number}",
                    query_params={"activity": str(number)},
                )  # fmt: skip
