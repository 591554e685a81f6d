"""Signing in and out: what stands in place of every page for who is not let in, and the way out."""

from collections.abc import Callable

import streamlit as st

from engagement_metrics import store
from engagement_metrics.access import Actor
from engagement_metrics.store import Standing, Visit
from pages.parts.fields import literal

TITLES = {
    Standing.NOBODY: "Sign in",
    Standing.UNKNOWN: "Try again soon",
    Standing.ENDED: "You are signed out",
    Standing.EXPIRED: "Sign in again",
    Standing.IDLE: "Sign in again",
    Standing.REVOKED: "You cannot come in",
    Standing.NO_ROLE: "You have no role yet",
}
STAYS_OUT = {Standing.REVOKED, Standing.NO_ROLE}


def door(visit: Visit) -> Callable[[], None]:
    """What stands in place of a page: why they are not let in, and what they can do about it."""

    def sign_in() -> None:
        st.title(TITLES[visit.standing], anchor=False)
        st.write(visit.standing.value)
        if visit.standing is Standing.UNKNOWN:
            st.button("Try again", key="try_again")
        elif visit.standing in STAYS_OUT:
            st.write(f"You signed in as {literal(visit.actor.name)}.")
            with st.container(horizontal=True):
                st.button("Look again", key="try_again")
                _way_out(visit.actor)
        elif st.button("Sign in", type="primary", key="sign_in"):
            st.login()

    return sign_in


def told(actor: Actor) -> None:
    """In the sidebar: who is signed in, and the way out; or that no sign-in is set up."""
    if actor.signed_in is None:
        st.caption("No sign-in is set up: only this machine can open this app.")
        return
    st.caption(f"Signed in as {literal(actor.name)}.")
    _way_out(actor)


def _way_out(actor: Actor) -> None:
    if not st.button("Sign out", key="sign_out"):
        return
    try:
        store.sign_out(actor)
    except store.StoreUnavailable as reason:
        st.error(str(reason))
        return
    st.logout()
    st.stop()
