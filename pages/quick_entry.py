"""Quick entry: the after-activity return, in ten fields, the rest behind 'more'."""

import streamlit as st

from engagement_metrics import store
from engagement_metrics.models import Audience
from pages.parts import entry_form, guard

actor, setup = guard.admit("quick_entry")
number = st.query_params.get("activity", "")

try:
    if number.isdecimal() and guard.audience(actor) is Audience.SHARED:
        guard.turn_away("A stored activity is kept in the team view. Switch the view to open it.")
    if number.isdecimal():
        entry_form.edit(actor, setup, int(number))
    else:
        entry_form.new(actor, setup)
except store.StoreUnavailable as reason:
    guard.turn_away(str(reason))
except LookupError:
    guard.turn_away("There is no activity of that number. Choose one from Activities.")
