"""Unfinished entries: what somebody began and did not save, to go on with or throw away."""

import streamlit as st

from engagement_metrics import store
from pages.parts import guard, unfinished_list

actor, _ = guard.admit("unfinished")

st.title("Unfinished entries", anchor=False)
st.write(
    "What you began and did not save. Nobody counts it yet. An entry that nobody opens for "
    f"{store.DAYS_KEPT} days is removed."
)
try:
    unfinished_list.show(actor)
except store.StoreUnavailable as reason:
    guard.turn_away(str(reason))
