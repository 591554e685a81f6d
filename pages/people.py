"""People: who signs in to this tool, and what each of them may do."""

import streamlit as st

from engagement_metrics import store
from pages.parts import guard, people_form, people_list

actor, setup = guard.admit("people")

st.title("People", anchor=False)
try:
    rows = {row.id: row for row in store.people(actor)}
    people_list.show(setup, list(rows.values()), guard.settings())
    chosen = people_list.choose(rows)
    if chosen is not None and not chosen.withdrawn:
        people_form.show(actor, setup, chosen, {row.id: row.name for row in rows.values()})
    if chosen is not None:
        people_form.access(actor, chosen)
except store.StoreUnavailable as reason:
    guard.turn_away(str(reason))
