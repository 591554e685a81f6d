"""Room: the facilitator's side of a self-assessment, from setting a round up to ending it."""

import streamlit as st

from engagement_metrics import store
from engagement_metrics.store import rounds
from pages.parts import guard, meeting_screen, room_home, room_round
from pages.parts.paging import asked_for

actor, setup = guard.admit("room")
meeting_screen.mark()
try:
    number = asked_for("round")
    if number is None:
        room_home.show(actor, setup)
        st.stop()
    try:
        found = rounds.in_full(actor, number)
    except LookupError:
        room_home.not_there(number)
        st.stop()
    room_round.show(actor, setup, found)
except store.StoreUnavailable as reason:
    guard.turn_away(str(reason))
