"""What a browser holds of a form that this server has never drawn for it."""

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.state.common import user_key_from_element_id
from streamlit.runtime.state.session_state import Serialized


def held() -> set[str]:
    """The keys of the fields that the browser sent a value for, and that are not yet drawn here.

    After the server was killed a browser comes back as a new visitor, with what stands in its
    fields. That may be newer than the draft: typed just before the kill, or just after the start.
    Streamlit gives such a value only once its field is drawn, and to whatever was put there before
    it prefers that; so this looks where Streamlit keeps it. tests/browser/test_unfinished.py fails
    when that place moves.
    """
    context = get_script_run_ctx()
    if context is None:
        return set()
    sent = context.session_state._state._new_widget_state.states
    return {
        key
        for element, state in sent.items()
        if isinstance(state, Serialized)
        and (key := user_key_from_element_id(element)) is not None
        and _says_something(state)
        and key not in st.session_state
    }


def _says_something(state: Serialized) -> bool:
    kind = state.value.WhichOneof("value")
    if kind is None:
        return False
    value = getattr(state.value, kind)
    return bool(value.data) if hasattr(value, "data") else bool(value)
