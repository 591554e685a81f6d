"""One round: its title, the steps that a group takes through it, and the one that is chosen."""

from collections.abc import Callable

import streamlit as st

from engagement_metrics.access import Actor
from engagement_metrics.models import ReviewState
from engagement_metrics.store import Setup
from engagement_metrics.store.rounds import Round
from pages.parts import (
    fields,
    room_agree,
    room_end,
    room_evidence,
    room_home,
    room_improve,
    room_join,
    room_paper,
    room_plan,
    room_saving,
    room_screen,
    room_words,
)

Step = Callable[[Actor, Setup, Round], None]
STEPS: dict[str, Step] = {
    "Set up": room_plan.show,
    "Evidence": room_evidence.show,
    "Join": room_join.show,
    "Room": room_screen.show,
    "Agree": room_agree.show,
    "Paper": room_paper.show,
    "Improve": room_improve.show,
    "Finish": room_end.show,
}
FIRST = {
    ReviewState.BEING_PREPARED: "Set up",
    ReviewState.UNDER_WAY: "Room",
    ReviewState.FINISHED: "Finish",
}


def show(actor: Actor, setup: Setup, found: Round) -> None:
    """The round at the step that is chosen."""
    here = found.round
    with st.container(key="room-head"):
        st.button(
            "Back to all rounds", key="rounds", icon=":material/arrow_back:",
            on_click=room_home.leave,
        )  # fmt: skip
        st.title(fields.literal(here.title), anchor=False)
        state = "Withdrawn" if here.withdrawn else room_words.STATES[here.state]
        st.write(f"{fields.literal(room_words.about(setup, here))}. {state}.")
    if here.withdrawn:
        room_plan.show(actor, setup, found)
        return
    asked = st.query_params.get(room_saving.STEP, "")
    if st.session_state.get(room_saving.STEP) not in STEPS:
        st.session_state[room_saving.STEP] = asked if asked in STEPS else FIRST[here.state]
    chosen = str(st.segmented_control("Step", list(STEPS), required=True, key=room_saving.STEP))
    if chosen != asked:  # not bound: leaving the round takes it out of the address again
        st.query_params[room_saving.STEP] = chosen
    STEPS[chosen](actor, setup, found)
