"""The actions to improve a dimension: what, the first step, whose, by when; and their form."""

from html import escape

import streamlit as st

from engagement_metrics import entry, store
from engagement_metrics.access import Actor
from engagement_metrics.models import AssessedDimension, ImprovementAction, ImprovementDraft
from engagement_metrics.store import Setup
from engagement_metrics.store.rounds import Round
from pages.parts import fields, forms, guard, room_saving, saving, standing
from pages.parts.days import day
from pages.parts.hints import hint

FORM = "improvement"
SHOWN = ("task", "first_step", "owner", "due")


def of(found: Round, here: AssessedDimension) -> list[ImprovementAction]:
    """The actions of one dimension."""
    return [action for action in found.actions if action.dimension == here.dimension]


def show(actor: Actor, setup: Setup, found: Round, here: AssessedDimension) -> None:
    """Each action with the ways to change it, and the way to add one."""
    st.subheader("Actions", anchor=False)
    about = f"improvement {here.dimension}"
    saving.told(about)
    for action in of(found, here):
        of_one = f"improvement {action.id}"
        with st.container(border=True):
            st.html(
                f"<p><strong>{escape(action.task)}</strong><br>First step: "
                f"{escape(action.first_step)}<br>{escape(action.owner)}, by {day(action.due)}. "
                f"{action.status.value.capitalize()}.</p>"
            )
            standing.form(actor, "action", of_one)
            if forms.opened(of_one, FORM):
                _form(actor, setup, here, of_one)
                continue
            with st.container(horizontal=True):
                st.button("Change it", key=f"change_action_{action.id}", on_click=forms.open,
                          args=(FORM, of_one, action))  # fmt: skip
                standing.button(standing.seen(action, "action"), "action", of_one, f"_{action.id}")
    if forms.opened(about, FORM):
        with st.container(border=True):
            _form(actor, setup, here, about)
    else:
        st.button("Add an action", key="open_action", type="primary", on_click=forms.open,
                  args=(FORM, about))  # fmt: skip


def _form(actor: Actor, setup: Setup, here: AssessedDimension, about: str) -> None:
    there = forms.opened(about, FORM)
    if there is None:
        return
    seen: ImprovementAction | None = there.seen
    saving.begin(FORM, "task")
    st.text_area("What is to be done", seen.task if seen else "", key=f"{FORM}.task", height=90)
    fields.beside(FORM, "task")
    st.text_input("The first step", seen.first_step if seen else "", key=f"{FORM}.first_step")
    fields.beside(FORM, "first_step")
    st.text_input("Who will see to it", seen.owner if seen else "", key=f"{FORM}.owner")
    hint("A name, a role or a team.")
    fields.beside(FORM, "owner")
    st.date_input("By which day", seen.due if seen else None, key=f"{FORM}.due",
                  format="DD/MM/YYYY")  # fmt: skip
    fields.beside(FORM, "due")
    fields.others(FORM, SHOWN)
    fields.checked(FORM)
    saving.end(FORM, setup)
    st.button("Save the action", type="primary", key=f"{FORM}.save", shortcut="Ctrl+S",
              on_click=_save, args=(actor, here, there))  # fmt: skip
    saving.cancel(FORM)


def _save(actor: Actor, here: AssessedDimension, there: forms.OpenForm) -> None:
    seen: ImprovementAction | None = there.seen

    def act() -> str:
        draft = ImprovementDraft(
            **{name: forms.typed(FORM, name) or "" for name in ("task", "first_step", "owner")},
            due=forms.typed(FORM, "due"), checked=bool(forms.typed(FORM, "checked")),
        )  # fmt: skip
        record: ImprovementAction = entry.accept_improvement(
            draft, guard.known(store.setup()), seen.due if seen else None
        ).record
        with store.session(actor, draft=forms.mark(FORM)) as session:
            if seen is None:
                record.round_id, record.dimension = here.round_id, here.dimension
                session.add(record, key=forms.mark(FORM))
                return f"{record.owner} will see to it."
            assert seen.id is not None
            values = record.model_dump(include=set(SHOWN))
            session.change(ImprovementAction, seen.id, seen.version, values)
        return "The action is changed."

    room_saving.attempt(FORM, act)
