"""How a measure moved up to a meeting, drawn for a shared screen, as everybody may see it."""

from dataclasses import replace

import streamlit as st

from engagement_metrics import charts, indicators
from engagement_metrics.access import Actor
from engagement_metrics.charts import Picture
from engagement_metrics.framework import Indicator
from engagement_metrics.indicators import Point
from engagement_metrics.models import Period, PeriodKind, ReviewItem
from engagement_metrics.store import until_changed
from pages.parts import drawn, fields, series_points
from pages.parts.series_points import Asked
from pages.parts.view import View

POINTS = {PeriodKind.YEAR: 5, PeriodKind.QUARTER: 8, PeriodKind.MONTH: 13}
LARGE = {"labelFontSize": 18, "titleFontSize": 18, "labelLimit": 200}


def draw(indicator: Indicator, item: ReviewItem, picture: Picture) -> None:
    """How it moved, drawn for a large screen, and the same as a table."""
    drawn.show(_large(picture), f"trend_{item.id}")
    with st.expander("The same as a table"):
        rows = [(row["at"], row["words"]) for row in reversed(picture.rows)]
        fields.table(f"{indicator.name}, over time", ("Period", "Figure"), rows)


@until_changed(64)
def _large(picture: Picture) -> Picture:
    config = picture.spec.get("config", {})
    axis = {**config.get("axis", {}), **LARGE}
    return replace(
        picture, spec={**picture.spec, "height": 340, "config": {**config, "axis": axis}}
    )


def read(actor: Actor, shown: View, item: ReviewItem) -> Picture | None:
    """How it moved up to the period of the meeting; None where fewer than two have a figure."""
    period, indicator = shown.wanted.period, shown.definitions.indicators.get(item.indicator)
    if indicator is None or indicator.waits or period is None:
        return None
    yearly = PeriodKind.YEAR in indicator.periods[:1]
    kind = PeriodKind.YEAR if yearly else PeriodKind.QUARTER
    if period.kind is PeriodKind.MONTH and not yearly:
        kind = PeriodKind.MONTH
    aimed = shown.aimed.get(indicator.id)
    row = aimed.row if aimed else {}
    aims = row.get("form") in ("at_least", "share_of") and row.get("period") in ("any", kind.value)
    about = series_points.asked(actor, shown, indicator)
    return _trend(about, kind, period, row.get("low") if aims else None)


@until_changed(128)
def _trend(about: Asked, kind: PeriodKind, period: Period, target: float | None) -> Picture | None:
    """The picture, made once for the same figures."""
    indicator, day = about.indicator, about.wanted.day
    last = Period.containing(min(period.end, day), kind)
    periods = tuple(last.before(steps) for steps in reversed(range(POINTS[kind])))
    points = indicators.over_periods(
        indicator, about.definitions, about.setup, about.by_month, about.wanted, periods,
        whole=about.read,
    )  # fmt: skip
    points = _from_the_first(points)
    if sum(point.value.number is not None for point in points) < 2:
        return None
    anew = indicators.breaks(indicator, points, about.setup)
    picture = charts.trend(indicator, points, target, day, anew)
    plain = charts.trend(indicator, points, None, day, anew).sentence
    return replace(picture, sentence=plain.removeprefix(f"{indicator.name}: "))


def _from_the_first(points: tuple[Point, ...]) -> tuple[Point, ...]:
    """The points from the first that has a figure."""
    at = next((n for n, point in enumerate(points) if point.value.number is not None), 0)
    return points[at:]
