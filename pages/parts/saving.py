"""The life of a form: kept as a draft while it is typed, stored once, and what became of it."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import datetime
from typing import Any

import streamlit as st

from engagement_metrics import access, store
from engagement_metrics.access import Actor
from engagement_metrics.entry import EntryError
from engagement_metrics.store import Setup
from pages.parts import clash, drafting, fields, forms, why

ANOTHER_STORE = (
    "This store was cleared or replaced since you began, so its lists are not those you chose "
    "from. Nothing was saved: reload the page and type it in again."
)
LOOK_AGAIN = (
    "Something was typed into this entry on another device. It stands above now: look once more, "
    "then save."
)


def told(about: str) -> bool:
    """Where an opened form stood: what it saved of that record just now; whether it did."""
    last: forms.OpenForm | None = st.session_state.get(forms.LAST)
    sentence = forms.typed(last.name, "saved") if last and last.about == about else None
    if sentence:
        st.success(fields.literal(sentence))
    return bool(sentence)


def cancel(form: str) -> None:
    """The button that closes an open form without saving, and throws its draft away."""
    st.button("Close without saving", key="close_form", on_click=_cancel, args=(form,))


def _cancel(form: str) -> None:
    with suppress(store.StoreUnavailable):  # else it stays among the unfinished entries
        drafting.throw_away(form)
    forms.close()


def begin(form: str, first: str) -> None:
    """Above a form: forget an earlier one if this is fresh, and say how much is to be put right.

    `first` is a field of it: where nothing is kept for that one, the form has not been shown yet.
    """
    resumed = st.session_state.pop(f"{form}.resumed", False)
    if f"{form}.{first}" not in st.session_state and not resumed:
        forms.renew(form)
    drafting.catch_up(form)
    st.session_state.setdefault(f"{form}.begun", _store_of(store.setup()))
    fields.summary(form)


def end(form: str, setup: Setup, more: Mapping[str, Any] | None = None) -> bool:
    """Beside the button of a form, where the eye is: why it was not saved, and what is kept.

    True while two versions stand side by side and one must be chosen before it can be saved.
    `more` is what belongs to the draft besides the fields.
    """
    why.ask(form)
    drafting.keep(form, more or {})
    if trouble := st.session_state.pop(f"{form}.trouble", ""):
        st.error(fields.literal(trouble))
    elif forms.typed(form, "faults") or forms.typed(form, "doubts"):
        st.html('<p class="fault">Nothing is saved yet. What to put right is marked above.</p>')
    return clash.show(form, setup)


@contextmanager
def write(actor: Actor, form: str, reason: str = "") -> Iterator[store.Writer]:
    """The write of a form, with why a closed period is changed, where it had to be asked.

    `reason` is what the form itself asked and `entry` accepted.
    """
    because = why.given(form) or reason
    with store.session(actor, because, draft=forms.mark(form)) as session:
        yield session


def attempt(form: str, act: Callable[[], str]) -> None:
    """Do what a button says, and keep what to tell: `act` gives the sentence of a success."""
    if forms.typed(form, "saved"):
        return  # the second half of a double click
    try:
        if forms.typed(form, "begun") not in (None, _store_of(store.setup())):
            st.session_state[f"{form}.trouble"] = ANOTHER_STORE
            return
        if drafting.catch_up(form):
            st.session_state[f"{form}.trouble"] = LOOK_AGAIN
            return
        sentence = act()
    except EntryError as fault:
        fields.remember(form, fault)
    except store.NeedsReason as reason:
        why.keep(form, reason)
    except store.Stale as reason:
        fields.remember(form, None)
        clash.keep(form, reason)
    except (store.StoreUnavailable, store.Taken, access.Refused) as reason:
        fields.remember(form, None)
        st.session_state[f"{form}.trouble"] = str(reason)
    else:
        fields.remember(form, None)
        st.session_state[f"{form}.saved"] = f"Saved at {datetime.now():%H:%M}. {sentence}".strip()  # noqa: DTZ005
        forms.unlink(form)
        there: forms.OpenForm | None = st.session_state.get(forms.OPEN)
        if there is not None and there.name == form:
            st.session_state[forms.LAST] = st.session_state.pop(forms.OPEN)


def _store_of(setup: Setup) -> object:
    """What tells one store from the one that took its place when examples were cleared."""
    return setup.organisation.created_at if setup.organisation else None


def panel(form: str, again: str) -> bool:
    """In place of a form that was saved: what was saved, and the way on; False where none was."""
    sentence = forms.typed(form, "saved")
    if not sentence:
        return False
    st.success(fields.literal(sentence))
    st.button(again, key=f"{form}.again", on_click=forms.renew, args=(form,))
    return True


def leave_saved(page: str) -> None:
    """Whoever comes back to a page finds a fresh form, not what was saved on the visit before."""
    if st.session_state.get("page_open") == page:
        return
    st.session_state["page_open"] = page
    st.session_state.pop("entry.used", None)  # time away from a return is not time spent on it
    for key in [str(key) for key in st.session_state if str(key).endswith(".saved")]:
        forms.clear(key.removesuffix(".saved"))
