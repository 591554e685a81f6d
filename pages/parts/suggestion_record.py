"""One suggestion opened by the team: what came of it, its next step, and its history."""

from datetime import date

import streamlit as st

from engagement_metrics import store
from engagement_metrics.access import Action, Actor
from engagement_metrics.models import (
    Audience,
    RecordType,
    StepDraft,
    Suggestion,
    SuggestionStatus,
)
from engagement_metrics.store import Setup
from pages.parts import (
    fields,
    forms,
    guard,
    paging,
    record_history,
    saving,
    standing,
    suggestion_drafts,
    suggestion_form,
    suggestion_words,
    suggestions,
)
from pages.parts.changes import open_change

STEP = "step"
WORDS = {label: step.value for step, label in suggestion_words.STEPS.items()}


def show(actor: Actor, setup: Setup, number: int) -> None:
    """One suggestion with all that may be done to it."""
    st.button("Back to the list", key="back", on_click=suggestions.close)
    try:
        row, _ = store.record(actor, Suggestion, number)
    except LookupError:
        st.warning(paging.not_there("suggestion", number))
        return
    steps = store.statuses(actor, Audience.TEAM, [number])[number]
    about = f"suggestion {number}"
    st.header(suggestions.heading(row), anchor=False)
    st.html(suggestions.block(setup, Audience.TEAM, row, steps))
    if row.note:
        st.write(f"Note for the team: {fields.literal(row.note)}")
    _around(actor, row)
    if actor.may(Action.RECORD):
        _buttons(row, steps, about)
        _add_a_step(actor, setup, about)
        suggestion_form.show(actor, setup, about)
        standing.form(actor, "suggestion", about)
    record_history.show(actor, setup, RecordType.SUGGESTION, number)


def _around(actor: Actor, row: Suggestion) -> None:
    assert row.id is not None
    if row.activity_id is not None and st.button("Open the activity it was heard at", key="heard"):
        st.switch_page("activities.py", query_params={"activity": str(row.activity_id)})
    for change in store.changes_answering(actor, row.id):
        st.button(
            f"What changed: {fields.literal(change.title)}", key=f"open_change_{change.id}",
            on_click=open_change, args=(change.id,),
        )  # fmt: skip


def _buttons(row: Suggestion, steps: tuple[SuggestionStatus, ...], about: str) -> None:
    with st.container(horizontal=True):
        if not row.withdrawn:
            for name, label in ((STEP, "Add a step"), (suggestion_form.FORM, "Change it")):
                st.button(
                    label, key=f"open_{name}", on_click=forms.open, args=(name, about, row, steps)
                )
        standing.button(standing.seen(row, "suggestion"), "suggestion", about)


def _add_a_step(actor: Actor, setup: Setup, about: str) -> None:
    there = forms.opened(about, STEP)
    if there is None:
        return
    name = f"steps.{len(there.parts)}"
    with st.container(border=True):
        st.subheader("Add a step", anchor=False)
        saving.begin(STEP, "step")
        st.radio("What was done?", list(WORDS), index=None, key=f"{STEP}.step")
        fields.beside(STEP, f"{name}.step")
        st.date_input("Day", date.today(), key=f"{STEP}.on", format="DD/MM/YYYY")
        fields.beside(STEP, f"{name}.on")
        st.text_input("Who did it (a member of staff or a team)", key=f"{STEP}.who")
        fields.beside(STEP, f"{name}.who")
        st.text_area("What came of it", key=f"{STEP}.result", max_chars=2000)
        st.html(
            '<p class="quiet">‘Looked into’ needs a name and what was found, or it does not '
            "count.</p>"
        )
        fields.beside(STEP, f"{name}.result")
        fields.others(STEP, [f"{name}.{field}" for field in ("step", "on", "who", "result")])
        fields.checked(STEP)
        saving.end(STEP, setup)
        st.button(
            "Save the step", type="primary", key=f"{STEP}.save",
            shortcut="Ctrl+S", on_click=_save_step, args=(actor, setup, there),
        )  # fmt: skip
        saving.cancel(there.name)


def _save_step(actor: Actor, setup: Setup, there: forms.OpenForm) -> None:
    step = StepDraft(
        WORDS.get(forms.typed(STEP, "step")), forms.typed(STEP, "on"),
        forms.typed(STEP, "who", ""), forms.typed(STEP, "result", ""),
    )  # fmt: skip
    checked = bool(forms.typed(STEP, "checked"))

    def act() -> str:
        accepted = suggestion_drafts.with_step(
            there.seen, there.parts, step, checked, guard.known(setup)
        )
        with saving.write(actor, STEP) as session:
            session.change(
                Suggestion, there.seen.id, there.seen.version,
                accepted.record.model_dump(), accepted.parts,
            )  # fmt: skip
        return "The step is noted."

    saving.attempt(STEP, act)
