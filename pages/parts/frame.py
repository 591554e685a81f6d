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

SHARED, KEPT, AGAIN = "Shared", "view_kept", "view_again"

# Pages that show what is not for all, though whoever opens them may not see the team's figures.
FOR_FEW = {
    "history": MARK[Audience.TEAM],
    "people": "Internal: names and email addresses. Do not share.",
}


def look() -> None:
    """Lay the look over the page."""
    st.html(f"<style>{STYLE}</style>")


def _ask_view() -> None:
    """The view switch; shared stays shared until it is switched by hand.

    The browser's way back leaves the view out of the address: small numbers would be shown.
    """
    if st.session_state.pop(AGAIN, False):
        st.session_state["view"] = SHARED
    st.segmented_control(
        "View", ["Team", SHARED], default="Team", required=True, key="view", bind="query-params",
        on_change=_switch,
    )  # fmt: skip
    if st.session_state.get("view") == SHARED:
        st.session_state[KEPT] = SHARED
    elif st.session_state.pop(KEPT, None) == SHARED:
        st.session_state[AGAIN] = True
        st.rerun()


def _switch() -> None:
    st.session_state[KEPT] = st.session_state.get("view")


def begin(actor: Actor, page: str) -> None:
    """Lay the look over the page, and show what stands above and beside every page.

    `page` is the address of the one that is about to run.
    """
    look()
    with st.sidebar:
        if actor.may(Action.SEE_TEAM):
            _ask_view()
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
    mark = FOR_FEW.get(page, MARK[Audience.TEAM if team else Audience.SHARED])
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
