"""What every page shares: the look, the view switch, and the word that examples are loaded."""

from pathlib import Path

import streamlit as st

from engagement_metrics import store
from engagement_metrics.access import Action, Actor

STYLE = (Path(__file__).parent / "style.css").read_text()


def begin(actor: Actor) -> None:
    """Lay the look over the page, and show what stands above and beside every page."""
    st.html(f"<style>{STYLE}</style>")
    with st.sidebar:
        if actor.may(Action.SEE_TEAM):
            st.segmented_control(
                "View", ["Team", "Shared"], default="Team", required=True, key="view",
                bind="query-params",
            )  # fmt: skip
            if st.session_state.get("view", "Team") == "Team":
                st.caption("Internal: small numbers. Do not share.")
            else:
                st.caption("What everybody may see.")
        st.caption("No sign-in is set up: only this machine can open this app.")
    try:
        setup = store.setup()
    except store.StoreUnavailable:
        return  # the page says so itself
    if setup.organisation is not None and setup.organisation.example:
        st.info(
            f"You are looking at examples: the {setup.organisation.example}. "
            "Clear them in Set up before you start your own.",
            icon=":material/info:",
        )
