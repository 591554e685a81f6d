"""All meetings: those to come and those that were, and what they asked for that is still open."""

import streamlit as st

from engagement_metrics import store
from engagement_metrics.access import Action, Actor
from engagement_metrics.models import ForumReview, ReviewAction
from engagement_metrics.store import Setup
from pages.parts import (
    fields,
    forms,
    guard,
    meeting_actions,
    meeting_agenda,
    meeting_form,
    meeting_words,
)
from pages.parts.days import day

SAYS = (
    "Here a forum goes through the measures one by one. What it says, decides and asks for is "
    "kept, and the minutes can be taken away as Word. All see the same figures here: those that "
    "are safe to share."
)


def show(actor: Actor, setup: Setup) -> None:
    """The way to prepare a meeting, the meetings, and the actions."""
    st.title("Meeting", anchor=False)
    st.write(SAYS)
    if actor.may(Action.TAKE_NOTES):
        if forms.opened("", meeting_form.FORM):
            meeting_form.show(actor, setup)
            return
        st.button(
            "Prepare a meeting", key="open_review", type="primary", on_click=forms.open,
            args=(meeting_form.FORM,),
        )  # fmt: skip
    _meetings(actor, setup)
    _actions(actor, setup)


def _meetings(actor: Actor, setup: Setup) -> None:
    st.header("Meetings", anchor=False)
    found = store.reviews(actor)
    if not found:
        st.info("No meeting is here yet.")
    for review in found:
        with st.container(border=True):
            st.subheader(fields.literal(review.title), anchor=False)
            st.write(fields.literal(meeting_words.about(setup, review)))
            st.write(f"{meeting_words.STATES[review.state]}.")
            _open_button(review)
    gone = store.reviews(actor, withdrawn=True) if actor.may(Action.TAKE_NOTES) else ()
    if gone:
        with st.expander(f"Withdrawn ({len(gone)})"):
            for review in gone:
                _open_button(review)


def _open_button(review: ForumReview) -> None:
    st.button(
        fields.literal(f"Open {review.title}, {day(review.held_on)}"), key=f"open_{review.id}",
        wrap=True, on_click=_open, args=(review.id,),
    )  # fmt: skip


def _open(number: int) -> None:
    forms.close()
    st.query_params["review"] = str(number)


def _actions(actor: Actor, setup: Setup) -> None:
    st.header("Open actions", anchor=False)
    found = store.actions(actor)
    if not found:
        st.write("No action is open.")
    rows = [(action, _about(setup, action, review), review.held_on) for action, review in found]
    meeting_actions.each(actor, setup, rows, "Say what came of it")
    settled = store.actions(actor, settled=True)
    if settled:
        with st.expander(f"Done or dropped ({len(settled)})"):
            for action, review in settled:
                meeting_actions.line(action, _about(setup, action, review))


def _about(setup: Setup, action: ReviewAction, review: ForumReview) -> str:
    asked = f"Asked for on {day(review.held_on)}."
    if action.indicator is None:
        return asked
    kept = guard.definitions(setup, retired=True)
    return f"About: {meeting_agenda.name(kept, action.indicator)}. {asked}"
