"""How a maturity model and its wordings are told on their page."""

from engagement_metrics.models import Dimension, MaturityModel

INTRODUCTION = (
    "A maturity model says what good looks like, step by step. A group uses it to score itself. "
    "Change the words here, and each round keeps the words that it was scored with."
)
BREAK = "The path of these dimensions will show a break"
BREAK_MORE = (
    "Their question, a statement or the number of levels is another one, so levels before and "
    "after cannot be compared."
)
NO_BREAK = "No path will show a break."
NOT_TAKEN = "Some of what you typed is not in the draft yet. Put it right first: {where}."


def size(model: MaturityModel) -> str:
    """How many dimensions and levels it has."""
    count = len(model.dimensions)
    return f"{'1 dimension' if count == 1 else f'{count} dimensions'}, {len(model.levels)} levels"


def dimension(one: Dimension) -> str:
    """A dimension in a list."""
    return f"{one.id} {one.name}"


def field(name: str) -> str:
    """A field that is named 'A1.question' or 'level.3.summary', in words."""
    of, _, what = name.partition(".")
    if of == "level":
        number, _, part = what.partition(".")
        return f"level {number} ({part})"
    if of == "heading":
        return "the name" if what == "name" else "whose words they are"
    return f"{of} ({f'level {what}' if what.isdigit() else what})"
