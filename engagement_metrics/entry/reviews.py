"""Whether a review by a forum, the notes on a measure, or an action asked for is valid."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from engagement_metrics.entry.faults import Form
from engagement_metrics.entry.known import Known
from engagement_metrics.models import (
    Accepted,
    ActionDraft,
    ActionStatus,
    ForumReview,
    Period,
    ReviewAction,
    ReviewDraft,
    ReviewItem,
)

FAR = timedelta(days=2 * 366)  # no forum plans further ahead; such a date is a slip
MOST_PRESENT = 1000
NO_AGENDA = "There is no measure on the agenda. Add at least one first."


def accept_review(draft: ReviewDraft, known: Known) -> Accepted:
    """The meeting, as it is prepared or put right; EntryError says what must change."""
    form = Form(known.today, draft.checked)
    title = form.title("title", draft.title, "The title", "Give the meeting a title.")
    held_on = form.day("held_on", draft.held_on, "The date", needed="Give the date.")
    _not_absurd(form, "held_on", held_on)
    place = form.known("place", draft.place, known.place, "Choose a place from the list.")
    period = _period(form, draft.period, held_on)
    present = form.whole(
        "present", draft.present, "How many people were present", most=MOST_PRESENT
    )
    note = form.text("note", draft.note, "The note")
    form.done()
    assert held_on is not None
    return Accepted(
        ForumReview(
            title=title, held_on=held_on, place_id=place, period=period, present=present, note=note
        )
    )


def _period(form: Form, code: str | None, held_on: date | None) -> str:
    """The code of a period that has begun, on the day of the meeting too."""
    if not code:
        form.fault("period", "Choose the period to look at.")
        return ""
    try:
        period = Period.parse(code)
    except ValueError:
        form.fault("period", "Choose a period from the list.")
        return ""
    if period.start > form.today:
        form.fault("period", f"{period.short} has not begun yet. Choose a period that has.")
    elif held_on is not None and period.start > held_on:
        form.fault("period", f"{period.short} had not begun on that day. Choose an earlier period.")
    return period.code


def accept_finish(present: object, note: object, checked: bool, known: Known) -> tuple[int, str]:
    """How many people were present, and a last note; EntryError says what must change."""
    form = Form(known.today, checked)
    needed = "Say how many people were present. A number is enough, no names."
    number = form.whole(
        "present", present if isinstance(present, str | int | float) else None,
        "How many people were present", least=1, most=MOST_PRESENT, needed=needed,
    )  # fmt: skip
    text = form.text("note", note, "The note")
    form.done()
    assert number is not None
    return number, text


def accept_agenda(indicators: Sequence[str], known: Known) -> tuple[ReviewItem, ...]:
    """The items of an agenda in order; EntryError where it is empty or names no measure."""
    form = Form(known.today)
    if not indicators:
        form.fault("agenda", NO_AGENDA)
    for indicator in indicators:
        if indicator not in known.framework.indicators:
            form.fault("agenda", "Choose a measure from the list.")
    form.done()
    return tuple(
        ReviewItem(review_id=0, position=at, indicator=indicator)
        for at, indicator in enumerate(dict.fromkeys(indicators), start=1)
    )


def accept_notes(said: object, decided: object, checked: bool, known: Known) -> dict[str, str]:
    """What the forum said of a measure and what it decided; either may be empty."""
    form = Form(known.today, checked)
    values = {
        "said": form.text("said", said, "What the forum said"),
        "decided": form.text("decided", decided, "What it decided"),
    }
    form.done()
    return values


def accept_action(draft: ActionDraft, asked_on: date, known: Known) -> Accepted:
    """The action that was asked for on a day, with what came of it; no review is named yet.

    EntryError where it says nothing to do, has no owner, or is settled without a word on what came
    of it.
    """
    form = Form(known.today, draft.checked)
    task = form.text("task", draft.task, "The action", needed="Write what is to be done.")
    owner = form.staff("owner", draft.owner, "The owner", "Say who will see to it.")
    due = form.day("due", draft.due, "The day")
    _not_absurd(form, "due", due)
    if due and due < asked_on:
        form.fault("due", "That day comes before the meeting. Choose a later day.")
    stands = settled(form, draft, asked_on, "That day comes before it was asked for.")
    form.done()
    return Accepted(
        ReviewAction(
            review_id=0, task=task, owner=owner, due=due,
            status=stands["status"] or ActionStatus.OPEN, done_on=stands["done_on"],
            came_of_it=stands["came_of_it"],
        )
    )  # fmt: skip


def settled(form: Form, draft: ActionDraft, asked_on: date, before: str) -> dict[str, Any]:
    """How an action stands, as fields of it: its status, and of a settled one the day and the word.

    `before` is the fault of a day that comes before it was asked for.
    """
    status = form.word("status", draft.status, ActionStatus, "Choose what became of it.")
    done_on, came_of_it = None, ""
    if status is not None and status is not ActionStatus.OPEN:
        done_on = form.day(
            "done_on", draft.done_on, "The day", needed=f"Give the day it was {status}.",
            ahead="That day lies ahead. Choose today or earlier.",
        )  # fmt: skip
        if done_on and done_on < min(asked_on, form.today):
            form.fault("done_on", before)
        done = status is ActionStatus.DONE
        came_of_it = form.text(
            "came_of_it", draft.came_of_it, "What came of it",
            needed=f"Write in a few words {'what came of it' if done else 'why it was dropped'}.",
        )  # fmt: skip
    return {"status": status, "done_on": done_on, "came_of_it": came_of_it}


def _not_absurd(form: Form, name: str, day: date | None) -> None:
    if day is not None and day > form.today + FAR:
        form.fault(name, "That day is more than two years ahead. Check the year.")
