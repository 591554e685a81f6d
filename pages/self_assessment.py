"""Self-assessment: what groups agreed about themselves, how it moved, and what is to get better."""

import streamlit as st

from engagement_metrics import store
from engagement_metrics.store import assessed
from pages.parts import (
    assessed_home,
    assessed_parts,
    assessed_report,
    assessed_top,
    assessed_view,
    guard,
)

actor, setup = guard.admit("self_assessment")
st.title("Self-assessment", anchor=False)
st.write(assessed_home.SAYS)
try:
    finished = assessed.finished(actor)
    assessed_home.show(actor, setup, any_finished=bool(finished))
    if finished:
        shown = assessed_view.ask(setup, finished)
        assessed_view.lay_out(shown)
        assessed_top.show(shown)
        assessed_parts.show(actor, shown)
        assessed_report.offer(actor, shown)
except store.StoreUnavailable as reason:
    guard.turn_away(str(reason))
