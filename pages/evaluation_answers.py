"""Type in evaluation answers: the forms that came back, added up by choice."""

import streamlit as st

from engagement_metrics import store
from engagement_metrics.models import Audience
from pages.parts import answers_form, guard, saving, sheets_list

actor, setup = guard.admit("evaluation_answers")

st.title("Type in evaluation answers", anchor=False)
st.write(
    "For one activity or service: how many forms came back, and how many people ticked each "
    "answer. Nothing about any one person is kept."
)
try:
    if saving.panel(answers_form.FORM, "Type in another sheet"):
        st.page_link("outcomes.py", label="See what it makes in Outcomes")
    else:
        answers_form.show(actor, setup)
    st.header("Sheets typed in", anchor=False)
    if guard.audience(actor) is Audience.TEAM:
        sheets_list.show(actor)
    else:
        st.info("The list is for the team. Choose the view 'Team' to see it.")
except store.StoreUnavailable as reason:
    guard.turn_away(str(reason))
