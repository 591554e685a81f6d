"""The form of an after-activity return: its fields, and what happens when it is saved."""

import streamlit as st

from engagement_metrics import store
from engagement_metrics.access import Actor
from engagement_metrics.models import Activity
from engagement_metrics.store import Setup
from pages.parts import (
    entry_again,
    entry_fields,
    entry_saved,
    entry_saving,
    entry_state,
    entry_sums,
    entry_tally,
    fields,
    forms,
    guard,
    saving,
)
from pages.parts.entry_state import FORM, state
from pages.parts.entry_words import TITLE

SHOWN = (
    "ends", "place", "title", "aim", "method", "heads", "topic", "suggestions", "text",
    "feedback_promised_on", "status", "starts", "sessions", "people_invited", "minutes_taken",
    "fed_back_on", "note", "part_of", "piece_of_work", "modes", "reason",
)  # fmt: skip


def new(actor: Actor, setup: Setup) -> None:
    """A fresh return, or what was typed of one so far."""
    if forms.typed(FORM, "saved"):
        entry_saved.show(actor, setup)
        return
    if state("record") is not None:
        entry_again.go_on_with_a_change()
        entry_state.clear()
    entry_again.begin(actor, setup)
    st.title(TITLE, anchor=False)
    st.caption("Only the first six fields must be filled.")
    entry_again.offer(actor)
    _form(actor, setup, None)


def edit(actor: Actor, setup: Setup, number: int) -> None:
    """The return of an activity that is stored, to be changed; LookupError if there is none."""
    if forms.typed(FORM, "saved"):
        entry_saved.show(actor, setup)
        return
    row, parts = store.record(actor, Activity, number)  # asked each time: it says who may
    if state("record") != number:
        entry_state.clear()
        entry_state.load(row, parts)
    st.title("Change an activity", anchor=False)
    st.text_input("Why is it being changed?", key=f"{FORM}.reason", max_chars=200)
    fields.beside(FORM, "reason")
    entry_again.offer(actor)
    _form(actor, setup, number)


@guard.part()
def _form(actor: Actor, setup: Setup, number: int | None) -> None:
    if f"{FORM}.record" not in st.session_state or state("record") != number:
        st.rerun()  # it was cleared: the page around it fills it anew
    try:
        known, sheets = guard.known(setup), entry_tally.sheets(actor)
        entry_sums.look_again(known, sheets)
        saving.begin(FORM, "ends")
        entry_fields.show(actor, known, sheets)
    except store.StoreUnavailable as reason:
        st.error(str(reason))  # a fragment is drawn by itself: nobody else would catch this
    groups = filter(entry_sums.about_groups, forms.typed(FORM, "faults", {}))
    fields.others(FORM, (*SHOWN, *groups))
    fields.checked(FORM)
    entry_again.another()
    if not saving.end(FORM, setup, {"seconds": entry_saving.seconds()}):
        st.button(
            "Save", type="primary", key=f"{FORM}.save", on_click=entry_saving.save, args=(actor,),
            shortcut="Ctrl+S", width="stretch",
        )  # fmt: skip
    entry_again.below(actor)
    if forms.typed(FORM, "saved"):
        st.rerun()
