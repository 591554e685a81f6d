"""How a measure moved that is told in parts: a line for each part, and all of them as a table."""

from datetime import date
from html import escape

import streamlit as st

from engagement_metrics import charts, indicators
from engagement_metrics.charts import Trends
from engagement_metrics.framework import Indicator
from engagement_metrics.indicators import Point
from engagement_metrics.models import PeriodKind
from engagement_metrics.store import until_changed
from pages.parts import fields, measures_drawing

LAST = 8  # periods in the table, which is as wide as they are many


def show(indicator: Indicator, points: tuple[Point, ...], kind: PeriodKind, day: date) -> None:
    """Each part's small line, and a table with a line for each part and a column for each period.

    `points` are the periods with their parts, oldest first, as they stand by a `day`.
    """
    st.write(fields.literal(charts.parts_moved(indicator, points, day)))
    st.html(_html(indicator, points, kind, day))


def table(
    indicator: Indicator, caption: str, points: tuple[Point, ...], day: date | None = None
) -> str:
    """A line for each part with a figure, and a column for each period or place, as HTML.

    Trends without any figure there stand below it, by name. A period that may still change by a
    `day` is headed as 'so far'.
    """
    parts = charts.each_part(points)
    there = _with_figures(parts)
    lines = [
        (label, *(indicators.face(indicator, point.value) for point in over))
        for label, over in there or parts
    ]
    stand = points if day is None else indicators.compared(indicator, points, day)[0]
    heads = [point.label if point in stand else f"{point.label} so far" for point in points]
    html = fields.table_html(caption, ("Part", *heads), lines)
    without = [label for label, _ in parts if label not in dict(there)]
    if there and without:
        told = f"No figure in any of these: {', '.join(without)}."
        html += f'<p class="quiet small">{escape(told)}</p>'
    return html


def _with_figures(parts: Trends) -> Trends:
    return tuple(
        (label, over) for label, over in parts if any(p.value.number is not None for p in over)
    )


@until_changed(64)
def _html(indicator: Indicator, points: tuple[Point, ...], kind: PeriodKind, day: date) -> str:
    parts = _with_figures(charts.each_part(points))
    drawings = measures_drawing.drawn(indicator, parts, day) if len(points) > 1 else ""
    caption = f"{indicator.name}, each part by {kind.value}"
    below = table(indicator, caption, points[-LAST:], day)
    return f'{drawings}<div class="below near">{below}</div>'
