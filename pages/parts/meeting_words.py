"""A meeting in words: when and about what, how far it is, and how each action stands."""

from datetime import date

from engagement_metrics.documents import became_of
from engagement_metrics.models import ForumReview, Period, ReviewAction, ReviewState
from engagement_metrics.store import Setup
from pages.parts.days import day, days

STATES = {
    ReviewState.BEING_PREPARED: "Being prepared",
    ReviewState.UNDER_WAY: "Under way",
    ReviewState.FINISHED: "Finished",
}
NO_MEASURE = "No one measure"


def about(setup: Setup, review: ForumReview) -> str:
    """When the meeting is, for which place, and which period it looks at."""
    place = setup.place_name(review.place_id)
    return f"{day(review.held_on)} · {place} · {Period.parse(review.period).label}"


def people(number: int) -> str:
    """How many people, in words."""
    return f"{number:,} {'person' if number == 1 else 'people'}"


def number_of(number: int, noun: str) -> str:
    """How many of something, in words.

    >>> number_of(1, "measure"), number_of(12, "measure")
    ('1 measure', '12 measures')
    """
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def stands(action: ReviewAction, today: date) -> str:
    """How an action stands: by when it is to be done, how late it is, or what came of it."""
    if action.done_on is not None:
        return became_of(action)
    if action.due is None:
        return "Open. No day is set."
    left = (action.due - today).days
    if left < 0:
        return f"Open. Due by {day(action.due)}: overdue by {days(-left)}."
    when = "today" if left == 0 else f"in {days(left)}"
    return f"Open. Due by {day(action.due)}: {when}."
