"""Notes that were begun and not saved: kept when a meeting goes on, and found on coming back."""

from collections.abc import Mapping
from contextlib import suppress

import streamlit as st

from engagement_metrics import entry, store
from pages.parts import drafting, fields, forms, guard

NOTE, ACTION = "note", "action"


def begun(form: str) -> bool:
    """Whether something stands in a form that is not saved."""
    if forms.typed(form, "draft") is not None:
        return True
    values, blank = _values(form), forms.typed(form, "blank")
    return bool(values) and blank is not None and values != blank


def _values(form: str) -> dict[str, object]:
    checked = bool(forms.typed(form, "checked"))
    values, _ = entry.keepable(dict(forms.fields_of(form)), checked)
    return drafting.in_words(values)


def keep(*names: str) -> None:
    """Before the meeting goes on: keep what stands in these forms, drawn or not."""
    for form in names:
        if _values(form) and begun(form):
            with suppress(store.StoreUnavailable):  # the form said so when it was typed in
                drafting.ensure(form)


def left(notes: Mapping[str, int], finished: bool) -> None:
    """Outside the walk: what became of notes that somebody was writing when it was left or ended.

    `notes` are their forms, each with the number of its measure on the agenda.
    """
    keep(*notes)
    for form, at in notes.items():
        if sentence := forms.typed(form, "saved"):
            st.success(fields.literal(f"Measure {at}. {sentence}"))
    waits = [
        str(at)
        for form, at in notes.items()
        if forms.typed(form, "draft") is not None and not forms.typed(form, "saved")
    ]
    if waits and finished:
        which = f"measure {waits[0]}" if len(waits) == 1 else f"measures {', '.join(waits)}"
        st.warning(
            f"Your notes on {which} are not in the minutes: the meeting was finished before they "
            "were saved. They are kept as a draft. Open the meeting again and go on to save them."
        )


def come_back(form: str, first: str) -> None:
    """Above a form that was left unsaved: put back what stood in it. `first` is a field of it."""
    held: drafting.Held | None = forms.typed(form, "draft")
    if held is None or f"{form}.{first}" in st.session_state:
        return
    row = store.draft(guard.present(), held.id)
    if row is None:
        forms.clear(form)
        return
    drafting.fill(form, row.values)
    st.session_state[f"{form}.draft"] = drafting.Held(row.id, row.values)
    st.session_state[f"{form}.resumed"] = True
    forms.link(row.id)
