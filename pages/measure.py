"""One measure in full; reached from its cell, so that it opens at its head."""

import streamlit as st

from engagement_metrics import framework, store
from pages.parts import cell, filters, guard, view

actor, setup = guard.admit("measure")
opened = framework.load().indicators.get(st.query_params.get("cell", ""))
if opened is None:
    st.switch_page("outcomes.py")

try:
    head = st.container()
    wanted, group_id = filters.ask(actor, setup)
    shown = view.read(actor, setup, guard.audience(actor), wanted, group_id)
    cell.show(actor, shown, opened, head)
except store.StoreUnavailable as reason:
    guard.turn_away(str(reason))
