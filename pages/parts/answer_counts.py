"""The questions of an aim and wave, what may be ticked for each, and what was typed of it."""

from collections.abc import Iterable, Sequence

from engagement_metrics.entry.answers import ABOUT_A_SERVICE
from engagement_metrics.framework import EASY_READ, EXTRA_CHOICES, Framework, Question
from engagement_metrics.models import Aim, FormFormat, Typed, Wave
from pages.parts import forms


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
        name_of(question, choice)
        for question in (*fitting, *others)
        for choice in choices(question, layout)
    ]


def typed(form: str, asked: Iterable[Question], layout: FormFormat) -> dict[str, dict[str, Typed]]:
    """What was typed: question, choice, forms; questions left empty are not in it."""
    found: dict[str, dict[str, Typed]] = {}
    for question in asked:
        given = {
            key: forms.typed(form, name_of(question, key)) for key in choices(question, layout)
        }
        given = {key: number for key, number in given.items() if number is not None}
        if given:
            found[question.id] = given
    return found


def ticked(form: str, others: Iterable[Question]) -> list[Question]:
    """Those of the other questions that were on the form too."""
    return [question for question in others if forms.typed(form, f"more.{question.id}")]


def name_of(question: Question, choice: str) -> str:
    """The field of one answer, as a draft calls it."""
    return f"counts.{question.id}.{choice}"
