"""Indicators made of evaluation answers: top choices over all answers, waves and forms apart."""

from collections.abc import Iterator
from dataclasses import replace

from engagement_metrics.disclosure import FEWEST_ANSWERS
from engagement_metrics.framework import EASY_READ, Framework, Indicator, Question
from engagement_metrics.indicators.totals import Lines, Totals
from engagement_metrics.indicators.values import Part, Value, no, percentage
from engagement_metrics.models import FormFormat, ValueState, Wave

WAVE_WORDS = {Wave.ON_THE_DAY: "On the day", Wave.FOLLOW_UP: "At follow-up"}
# Asked of few people who know each other: under ten answers not even the team is told, and what
# one sheet says is told to nobody.
OF_FEW_PEOPLE = ("DEV-05",)
NOTHING_OF_FEW = "Fewer than 10 people answered. They may know each other, so no figure is shown."


def of_few_people(indicator: Indicator) -> bool:
    """Whether those asked are so few, and so well known to each other, that counts name them."""
    return indicator.id in OF_FEW_PEOPLE


def answers(
    totals: Totals, framework: Framework, indicator: Indicator, pooled: Totals | None
) -> Value:
    """Answers in the top choices over all answers; waves and easy read forms apart, never added.

    The first question and wave of the definition is the value, every other a part of it.
    """
    lines: list[Part] = []
    for label, question, wave, layout in answer_lines(framework, indicator):
        value = _line(totals, indicator, question, wave, layout)
        if layout is FormFormat.STANDARD and not value.measured and pooled is not None:
            value = _of_year(pooled, indicator, question, wave) or value
        lines.append(Part(label, value))
    first, *others = lines
    rest = [part for part in others if part.value.measured]
    return replace(first.value, parts=(first, *rest)) if rest else first.value


def answer_lines(
    framework: Framework, indicator: Indicator
) -> Iterator[tuple[str, Question, Wave, FormFormat]]:
    """Each line that answers are told in, with its label; the first is the indicator's value."""
    for key in indicator.questions:
        question = framework.questions[key]
        for wave in [wave for wave in indicator.waves if wave in question.waves]:
            yield WAVE_WORDS[wave], question, wave, FormFormat.STANDARD
            easy = f"{WAVE_WORDS[wave]}, easy read: 'yes'"
            yield easy, question, wave, FormFormat.EASY_READ


def choices(question: Question, layout: FormFormat) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The choices that are answers, and those of them at the top."""
    if layout is FormFormat.EASY_READ:
        return EASY_READ, EASY_READ[-1:]
    valid = tuple(str(number + 1) for number in range(len(question.choices)))
    return valid, valid[len(valid) - question.top_choices :]


def _line(
    totals: Totals, indicator: Indicator, question: Question, wave: Wave, layout: FormFormat
) -> Value:
    valid, top_choices = choices(question, layout)
    given = totals.lines("answers", question.id, wave, layout)
    bottom, top = _counted(given, valid), _counted(given, top_choices)
    if totals.shared and bottom < FEWEST_ANSWERS:
        return no(ValueState.WITHHELD, "Fewer than 10 people answered this.")
    if not bottom:
        return no(ValueState.NONE_RECEIVED, "No answers were received.")
    if bottom < FEWEST_ANSWERS and of_few_people(indicator):
        return no(ValueState.WITHHELD, NOTHING_OF_FEW)
    if bottom < FEWEST_ANSWERS:
        return Value(
            ValueState.MEASURED, None, top, bottom,
            because="Fewer than 10 people answered, so only the counts are shown.",
        )  # fmt: skip
    return percentage(top, bottom, sampled=True)


def _counted(given: Lines, among: tuple[str, ...]) -> int:
    return sum(given[choice][0] for choice in among if choice in given)


def _of_year(pooled: Totals, indicator: Indicator, question: Question, wave: Wave) -> Value | None:
    value = _line(pooled, indicator, question, wave, FormFormat.STANDARD)
    if not value.measured:
        return None
    whole = "Fewer than 10 people answered in this period: this is the whole year."
    return replace(value, because=whole, pooled=True)
