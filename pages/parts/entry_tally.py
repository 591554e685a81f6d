"""In a return: what has been tallied for it on phones so far."""

import streamlit as st

from engagement_metrics import store
from engagement_metrics.access import Actor
from pages.parts import forms
from pages.parts.entry_state import FORM


def show(actor: Actor) -> None:
    """The people on the sheets of this return, which are added to it as it is saved."""
    if forms.typed(FORM, "draft") is None or not actor.opens("tally"):
        return
    sheets = store.tallies(actor, forms.mark(FORM))
    if not sheets:
        return
    people = sum(sheet.people for sheet in sheets)
    on = "one sheet" if len(sheets) == 1 else f"{len(sheets)} sheets"
    who = "1 person" if people == 1 else f"{people:,} people"
    st.html(
        f'<p role="status"><strong>{who} tallied on {on}.</strong> They are added when you save. '
        "Below, type only people who were not tallied.</p>"
    )
    st.page_link("tally.py", label="Go on tallying", query_params={"draft": forms.mark(FORM)})
