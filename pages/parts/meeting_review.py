"""One meeting outside its walk: its agenda while it is prepared, what came of it once finished."""

import streamlit as st

from engagement_metrics import entry, store
from engagement_metrics.access import Action, Actor
from engagement_metrics.models import ForumReview, ReviewState
from engagement_metrics.store import Review, Setup
from pages.parts import (
    fields,
    forms,
    meeting_agenda,
    meeting_drafts,
    meeting_end,
    meeting_form,
    meeting_minutes,
    meeting_notes,
    meeting_order,
    meeting_walk,
    meeting_words,
    paging,
    saving,
    standing,
)

STATE = "meeting_state"


def not_there(number: int) -> None:
    """The word that no meeting has this number, and the way back."""
    st.title("Meeting", anchor=False)
    st.warning(paging.not_there("meeting", number))
    st.button("Back to all meetings", key="meetings", on_click=leave)


def leave() -> None:
    """Go back to all meetings; the callback of a button."""
    forms.close()
    for name in ("review", "step"):
        if name in st.query_params:
            del st.query_params[name]


def show(actor: Actor, setup: Setup, found: Review) -> None:
    """The meeting with all that may be done to it."""
    review, about = found.review, f"review {found.review.id}"
    st.button("Back to all meetings", key="meetings", icon=":material/arrow_back:", on_click=leave)
    st.title(fields.literal(review.title), anchor=False)
    st.markdown(f"**{fields.literal(meeting_words.about(setup, review))}**")
    there = f" {meeting_words.people(review.present)} present." if review.present else ""
    state = "Withdrawn" if review.withdrawn else meeting_words.STATES[review.state]
    st.write(f"{state}.{there}")
    saving.told("")
    _told(found)
    standing.form(actor, "meeting", about)
    writes = actor.may(Action.TAKE_NOTES)
    if forms.opened(about, meeting_form.FORM) and writes:
        meeting_form.show(actor, setup, about)
        return
    saving.told(about)
    finished = review.state is ReviewState.FINISHED
    notes = {meeting_notes.form_of(item): at for at, item in enumerate(found.items, 1)}
    meeting_drafts.left(notes, finished)
    if not review.withdrawn:
        _walk(actor, found, writes)
    if finished:
        meeting_minutes.offer(actor, setup, found)
        st.header("What came of it", anchor=False)
        meeting_end.summary(actor, setup, found)
    else:
        meeting_agenda.listed(setup, found)
        if writes and not review.withdrawn:
            meeting_order.change(actor, setup, found)
    if review.state is ReviewState.UNDER_WAY:
        meeting_minutes.offer(actor, setup, found)
    if writes:
        st.header("This meeting", anchor=False)
        with st.container(horizontal=True):
            if not review.withdrawn:
                st.button("Change title, date or place", key="open_review", on_click=forms.open,
                          args=(meeting_form.FORM, about, review))  # fmt: skip
            standing.button(standing.seen(review, "meeting"), "meeting", about)


def _told(found: Review) -> None:
    for form in (STATE, meeting_end.form_of(found)):
        if sentence := forms.typed(form, "saved"):
            st.success(fields.literal(sentence))
    if trouble := forms.typed(STATE, "trouble"):
        st.error(fields.literal(trouble))
    fields.beside(STATE, "agenda")


def _walk(actor: Actor, found: Review, writes: bool) -> None:
    """The way into the walk: to begin, to go on, or to open a finished meeting again."""
    label = {
        ReviewState.BEING_PREPARED: "Begin the meeting",
        ReviewState.UNDER_WAY: "Go on with the meeting" if writes else "Look at the measures",
        ReviewState.FINISHED: "Open the meeting again",
    }[found.review.state]
    if writes or found.review.state is ReviewState.UNDER_WAY:
        st.button(
            label, key="walk", on_click=_begin, args=(actor, found),
            type="secondary" if found.review.state is ReviewState.FINISHED else "primary",
        )  # fmt: skip


def _begin(actor: Actor, found: Review) -> None:
    review = found.review
    if review.state is ReviewState.UNDER_WAY:
        _first(found)
        return
    forms.renew(STATE)

    def act() -> str:
        if not found.items:
            raise entry.EntryError({"agenda": entry.NO_AGENDA}, {})
        assert review.id is not None
        with store.session(actor) as session:
            to = {"state": ReviewState.UNDER_WAY}
            session.change(ForumReview, review.id, review.version, to)
        if review.state is ReviewState.BEING_PREPARED:
            _first(found)
        return "The meeting is open."

    saving.attempt(STATE, act)


def _first(found: Review) -> None:
    """Go to the first step that has no notes yet."""
    forms.close()
    waits = (str(at) for at, i in enumerate(found.items, 1) if not (i.said or i.decided))
    none_noted = not any(item.said or item.decided for item in found.items)
    there = meeting_walk.steps(found)
    st.query_params["step"] = there[0] if none_noted else next(waits, meeting_walk.END)
