"""Indicators made of evaluation answers: top choices over all answers, waves and forms apart.

In the shared view they are sums of what was released when periods were closed.
"""

from collections.abc import Iterator
from dataclasses import replace

from engagement_metrics.disclosure import FEWEST_ANSWERS, FORMS
from engagement_metrics.framework import Framework, Indicator, Question
from engagement_metrics.indicators.totals import Lines, Totals
from engagement_metrics.indicators.values import Part, Value, no, percentage
from engagement_metrics.models import FormFormat, Period, PeriodKind, ValueState, Wave
from engagement_metrics.store import Filter

WAVE_WORDS = {Wave.ON_THE_DAY: "On the day", Wave.FOLLOW_UP: "At follow-up"}
# Asked of few people who know each other: under ten answers not even the team is told, and what
# one sheet says is told to nobody.
OF_FEW_PEOPLE = ("DEV-05", "STF-01")
NOTHING_OF_FEW = "Fewer than 10 people answered. They may know each other, so no figure is shown."
NOT_YET = (
    "Answers are shown here once their quarter or year has been closed, and 10 people or more "
    "answered."
)
NOT_BY_TOPIC = "Answers are not shared by topic."
AS_CLOSED = "Counted when the period was closed. Answers too few to share are left out."
OF_YEAR = "Answers are not shared for this period alone. This is the whole year."


def of_few_people(indicator: Indicator) -> bool:
    """Whether those asked are so few, and so well known to each other, that counts name them."""
    return indicator.id in OF_FEW_PEOPLE


def answers(
    totals: Totals, framework: Framework, indicator: Indicator, wanted: Filter, of_year: bool
) -> Value:
    """Answers in the top choices over all answers; waves and easy read forms apart, never added.

    The first question and wave of the definition is the value, every other a part of it. `of_year`
    says whether what is not shared of a shorter period is told of the whole year.
    """
    lines: list[Part] = []
    for label, question, wave, layout in answer_lines(framework, indicator):
        if totals.shared:
            yearly = of_year and layout is FormFormat.STANDARD
            value = shared(totals, (question.id, wave.value, layout.value), wanted, yearly)
        else:
            value = _line(totals, indicator, question, wave, layout)
        lines.append(Part(label, value))
    first, *others = lines
    rest = [part for part in others if part.value.measured]
    return replace(first.value, parts=(first, *rest)) if rest else first.value


def answer_lines(
    framework: Framework, indicator: Indicator
) -> Iterator[tuple[str, Question, Wave, FormFormat]]:
    """Each line that answers are told in, with its label; the first is the indicator's value.

    Where several questions are asked at one time, their own words tell the lines apart.
    """
    asked = [framework.questions[key] for key in indicator.questions]
    at_once = len(asked) > len({question.waves for question in asked})
    for question in asked:
        for wave in [wave for wave in indicator.waves if wave in question.waves]:
            words = f"{question.text} {WAVE_WORDS[wave]}" if at_once else WAVE_WORDS[wave]
            yield words, question, wave, FormFormat.STANDARD
            yield f"{words}, easy read: 'yes'", question, wave, FormFormat.EASY_READ


def _line(
    totals: Totals, indicator: Indicator, question: Question, wave: Wave, layout: FormFormat
) -> Value:
    valid, top_choices = question.counted(layout)
    given = totals.lines("answers", question.id, wave, layout)
    bottom, top = _counted(given, valid), _counted(given, top_choices)
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


def forms_back(totals: Totals, wanted: Filter, of_year: bool) -> Value:
    """REC-03 as everybody sees it: forms that came back, of the people who were asked."""
    return shared(totals, (FORMS, "", ""), wanted, of_year, sampled=False)


def shared(
    totals: Totals, line: tuple[str, str, str], wanted: Filter, of_year: bool, sampled: bool = True
) -> Value:
    """What was released of a line; of a month, and by topic, nothing ever is."""
    assert totals.answered is not None, "only the shared view has what was released"
    if wanted.topic_id is not None:
        return no(ValueState.WITHHELD, NOT_BY_TOPIC)
    of = totals.answered.of
    top, base = of(line, wanted.place_ids, _codes(wanted.period))
    if base:
        return percentage(top, base, sampled=sampled, because=AS_CLOSED)
    if of_year and wanted.period is not None:
        year = Period.year(wanted.period.financial_year)
        top, base = of(line, wanted.place_ids, _codes(year))
        if base:
            found = percentage(top, base, sampled=sampled, because=f"{OF_YEAR} {AS_CLOSED}")
            return replace(found, pooled=True)
    return no(ValueState.WITHHELD, NOT_YET)


def _codes(period: Period | None) -> frozenset[str] | None:
    """The codes of what was released of a period: of a year its own, and those of its quarters."""
    if period is None:
        return None
    if period.kind is not PeriodKind.YEAR:
        return frozenset({period.code})
    quarters = (Period.quarter(period.financial_year, number) for number in (1, 2, 3, 4))
    return frozenset({period.code, *(quarter.code for quarter in quarters)})
