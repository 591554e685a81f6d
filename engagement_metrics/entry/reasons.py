"""Whether the reason of a write may go into the history, which nobody can take it out of again."""

from engagement_metrics.entry.faults import Form
from engagement_metrics.entry.known import Known

MOST_OF_A_REASON = 200


def accept_reason(text: str, known: Known, checked: bool = False, *, needed: str = "") -> str:
    """The reason as one line of plain words, at most 200 characters; '' where none was typed.

    EntryError names it 'reason': a fault for what can hardly be anything but one person's detail,
    a doubt, which `checked` lets through, for what may be. `needed` is the sentence for an empty
    one, where a reason must be given.
    """
    form = Form(known.today, checked)
    line = str(text or "").replace("\r", " ").replace("\n", " ")
    reason = form.text("reason", line, "The reason", most=MOST_OF_A_REASON, needed=needed)
    form.done()
    return reason
