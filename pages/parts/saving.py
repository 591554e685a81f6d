"""The life of a form: one open at a time on a page, stored once, and saying what became of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import uuid4

import streamlit as st

from engagement_metrics import access, store
from engagement_metrics.entry import EntryError
from pages.parts import entry_state, fields

OF_ONE_FORM = ("mark", "seen", "saved", "trouble", "faults", "doubts")
OPEN, LAST = "open_form", "last_form"


@dataclass(frozen=True)
class OpenForm:
    """A form that a button opened: its name, and the record it is about as that was then.

    `about` names that record ('suggestion 12'); for a new one it is '' and `seen` is None.
    """

    name: str
    about: str
    seen: Any = None
    parts: tuple[Any, ...] = ()


def open(form: str, about: str = "", seen: Any = None, parts: Sequence[Any] = ()) -> None:  # noqa: A001
    """Open a fresh form in place of any other; the callback of a button."""
    close()
    renew(form)
    for key in [key for key in st.session_state if str(key).startswith(f"{form}.")]:
        del st.session_state[key]
    st.session_state[OPEN] = OpenForm(form, about, seen, tuple(parts))


def opened(about: str, *forms: str) -> OpenForm | None:
    """The open form, if it is one of those names and about that record."""
    there: OpenForm | None = st.session_state.get(OPEN)
    return there if there and there.about == about and there.name in forms else None


def close() -> None:
    """Close whatever is open, and what was said of a save; the callback of a button."""
    st.session_state.pop(OPEN, None)
    forget_saved()


def forget_saved() -> None:
    """Say no more of the last save; an open form, and what is typed in it, stays."""
    st.session_state.pop(LAST, None)


def told(about: str) -> bool:
    """Where an opened form stood: what it saved of that record just now; whether it did."""
    last: OpenForm | None = st.session_state.get(LAST)
    sentence = typed(last.name, "saved") if last and last.about == about else None
    if sentence:
        st.success(fields.literal(sentence))
    return bool(sentence)


def cancel() -> None:
    """The button that closes an open form without saving."""
    st.button("Close without saving", key="close_form", on_click=close)


def begin(form: str, first: str) -> None:
    """Above a form: forget an earlier one if this is fresh, and say how much is to be put right.

    `first` is a field of it: where nothing is kept for that one, the form has not been shown yet.
    """
    if f"{form}.{first}" not in st.session_state:
        renew(form)
    fields.summary(form)


def end(form: str) -> None:
    """Beside the button of a form, where the eye is: why it was not saved."""
    if trouble := st.session_state.pop(f"{form}.trouble", ""):
        st.error(fields.literal(trouble))
    elif typed(form, "faults") or typed(form, "doubts"):
        st.html('<p class="fault">Nothing is saved yet. What to put right is marked above.</p>')


def typed(form: str, name: str, otherwise: Any = None) -> Any:
    """What stands in a field of a form just now."""
    return st.session_state.get(f"{form}.{name}", otherwise)


def mark(form: str) -> str:
    """The mark under which a form is stored once; only a fresh form has a fresh one."""
    return str(st.session_state.setdefault(f"{form}.mark", uuid4().hex))


def seen(form: str, version: int) -> int:
    """The version of a record that a form was opened on, however it stands by now."""
    return int(st.session_state.setdefault(f"{form}.seen", version))


def attempt(form: str, act: Callable[[], str]) -> None:
    """Do what a button says, and keep what to tell: `act` gives the sentence of a success."""
    if typed(form, "saved"):
        return  # the second half of a double click
    try:
        sentence = act()
    except EntryError as fault:
        fields.remember(form, fault)
    except (store.StoreUnavailable, store.Stale, store.Taken, access.Refused) as reason:
        fields.remember(form, None)
        st.session_state[f"{form}.trouble"] = str(reason)
    else:
        fields.remember(form, None)
        st.session_state[f"{form}.saved"] = f"Saved at {datetime.now():%H:%M}. {sentence}"  # noqa: DTZ005
        there: OpenForm | None = st.session_state.get(OPEN)
        if there is not None and there.name == form:
            st.session_state[LAST] = st.session_state.pop(OPEN)


def panel(form: str, again: str) -> bool:
    """In place of a form that was saved: what was saved, and the way on; False where none was."""
    sentence = typed(form, "saved")
    if not sentence:
        return False
    st.success(fields.literal(sentence))
    st.button(again, key=f"{form}.again", on_click=renew, args=(form,))
    return True


def leave_saved(page: str) -> None:
    """Whoever comes back to a page finds a fresh form, not what was saved on the visit before."""
    if st.session_state.get("page_open") == page:
        return
    st.session_state["page_open"] = page
    for key in [str(key) for key in st.session_state if str(key).endswith(".saved")]:
        form = key.removesuffix(".saved")
        if form == "entry":
            entry_state.clear()
        else:
            renew(form)


def renew(form: str) -> None:
    """Let the form be a fresh one when it is shown next."""
    for name in OF_ONE_FORM:
        st.session_state.pop(f"{form}.{name}", None)
