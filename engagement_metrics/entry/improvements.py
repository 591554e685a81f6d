"""Whether what is said of an action to improve is valid: still open, done, or dropped."""

from datetime import date
from typing import Any

from engagement_metrics.entry.faults import Form
from engagement_metrics.entry.known import Known
from engagement_metrics.models import ActionDraft, ActionStatus


def accept_settled(draft: ActionDraft, asked_on: date, known: Known) -> dict[str, Any]:
    """How an action stands that was set on a day, as fields of it; EntryError says what to change.

    Done and dropped need their day, and a word on what came of it. Of the draft only these are
    read: what is to be done, whose it is and by when stay as they are.
    """
    form = Form(known.today, draft.checked)
    status = form.word("status", draft.status, ActionStatus, "Choose what became of it.")
    done_on, came_of_it = None, ""
    if status is not None and status is not ActionStatus.OPEN:
        done_on = form.day(
            "done_on", draft.done_on, "The day", needed=f"Give the day it was {status}.",
            ahead="That day lies ahead. Choose today or earlier.",
        )  # fmt: skip
        if done_on and done_on < min(asked_on, form.today):
            form.fault("done_on", "That day comes before the round. Choose a later day.")
        done = status is ActionStatus.DONE
        came_of_it = form.text(
            "came_of_it", draft.came_of_it, "What came of it",
            needed=f"Write in a few words {'what came of it' if done else 'why it was dropped'}.",
        )  # fmt: skip
    form.done()
    return {"status": status, "done_on": done_on, "came_of_it": came_of_it}
