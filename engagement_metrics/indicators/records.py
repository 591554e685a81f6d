"""Indicators that are worked out from records: activities, group counts, suggestions, sheets."""

from collections.abc import Callable
from functools import lru_cache, partial

from engagement_metrics.framework import Framework
from engagement_metrics.indicators import fed_back
from engagement_metrics.indicators.totals import Totals, middle
from engagement_metrics.indicators.values import Part, Value, no, percentage
from engagement_metrics.models import Aim, ValueState
from engagement_metrics.store import GroupRow, Setup

AIM_WORDS = {
    Aim.INFORM: "inform",
    Aim.ENGAGE: "engage",
    Aim.INVOLVE: "involve",
    Aim.CO_PRODUCE: "co-produce",
}
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
        if untold := fed_back.undated(totals, ", so no share can be told"):
            return no(ValueState.NOT_MEASURED, untold)
        return no(ValueState.NONE_RECEIVED, "No suggestion was received.")
    young, of_age = seen("young"), seen("of_age")
    left_out = fed_back.undated(totals, fed_back.LEFT_OUT)
    if not of_age:
        early = f"{young:,} received less than 90 days ago: still in time."
        return no(ValueState.TOO_EARLY, " ".join(filter(None, (early, left_out))))
    parts = [
        Part(label, Value(ValueState.MEASURED, seen(name), seen(name), of_age, counted=True))
        for name, label in _SUGGESTION_PARTS.items()
    ]
    if young:
        parts.append(Part("Still in time", Value(ValueState.MEASURED, young, young, counted=True)))
    return percentage(seen("answered"), of_age, because=left_out, parts=tuple(parts))


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
    number = middle(timed)
    few = ""
    if total < FEWEST_TIMES:
        noted = ", ".join(str(time) for time in sorted(timed) for _ in range(timed[time][0]))
        few = f"Fewer than 5 returns have a time noted. In minutes: {noted}."
    return Value(ValueState.MEASURED, number, number, total, because=few)


def response(totals: Totals) -> Value:
    """REC-03: evaluation forms that came back, of the people who were there and were asked."""
    invited = totals.number("sheets", "invited")
    if not invited:
        return no(ValueState.NOT_MEASURED, "Nobody noted how many people were asked.")
    forms = totals.number("sheets", "forms_of_invited")
    over = "More forms than people asked: one of the numbers is wrong." if forms > invited else ""
    return percentage(forms, invited, because=over)


# What works an indicator out, and the frames it needs.
METHODS: dict[str, tuple[tuple[str, ...], Callable[[Totals], Value]]] = {
    "INF-01": (("activities",), partial(contacts, aim=Aim.INFORM)),
    "ENG-01": (("activities",), partial(contacts, aim=Aim.ENGAGE)),
    "ENG-02": (("suggestions",), suggestions),
    "ENG-13": (("changes",), changes),
    "REC-01": (("activities",), returns_in_time),
    "REC-02": (("returns",), minutes),
    "REC-03": (("sheets",), response),
    "PRJ-02": (("work",), fed_back.first_involved),
    "FBK-01": (("owed",), fed_back.told_in_time),
    "FBK-02": (("told", "untold"), fed_back.days_to_tell),
    "FBK-03": (("suggestions",), fed_back.refusals_explained),
    "FBK-04": (("open",), fed_back.waiting_too_long),
    "INC-03": (("activities",), fed_back.second_way),
}
# What a piece of work has none of, it cannot be told by.
NOT_BY_TOPIC = ("PRJ-02",)
