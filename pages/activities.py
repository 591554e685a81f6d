"""Activities: what was done with people, found again, looked at in full, and put right."""

import streamlit as st

from engagement_metrics import store
from engagement_metrics.models import Audience
from pages.parts import activity_list, activity_record, at_head, guard, records
from pages.parts.paging import asked_for

actor, setup = guard.admit("activities")

st.title("Activities", anchor=False)
if guard.audience(actor) is not Audience.TEAM:
    st.info("Activities hold small numbers, so they are in the team's view only.")
    st.stop()
try:
    records.open_clicked(activity=activity_list.open_one)
    number = asked_for("activity")
    at_head.begin(f"activity {number}" if number is not None else "")
    wanted, choice, text = activity_list.ask(setup)
    if number is None:
        activity_list.show(actor, setup, wanted, choice, text)
    else:
        activity_record.show(actor, setup, number)
except store.StoreUnavailable as reason:
    guard.turn_away(str(reason))
