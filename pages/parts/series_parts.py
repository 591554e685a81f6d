"""How a measure moved that is told in parts: a line for each part, and all of them as a table."""

from collections import Counter

import streamlit as st

from engagement_metrics import indicators
from engagement_metrics.framework import Indicator
from engagement_metrics.indicators import Point, Value
from engagement_metrics.models import PeriodKind, ValueState
from engagement_metrics.store import until_changed
from pages.parts import fields, measures_drawing
from pages.parts.measures_drawing import Trends

LAST = 8  # periods in the table, which is as wide as they are many
MOVES = ("rose", "fell", "stayed the same")


def show(indicator: Indicator, points: tuple[Point, ...], kind: PeriodKind) -> None:
    """Each part's small line, and a table with a line for each part and a column for each period.

    `points` are the periods with their parts, oldest first.
    """
    st.write(fields.literal(sentence(indicator, points)))
    st.html(_html(indicator, points, kind))


def trends(points: tuple[Point, ...]) -> Trends:
    """Each part with its figure in each period, oldest first; a part is known by its label."""
    labels = dict.fromkeys(part.label for point in points for part in point.value.parts)
    return tuple((label, tuple(_of(point, label) for point in points)) for label in labels)


def _of(point: Point, label: str) -> Point:
    """One part in a period; where the period has no such part, what the whole says of it."""
    found = next((part.value for part in point.value.parts if part.label == label), None)
    gone = ValueState.NOT_MEASURED if point.value.measured else point.value.state
    return Point(point.label, Value(gone) if found is None else found, point.period)


def sentence(indicator: Indicator, points: tuple[Point, ...]) -> str:
    """How many parts rose, fell or stayed as they were, from their first figure to their last."""
    moves: Counter[str] = Counter()
    for _, over in trends(points):
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
    if indicators.face(indicator, first) == indicators.face(indicator, last):
        return MOVES[2]
    return MOVES[0] if (last.number or 0) > (first.number or 0) else MOVES[1]


def table(indicator: Indicator, caption: str, points: tuple[Point, ...]) -> str:
    """A line for each part, and a column for each period or place, as HTML."""
    lines = [
        (label, *(indicators.face(indicator, point.value) for point in over))
        for label, over in trends(points)
    ]
    return fields.table_html(caption, ("Part", *(point.label for point in points)), lines)


@until_changed(64)
def _html(indicator: Indicator, points: tuple[Point, ...], kind: PeriodKind) -> str:
    with_figures = tuple(
        (label, over)
        for label, over in trends(points)
        if any(point.value.number is not None for point in over)
    )
    drawings = measures_drawing.drawn(indicator, with_figures) if len(points) > 1 else ""
    caption = f"{indicator.name}, each part by {kind.value}"
    below = table(indicator, caption, points[-LAST:])
    return f'{drawings}<div class="below near">{below}</div>'
