"""Closing: a lead lets the figures of a period stand still, and reopens one with a reason."""

import streamlit as st

from engagement_metrics import store
from pages.parts import closing_form, closing_list, closing_outlook, guard

actor, setup = guard.admit("closing")

st.title("Closing", anchor=False)
st.write(
    "Close a month, quarter or year once it has ended. What it says then is kept as reported. "
    "Whoever changes it later must say why, and both figures are shown."
)
try:
    period = closing_outlook.choose(actor)
    if period is None:
        st.info("No period has ended yet. Come back when the first month is over.")
        st.stop()
    closing_form.show(actor, setup, period)
    closing_list.reported(actor, setup, period)
    closing_list.history(actor)
except store.StoreUnavailable as reason:
    guard.turn_away(str(reason))
