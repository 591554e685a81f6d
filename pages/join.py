"""The phone of somebody in a self-assessment round: a code, then one's own scores."""

import streamlit as st

from pages.parts import guard, join_door, join_look, join_seat, join_state

st.set_page_config(page_title="Self-assessment – Engagement metrics")
guard.admit_anybody("join")
join_look.look()
st.title("Self-assessment", anchor=False)
trouble = join_door.in_the_way()
link = st.query_params.get("me", "")
if link:
    join_seat.show(link, trouble)
else:
    join_state.hold("")
    if trouble:
        guard.turn_away(trouble)
    join_door.ask()
