"""Record a figure: one of a measure that is typed in, with its place, period and source."""

import streamlit as st

from engagement_metrics import store
from engagement_metrics.models import Audience
from pages.parts import figure_form, figures_list, guard
from pages.parts.paging import asked_for

actor, setup = guard.admit("figures")
number = asked_for("figure")
team = guard.audience(actor) is Audience.TEAM

st.title("Record a figure", anchor=False)
try:
    if number is not None and team:
        figure_form.change(actor, setup, number)
    else:
        st.write(
            "Some measures cannot be worked out from activities. "
            "Their figures are typed in here, each with its source."
        )
        figure_form.new(actor, setup)
    st.header("Figures typed in", anchor=False)
    if team:
        figures_list.show(actor, setup)
    else:
        st.info("The list is for the team. Choose the view 'Team' to see it.")
except store.StoreUnavailable as reason:
    guard.turn_away(str(reason))
except LookupError:
    guard.turn_away("There is no figure of that number. Choose one from Record a figure.")
