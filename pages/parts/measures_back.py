"""The browser's way back from a measure to the list: what was asked for there is asked for again.

Streamlit leaves the filters out of the address that the browser goes back to.
"""

from collections.abc import Collection, Mapping

import streamlit as st

from engagement_metrics.access import Actor
from engagement_metrics.store import Setup
from pages.parts import filters

KEPT, AGAIN = "measures_kept", "measures_again"
OF_A_MEASURE = ("cell", "from")  # in the list's address after the browser's way back alone


def keep(*names: str) -> None:
    """Remember for this session what the list is asked for: its own filters, and every page's."""
    st.session_state[KEPT] = {
        name: st.session_state[name] for name in ("place", "period", "topic", *names)
    }


def restore(actor: Actor, setup: Setup, own: Mapping[str, Collection[object]]) -> None:
    """Before the filters are drawn, ask for what the list was left with, where one comes back.

    `own` are what the list's own filters can be set to; what is no choice any more is left.
    """
    if any(name in st.query_params for name in OF_A_MEASURE):
        for name in OF_A_MEASURE:
            st.query_params.pop(name, None)
        st.session_state[AGAIN] = True
        st.rerun()  # in this run the address wins over whatever is set
    if not st.session_state.pop(AGAIN, False):
        return
    choices: dict[str, Collection[object]] = {
        **own,
        "place": filters.place_labels(setup),
        "period": [period.short for period in filters.periods(actor)[0]],
        "topic": [topic.name for topic in setup.topics.values() if not topic.withdrawn],
    }
    for name, value in st.session_state.get(KEPT, {}).items():
        if value in choices.get(name, ()):
            st.session_state[name] = value
