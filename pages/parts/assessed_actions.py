"""What is to be done after a round: each action with owner and day, and the form to settle it."""

from datetime import date
from html import escape

import streamlit as st

from engagement_metrics import store
from engagement_metrics.access import Action, Actor
from engagement_metrics.entry.improvements import accept_settled
from engagement_metrics.models import ActionDraft, ActionStatus, ImprovementAction
from engagement_metrics.store import FinishedRound
from pages.parts import assessed_words, fields, forms, guard, saving, settling
from pages.parts.assessed_view import AssessedView
from pages.parts.days import day

FORM = "settled"
SHOWN = ("status", "done_on", "came_of_it")


def show(actor: Actor, view: AssessedView) -> None:
    """The actions of the round, overdue first; and those of earlier rounds that are still open."""
    st.header("What is to be done", anchor=False)
    today = date.today()
    of = {action.id: view.found for action in view.found.actions}
    for kept in view.kept[: view.kept.index(view.found)]:
        still = (one for one in kept.actions if one.status is ActionStatus.OPEN)
        of |= {one.id: kept for one in still}
    found = [one for kept in view.kept for one in kept.actions if one.id in of]
    if not found:
        st.write("No action was set.")
        return
    st.write(assessed_words.counted(found, today))
    with st.container(key="assessed-actions"):
        for action in assessed_words.in_order(found, today):
            _one(actor, view, of[action.id], action, today)


def _one(
    actor: Actor, view: AssessedView, kept: FinishedRound, action: ImprovementAction, today: date
) -> None:
    """One action as a block, and the way to say what came of it for those who run rounds."""
    about = f"action to improve {action.id}"
    with st.container(border=True):
        late = ' class="late"' if assessed_words.overdue(action, today) else ""
        dimension = kept.model.dimension(action.dimension).name
        whence = "" if kept is view.found else f" From {kept.title}, {day(kept.held_on)}."
        step = f"First step: {action.first_step}" if action.first_step else ""
        st.html(
            f"<p{late}><strong>{escape(action.task)}</strong><br>"
            f'<span class="quiet">For: {escape(dimension)}.{escape(whence)}</span><br>'
            f"{escape(step)}{'<br>' if step else ''}"
            f"Owner: {escape(action.owner)}. {escape(assessed_words.stands(action, today))}</p>"
        )
        saving.told(about)
        if not actor.may(Action.FACILITATE):
            return
        there = forms.opened(about, FORM)
        if there is not None:
            _form(actor, view, kept, there)
            return
        settled = action.status is not ActionStatus.OPEN
        st.button(
            "Change what came of it" if settled else "Say what came of it",
            key=f"settle_{action.id}", on_click=forms.open,
            args=(FORM, about, action),
        )  # fmt: skip


def _form(actor: Actor, view: AssessedView, kept: FinishedRound, there: forms.OpenForm) -> None:
    seen: ImprovementAction = there.seen
    saving.begin(FORM, "status")
    settling.ask(FORM, seen)
    fields.others(FORM, SHOWN)
    fields.checked(FORM)
    saving.end(FORM, view.setup)
    st.button("Save the action", type="primary", key=f"{FORM}.save", shortcut="Ctrl+S",
              on_click=_save, args=(actor, kept.held_on, there))  # fmt: skip
    saving.cancel(FORM)


def _save(actor: Actor, held_on: date, there: forms.OpenForm) -> None:
    seen: ImprovementAction = there.seen
    draft = ActionDraft(
        status=settling.WORDS.get(forms.typed(FORM, "status", ""), ""),
        done_on=forms.typed(FORM, "done_on"),
        came_of_it=forms.typed(FORM, "came_of_it") or "",
        checked=bool(forms.typed(FORM, "checked")),
    )

    def act() -> str:
        values = accept_settled(draft, held_on, guard.known(store.setup()))
        assert seen.id is not None
        with saving.write(actor, FORM) as session:
            session.change(ImprovementAction, seen.id, forms.seen(FORM, seen.version), values)
        return f"The action is {values['status'].value}."

    saving.attempt(FORM, act)
