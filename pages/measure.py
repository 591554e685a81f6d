"""One measure in full; reached from its cell or its line, so that it opens at its head."""

import streamlit as st

from engagement_metrics import store
from pages.parts import at_head, cell, filters, guard, measures_links, view

actor, setup = guard.admit("measure")
# Coming back by the browser, a page runs before its address is told again: the last one stands.
asked = st.query_params.get("cell") or st.session_state.get("measure_open", "")
opened = guard.definitions(setup, retired=True).indicators.get(asked)
if opened is None:
    st.switch_page("outcomes.py", query_params={})  # bound filters go along
st.set_page_config(page_title=f"{opened.name} – Engagement metrics")
st.session_state["measure_open"] = opened.id
if "cell" not in st.query_params:
    st.query_params["cell"] = opened.id

try:
    at_head.begin(opened.id)
    to = measures_links.period(actor)
    head = st.container()
    wanted, group_id = filters.ask(actor, setup)
    audience = guard.audience(actor, wanted.place_ids)
    shown = view.read(actor, setup, audience, wanted, group_id, frozenset({opened.id}))
    cell.show(actor, shown, opened, head)
    measures_links.listen(to)
except store.StoreUnavailable as reason:
    guard.turn_away(str(reason))
