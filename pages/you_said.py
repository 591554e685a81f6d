"""You said, we did: what people suggested, what came of it, and whether they were told."""

import streamlit as st

from engagement_metrics import store
from engagement_metrics.access import Action
from engagement_metrics.models import Audience
from pages.parts import (
    adding,
    at_head,
    changes,
    guard,
    measures_links,
    records,
    suggestion_record,
    suggestions,
)
from pages.parts.paging import asked_for

actor, setup = guard.admit("you_said")
audience = guard.audience(actor)
team = audience is Audience.TEAM

st.title("You said, we did", anchor=False)
st.write(
    "What people suggested, and what came of it. The 60% measure: we aim to look into or act on at "
    "least 60% of suggestions by day 90, which is 90 days after each one came."
)
try:
    records.open_clicked(suggestion=suggestions.open_one, change=changes.open_change)
    suggestion, change = asked_for("suggestion"), asked_for("change")
    at_head.begin(f"{suggestion} {change}" if team and (suggestion or change) else "")
    asked = suggestions.ask(setup, team)
    if team and suggestion is not None:
        suggestion_record.show(actor, setup, suggestion)
        st.stop()
    if team and change is not None:
        changes.one(actor, setup, change)
        st.stop()
    if team and actor.may(Action.RECORD) and adding.offer(actor, setup):
        st.stop()
    st.header("Suggestions", anchor=False)
    suggestions.counts(actor, asked, team)
    if not team:
        st.write(
            "People's own words are not shown here, because nobody has yet checked that each text "
            "is safe to share."
        )
    suggestions.show(actor, setup, audience, asked)
    st.header("Changes made because of suggestions", anchor=False)
    changes.show(actor, setup, audience, asked)
    if team:
        measures_links.listen()
except store.StoreUnavailable as reason:
    guard.turn_away(str(reason))
