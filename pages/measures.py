"""Measures: a line for each, with its figure, its target, where it stands and how it moves."""

import streamlit as st

from engagement_metrics import store
from pages.parts import guard, measures_list, news

actor, setup = guard.admit("measures")
try:
    st.title("Measures", anchor=False)
    measures_list.show(actor, setup)
    news.announce(actor)
except store.StoreUnavailable as reason:
    guard.turn_away(str(reason))
