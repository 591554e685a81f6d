"""One measure in full; reached from its cell, so that it opens at its head."""

import streamlit as st

from engagement_metrics import framework, store
from pages.parts import cell, filters, guard, view

actor, setup = guard.admit("measure")
# Coming back by the browser, a page runs before its address is told again: the last one stands.
asked = st.query_params.get("cell") or st.session_state.get("measure_open", "")
opened = framework.load().indicators.get(asked)
if opened is None:
    st.switch_page("outcomes.py")
st.session_state["measure_open"] = opened.id
if "cell" not in st.query_params:
    st.query_params["cell"] = opened.id

try:
    head = st.container()
    wanted, group_id = filters.ask(actor, setup)
    shown = view.read(actor, setup, guard.audience(actor, wanted.place_ids), wanted, group_id)
    cell.show(actor, shown, opened, head)
except store.StoreUnavailable as reason:
    guard.turn_away(str(reason))
