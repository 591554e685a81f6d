"""What a forum asked for: each action with its owner and day, and the form that keeps it."""

from collections.abc import Iterable
from datetime import date
from html import escape

import streamlit as st

from engagement_metrics import entry, store
from engagement_metrics.access import Action, Actor
from engagement_metrics.models import ActionDraft, ActionStatus, ReviewAction
from engagement_metrics.store import Setup
from pages.parts import fields, forms, guard, meeting_drafts, meeting_words, saving, settling
from pages.parts.hints import hint

FORM = "action"
ASKED = ("task", "owner", "due")
SETTLED = ("status", "done_on", "came_of_it")


def line(action: ReviewAction, more: str = "") -> None:
    """One action as a paragraph: what, who, and how it stands in words."""
    late = action.done_on is None and action.due is not None and action.due < date.today()
    mark = ' class="late"' if late else ""
    about = f" {escape(more)}" if more else ""
    st.html(
        f"<p{mark}><strong>{escape(action.task)}</strong><br>{escape(action.owner)}.{about} "
        f"{escape(meeting_words.stands(action, date.today()))}</p>"
    )


def each(
    actor: Actor, setup: Setup, rows: Iterable[tuple[ReviewAction, str, date]], label: str
) -> None:
    """Actions one below the other, each with the way to say what came of it.

    A row is an action, what else to say of it, and the day it was asked for.
    """
    for action, more, asked_on in rows:
        about = f"action {action.id}"
        with st.container(border=True):
            line(action, more)
            saving.told(about)
            if not actor.may(Action.TAKE_NOTES):
                continue
            if forms.opened(about, FORM):
                form(actor, setup, about, action.review_id, action.indicator, asked_on)
            else:
                st.button(
                    label, key=f"open_action_{action.id}", on_click=forms.open,
                    args=(FORM, about, action),
                )  # fmt: skip


def form(
    actor: Actor, setup: Setup, about: str, review: int, indicator: str | None, asked_on: date
) -> None:
    """The form for an action, while it is open: a new one, or what came of one that stands."""
    there = forms.opened(about, FORM)
    if there is None:
        return
    seen: ReviewAction | None = there.seen
    meeting_drafts.come_back(FORM, "task")
    saving.begin(FORM, "task")
    st.text_area("What is to be done", seen.task if seen else "", key=f"{FORM}.task", height=100)
    fields.beside(FORM, "task")
    st.text_input("Who will see to it", seen.owner if seen else "", key=f"{FORM}.owner")
    hint("A name, a role or a team.")
    fields.beside(FORM, "owner")
    st.date_input(
        "By which day (if one was set)", seen.due if seen else None, key=f"{FORM}.due",
        format="DD/MM/YYYY",
    )  # fmt: skip
    fields.beside(FORM, "due")
    if seen is not None:
        settling.ask(FORM, seen)
    fields.others(FORM, (*ASKED, *SETTLED))
    fields.checked(FORM)
    saving.end(FORM, setup)
    st.button(
        "Save the action", type="primary", key=f"{FORM}.save", shortcut="Ctrl+S",
        on_click=_save, args=(actor, there, review, indicator, asked_on),
    )  # fmt: skip
    saving.cancel(FORM)


def _save(
    actor: Actor, there: forms.OpenForm, review: int, indicator: str | None, asked_on: date
) -> None:
    seen: ReviewAction | None = there.seen
    draft = ActionDraft(
        checked=bool(forms.typed(FORM, "checked")),
        **{name: forms.typed(FORM, name) or "" for name in ("task", "owner", "came_of_it")},
        **{name: forms.typed(FORM, name) for name in ("due", "done_on")},
        status=settling.WORDS.get(forms.typed(FORM, "status", ""), ActionStatus.OPEN.value),
    )

    def act() -> str:
        record = entry.accept_action(draft, asked_on, guard.known(store.setup())).record
        record.review_id, record.indicator = review, indicator
        with store.session(actor, draft=forms.mark(FORM)) as session:
            if seen is None:
                session.add(record, key=forms.mark(FORM))
                return f"{record.owner} will see to it."
            assert seen.id is not None
            session.change(ReviewAction, seen.id, seen.version, record.model_dump())
        return f"The action is {record.status.value}."

    saving.attempt(FORM, act)
