"""Indicators that are worked out from records: activities, group counts, suggestions, answers."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import lru_cache, partial
from itertools import accumulate

from engagement_metrics.disclosure import FEWEST_ANSWERS
from engagement_metrics.framework import EASY_READ, Framework, Indicator, Question
from engagement_metrics.indicators.totals import Lines, Totals
from engagement_metrics.indicators.values import Part, Value, no, percentage
from engagement_metrics.models import Aim, FormFormat, ValueState, Wave
from engagement_metrics.store import GroupRow, Setup

AIM_WORDS = {
    Aim.INFORM: "inform",
    Aim.ENGAGE: "engage",
    Aim.INVOLVE: "involve",
    Aim.CO_PRODUCE: "co-produce",
}
WAVE_WORDS = {Wave.ON_THE_DAY: "On the day", Wave.FOLLOW_UP: "At follow-up"}
FEWEST_TIMES = 5
NO_RELEASE = (
    "Figures about groups of people are shown here once a period has been closed and made "
    "safe to share."
)
OVERLAP = "One person can be in several groups, so the groups are not added up."


def contacts(totals: Totals, aim: Aim) -> Value:
    """INF-01 and ENG-01: heads of one aim's activities. Contacts or attendances, never people."""
    missing, complete, held = _held(totals, aim)
    if missing is not None:
        return missing
    heads = totals.number("activities", "heads", aim)
    return Value(
        ValueState.MEASURED, heads, heads,
        estimated=totals.number("activities", "estimated_heads", aim) > 0,
        complete=complete, held=held,
    )  # fmt: skip


def _held(totals: Totals, aim: Aim) -> tuple[Value | None, int, int]:
    """What to say where no activity of an aim has its figures; and how many have, of how many."""
    held = totals.number("activities", "held", aim)
    complete = totals.number("activities", "complete", aim)
    if not held:
        none = no(ValueState.NO_ACTIVITY, f"No {AIM_WORDS[aim]} activity is recorded here.")
        return none, complete, held
    if not complete:
        follow = "The figures of the activities held are still to follow."
        return no(ValueState.NOT_MEASURED, follow, complete, held), complete, held
    return None, complete, held


def groups(
    totals: Totals, framework: Framework, setup: Setup, aim: Aim, group_id: int | None
) -> Value:
    """INF-04 and ENG-04: contacts with each priority group; groups overlap and are never added.

    A line's bottom is how many people are known to be in the group or not.
    """
    if totals.shared:
        return no(ValueState.WITHHELD, NO_RELEASE)
    missing, complete, held = _held(totals, aim)
    if missing is not None:
        return missing
    parts = tuple(
        Part(group.name, _group(totals, framework, group, aim, (complete, held)), group.id)
        for group in setup.asked_for(group_id)
    )
    return of_groups(parts, group_id, "Nobody was asked about these groups.", complete, held)


def of_groups(
    parts: tuple[Part, ...],
    group_id: int | None,
    none: str,
    complete: int | None = None,
    held: int | None = None,
) -> Value:
    """The one group that was asked for, or a line for each; `none` where no line is measured."""
    if not parts:
        return no(ValueState.NOT_MEASURED, "No priority group is set up yet.")
    if group_id is not None:
        return parts[0].value
    measured = [part for part in parts if part.value.measured]
    if not measured:
        return no(ValueState.NOT_MEASURED, none, complete, held)
    return Value(
        ValueState.MEASURED, parts=parts, complete=complete, held=held,
        estimated=any(part.value.estimated for part in measured), because=OVERLAP,
    )  # fmt: skip


def _group(
    totals: Totals, framework: Framework, group: GroupRow, aim: Aim, figures: tuple[int, int]
) -> Value:
    inside, outside = sorted_categories(framework, group)
    number = known = estimated = unclear = 0
    for category, (n, of_it_estimated) in totals.lines("groups", aim, group.characteristic).items():
        if (group.characteristic, category) not in framework.categories:
            continue  # a state of an answer, such as 'prefer not to say'
        if category not in inside | outside:
            unclear += n
            continue
        number += n if category in inside else 0
        known += n
        estimated += of_it_estimated
    if not known:
        none = "Nobody was asked about this."
        if unclear:
            none = "People were asked about this, but not in enough detail to tell."
        return no(ValueState.NOT_MEASURED, none, *figures)
    return Value(
        ValueState.MEASURED, number, number, known, estimated > 0, "", *figures
    )  # fmt: skip


@lru_cache(maxsize=256)
def sorted_categories(
    framework: Framework, group: GroupRow
) -> tuple[frozenset[str], frozenset[str]]:
    """The categories that are in a priority group, and those that are not.

    A broad answer some of whose parts are in the group, and some not, is in neither.
    """
    chosen = set(group.categories)
    inside, outside = set(), set()
    for row in framework.categories_of(group.characteristic):
        belongs = {row.key, framework.roll_up(group.characteristic, row.key)} & chosen
        finer = {part.key for part in framework.parts_of(group.characteristic, row.key)}
        if belongs or (finer and finer <= chosen):
            inside.add(row.key)
        elif not finer & chosen:
            outside.add(row.key)
    return frozenset(inside), frozenset(outside)


