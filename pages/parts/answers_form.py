"""The form for evaluation answers: what they are about, how many forms, and what people ticked."""

from datetime import date

import streamlit as st

from engagement_metrics import entry, store
from engagement_metrics.access import Actor
from engagement_metrics.framework import Question
from engagement_metrics.models import AnswersDraft, FormFormat, Wave
from engagement_metrics.store import Setup
from pages.parts import answer_boxes, answer_counts, answers_about, fields, forms, guard, saving
from pages.parts.answers_words import CHOICES, FORMATS, WAVES

FORM = "answers"
SHOWN = ("activity", "service", "wave", "format", "collected_on", "forms_received",
         "people_invited", "note", "counts")  # fmt: skip


@guard.part()
def show(actor: Actor, setup: Setup) -> None:
    """The whole form, kept as a draft at each change; its button stores one sheet."""
    try:
        _form(actor, setup)
    except store.StoreUnavailable as reason:
        st.error(str(reason))  # a fragment is drawn by itself: nobody else would catch this
    if forms.typed(FORM, "saved"):
        st.rerun()


def _form(actor: Actor, setup: Setup) -> None:
    if f"{FORM}.wave" not in st.session_state and not forms.typed(FORM, "resumed"):
        answer_boxes.forget(FORM)
    saving.begin(FORM, "wave")
    about = answers_about.ask(FORM, actor, setup)
    if about.nothing_to_choose:
        return
    st.header("How people were asked", anchor=False)
    wave = st.radio(
        "When were people asked?", list(WAVES), format_func=WAVES.__getitem__, key=f"{FORM}.wave"
    )
    fields.beside(FORM, "wave")
    layout = st.radio(
        "Which form was it?", list(FORMATS), key=f"{FORM}.format",
        format_func=lambda which: f"{FORMATS[which]}: {CHOICES[which]}",
    )  # fmt: skip
    fields.beside(FORM, "format")
    answers_about.warn_of_a_second(actor, about, wave, layout)
    received = _forms(about, wave)
    framework = guard.known(setup).framework
    fitting, others = answer_counts.questions(framework, wave, about.aim, about.service)
    sheet = answer_boxes.Sheet(FORM, layout, received, about.topic)
    answer_boxes.ask(sheet, fitting, others)
    fields.beside(FORM, "counts")
    st.text_area("Note for the team (if any)", key=f"{FORM}.note", max_chars=2000, height=96)
    fields.beside(FORM, "note")
    answered = tuple(f"counts.{question.id}" for question in (*fitting, *others))
    fields.others(FORM, (*SHOWN, *answer_counts.names(fitting, others, layout), *answered))
    fields.checked(FORM)
    saving.end(FORM, setup)
    st.button(
        "Save the answers", type="primary", key=f"{FORM}.save", shortcut="Ctrl+S", on_click=_save,
        args=(actor, setup, about.title, fitting, others, layout),
    )  # fmt: skip


def _forms(about: answers_about.About, wave: Wave) -> int | None:
    received = st.number_input(
        "Forms that came back", min_value=0, value=None, step=1, key=f"{FORM}.forms_received"
    )
    fields.beside(FORM, "forms_received")
    st.number_input(
        "People who were asked (if known)", min_value=0, value=None, step=1,
        key=f"{FORM}.people_invited",
    )  # fmt: skip
    fields.beside(FORM, "people_invited")
    if about.service or wave is Wave.FOLLOW_UP:
        st.date_input(
            "Day the forms came in", None, min_value=date(1990, 1, 1), max_value=date.today(),
            format="DD/MM/YYYY", key=f"{FORM}.collected_on",
        )  # fmt: skip
    fields.beside(FORM, "collected_on")
    return received


def _save(
    actor: Actor, setup: Setup, title: str, fitting: list[Question], others: list[Question],
    layout: FormFormat,
) -> None:  # fmt: skip
    asked = (*fitting, *answer_counts.ticked(FORM, others))
    service = forms.typed(FORM, "kind") == answers_about.SERVICE
    draft = AnswersDraft(
        activity=None if service else forms.typed(FORM, "activity"),
        service=forms.typed(FORM, "service") if service else None,
        wave=forms.typed(FORM, "wave", ""),
        format=forms.typed(FORM, "format", ""),
        collected_on=forms.typed(FORM, "collected_on"),
        forms_received=forms.typed(FORM, "forms_received"),
        people_invited=forms.typed(FORM, "people_invited"),
        counts=answer_counts.typed(FORM, asked, layout),
        note=forms.typed(FORM, "note", ""),
        checked=forms.typed(FORM, "checked", False),
    )

    def act() -> str:
        accepted = entry.accept_answers(draft, guard.known(setup))
        with saving.write(actor, FORM) as session:
            session.add(accepted.record, accepted.parts, key=forms.mark(FORM))
        number = accepted.record.forms_received
        return f"{number:,} {'form' if number == 1 else 'forms'} for {title}."

    saving.attempt(FORM, act)
    answer_boxes.open_for_faults(FORM, others)
