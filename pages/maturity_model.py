"""Maturity model: read one in full, word it anew, and take it out or bring it in as a file."""

import streamlit as st

from engagement_metrics import store
from pages.parts import (
    forms,
    guard,
    model_begin,
    model_change,
    model_choosing,
    model_draft,
    model_read,
    model_words,
)

READ, CHANGE, NEW, FILE = "Read it", "Change the words", "Start a new model", "Bring in a file"

actor, setup = guard.admit("maturity_model")
st.title("Maturity model", anchor=False)
st.write(model_words.INTRODUCTION)
try:
    known = guard.known(setup)
    measures = {
        key: one.name for key, one in guard.definitions(setup, retired=True).indicators.items()
    }
    there = model_choosing.wordings(actor)
    chosen = model_choosing.show(there)
    latest = there[chosen][-1]
    form = model_draft.form_of(chosen)
    for name, part in ((form, CHANGE), (model_begin.NEW, NEW), (model_begin.PASTED, FILE)):
        if forms.typed(name, "resumed"):
            st.session_state["model_part"] = part
    what = st.segmented_control(
        "What to do", (READ, CHANGE, NEW, FILE), required=True, key="model_part",
        default=None if "model_part" in st.session_state else READ,
    )  # fmt: skip
    if what == CHANGE:
        model_change.show(actor, known, latest, measures)
    elif what == NEW:
        model_begin.new_model(actor, known, latest)
    elif what == FILE:
        model_begin.from_file(actor, known, there)
    else:
        if model_draft.begun(form):
            st.info("There is a draft of other words. Look under 'Change the words'.")
        model_read.show(actor, there[chosen], measures)
except store.StoreUnavailable as reason:
    guard.turn_away(str(reason))
