"""Whether what is said of an action to improve is valid: still open, done, or dropped."""

from datetime import date
from typing import Any

from engagement_metrics.entry.faults import Form
from engagement_metrics.entry.known import Known
from engagement_metrics.entry.reviews import settled
from engagement_metrics.models import ActionDraft


def accept_settled(draft: ActionDraft, asked_on: date, known: Known) -> dict[str, Any]:
    """How an action stands that was set on a day, as fields of it; EntryError says what to change.

    Done and dropped need their day, and a word on what came of it. Of the draft only these are
    read: what is to be done, whose it is and by when stay as they are.
    """
    form = Form(known.today, draft.checked)
    stands = settled(form, draft, asked_on, "That day comes before the round. Choose a later day.")
    form.done()
    return stands
