"""Above the list of suggestions: the ways to add one, and to record a change that answers some."""

import streamlit as st

from engagement_metrics.access import Actor
from engagement_metrics.store import Setup
from pages.parts import change_form, forms, saving, suggestion_form

WAYS = ((suggestion_form.FORM, "Add a suggestion"), (change_form.FORM, "Record a change"))


def offer(actor: Actor, setup: Setup) -> bool:
    """The two buttons, then the form that is open or the word that it was saved.

    True while one of those stands in place of the list, which would push it out of sight.
    """
    saved = saving.told("")
    with st.container(horizontal=True):
        for name, label in WAYS:
            st.button(label, key=f"open_{name}", on_click=forms.open, args=(name,))
        if saved:
            st.button("See the list", key="see_list", on_click=forms.close)
    suggestion_form.show(actor, setup)
    change_form.show(actor, setup)
    return saved or forms.opened("", *(name for name, _ in WAYS)) is not None
