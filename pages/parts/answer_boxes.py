"""How many people ticked each answer: a shut box for each question, and below it the sum so far."""

from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from html import escape

import streamlit as st

from engagement_metrics.framework import Question
from engagement_metrics.models import FormFormat
from pages.parts import fields, forms
from pages.parts.answer_counts import choices, name_of, ticked
from pages.parts.answers_words import sum_of

BOX = 136  # pixels: five beside each other on a screen, two on most phones
MORE = "more"
ALL_OPEN = "all_answers_open"  # of whoever sits here, not of one sheet


@dataclass(frozen=True)
class Sheet:
    """What the boxes of a sheet need to know of it; `received` is how many forms came back."""

    form: str
    layout: FormFormat
    received: int | None
    topic: str


def ask(sheet: Sheet, fitting: Sequence[Question], others: Sequence[Question]) -> None:
    """The questions with a number for each answer; the rest are ticked to be shown.

    The numbers of one are made while its box is open; what was typed stays when it is shut.
    """
    st.html(
        "<h2>How many people ticked each answer</h2><p>Open a question to type its numbers. Leave "
        "a box empty where nobody ticked it. A blank form counts nowhere.</p>"
    )
    if not fitting:
        st.info("Choose the activity above to see its questions, or tick some here.")
    if len(fitting) > 1:
        st.toggle("Open all questions", key=ALL_OPEN, on_change=_all, persist_state="session",
                  args=(sheet.form, tuple(question.id for question in fitting)))  # fmt: skip
    for question in fitting:
        if st.session_state.get(ALL_OPEN):
            st.session_state.setdefault(_box(sheet.form, question.id), True)
        label = fields.literal(question.wording(sheet.topic))
        box = st.expander(label, key=_box(sheet.form, question.id), on_change="rerun")
        if box.open:
            with box:
                _numbers(sheet, question)
        _below(sheet, question, shut=not box.open)
    if others:
        _more(sheet, others)


def forget(form: str) -> None:
    """Before a fresh sheet: what stands in a shut box outlives the box, and is not of this one."""
    starts = tuple(f"{form}.{name}." for name in ("counts", "more", "box"))
    for key in [str(key) for key in st.session_state if str(key).startswith(starts)]:
        del st.session_state[key]


def open_for_faults(form: str, others: Sequence[Question]) -> None:
    """Open each box in which something must be put right; part of the callback of a save."""
    behind = {question.id for question in others}
    for name in _wrong(form):
        kind, question, *_ = (*name.split("."), "")
        if kind == "counts" and question:
            st.session_state[_box(form, MORE if question in behind else question)] = True


def _box(form: str, name: str) -> str:
    return f"{form}.box.{name}"


def _all(form: str, questions: Sequence[str]) -> None:
    for name in questions:
        st.session_state[_box(form, name)] = bool(st.session_state.get(ALL_OPEN))


def _wrong(form: str) -> set[str]:
    return {*forms.typed(form, "faults", {}), *forms.typed(form, "doubts", {})}


def _more(sheet: Sheet, others: Sequence[Question]) -> None:
    box = st.expander("More questions", key=_box(sheet.form, MORE), on_change="rerun")
    if not box.open:
        for question in ticked(sheet.form, others):
            st.html(f"<p>{escape(question.wording(sheet.topic))}</p>")
            _below(sheet, question, shut=True)
        return
    with box:
        st.write("Tick any that were on your form too.")
        for question in others:
            label = fields.literal(question.wording(sheet.topic))
            key = f"{sheet.form}.more.{question.id}"
            if st.checkbox(label, key=key, persist_state="page"):
                with st.container(border=True):
                    _numbers(sheet, question)
                    _below(sheet, question, shut=False)


def _numbers(sheet: Sheet, question: Question) -> None:
    offered = list(choices(question, sheet.layout).items())
    own = len(offered) - len(question.extra_choices)
    wrong = _wrong(sheet.form)
    for row in filter(None, (offered[:own], offered[own:])):
        key = f"counts-{question.id}-{row[0][0]}"
        with st.container(horizontal=True, vertical_alignment="bottom", key=key):
            for choice, label in row:
                name = name_of(question, choice)
                _number(sheet.form, name, label, name in wrong)


def _number(form: str, name: str, label: str, wrong: bool) -> None:
    """The box of one answer, as wide as the others; where it is wrong, a sentence says so."""
    with st.container(width=BOX) if wrong else nullcontext():
        st.number_input(
            fields.literal(label), min_value=0, value=None, step=1, key=f"{form}.{name}", width=BOX,
            persist_state="page",
        )  # fmt: skip
        if wrong:
            fields.beside(form, name)


def _below(sheet: Sheet, question: Question, shut: bool) -> None:
    """The sum of one question against the forms, and what is wrong with it."""
    names = [name_of(question, choice) for choice in choices(question, sheet.layout)]
    total = sum(forms.typed(sheet.form, name) or 0 for name in names)
    if shut:
        fields.beside(sheet.form, *names)
    of_all = f"counts.{question.id}"
    if of_all in forms.typed(sheet.form, "faults", {}) and total > (sheet.received or 0):
        fields.beside(sheet.form, of_all)
    elif total or not shut:
        sentence, fits = sum_of(total, sheet.received)
        st.html(f'<p class="{"quiet small" if fits else "doubt"}" role="status">{sentence}</p>')
