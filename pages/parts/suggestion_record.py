"""One suggestion opened by the team: what came of it, its next step, and its history."""

from datetime import date

import streamlit as st

from engagement_metrics import store
from engagement_metrics.access import Action, Actor, Refused
from engagement_metrics.entry import EntryError
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
    guard,
    one_form,
    record_history,
    standing,
    suggestion_drafts,
    suggestion_form,
    suggestion_words,
    suggestions,
)
from pages.parts.changes import open_change

STEP = "step"


def show(actor: Actor, setup: Setup, number: int) -> None:
    """One suggestion with all that may be done to it."""
    st.button("Back to the list", key="back", on_click=suggestions.close)
    try:
        row, _ = store.record(actor, Suggestion, number)
    except LookupError:
        st.warning(f"There is no suggestion {number}. It may be a slip in the address.")
        return
    steps = store.statuses(actor, Audience.TEAM, [number])[number]
    about = f"suggestion {number}"
    st.header(suggestions.heading(row), anchor=False)
    suggestions.block(setup, Audience.TEAM, row, steps)
    if row.note:
        st.write(f"Note for the team: {fields.literal(row.note)}")
    _around(actor, row)
    if actor.may(Action.RECORD):
        _buttons(row, steps, about)
        one_form.told(about)
        _add_a_step(actor, setup, about)
        suggestion_form.show(actor, setup, about)
        standing.form(actor, row, "suggestion")
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
                    label, key=f"open_{name}", on_click=one_form.begin,
                    args=(name, about, row, steps),
                )  # fmt: skip
        standing.button(row, "suggestion")


def _add_a_step(actor: Actor, setup: Setup, about: str) -> None:
    opened = one_form.opened(about, STEP)
    if opened is None:
        return
    name = f"steps.{len(opened.parts)}"
    words = {label: step for step, label in suggestion_words.STEPS.items()}
    with st.container(border=True):
        st.subheader("Add a step", anchor=False)
        fields.summary(STEP)
        step = StepDraft()
        chosen = st.radio("What was done?", list(words), index=None, key="step_step")
        step.step = words[chosen].value if chosen else None
        fields.beside(STEP, f"{name}.step")
        step.on = st.date_input("Day", date.today(), key="step_on", format="DD/MM/YYYY")
        fields.beside(STEP, f"{name}.on")
        step.who = st.text_input("Who did it (a member of staff or a team)", key="step_who")
        fields.beside(STEP, f"{name}.who")
        step.result = st.text_area("What came of it", key="step_result", max_chars=2000)
        st.html(
            '<p class="quiet">‘Looked into’ needs a name and what was found, or it does not '
            "count.</p>"
        )
        fields.beside(STEP, f"{name}.result")
        fields.others(STEP, [f"{name}.{field}" for field in ("step", "on", "who", "result")])
        checked = fields.checked(STEP)
        one_form.refused(STEP)
        save = st.button("Save the step", type="primary", key="step_save")
        one_form.cancel()
    if save:
        _save_step(actor, setup, opened, step, checked)


def _save_step(
    actor: Actor, setup: Setup, opened: one_form.OpenForm, step: StepDraft, checked: bool
) -> None:
    try:
        accepted = suggestion_drafts.with_step(
            opened.seen, opened.parts, step, checked, guard.known(setup)
        )
        with store.session(actor) as session:
            session.change(
                Suggestion, opened.seen.id, opened.seen.version,
                accepted.record.model_dump(), accepted.parts,
            )  # fmt: skip
    except EntryError as fault:
        fields.remember(STEP, fault)
        st.rerun()
    except (store.StoreUnavailable, store.Stale, store.Taken, Refused) as reason:
        st.error(str(reason))
        return
    one_form.saved(opened.about, "The step is noted.")
