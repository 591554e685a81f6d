"""Why a closed period is changed: asked beside the button of a form once the store says so."""

import streamlit as st

from engagement_metrics import entry, store
from engagement_metrics.entry import EntryError
from pages.parts import fields, forms, guard
from pages.parts.hints import hint

WHY = "This period is closed. Why is it changed now?"


def ask(form: str) -> None:
    """The field, where the store refused to go on without it."""
    if closed := forms.typed(form, "closed"):
        st.text_input(WHY, key=f"{form}.why", max_chars=entry.MOST_OF_A_REASON)
        hint(f"{closed} This stays in the history for good, so name no person.")
        fields.beside(form, "why")


def keep(form: str, refusal: store.NeedsReason) -> None:
    """Remember that the store asks; what was typed stays as it is."""
    st.session_state[f"{form}.closed"] = refusal.told
    fields.remember(form, EntryError({"why": "Say why, then save once more."}, {}))


def given(form: str) -> str:
    """What was typed there, '' where nothing was; EntryError where history may not hold it."""
    typed, checked = forms.typed(form, "why") or "", bool(forms.typed(form, "checked"))
    try:
        return entry.accept_reason(typed, guard.known(store.setup()), checked)
    except EntryError as fault:
        faults, doubts = (
            {"why": found["reason"]} if found else {} for found in (fault.faults, fault.doubts)
        )
        raise EntryError(faults, doubts) from fault
