"""New records are announced, never moved under a reader."""

import streamlit as st

from engagement_metrics import store
from engagement_metrics.access import Actor
from pages.parts import guard


def announce(actor: Actor) -> None:
    """Note which records this page was drawn from, and say so when others have come since."""
    number, _ = store.last_change(actor)
    st.session_state["seen_version"] = number
    _watch(actor)


@guard.part(run_every="15s")
def _watch(actor: Actor) -> None:
    try:
        number, at = store.last_change(actor)
    except store.StoreUnavailable:
        return  # the page says so when it is next asked for anything
    new = number - st.session_state.get("seen_version", number)
    if new > 0 and at is not None:
        when = at.astimezone().strftime("%H:%M")
        records = "1 new or changed record" if new == 1 else f"{new:,} new or changed records"
        if st.button(f"{records} at {when}: show them", key="show_news"):
            st.rerun()
