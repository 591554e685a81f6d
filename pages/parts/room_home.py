"""The rounds that are prepared or under way, and the way to prepare another."""

import streamlit as st

from engagement_metrics.access import Actor
from engagement_metrics.models import AssessmentRound, ReviewState
from engagement_metrics.store import Setup, rounds
from pages.parts import fields, forms, paging, room_form, room_saving, room_words, saving
from pages.parts.days import day

SAYS = (
    "Here you run a self-assessment. A group scores in private, sees how its scores lie, talks, "
    "and agrees on a level. Then it says what it will improve."
)


def show(actor: Actor, setup: Setup) -> None:
    """The way to prepare a round, and the rounds."""
    st.title("Rounds of self-assessment", anchor=False)
    st.write(SAYS)
    saving.told("")
    if forms.opened("", room_form.FORM):
        room_form.show(actor, setup)
        return
    st.button(
        "Prepare a round", key="open_round", type="primary", on_click=forms.open,
        args=(room_form.FORM,),
    )  # fmt: skip
    found = rounds.listed(actor)
    going = [one for one in found if one.state is not ReviewState.FINISHED]
    st.header("Prepared or under way", anchor=False)
    if not going:
        st.info("No round is prepared or under way.")
    for one in going:
        with st.container(border=True):
            st.subheader(fields.literal(one.title), anchor=False)
            about = fields.literal(room_words.about(setup, one))
            st.write(f"{about}. {room_words.STATES[one.state]}.")
            _open_button(one)
    for label, which in (
        ("Finished", [one for one in found if one.state is ReviewState.FINISHED]),
        ("Withdrawn", list(rounds.listed(actor, withdrawn=True))),
    ):
        if which:
            with st.expander(f"{label} ({len(which)})"):
                for one in which:
                    _open_button(one)


def _open_button(one: AssessmentRound) -> None:
    st.button(
        fields.literal(f"Open {one.title}, {day(one.held_on)}"), key=f"open_{one.id}",
        wrap=True, on_click=_open, args=(one.id,),
    )  # fmt: skip


def _open(number: int) -> None:
    leave()
    st.query_params["round"] = str(number)


def not_there(number: int) -> None:
    """The word that no round has this number, and the way back."""
    st.title("Room", anchor=False)
    st.warning(paging.not_there("round", number))
    st.button("Back to all rounds", key="rounds", on_click=leave)


def leave() -> None:
    """Go back to all rounds; the callback of a button."""
    forms.close()
    for name in ("round", room_saving.STEP, room_saving.TALK, room_saving.DIMENSION):
        if name in st.query_params:
            del st.query_params[name]
    for name in (room_saving.STEP, room_saving.DIMENSION):
        st.session_state.pop(name, None)