def suggestions(totals: Totals) -> Value:
    """ENG-02 by rule R8: a cohort by date received, judged by the status reached by day 90."""
    seen = partial(totals.number, "suggestions")
    if not seen("received"):
        if totals.undated:
            have = "suggestion has" if totals.undated == 1 else "suggestions have"
            return no(
                ValueState.NOT_MEASURED,
                f"{totals.undated:,} {have} no date of receipt, so no share can be told.",
            )
        return no(ValueState.NONE_RECEIVED, "No suggestion was received.")
    young, of_age = seen("young"), seen("of_age")
    if not of_age:
        return no(ValueState.TOO_EARLY, f"{young:,} received less than 90 days ago: still in time.")
    parts = [
        Part(label, Value(ValueState.MEASURED, seen(name), seen(name), of_age, counted=True))
        for name, label in _SUGGESTION_PARTS.items()
    ]
    if young:
        parts.append(Part("Still in time", Value(ValueState.MEASURED, young, young, counted=True)))
    return percentage(seen("answered"), of_age, parts=tuple(parts))


_SUGGESTION_PARTS = {
    "in_full": "Acted on in full, today",
    "in_part": "Acted on in part, today",
    "looked_into": "Looked into, today",
    "not_possible": "Not possible, today",
    "waiting": "Waiting, today",
}


def changes(totals: Totals) -> Value:
    """ENG-13: changes made that answer at least one suggestion."""
    number = totals.number("changes", "changes")
    if not number:
        return no(ValueState.NONE_RECEIVED, "No change that answers a suggestion is recorded.")
    return Value(ValueState.MEASURED, number, number)


def answers(
    totals: Totals, framework: Framework, indicator: Indicator, pooled: Totals | None
) -> Value:
    """Answers in the top choices over all answers; waves and easy read forms apart, never added.

    The first question and wave of the definition is the value, every other a part of it.
    """
    lines: list[Part] = []
    for label, question, wave, layout in answer_lines(framework, indicator):
        value = _line(totals, question, wave, layout)
        if layout is FormFormat.STANDARD and not value.measured and pooled is not None:
            value = _of_year(pooled, question, wave) or value
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


def _line(totals: Totals, question: Question, wave: Wave, layout: FormFormat) -> Value:
    valid, top_choices = choices(question, layout)
    given = totals.lines("answers", question.id, wave, layout)
    bottom, top = _counted(given, valid), _counted(given, top_choices)
    if totals.shared and bottom < FEWEST_ANSWERS:
        return no(ValueState.WITHHELD, "Fewer than 10 people answered this.")
    if not bottom:
        return no(ValueState.NONE_RECEIVED, "No answers were received.")
    if bottom < FEWEST_ANSWERS:
        return Value(
            ValueState.MEASURED, None, top, bottom,
            because="Fewer than 10 people answered, so only the counts are shown.",
        )  # fmt: skip
    return percentage(top, bottom, sampled=True)


def _counted(given: Lines, among: tuple[str, ...]) -> int:
    return sum(given[choice][0] for choice in among if choice in given)


def _of_year(pooled: Totals, question: Question, wave: Wave) -> Value | None:
    value = _line(pooled, question, wave, FormFormat.STANDARD)
    if not value.measured:
        return None
    whole = "Fewer than 10 people answered in this period: this is the whole year."
    return replace(value, because=whole, pooled=True)


def returns_in_time(totals: Totals) -> Value:
    """REC-01: activities whose return was finished within ten working days."""
    due = totals.number("activities", "due")
    if not due:
        return no(ValueState.NO_ACTIVITY, "No activity ended ten or more working days ago.")
    if not totals.number("activities", "finished"):
        # An old log says nothing of its returns; that does not make them late.
        return no(ValueState.NOT_MEASURED, "No return says when it was finished.")
    return percentage(totals.number("activities", "in_time"), due)


def minutes(totals: Totals) -> Value:
    """REC-02: the median time a return took; worked out anew for each place and period."""
    timed = totals.lines("returns")
    total = totals.number("returns", "n")
    if not total:
        return no(ValueState.NOT_MEASURED, "No return has a time noted.")
    in_order = [(time, timed[time][0]) for time in sorted(timed)]
    middle = (_nth(in_order, (total + 1) // 2) + _nth(in_order, total // 2 + 1)) / 2
    few = ""
    if total < FEWEST_TIMES:
        noted = ", ".join(str(time) for time, times in in_order for _ in range(times))
        few = f"Fewer than 5 returns have a time noted. In minutes: {noted}."
    return Value(ValueState.MEASURED, middle, middle, total, because=few)


def _nth(in_order: list[tuple[int, int]], nth: int) -> int:
    """The nth of some values, in order, each with how often it comes."""
    reached = accumulate(times for _, times in in_order)
    return next(
        value for (value, _), so_far in zip(in_order, reached, strict=True) if so_far >= nth
    )


def response(totals: Totals) -> Value:
    """REC-03: evaluation forms that came back, of the people who were there and were asked."""
    invited = totals.number("sheets", "invited")
    if not invited:
        return no(ValueState.NOT_MEASURED, "Nobody noted how many people were asked.")
    forms = totals.number("sheets", "forms_of_invited")
    over = "More forms than people asked: one of the numbers is wrong." if forms > invited else ""
    return percentage(forms, invited, because=over)


# What works an indicator out, and the one frame it needs.
METHODS: dict[str, tuple[str, Callable[[Totals], Value]]] = {
    "INF-01": ("activities", partial(contacts, aim=Aim.INFORM)),
    "ENG-01": ("activities", partial(contacts, aim=Aim.ENGAGE)),
    "ENG-02": ("suggestions", suggestions),
    "ENG-13": ("changes", changes),
    "REC-01": ("activities", returns_in_time),
    "REC-02": ("returns", minutes),
    "REC-03": ("sheets", response),
}
