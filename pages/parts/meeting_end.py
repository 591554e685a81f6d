"""The end of a meeting: what it came to, how many were there, and the button that finishes it."""

import streamlit as st

from engagement_metrics import entry, store
from engagement_metrics.access import Action, Actor
from engagement_metrics.models import ForumReview, ReviewItem, ReviewState
from engagement_metrics.store import Review, Setup
from pages.parts import (
    fields,
    forms,
    guard,
    heard_table,
    meeting_agenda,
    meeting_drafts,
    meeting_minutes,
    meeting_notes,
    meeting_words,
    saving,
)
from pages.parts.heard_table import Table
from pages.parts.hints import hint

GENERAL = "general"


def summary(actor: Actor, setup: Setup, found: Review) -> None:
    """How much was noted and asked for, and a table of it."""
    noted = [item for item in found.items if item.said or item.decided]
    st.write(
        f"Notes on {len(noted)} of {meeting_words.number_of(len(found.items), 'measure')}. "
        f"{meeting_words.number_of(len(found.actions), 'action')} asked for."
    )
    rows = [
        (words.name, words.figure, words.standing or "No target", item.said, item.decided)
        for words, item in zip(
            meeting_minutes.told(actor, setup, found), found.items, strict=True
        )
    ]  # fmt: skip
    headings = ("Measure", "Figure", "Where it stands", "The forum said", "It decided")
    tables = [Table("What was looked at", headings, rows)]
    if found.actions:
        kept = guard.definitions(setup, retired=True)
        asked = [
            (
                action.task,
                meeting_agenda.name(kept, action.indicator)
                if action.indicator
                else meeting_words.NO_MEASURE,
                action.owner,
                meeting_words.stands(action, found.review.held_on),
            )
            for action in found.actions
        ]
        heads = ("Action", "Measure", "Owner", "How it stands")
        tables.append(Table("What was asked for", heads, asked))
    st.html(heard_table.STYLE + "".join(heard_table.as_html(table) for table in tables))


def show(actor: Actor, setup: Setup, found: Review) -> None:
    """The last step of the walk."""
    summary(actor, setup, found)
    st.header("Actions about no one measure", anchor=False)
    meeting_notes.actions(actor, setup, found, None, GENERAL)
    if actor.may(Action.TAKE_NOTES):
        st.header("Finish the meeting", anchor=False)
        _form(actor, setup, found)


def form_of(found: Review) -> str:
    """The name of the form that finishes a meeting."""
    return f"finish.{found.review.id}"


def _form(actor: Actor, setup: Setup, found: Review) -> None:
    form, review = form_of(found), found.review
    meeting_drafts.come_back(form, "present")
    saving.begin(form, "present")
    st.number_input("How many people were present", value=review.present, step=1,
                    key=f"{form}.present")  # fmt: skip
    hint("A number is enough. No names are kept.")
    fields.beside(form, "present")
    st.text_area("Anything else for the minutes", review.note, key=f"{form}.note")
    fields.beside(form, "note")
    fields.others(form, ("present", "note"))
    fields.checked(form)
    saving.end(form, setup)
    seen = forms.seen(form, review.version)
    st.button(
        "Finish the meeting", type="primary", key=f"{form}.save", on_click=_finish,
        args=(actor, form, found, seen),
    )  # fmt: skip


def _finish(actor: Actor, form: str, found: Review, seen: int) -> None:
    number = found.review.id
    assert number is not None

    def act() -> str:
        setup = store.setup()
        present, note = entry.accept_finish(
            forms.typed(form, "present"), forms.typed(form, "note", ""),
            bool(forms.typed(form, "checked")), guard.known(setup),
        )  # fmt: skip
        now = store.review(actor, number)
        shown = meeting_minutes.frozen(actor, setup, now)
        values = {"present": present, "note": note, "state": ReviewState.FINISHED}
        with store.session(actor, draft=forms.mark(form)) as session:
            session.change(ForumReview, number, seen, values)
            for item in now.items:
                assert item.id is not None
                session.change(ReviewItem, item.id, item.version, {"shown": shown[item.id]})
        del st.query_params["step"]
        return "The meeting is finished. Its minutes are here to take away."

    saving.attempt(form, act)
