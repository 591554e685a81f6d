"""What a button of a round does, and what to say where the round does not allow it just now."""

from collections.abc import Callable

import streamlit as st

from engagement_metrics import entry, store
from engagement_metrics.store.round_steps import NotNow
from pages.parts import fields, forms, saving

EARLIER = "Somebody else took a step a moment ago. Here is how it stands now."
STEP, DIMENSION, TALK = "step", "dimension", "talk"


def attempt(form: str, act: Callable[[], str]) -> None:
    """As `saving.attempt`; a step that cannot be taken now says why, under the name 'now'."""

    def now() -> str:
        try:
            return act()
        except NotNow as reason:
            raise entry.EntryError({"now": str(reason)}, {}) from reason

    saving.attempt(form, now)


def press(form: str, act: Callable[[], str]) -> None:
    """Do what a button without a form says; each press is a fresh one.

    Whoever comes second with a step is told so, and sees how it stands: that is no fault.
    """

    def now() -> str:
        try:
            return act()
        except store.Stale:
            return EARLIER

    forms.renew(form)
    attempt(form, now)


def told(form: str) -> None:
    """Once: what became of such a button, what it did, or why it did nothing."""
    if sentence := st.session_state.pop(f"{form}.saved", ""):
        st.success(fields.literal(sentence.split(". ", 1)[-1]))
    if trouble := st.session_state.pop(f"{form}.trouble", ""):
        st.error(fields.literal(trouble))
    for sentence in st.session_state.pop(f"{form}.faults", {}).values():
        st.error(fields.literal(sentence))


def go(step: str, dimension: str = "") -> None:
    """Turn to a step of the round, and to a dimension there; the callback of a button."""
    forms.close()
    st.session_state[STEP] = step
    if dimension:
        st.session_state[DIMENSION] = dimension


def talk(dimension: str) -> None:
    """Put one dimension on the room screen, or none; the callback of a button."""
    if dimension:
        st.query_params[TALK] = dimension
    elif TALK in st.query_params:
        del st.query_params[TALK]
