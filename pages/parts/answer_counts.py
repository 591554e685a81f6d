"""How many people ticked each answer: the questions of an aim and wave, with the sum as you go."""

from collections.abc import Iterable, Sequence
from contextlib import nullcontext

import streamlit as st

from engagement_metrics.access import Actor
from engagement_metrics.entry.answers import ABOUT_A_SERVICE
from engagement_metrics.framework import EASY_READ, EXTRA_CHOICES, Framework, Question
from engagement_metrics.models import Aim, FormFormat, Typed, Wave
from pages.parts import fields, forms, guard

BOX = 136  # pixels: five beside each other on a screen, two on most phones


def questions(
    framework: Framework, wave: Wave, aim: Aim | None, service: bool
) -> tuple[list[Question], list[Question]]:
    """The questions asked at that wave that have choices: of the aim and the core, and the rest."""
    module = _first_words(framework.aims[aim].name) if aim else ""
    asked = [
        question
        for question in framework.questions.values()
        if question.choices
        and wave in question.waves
        and (service or question.id not in ABOUT_A_SERVICE)
    ]
    own = [question for question in asked if module and _first_words(question.module) == module]
    core = [question for question in asked if question.module.startswith("Core")]
    return [*own, *core], [question for question in asked if question not in (*own, *core)]


def _first_words(name: str) -> str:
    return name.split(" (")[0]


def choices(question: Question, layout: FormFormat) -> dict[str, str]:
    """What may be ticked, low to high, and then what counts towards nothing; key to words."""
    if layout is FormFormat.EASY_READ:
        words = question.easy_read_choices
        keys = EASY_READ if len(words) == len(EASY_READ) else (EASY_READ[0], EASY_READ[-1])
        own = dict(zip(keys, words, strict=True))
    else:
        own = {str(number): word for number, word in enumerate(question.choices, start=1)}
    return own | {key: EXTRA_CHOICES[key] for key in question.extra_choices}


def names(fitting: Sequence[Question], others: Sequence[Question], layout: FormFormat) -> list[str]:
    """The fields that stand on the page, as a draft calls them."""
    return [
        f"counts.{question.id}.{choice}"
        for question in (*fitting, *others)
        for choice in choices(question, layout)
    ]


def typed(form: str, asked: Iterable[Question], layout: FormFormat) -> dict[str, dict[str, Typed]]:
    """What was typed: question, choice, forms; questions left empty are not in it."""
    found: dict[str, dict[str, Typed]] = {}
    for question in asked:
        given = {key: forms.typed(form, _name(question, key)) for key in choices(question, layout)}
        given = {key: number for key, number in given.items() if number is not None}
        if given:
            found[question.id] = given
    return found


def _name(question: Question, choice: str) -> str:
    return f"counts.{question.id}.{choice}"


@guard.part()
def ask(
    _: Actor, form: str, fitting: Sequence[Question], others: Sequence[Question],
    layout: FormFormat, received: int | None, topic: str,
) -> None:  # fmt: skip
    """The questions with a number for each answer; the rest are ticked to be shown."""
    st.header("How many people ticked each answer", anchor=False)
    st.write("Leave a box empty where nobody ticked it. A blank form counts nowhere.")
    if not fitting:
        st.info("Choose the activity above to see its questions, or tick some here.")
    for question in fitting:
        _question(form, question, layout, received, topic)
    if not others:
        return
    st.subheader("More questions", anchor=False)
    st.write("Tick any that were on your form too.")
    for question in others:
        key = f"{form}.more.{question.id}"
        if st.checkbox(fields.literal(question.wording(topic)), key=key):
            _question(form, question, layout, received, topic)


def _question(
    form: str, question: Question, layout: FormFormat, received: int | None, topic: str
) -> None:
    with st.container(border=True):
        st.subheader(fields.literal(question.wording(topic)), anchor=False)
        offered = list(choices(question, layout).items())
        own = len(offered) - len(question.extra_choices)
        faults = forms.typed(form, "faults", {})
        wrong = {*faults, *forms.typed(form, "doubts", {})}
        total = 0
        for row in filter(None, (offered[:own], offered[own:])):
            key = f"counts-{question.id}-{row[0][0]}"
            with st.container(horizontal=True, vertical_alignment="bottom", key=key):
                for choice, label in row:
                    name = _name(question, choice)
                    total += _number(form, name, label, name in wrong)
        if f"counts.{question.id}" in faults and total > (received or 0):
            fields.beside(form, f"counts.{question.id}")
        else:
            _sum(total, received)


def _number(form: str, name: str, label: str, wrong: bool) -> int:
    """The box of one answer, as wide as the others; where it is wrong, a sentence says so."""
    with st.container(width=BOX) if wrong else nullcontext():
        given = st.number_input(
            fields.literal(label), min_value=0, value=None, step=1, key=f"{form}.{name}", width=BOX
        )
        if wrong:
            fields.beside(form, name)
    return given or 0


def _sum(total: int, received: int | None) -> None:
    if not total:
        sentence, kind = "Nothing typed in yet.", "quiet"
    elif received is None:
        sentence, kind = f"Adds up to {total:,}. Type above how many forms came back.", "quiet"
    elif total > received:
        sentence = f"Adds up to {total:,}, but only {received:,} forms came back. Check both."
        kind = "doubt"
    else:
        left = received - total
        blank = f" {left:,} left it blank." if left else ""
        sentence, kind = f"Adds up to {total:,} of {received:,} forms.{blank}", "quiet"
    st.html(f'<p class="{kind}" role="status">{sentence}</p>')
