"""When a round asks for another look: its actions after six months, a whole round after twelve."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

ACTIONS_AFTER, ROUND_AFTER = 6, 12  # months


@dataclass(frozen=True)
class Reminder:
    """One thing that is due after a round: since when, and the sentence that says so."""

    due: date
    sentence: str


def reminders(finished_on: date, today: date, checked_on: date | None = None) -> list[Reminder]:
    """What is due `today` after a round that was finished on a day; nothing before its time.

    `checked_on` is the day the actions were last gone through, if they were. Once a whole round is
    due, it takes the check of the actions with it.
    """
    check, whole = months_after(finished_on, ACTIONS_AFTER), months_after(finished_on, ROUND_AFTER)
    if today >= whole:
        told = (
            f"It is a year since this round, as of {_day(whole)}. Hold a new one, with the same "
            "words. Go through the actions of this one first."
        )
        return [Reminder(whole, told)]
    if today >= check and (checked_on is None or checked_on < check):
        told = (
            f"Six months have passed, as of {_day(check)}. Go through the actions: what is done, "
            "and what stands in the way? "
            f"The next whole round is due on {_day(whole)}."
        )
        return [Reminder(check, told)]
    return []


def coming(finished_on: date) -> str:
    """When to look again, told on the day a round is finished."""
    check, whole = months_after(finished_on, ACTIONS_AFTER), months_after(finished_on, ROUND_AFTER)
    return (
        f"Go through the actions by {_day(check)}. Hold the next whole round by {_day(whole)}, or "
        "sooner if much changes."
    )


def months_after(start: date, months: int) -> date:
    """The same day some months on, or the last of that month where it is shorter.

    >>> months_after(date(2026, 8, 31), 6), months_after(date(2026, 1, 5), 12)
    (datetime.date(2027, 2, 28), datetime.date(2027, 1, 5))
    """
    years, month = divmod(start.month - 1 + months, 12)
    year = start.year + years
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def _day(on: date) -> str:
    return f"{on.day} {on:%B %Y}"
