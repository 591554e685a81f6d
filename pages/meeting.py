"""Meeting: a forum walks through measures one by one, and keeps what it said and asked for."""

import streamlit as st

from engagement_metrics import store
from engagement_metrics.models import ReviewState
from pages.parts import guard, meeting_home, meeting_review, meeting_screen, meeting_walk
from pages.parts.paging import asked_for

actor, setup = guard.admit("meeting")
meeting_screen.mark()
try:
    number = asked_for("review")
    if number is None:
        meeting_home.show(actor, setup)
        st.stop()
    try:
        found = store.review(actor, number)
    except LookupError:
        meeting_review.not_there(number)
        st.stop()
    under_way = found.review.state is ReviewState.UNDER_WAY
    if under_way and not found.review.withdrawn and "step" in st.query_params:
        meeting_walk.show(actor, setup, found)
    else:
        meeting_review.show(actor, setup, found)
except store.StoreUnavailable as reason:
    guard.turn_away(str(reason))
