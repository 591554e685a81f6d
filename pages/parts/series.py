"""How a measure moved over time: a picture, its sentence, and a table that leads to the records."""

import streamlit as st

from engagement_metrics import charts, indicators
from engagement_metrics.access import Actor
from engagement_metrics.charts import Picture
from engagement_metrics.models import PeriodKind
from engagement_metrics.store import until_changed
from pages.parts import drawn, fields, judging, measures_periods, series_parts, series_points
from pages.parts.series_points import POINTS, Asked, Reader, every_period, periods
from pages.parts.view import View

__all__ = ["POINTS", "Reader", "every_period", "over_time", "periods"]

LENGTHS = {"Years": PeriodKind.YEAR, "Quarters": PeriodKind.QUARTER, "Months": PeriodKind.MONTH}


def over_time(actor: Actor, view: View, about: Asked) -> PeriodKind:
    """How it moved over years, quarters or months; gives which."""
    st.html("<h2>Over time</h2>")
    default = _default(about)
    chosen = st.segmented_control(
        "Show by", list(LENGTHS), default=default, required=True, key="length", bind="query-params"
    )
    kind = LENGTHS[chosen or default]
    points = series_points.drawn(about, kind)
    if all(point.value.number is None for point in points):
        if any(point.value.parts for point in points):
            series_parts.show(about.indicator, points, kind, about.wanted.day)
            if about.indicator.by_group:
                st.write("Choose a priority group above to see more of it.")
            measures_periods.offer(view, about.indicator, points, kind)
        else:
            st.write("There is no figure for any of these periods.")
        return kind
    if kind is PeriodKind.YEAR:
        _picture(view, about)
    else:
        for sentence in _breaks(about, kind):
            st.write(fields.literal(sentence))
        judging.show(actor, about, kind)
    measures_periods.offer(view, about.indicator, points, kind)
    return kind


def _default(about: Asked) -> str:
    """Months where enough of them have a figure to be judged, as the summary does; else longer."""
    if about.indicator.periods[:1] == (PeriodKind.YEAR,):
        return "Years"
    return "Months" if judging.by_month(about) else "Quarters"


@until_changed(128)
def _breaks(about: Asked, kind: PeriodKind) -> tuple[str, ...]:
    points = series_points.drawn(about, kind)
    return tuple(one.sentence for one in indicators.breaks(about.indicator, points, about.setup))


def _picture(view: View, about: Asked) -> None:
    aimed = view.aimed[about.indicator.id]
    row = aimed.row if aimed else {}
    level = row.get("low") if row.get("form") in ("at_least", "share_of") else None
    picture = _trend(about, level if row.get("period") in ("any", "year") else None)
    st.write(fields.literal(picture.sentence))
    drawn.show(picture, "trend")


@until_changed(64)
def _trend(about: Asked, level: float | None) -> Picture:
    points = series_points.drawn(about, PeriodKind.YEAR)
    breaks = indicators.breaks(about.indicator, points, about.setup)
    return charts.trend(about.indicator, points, level, about.wanted.day, breaks)
