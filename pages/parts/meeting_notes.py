"""Below a measure in a meeting: what the forum said of it and decided, and what it asked for."""

from html import escape

import streamlit as st

from engagement_metrics import entry, store
from engagement_metrics.access import Action, Actor
from engagement_metrics.models import ReviewItem
from engagement_metrics.store import Review, Setup
from pages.parts import (
    fields,
    forms,
    guard,
    meeting_actions,
    meeting_drafts,
    saving,
)

FIELDS = ("said", "decided")
EDITING = "meeting_notes_open"


def form_of(item: ReviewItem) -> str:
    """The name of the form for notes on one measure: each has its own."""
    return f"{meeting_drafts.NOTE}.{item.id}"


def show(actor: Actor, setup: Setup, found: Review, item: ReviewItem) -> None:
    """The notes on one measure, their form, and the actions asked for."""
    st.header("What the forum says", anchor=False)
    form = form_of(item)
    with st.container():
        if sentence := forms.typed(form, "saved"):
            st.success(fields.literal(sentence))
    _catch_up(form, item)
    if not actor.may(Action.TAKE_NOTES):
        noted(item.said, item.decided)
    elif (item.said or item.decided) and not _writing(form, item):
        noted(item.said, item.decided)
        st.button("Change the notes", key=f"open_notes_{item.id}", on_click=_open, args=(item,))
    else:
        _form(actor, setup, form, item)
    st.header("What it asks for", anchor=False)
    actions(actor, setup, found, item.indicator, f"item {item.id}")


def noted(said: str, decided: str) -> None:
    """What was said and decided, in the forum's own lines."""
    for label, text in (("The forum said", said), ("It decided", decided)):
        if text:
            lines = escape(text).replace("\n", "<br>")
            st.html(f"<p><strong>{label}:</strong> {lines}</p>")
    if not said and not decided:
        st.write("Nothing is noted yet.")


def actions(actor: Actor, setup: Setup, found: Review, indicator: str | None, about: str) -> None:
    """What was asked for of one measure, and the way to add to it."""
    held_on, number = found.review.held_on, found.review.id
    assert number is not None
    rows = [(action, "", held_on) for action in found.asked_of(indicator)]
    saving.told(about)
    meeting_actions.each(actor, setup, rows, "Change this action")
    if not actor.may(Action.TAKE_NOTES):
        if not rows:
            st.write("Nothing was asked for.")
        return
    if forms.opened(about, meeting_actions.FORM):
        with st.container(border=True):
            st.subheader("Add an action", anchor=False)
            meeting_actions.form(actor, setup, about, number, indicator, held_on)
    else:
        st.button(
            "Add an action", key="open_action", on_click=forms.open,
            args=(meeting_actions.FORM, about),
        )  # fmt: skip


def _writing(form: str, item: ReviewItem) -> bool:
    """Whether the form is in use: opened again, begun, or with something to put right."""
    if forms.typed(form, "saved"):
        return False
    opened = st.session_state.get(EDITING) == item.id
    return opened or _to_put_right(form) or meeting_drafts.begun(form)


def _to_put_right(form: str) -> bool:
    return any(forms.typed(form, name) for name in ("clash", "faults", "doubts", "trouble"))


def _open(item: ReviewItem) -> None:
    forms.clear(form_of(item))
    st.session_state[EDITING] = item.id


def _catch_up(form: str, item: ReviewItem) -> None:
    """A form in which nothing was typed shows what somebody else saved meanwhile."""
    older = forms.typed(form, "seen") not in (None, item.version)
    used = forms.typed(form, "saved") or _to_put_right(form) or meeting_drafts.begun(form)
    if older and not used:
        forms.clear(form)


def _form(actor: Actor, setup: Setup, form: str, item: ReviewItem) -> None:
    if forms.typed(form, "saved"):  # both were emptied: go on from what stands now
        forms.clear(form)
    meeting_drafts.come_back(form, "said")
    saving.begin(form, "said")
    for name, label, stood in (
        ("said", "What the forum said", item.said), ("decided", "What it decided", item.decided),
    ):  # fmt: skip
        st.text_area(label, stood, key=f"{form}.{name}", max_chars=2000, height=120)
        fields.beside(form, name)
    fields.others(form, FIELDS)
    fields.checked(form)
    saving.end(form, setup)
    seen = forms.seen(form, item.version)
    st.button(
        "Save the notes", type="primary", key=f"{form}.save", shortcut="Ctrl+S",
        on_click=_save, args=(actor, form, item, seen),
    )  # fmt: skip


def _save(actor: Actor, form: str, item: ReviewItem, seen: int) -> None:
    def act() -> str:
        values = entry.accept_notes(
            forms.typed(form, "said", ""), forms.typed(form, "decided", ""),
            bool(forms.typed(form, "checked")), guard.known(store.setup()),
        )  # fmt: skip
        assert item.id is not None
        with store.session(actor, draft=forms.mark(form)) as session:
            session.change(ReviewItem, item.id, seen, values)
        return "The notes are kept."

    saving.attempt(form, act)
    if forms.typed(form, "saved"):
        st.session_state.pop(f"{form}.draft", None)
        st.session_state.pop(EDITING, None)
