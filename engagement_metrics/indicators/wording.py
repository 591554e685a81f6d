"""A value in words: the number on a cell's face, what it is made of, and its state."""

import math

from engagement_metrics.framework import Indicator
from engagement_metrics.indicators.values import Value
from engagement_metrics.models import ValueState

STATE_WORDS = {
    ValueState.MEASURED: "Measured",
    ValueState.NO_ACTIVITY: "No activity",
    ValueState.NONE_RECEIVED: "None received",
    ValueState.NOT_MEASURED: "Not measured",
    ValueState.TOO_EARLY: "Too early",
    ValueState.WITHHELD: "Not shown",
}


def plain(number: float) -> str:
    """A number as people write it: whole, or with one decimal place, but never a false 0.

    >>> plain(1234), plain(12.5), plain(7.0), plain(0.04)
    ('1,234', '12.5', '7', 'under 0.1')
    """
    if 0 < number < 0.05:
        return "under 0.1"
    return f"{number:,.1f}".removesuffix(".0")


def share(number: float) -> str:
    """A percentage without decimals, but never a false 0% or 100%.

    >>> share(61.4), share(0.5), share(99.8), share(100.0), share(100.4)
    ('61%', 'under 1%', 'over 99%', '100%', 'over 100%')
    """
    if 0 < number <= 0.5:
        return "under 1%"
    if 99.5 <= number < 100:
        return "over 99%"
    if 100 < number <= 100.5:
        return "over 100%"
    return f"{math.floor(number + 0.5):,}%"


def face(indicator: Indicator, value: Value) -> str:
    """What stands large on a cell: the number, or the state in a word or two."""
    if not value.measured:
        return STATE_WORDS[value.state]
    about = "about " if value.estimated else ""
    if value.number is None:
        if value.top is not None:
            return f"{plain(value.top)} of {plain(value.bottom or 0)}"
        heard = sum(part.value.measured for part in value.parts)
        what = "group" if indicator.by_group else "figure"
        return f"1 {what}" if heard == 1 else f"{heard} {what}s"
    if indicator.unit_kind == "percent" and not value.counted:
        return about + share(value.number)
    if indicator.unit_kind == "index" and value.number != round(value.number):
        return f"{about}{value.number:.2f}"
    return about + plain(value.number)


def unit(indicator: Indicator, value: Value) -> str:
    """The words after the number; nothing for a percentage, whose sign is with the number."""
    if not value.measured or value.counted:
        return ""
    if value.number is None:
        return "answers" if value.top is not None else ""
    if indicator.unit_kind == "percent":
        return indicator.unit.removeprefix("%").strip()
    if plain(value.number) != "1":
        return indicator.unit
    first, *rest = indicator.unit.split(" ")
    return " ".join((ONE.get(first, first), *rest))


ONE = {
    "activities": "activity", "attendances": "attendance", "changes": "change",
    "contacts": "contact", "days": "day", "documents": "document", "groups": "group",
    "items": "item", "minutes": "minute", "opportunities": "opportunity", "people": "person",
    "reviews": "review", "services": "service", "suggestions": "suggestion", "views": "view",
    "ways": "way",
}  # fmt: skip


def made_of(indicator: Indicator, value: Value) -> str:
    """What is over what: '28 of 46', with the likely range where it is a sample."""
    if not value.measured or value.number is None or value.top is None or value.bottom is None:
        return ""
    if indicator.middle:
        return f"the middle of {plain(value.bottom)} {'time' if value.bottom == 1 else 'times'}"
    over = "over" if indicator.unit_kind == "average" else "of"
    text = f"{plain(value.top)} {over} {plain(value.bottom)}"
    if indicator.by_group:
        text += " whose answer is known"
    if value.low is not None and value.high is not None:
        text += f" (likely range {share(value.low)} to {share(value.high)})"
    return text


def base(value: Value) -> str:
    """From how many of the activities held the figure comes (R12); nothing for other records."""
    if value.held is None or value.complete is None:
        return ""
    one = value.held == 1
    return f"from {value.complete:,} of {value.held:,} {'activity' if one else 'activities'}"


def sentence(indicator: Indicator, value: Value) -> str:
    """The value as one plain sentence, for a reader who sees no chart or cell."""
    text = " ".join(filter(None, (face(indicator, value), unit(indicator, value))))
    text = text if value.measured else text.lower()
    details = ", ".join(filter(None, (made_of(indicator, value), base(value))))
    said = [f"{indicator.name}: {text}" + (f" ({details})" if details else "") + "."]
    said += [f"{part.label}: {face(indicator, part.value)}." for part in value.parts]
    return " ".join(filter(None, (*said, value.because)))
