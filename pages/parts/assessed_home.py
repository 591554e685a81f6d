"""What self-assessment is, the rounds that are not over, and the ways on for who runs them."""

import streamlit as st

from engagement_metrics.access import Actor
from engagement_metrics.models import ReviewState
from engagement_metrics.store import Setup, rounds
from pages.parts import fields, room_words

SAYS = (
    "A group looks at how well we work with people. Each person scores alone. Then the group "
    "talks, agrees on a level where it can, and says what will get better. Levels are for learning."
)
NOTHING = (
    "No round is finished yet. Once one is, you will see here what the group agreed on each "
    "dimension, what shows it, where it did not agree, and what is to get better."
)
ASK = "Ask your lead, or who runs such rounds, to hold the first one."
NO_SCORES = "No score is shown here before a round is finished."


def show(actor: Actor, setup: Setup, *, any_finished: bool) -> None:
    """The ways on, the rounds that are prepared or under way, and what would be here."""
    going = [one for one in rounds.listed(actor) if one.state is not ReviewState.FINISHED]
    runs = actor.opens("room")
    if not any_finished:
        st.info(f"{NOTHING} {'' if runs or going else ASK}".strip())
    if going:
        st.header("Not finished yet", anchor=False)
        for one in going:
            about = f"{one.title}: {room_words.about(setup, one)}. {room_words.STATES[one.state]}."
            st.write(fields.literal(about))
        st.caption(NO_SCORES)
    with st.container(horizontal=True):
        if any(one.state is ReviewState.UNDER_WAY for one in going):
            st.page_link("join.py", label="Join with a code")
        if not runs:
            return
        for one in going:
            st.page_link(
                "room.py", label=fields.literal(f"Go on with {one.title}"),
                query_params={"round": str(one.id)},
            )  # fmt: skip
        st.page_link("room.py", label="Prepare a round")
        if actor.opens("maturity_model"):
            st.page_link("maturity_model.py", label="Read or change the words of the levels")
