"""What every page shares: the look, the view switch, and the word that examples are loaded."""

from datetime import date
from html import escape
from pathlib import Path

import streamlit as st

from engagement_metrics import store
from engagement_metrics.access import Action, Actor
from engagement_metrics.documents import MARK
from engagement_metrics.models import Audience
from pages.parts import signing

STYLE = (Path(__file__).parent / "style.css").read_text()


def look() -> None:
    """Lay the look over the page."""
    st.html(f"<style>{STYLE}</style>")


def begin(actor: Actor) -> None:
    """Lay the look over the page, and show what stands above and beside every page."""
    look()
    with st.sidebar:
        if actor.may(Action.SEE_TEAM):
            st.segmented_control(
                "View", ["Team", "Shared"], default="Team", required=True, key="view",
                bind="query-params",
            )  # fmt: skip
            if st.session_state.get("view", "Team") == "Team":
                st.caption("Internal: small numbers. Do not share.")
                if actor.reach(Action.SEE_TEAM) is not None:
                    st.caption("This is for your own places. Of others you see what all may see.")
            else:
                st.caption("What everybody may see.")
        signing.told(actor)
    try:
        setup = store.setup()
    except store.StoreUnavailable:
        return  # the page says so itself
    ours = setup.organisation
    if ours is None:
        return
    team = actor.may(Action.SEE_TEAM) and st.session_state.get("view", "Team") == "Team"
    mark = MARK[Audience.TEAM if team else Audience.SHARED]
    st.html(
        f'<p class="print-only"><strong>{escape(mark)}</strong> {escape(ours.name)}, printed on '
        f"{date.today():%d %B %Y}.</p>"
    )
    if ours.example:
        tried = (
            " It is a try-out of a messy real log, not a full picture of anybody's work."
            if ours.example == "published log"
            else ""
        )
        st.info(
            f"You are looking at examples: the {ours.example}.{tried} "
            "Clear them in Set up before you start your own.",
            icon=":material/info:",
        )
