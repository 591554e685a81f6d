"""Outcomes, the home page: the vision, four sentences, and the matrix of Appendix 2."""

import streamlit as st

from engagement_metrics import store
from pages.parts import filters, guard, matrix, news, view

actor, setup = guard.admit("outcomes")
if "cell" in st.query_params and "measure_open" not in st.session_state:
    # An address of earlier days; the view is bound to its switch already and goes along by itself.
    asked = {name: value for name, value in st.query_params.items() if name != "view"}
    st.switch_page("measure.py", query_params=asked)
st.query_params.pop("cell", None)  # the browser's way back from there

try:
    st.title("Outcomes", anchor=False)
    head = st.empty()
    wanted, group_id = filters.ask(actor, setup)
    audience = guard.audience(actor, wanted.place_ids)
    shown = view.read(actor, setup, audience, wanted, group_id, view.of_matrix())
    matrix.show(actor, shown, head)
    news.announce(actor)
except store.StoreUnavailable as reason:
    guard.turn_away(str(reason))
