"""Indicators of what people were told, what waits too long, and how early people came in."""

from functools import partial

from engagement_metrics.indicators.totals import Totals, middle
from engagement_metrics.indicators.values import Part, Value, no, percentage
from engagement_metrics.models import ValueState

FEWEST_DAYS = 5
LEFT_OUT = " and cannot be counted here"


def _counted(number: int, bottom: int | None = None) -> Value:
    return Value(ValueState.MEASURED, number, number, bottom, counted=True)


def told_in_time(totals: Totals) -> Value:
    """FBK-01: a cohort by the day people are owed what came of it, as it stands today.

    That is the promised day, or 60 days after an activity that promised none.
    """
    seen = partial(totals.number, "owed")
    owed, not_due = seen("owed"), seen("not_due")
    if not owed:
        if not_due:
            still = "activity has" if not_due == 1 else "activities have"
            return no(ValueState.TOO_EARLY, f"{not_due:,} {still} a day to tell people by ahead.")
        return no(ValueState.NO_ACTIVITY, "No activity had a day to tell people by.")
    parts = [
        Part("Told by the day", _counted(seen("in_time"), owed)),
        Part("Told later", _counted(seen("late"), owed)),
        Part("Not told yet, today", _counted(seen("untold"), owed)),
    ]
    if not_due:
        parts.append(Part("Still in time", _counted(not_due)))
    return percentage(seen("in_time"), owed, parts=tuple(parts))


def days_to_tell(totals: Totals) -> Value:
    """FBK-02: the middle number of days to the telling, by the day people were told.

    What still waits is told beside it, for the activities that ended in the period: without them
    the middle one flatters.
    """
    waits = totals.lines("untold")
    waiting = totals.number("untold", "n")
    still = ""
    if waiting:
        longest = max(waits)
        still = (
            f"{waiting:,} that ended in this time {'still waits' if waiting == 1 else 'still wait'}"
            f", the longest for {longest:,} {'day' if longest == 1 else 'days'}."
        )
    times, total = totals.lines("told"), totals.number("told", "n")
    if not total:
        nobody = "Nobody was told in this time what came of an activity."
        return no(ValueState.NOT_MEASURED, " ".join(filter(None, (nobody, still))))
    number = middle(times)
    few = ""
    if total < FEWEST_DAYS:
        noted = ", ".join(str(days) for days in sorted(times) for _ in range(times[days][0]))
        few = f"Fewer than 5 activities. In days: {noted}."
    parts: tuple[Part, ...] = ()
    if waiting:
        parts = (Part("Still waiting to be told, today", _counted(waiting)),)
    because = " ".join(filter(None, (few, still)))
    return Value(ValueState.MEASURED, number, number, total, because=because, parts=parts)


def refusals_explained(totals: Totals) -> Value:
    """FBK-03: a cohort by date received (R8) as it stands today, not by day 90."""
    refused, left_out = totals.number("suggestions", "refused"), undated(totals, LEFT_OUT)
    if not refused:
        none = ("No suggestion was found not possible.", left_out)
        return no(ValueState.NONE_RECEIVED, " ".join(filter(None, none)))
    return percentage(totals.number("suggestions", "explained"), refused, because=left_out)


def waiting_too_long(totals: Totals) -> Value:
    """FBK-04: a snapshot of the last day of the period, or of today; not a flow (R8)."""
    open_then = totals.number("open", "open")
    if not open_then:
        none = ("No suggestion was open on the last day.", undated(totals, LEFT_OUT))
        return no(ValueState.NONE_RECEIVED, " ".join(filter(None, none)))
    late = totals.number("open", "late")
    left_out = undated(totals, LEFT_OUT)
    return Value(ValueState.MEASURED, late, late, open_then, because=left_out)


def undated(totals: Totals, so: str) -> str:
    """How many suggestions have no date of receipt, and what comes of it; '' where each has one."""
    if not totals.undated:
        return ""
    have = "suggestion has" if totals.undated == 1 else "suggestions have"
    return f"{totals.undated:,} {have} no date of receipt{so}."


def first_involved(totals: Totals) -> Value:
    """PRJ-02: a cohort of projects by the period in which they first involved people."""
    seen = partial(totals.number, "work")
    involved, known = seen("involved"), seen("known")
    if not involved:
        return no(ValueState.NO_ACTIVITY, "No project first involved people in this time.")
    unknown = involved - known
    parts = []
    if seen("too_late"):
        label = "Said to be early, but people came in after the decision"
        parts.append(Part(label, _counted(seen("too_late"), known)))
    if unknown:
        parts.append(Part("Stage not known", _counted(unknown)))
    if not known:
        one = "1 project does not say" if unknown == 1 else f"{unknown:,} projects do not say"
        return no(ValueState.NOT_MEASURED, f"{one} how far the work had come.")
    return percentage(seen("early"), known, parts=tuple(parts))


def second_way(totals: Totals) -> Value:
    """INC-03: activities with a second way or a second time, of those open to the public."""
    open_to_all = totals.number("activities", "open_to_all")
    unsaid = totals.number("activities", "unsaid")
    if not open_to_all and not unsaid:
        return no(ValueState.NO_ACTIVITY, "No activity was open to the public.")
    silent = ""
    if unsaid:
        one = unsaid == 1
        silent = (
            f"{unsaid:,} {'activity does' if one else 'activities do'} not say "
            f"whether {'it was' if one else 'they were'} open, or how people could join in."
        )
    if not open_to_all:
        return no(ValueState.NOT_MEASURED, silent)
    return percentage(
        totals.number("activities", "second_way"), open_to_all, because=silent
    )  # fmt: skip
