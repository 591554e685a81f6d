"""When people were asked, on which form, and what the answers add up to, in words."""

from engagement_metrics.indicators import WAVE_WORDS
from engagement_metrics.models import FormFormat

WAVES = WAVE_WORDS
FORMATS = {FormFormat.STANDARD: "Standard", FormFormat.EASY_READ: "Easy read"}
CHOICES = {
    FormFormat.STANDARD: "five answers to choose from",
    FormFormat.EASY_READ: "no, a bit, yes",
}


def sum_of(total: int, received: int | None) -> tuple[str, bool]:
    """What the answers to one question add up to, and whether that fits the forms that came back.

    >>> sum_of(7, 10)
    ('Adds up to 7 of 10 forms. 3 left it blank.', True)
    >>> sum_of(11, 10)
    ('Adds up to 11, but only 10 forms came back. Check both.', False)
    """
    if not total:
        return "Nothing typed in yet.", True
    if received is None:
        return f"Adds up to {total:,}. Type above how many forms came back.", True
    if total > received:
        return f"Adds up to {total:,}, but only {received:,} forms came back. Check both.", False
    left = received - total
    blank = f" {left:,} left it blank." if left else ""
    return f"Adds up to {total:,} of {received:,} forms.{blank}", True
