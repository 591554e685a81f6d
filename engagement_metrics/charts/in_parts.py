"""An indicator that is told in parts: each part over periods or places, and how many moved."""

from collections import Counter

from engagement_metrics.framework import Indicator
from engagement_metrics.indicators import Point, Value, face
from engagement_metrics.models import ValueState

# What is drawn as small lines side by side: parts or places by name, each with its points.
Trends = tuple[tuple[str, tuple[Point, ...]], ...]
MOVES = ("rose", "fell", "stayed the same")


def each_part(points: tuple[Point, ...]) -> Trends:
    """Each part by its label, with its figure in each period or place, in their order.

    Where one of them has no such part, what the whole says of it.
    """
    labels = dict.fromkeys(part.label for point in points for part in point.value.parts)
    return tuple((label, tuple(_of(point, label) for point in points)) for label in labels)


def _of(point: Point, label: str) -> Point:
    found = next((part.value for part in point.value.parts if part.label == label), None)
    gone = ValueState.NOT_MEASURED if point.value.measured else point.value.state
    return Point(point.label, Value(gone) if found is None else found, point.period)


def parts_moved(indicator: Indicator, points: tuple[Point, ...]) -> str:
    """How many parts rose, fell or stayed as they were, from their first figure to their last."""
    moves: Counter[str] = Counter()
    for _, over in each_part(points):
        there = [point.value for point in over if point.value.number is not None]
        if len(there) > 1:
            moves[_move(indicator, there[0], there[-1])] += 1
    told = [f"{moves[move]} {move}" for move in MOVES if moves[move]]
    if not told:
        return f"{indicator.name}: no part has figures for two periods yet."
    *first, last = told
    all_told = f"{', '.join(first)} and {last}" if first else last
    return f"{indicator.name}: each part moves by itself. From first to last figure {all_told}."


def _move(indicator: Indicator, first: Value, last: Value) -> str:
    if face(indicator, first) == face(indicator, last):
        return MOVES[2]
    return MOVES[0] if (last.number or 0) > (first.number or 0) else MOVES[1]
