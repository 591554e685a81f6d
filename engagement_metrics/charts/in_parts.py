"""An indicator that is told in parts: each part over periods or places, and how many moved."""

from collections import Counter
from datetime import date

from engagement_metrics.framework import Indicator
from engagement_metrics.indicators import Point, Value, compared, face
from engagement_metrics.models import AddsUp, ValueState

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


def parts_moved(
    indicator: Indicator, points: tuple[Point, ...], today: date | None = None
) -> str:  # fmt: skip
    """How many parts rose, fell or stayed as they were, from their first figure to their last.

    A count that still grows `today` is set beside nothing; of any other figure that may still
    change, it is said that the last is so far.
    """
    moves: Counter[str] = Counter()
    last_so_far = False
    for _, over in each_part(points):
        stand, open_still = compared(indicator, over, today)
        grows = indicator.adds_over_time is AddsUp.SUM
        there = [p.value for p in (stand if grows else over) if p.value.number is not None]
        if len(there) > 1:
            moves[_move(indicator, there[0], there[-1])] += 1
            last_so_far |= bool(open_still) and not grows
    told = [f"{moves[move]} {move}" for move in MOVES if moves[move]]
    if not told:
        return f"{indicator.name}: no part has figures for two periods yet."
    *first, last = told
    all_told = f"{', '.join(first)} and {last}" if first else last
    rest = " The last figures are so far, and may still change." if last_so_far else ""
    moved = f"From first to last figure {all_told}."
    return f"{indicator.name}: each part moves by itself. {moved}{rest}"


def _move(indicator: Indicator, first: Value, last: Value) -> str:
    if face(indicator, first) == face(indicator, last):
        return MOVES[2]
    return MOVES[0] if (last.number or 0) > (first.number or 0) else MOVES[1]
