"""How a measure moved over time: a picture, its sentence, and a table that leads to the records."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

import streamlit as st

from engagement_metrics import charts, indicators, spc
from engagement_metrics.access import Actor
from engagement_metrics.framework import Framework, Indicator
from engagement_metrics.indicators import Point
from engagement_metrics.models import Audience, Period, PeriodKind
from engagement_metrics.store import By, Filter, Frames, Setup
from pages.parts import fields, judging, measures_periods
from pages.parts.view import View, frames

LENGTHS = {"Years": PeriodKind.YEAR, "Quarters": PeriodKind.QUARTER, "Months": PeriodKind.MONTH}
POINTS = {PeriodKind.YEAR: 5, PeriodKind.QUARTER: 20, PeriodKind.MONTH: 36}
LONGEST = 20  # years that a series is judged over, so that nobody waits for a mistyped date
IN_A_YEAR = {PeriodKind.YEAR: 1, PeriodKind.QUARTER: 4, PeriodKind.MONTH: 12}


@dataclass(frozen=True)
class Reader:
    """Who reads frames, and for which audience; two alike read alike."""

    actor: Actor
    audience: Audience

    def __call__(self, wanted: Filter, by: By = "") -> Frames:
        """The frames that this audience may see."""
        return frames(self.actor, self.audience, wanted, by)


def periods(wanted: Filter, kind: PeriodKind) -> tuple[Period, ...]:
    """The periods of a series, oldest first: up to the end of the year asked for, or to today."""
    last = _last(wanted, kind)
    return tuple(last.before(steps) for steps in reversed(range(POINTS[kind])))


def every_period(
    indicator: Indicator, wanted: Filter, kind: PeriodKind, by_month: Frames
) -> tuple[Period, ...]:
    """The periods that a series is judged over, oldest first: those, and all before them.

    So the limits stay as they are when the series moves on by a month.
    """
    last = _last(wanted, kind)
    first = indicators.first_year(indicator, by_month)
    years = 0 if first is None else min(last.financial_year - first + 1, LONGEST)
    steps = max(years * IN_A_YEAR[kind], POINTS[kind])
    return tuple(last.before(step) for step in reversed(range(steps)))


def _last(wanted: Filter, kind: PeriodKind) -> Period:
    assert wanted.period is not None
    end = Period.year(wanted.period.financial_year).end
    return Period.containing(min(end, wanted.day), kind)


def over_time(actor: Actor, view: View, indicator: Indicator) -> tuple[PeriodKind, Frames]:
    """How it moved over years, quarters or months; gives which, and the frames by month."""
    st.html("<h2>Over time</h2>")
    by_month = frames(actor, view.audience, view.wanted, "month")
    default = _default(view, indicator, Reader(actor, view.audience), by_month)
    chosen = st.segmented_control(
        "Show by", list(LENGTHS), default=default, required=True, key="length", bind="query-params"
    )
    kind = LENGTHS[chosen or default]
    everything = _points(view, indicator, kind, Reader(actor, view.audience), by_month)
    points = everything[-POINTS[kind] :]
    while len(points) > 2 and points[0].value.number is None and not points[0].value.parts:
        points = points[1:]
    if all(point.value.number is None for point in points):
        if any(point.value.parts for point in points):
            st.write("Choose a priority group above to see how its figure moved.")
        else:
            st.write("There is no figure for any of these periods.")
        return kind, by_month
    if kind is PeriodKind.YEAR:
        _picture(view, indicator, points, kind)
    else:
        for changed in indicators.breaks(indicator, points, view.setup):
            st.write(fields.literal(changed.sentence))
        judging.show(actor, view, indicator, points, everything, kind)
    measures_periods.offer(view, indicator, points, kind)
    return kind, by_month


def _points(
    view: View, indicator: Indicator, kind: PeriodKind, read: Reader, by_month: Frames
) -> tuple[Point, ...]:
    about = (view.definitions, view.setup, view.wanted, view.group_id)
    return points(indicator, kind, read, by_month, *about)


@lru_cache(maxsize=256)
def points(
    indicator: Indicator,
    kind: PeriodKind,
    read: Reader,
    by_month: Frames,
    definitions: Framework,
    setup: Setup,
    wanted: Filter,
    group_id: int | None = None,
) -> tuple[Point, ...]:
    """A measure's whole series, worked out once for each set of frames: one data version."""
    asked = periods(wanted, kind)
    if kind is not PeriodKind.YEAR:  # years are not judged
        asked = every_period(indicator, wanted, kind, by_month)
    return indicators.over_periods(
        indicator, definitions, setup, by_month, wanted, asked, group_id, whole=read
    )


def _default(view: View, indicator: Indicator, read: Reader, by_month: Frames) -> str:
    """Months where enough of them have a figure to be judged, as the summary does; else longer."""
    if indicator.periods[:1] == (PeriodKind.YEAR,):
        return "Years"
    months = _points(view, indicator, PeriodKind.MONTH, read, by_month)
    return "Months" if enough(view.wanted, months[-POINTS[PeriodKind.MONTH] :]) else "Quarters"


def enough(wanted: Filter, points: Iterable[Point]) -> bool:
    """Whether so many whole periods have a figure that they can be judged."""
    there = [point.period for point in points if point.value.number is not None]
    return sum(period is not None and period.end < wanted.day for period in there) >= spc.FEWEST


def _picture(view: View, indicator: Indicator, points: tuple[Point, ...], kind: PeriodKind) -> None:
    aimed = view.aimed[indicator.id]
    row = aimed.row if aimed else {}
    level = row.get("low") if row.get("form") in ("at_least", "share_of") else None
    same_length = row.get("period") in ("any", kind.value)
    picture = charts.trend(
        indicator, points, level if same_length else None, view.wanted.day,
        indicators.breaks(indicator, points, view.setup),
    )  # fmt: skip
    st.write(fields.literal(picture.sentence))
    st.vega_lite_chart(picture.spec, alt=picture.sentence, width="stretch", key="trend")
