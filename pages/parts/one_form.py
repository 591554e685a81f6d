"""Which form of a page is open: one at a time, holding what stood on screen when it was opened."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import uuid4

import streamlit as st

from pages.parts import fields

OPEN, SAVED = "open_form", "saved_form"


@dataclass(frozen=True)
class OpenForm:
    """An open form: its name, the record it changes as that was seen, and the key of its save.

    `about` names that record ('suggestion 12'); for a new one it is '' and `seen` is None.
    """

    name: str
    about: str
    key: str
    seen: Any = None
    parts: tuple[Any, ...] = ()


def begin(name: str, about: str = "", seen: Any = None, parts: Sequence[Any] = ()) -> None:
    """Open a fresh form in place of any other; the callback of a button.

    The keys of its fields begin with its name.
    """
    for key in list(st.session_state):
        if str(key).startswith((f"{name}_", f"{name}.")):
            del st.session_state[key]
    fields.remember(name, None)
    st.session_state[OPEN] = OpenForm(name, about, uuid4().hex, seen, tuple(parts))
    st.session_state.pop(SAVED, None)


def leave() -> None:
    """Close whatever is open, and what was said of a save; the callback of a button."""
    st.session_state.pop(OPEN, None)
    st.session_state.pop(SAVED, None)


def forget_saved() -> None:
    """Say no more of the last save; an open form, and what is typed in it, stays."""
    st.session_state.pop(SAVED, None)


def opened(about: str, *names: str) -> OpenForm | None:
    """The open form, if it is one of those names and about that record."""
    form: OpenForm | None = st.session_state.get(OPEN)
    return form if form and form.about == about and form.name in names else None


def saved(about: str, sentence: str) -> None:
    """Close the form after its save, and have the page say so where it stood."""
    now = datetime.now().astimezone()
    st.session_state[SAVED] = (about, f"Saved at {now:%H:%M}. {sentence}")
    st.session_state.pop(OPEN, None)
    st.rerun()


def told(about: str) -> bool:
    """Show what was saved of that record, if it was just now; whether it was."""
    of, sentence = st.session_state.get(SAVED, (None, ""))
    if of != about:
        return False
    st.success(sentence)
    return True


def refused(name: str) -> None:
    """Beside the button that saves: that nothing was saved, for who cannot see the top."""
    if st.session_state.get(f"{name}.faults") or st.session_state.get(f"{name}.doubts"):
        st.html('<p class="fault">Not saved yet. Look for the marked lines above.</p>')


def cancel() -> None:
    """The button that closes a form without saving."""
    st.button("Close without saving", key="close_form", on_click=leave)
