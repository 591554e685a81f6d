"""Set up: whose store this is, its places, topics, priority groups, work and own measures."""

import streamlit as st

from engagement_metrics import store
from engagement_metrics.access import Action
from pages.parts import (
    groups_form,
    guard,
    organisation_form,
    own_measures,
    places_form,
    topics_form,
    work_form,
)

actor, setup = guard.admit("set_up")

PARTS = {
    "Places": places_form.show,
    "Topics": topics_form.show,
    "Priority groups": groups_form.show,
    "Pieces of work": work_form.show,
    "Measures": own_measures.show,
    "Organisation": organisation_form.show,
}

st.title("Set up", anchor=False)
st.write("What you add here is offered in every list when people type something in.")
offered = list(PARTS)
if not actor.may(Action.RECORD):
    offered.remove("Pieces of work")
if not actor.may(Action.DEFINE_MEASURES):
    offered.remove("Measures")
chosen = st.segmented_control(
    "What to set up", offered, default=offered[0], required=True, key="part", bind="query-params"
)
try:
    PARTS[chosen or offered[0]](actor, setup)
except store.StoreUnavailable as reason:
    guard.turn_away(str(reason))
