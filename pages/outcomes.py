"""Outcomes, the home page: the vision, four sentences, and the matrix of Appendix 2."""

import streamlit as st

from engagement_metrics import framework, store
from pages.parts import cell, filters, guard, matrix, news, view

actor, setup = guard.admit("outcomes")
opened = framework.load().indicators.get(st.query_params.get("cell", ""))

try:
    head = st.container()
    wanted, group_id = filters.ask(actor, setup)
    shown = view.read(actor, setup, guard.audience(actor), wanted, group_id)
    if opened is not None:
        cell.show(actor, shown, opened, head)
    else:
        matrix.show(actor, shown, head)
        news.announce()
except store.StoreUnavailable as reason:
    guard.turn_away(str(reason))
