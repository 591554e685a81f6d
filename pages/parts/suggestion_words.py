"""A suggestion in words: how far it has come, its promise, and what the 60% measure makes of it."""

from datetime import date

from engagement_metrics.models import Suggestion, SuggestionStatus, SuggestionStep
from pages.parts.days import day, days

STEPS = {
    SuggestionStep.LOOKED_INTO: "Looked into",
    SuggestionStep.ACTED_IN_FULL: "Acted on in full",
    SuggestionStep.ACTED_IN_PART: "Acted on in part",
    SuggestionStep.NOT_POSSIBLE: "Not possible, because",
    SuggestionStep.TOLD: "People were told",
    SuggestionStep.REMOVED: "Taken off the list, because",
}
WAITING = "Waiting"


def state(step: SuggestionStep | None) -> str:
    """How far it has come, in a word or two."""
    return WAITING if step is None else STEPS[step].removesuffix(", because")


def overdue(row: Suggestion, today: date) -> int:
    """By how many days the promise to tell people is overdue; 0 where it is not."""
    kept = row.told_on is not None or row.step is SuggestionStep.REMOVED or row.withdrawn
    if kept or row.promised_on is None:
        return 0
    return max(0, (today - row.promised_on).days)


def promise(row: Suggestion, today: date) -> str:
    """When people were to be told, and whether they were."""
    if row.promised_on is None:
        return f"People were told on {day(row.told_on)}." if row.told_on else ""
    by = f"Promised by {day(row.promised_on)}"
    if row.told_on is not None:
        late = (row.told_on - row.promised_on).days
        when = f", {days(late)} late" if late > 0 else ", in time"
        return f"{by}. People were told on {day(row.told_on)}{when}."
    if late := overdue(row, today):
        return f"{by}: overdue by {days(late)}."
    ahead = (row.promised_on - today).days
    if row.step is SuggestionStep.REMOVED or row.withdrawn:
        return f"{by}."
    return f"{by}: today." if ahead == 0 else f"{by}: in {days(ahead)}."


def received(row: Suggestion) -> str:
    """The day it came."""
    return f"Received {day(row.received_on)}" if row.received_on else "No date of receipt"


def said_so(row: Suggestion) -> str:
    """How many people raised it."""
    return "1 person said so" if row.raised_by == 1 else f"{row.raised_by:,} people said so"


def measured(row: Suggestion, today: date) -> str:
    """What it means for the 60% measure (ENG-02), which looks at where it stood by day 90."""
    if row.withdrawn or row.step is SuggestionStep.REMOVED:
        return "It is off the list, so it does not count."
    if row.received_on is None or row.day_90 is None:
        return "It has no date of receipt, so it never counts."
    by = f"day 90 ({day(row.day_90)})"
    if row.answered_on is not None and row.answered_on <= row.day_90:
        if row.day_90 > today:
            return f"Answered in time, on {day(row.answered_on)}. It counts from {by}."
        return f"It counts: answered on {day(row.answered_on)}, by {by}."
    if row.day_90 > today:
        left = (row.day_90 - today).days
        return f"Still in time: {days(left)} left until {by}."
    if row.answered_on is not None:
        return f"Answered on {day(row.answered_on)}, after {by}. It counts as missed."
    if row.day_90 == today:
        return "Today is day 90. An answer today still counts."
    return f"No answer by {by}. It counts as missed."


def step(row: SuggestionStatus) -> str:
    """One dated step, with who took it and what came of it where that may be shown."""
    when = f" on {day(row.on)}" if row.on else " (no date)"
    word = STEPS[row.step]
    if row.step in (SuggestionStep.NOT_POSSIBLE, SuggestionStep.REMOVED):
        word = word.removesuffix(", because")
        result = f", because: {row.result}" if row.result else ""
    else:
        result = f": {row.result}" if row.result else ""
    by = f" by {row.who}" if row.who else ""
    return f"{word}{when}{by}{result}"
