"""Tally mode: count people at an activity by tapping, on as many phones as there are hands."""

import streamlit as st

from engagement_metrics import store
from pages.parts import (
    guard,
    hints,
    tally_button,
    tally_groups,
    tally_sheet,
    tally_together,
)

actor, setup = guard.admit("tally")
try:
    found = tally_sheet.find(actor)
except store.StoreUnavailable as reason:
    guard.turn_away(str(reason))

st.title("Tally", anchor=False)
if found.draft is None:
    if found.sheet:
        tally_button.show(actor, found, ())
    st.write(
        "There is no return here to tally for: it was saved, thrown away, or not used for "
        f"{store.DAYS_KEPT} days."
        if found.sheet or found.of
        else "A tally belongs to a return. Begin the return, then open its tally."
    )
    st.page_link("quick_entry.py", label="Go to Quick entry")
    st.stop()

title = str(found.draft.values.get("title") or "An activity without a title yet")
hints.hint(title if found.tally is None else f"{title}: {found.tally.name}")
left, right = st.columns(2, gap="large")
with left:
    tally_button.show(actor, found, tally_groups.chosen(found.draft.values))
    if found.tally is None:
        st.button("Open a new sheet", key="tally_new", on_click=tally_sheet.leave)
    if st.button("Go on to the return", type="primary", key="tally_on"):
        st.switch_page(
            "quick_entry.py", query_params={**found.draft.about["query"], "draft": found.of}
        )  # fmt: skip
with right:
    tally_groups.ask()
    tally_together.show(found.of)
    if found.tally is not None:
        tally_sheet.offer_to_throw_away(actor, found.tally)
