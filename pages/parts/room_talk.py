"""One dimension on the room screen: its scores, what to ask, a timer, and the way on."""

import streamlit as st

from engagement_metrics.access import Actor
from engagement_metrics.models import AssessedDimension, ReviewState, ScoringStage
from engagement_metrics.store.rounds import Room, Round
from pages.parts import (
    fields,
    room_saving,
    room_screen_steps,
    room_spread,
    room_timer,
    room_words,
)

PROMPTS = (
    "Who gave the highest and the lowest score? Explain first, if you wish to.",
    "What does the evidence show?",
    "Whose experience differs, and where? Often both are right, in different places.",
    "Who has not spoken yet? The chair and executives speak last.",
)


def show(actor: Actor, found: Round, room: Room, here: AssessedDimension) -> None:
    """The scores before the talk and after it, and beside them what helps the talk."""
    asked = found.model.dimension(here.dimension)
    st.header(fields.literal(asked.name), anchor=False)
    st.write(fields.literal(asked.question))
    st.markdown(f"**{fields.literal(room_words.stands(found, here))}.**")
    talks = here.stage not in (ScoringStage.WAITING, ScoringStage.SETTLED)
    there = [
        (shown, spread, caption)
        for wave, caption in ((1, room_spread.BEFORE), (2, room_spread.AFTER))
        if (shown := room.of(here.dimension, wave))
        and (spread := room_spread.of(shown, found.model))
    ]
    for _, spread, caption in there:
        room_spread.draw(found.model, spread, caption)
    wide, narrow = st.columns([5, 4], gap="large")
    with wide:
        for shown, spread, caption in there:
            if len(there) > 1:
                st.subheader(caption, anchor=False)
            room_spread.say(spread)
            room_spread.words(shown)
    with narrow:
        _ways(actor, found, here)
        if talks:
            st.subheader("To ask", anchor=False)
            st.markdown("\n".join(f"- {sentence}" for sentence in PROMPTS))
            room_timer.show(f"{found.round.id}.{here.dimension}")
    with st.expander("What each level says"):
        for level, statement in zip(found.model.levels, asked.statements, strict=True):
            st.markdown(
                f"**{level.level} {fields.literal(level.name)}.** {fields.literal(statement)}"
            )


def _ways(actor: Actor, found: Round, here: AssessedDimension) -> None:
    with st.container(horizontal=True):
        going = found.round.state is ReviewState.UNDER_WAY
        if going and here.stage in (ScoringStage.REVEALED, ScoringStage.REVEALED_AGAIN):
            st.button("Agree on a level", key="to_agree", type="primary", wrap=True,
                      on_click=room_saving.go, args=("Agree", here.dimension))  # fmt: skip
        if going and here.stage is ScoringStage.REVEALED:
            st.button("Open once more for a second score", key="score_again", wrap=True,
                      on_click=room_screen_steps.again, args=(actor, here))  # fmt: skip
        st.button("All dimensions", key="all_dimensions", on_click=room_saving.talk, args=("",))
