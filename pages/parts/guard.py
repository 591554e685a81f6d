"""Who is here, and whether they may open the page that is about to run."""

from datetime import date
from typing import NoReturn

import streamlit as st

from engagement_metrics import framework, store
from engagement_metrics.access import LOCAL_USER, Action, Actor
from engagement_metrics.entry import Known
from engagement_metrics.models import Audience
from engagement_metrics.store import Setup
from pages.parts import start


def present() -> Actor:
    """Whoever sits at this machine: there is no sign-in yet, and only this machine is served."""
    return LOCAL_USER


def admit(page: str) -> tuple[Actor, Setup]:
    """The person and the store's set-up, if they may open the page; otherwise the page ends here.

    An empty store shows how to start, in place of any page. A store that cannot be reached says so.
    """
    actor = present()
    if not actor.opens(page):
        turn_away("This page is not part of your role. Choose another from the menu.")
    try:
        setup = store.setup()
    except store.StoreUnavailable as reason:
        turn_away(str(reason))
    if setup.empty:
        start.offer(actor)
        st.stop()
    return actor, setup


def turn_away(sentence: str) -> NoReturn:
    """End the page with a sentence, and a way to try again."""
    st.error(sentence)
    st.button("Try again", key="try_again")
    st.stop()
    raise AssertionError("st.stop() ends a page")


def known(setup: Setup) -> Known:
    """What a draft is held against, today."""
    return Known(framework.load(), setup, date.today())


def audience(actor: Actor) -> Audience:
    """Which view is open: the team's for those who may see it, unless they chose the shared one."""
    if actor.may(Action.SEE_TEAM) and st.session_state.get("view", "Team") == "Team":
        return Audience.TEAM
    return Audience.SHARED
