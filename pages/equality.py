"""Who we heard from: the people who came, beside the people who live here."""

import streamlit as st

from engagement_metrics import store
from pages.parts import (
    filters,
    guard,
    heard_groups,
    heard_map,
    heard_method,
    heard_table,
    heard_top,
    heard_view,
)

actor, setup = guard.admit("equality")
st.title("Who we heard from", anchor=False)
st.write(
    "Do the people who tell us what they think look like the people who live here? "
    "This page says whom we have heard too little, and how sure we are."
)
try:
    wanted, _ = filters.ask(actor, setup, groups=False)
    shown = heard_view.read(actor, setup, guard.audience(actor, wanted.place_ids), wanted)
    heard_table.lay_out(shown)
    heard_top.show(actor, shown)
    chosen = heard_groups.ask(shown)
    if chosen is not None:
        heard_groups.show(shown, chosen)
        heard_map.show(shown, chosen)
    heard_method.show(shown)
except store.StoreUnavailable as reason:
    guard.turn_away(str(reason))
