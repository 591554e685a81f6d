"""History: who changed what, when and why, in all of the store, to search and to take away."""

import streamlit as st

from engagement_metrics import store
from engagement_metrics.access import Action, Refused
from engagement_metrics.documents import MARK
from engagement_metrics.models import Audience, RecordType
from engagement_metrics.store import histories
from pages.parts import (
    guard,
    history_asked,
    history_export,
    history_lines,
    history_reported,
    paging,
)

actor, setup = guard.admit("history")

st.title("History", anchor=False)
if actor.may(Action.SEE_TEAM) and guard.audience(actor) is not Audience.TEAM:
    st.info("The history holds small numbers, so it is in the team's view only.")
    st.stop()
if not actor.may(Action.SEE_TEAM):
    st.caption(MARK[Audience.TEAM])
st.write(
    "Who changed what, when and why. Numbers about groups, answers and scores are never kept here: "
    "only that they changed."
)
all_told = histories.reads_all(actor)
if not all_told:
    st.write("What people said and counted is for the team. Of those records you see who and when.")
try:
    asked = history_asked.ask(actor)
    if all_told and asked.kind is RecordType.TYPED_FIGURE and asked.number is not None:
        history_lines.figure_on_a_day(actor, setup, asked.number)
    if asked.kind is RecordType.CLOSING:
        history_reported.on_a_day(actor, setup)
    found = histories.search(actor, asked, paging.number())
    history_lines.show(setup, found)
    if found.total:
        st.download_button(
            "Download these lines as CSV",
            lambda: history_export.as_csv(actor, setup, asked),
            file_name="history.csv", mime="text/csv", key="csv", on_click="ignore",
        )  # fmt: skip
except store.StoreUnavailable as reason:
    guard.turn_away(str(reason))
except Refused as reason:
    guard.turn_away(str(reason))
