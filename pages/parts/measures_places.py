"""Small multiples: how a measure moved in each place just below the chosen one, on one scale."""

from dataclasses import replace
from functools import lru_cache

import streamlit as st

from engagement_metrics import charts, indicators
from engagement_metrics.access import Actor
from engagement_metrics.framework import Framework, Indicator
from engagement_metrics.indicators import Point
from engagement_metrics.models import Audience, PeriodKind
from engagement_metrics.store import Filter, Frames, Setup
from pages.parts import boxes, fields, measures_drawing, series
from pages.parts.measures_drawing import Trends
from pages.parts.measures_periods import made_of
from pages.parts.series import Reader
from pages.parts.view import View

ORDER = [PeriodKind.MONTH, PeriodKind.QUARTER, PeriodKind.YEAR]


def show(
    actor: Actor, view: View, indicator: Indicator, kind: PeriodKind, by_month: Frames
) -> None:
    """Each place's figure and its small trend; then both as tables."""
    if len(view.setup.children(view.wanted.place_id)) < 2:
        return
    st.html("<h2>By place</h2>")
    read = Reader(actor, view.audience)
    now = indicators.over_places(
        indicator, view.definitions, view.setup, read(view.wanted, "place"), view.wanted,
        view.group_id, whole=read,
    )  # fmt: skip
    lines_only = any(point.value.parts for point in now)
    if indicator.by_group and lines_only and all(point.value.number is None for point in now):
        st.write("Choose a priority group above to see it place by place.")
        return
    st.write(fields.literal(charts.places(indicator, now)))
    kind, trends = _trends(view, indicator, kind, read, by_month, now)
    measures_drawing.show(indicator, trends)
    rows = [
        (p.label, indicators.face(indicator, p.value), made_of(indicator, p.value)) for p in now
    ]
    fields.table(f"{indicator.name}, by place", ("Place", "Figure", "Made of"), rows)
    if trends:
        boxes.shut(
            f"places.{indicator.id}.{kind.value}", "Each place over time, as a table",
            lambda: _table(indicator, trends, kind),
        )  # fmt: skip


def _trends(
    view: View,
    indicator: Indicator,
    kind: PeriodKind,
    read: Reader,
    by_month: Frames,
    now: tuple[Point, ...],
) -> tuple[PeriodKind, Trends]:
    """Each place's points, by periods so long that each place with a figure has some to draw.

    The first periods, in which no place has a figure, are left out.
    """
    about = (view.definitions, view.setup, view.wanted, view.group_id)
    wanted = {point.label for point in now if point.value.number is not None}
    found: Trends = ()
    for length in _lengths(view, indicator, kind):
        kind, found = length, _read(indicator, length, read, by_month, *about)
        drawn = {
            name for name, points in found if sum(p.value.number is not None for p in points) > 1
        }
        if wanted <= drawn:
            break
    at = range(len(found[0][1]))
    there = [n for n in at if any(points[n].value.number is not None for _, points in found)]
    if not there or there[0] == at[-1]:
        return kind, ()
    return kind, tuple((name, points[there[0] :]) for name, points in found)


def _lengths(view: View, indicator: Indicator, kind: PeriodKind) -> list[PeriodKind]:
    """The chosen length of a period and the longer ones; nobody shares answers of a month."""
    longer = ORDER[ORDER.index(kind) :]
    if view.audience is Audience.SHARED and indicator.of_answers:
        return [length for length in longer if length is not PeriodKind.MONTH]
    return longer


@lru_cache(maxsize=128)
def _read(
    indicator: Indicator,
    kind: PeriodKind,
    read: Reader,
    by_month: Frames,  # noqa: ARG001
    definitions: Framework,
    setup: Setup,
    wanted: Filter,
    group_id: int | None,
) -> Trends:
    """Each place's points; `by_month`, frames of all places, stands for the data version."""
    found = []
    for place in setup.children(wanted.place_id):
        own = replace(wanted, place_id=place, place_ids=setup.within(place))
        points = indicators.over_periods(
            indicator, definitions, setup, read(own, "month"), own,
            series.periods(wanted, kind), group_id, whole=read,
        )  # fmt: skip
        found.append((setup.place_name(place), points))
    return tuple(found)


def _table(indicator: Indicator, trends: Trends, kind: PeriodKind) -> None:
    """The same numbers, a line for each period and a column for each place."""
    fields.table(
        f"{indicator.name}, by {kind.value} and place",
        (kind.value.capitalize(), *(name for name, _ in trends)),
        [
            (row[0].label, *(indicators.face(indicator, point.value) for point in row))
            for row in reversed(list(zip(*(points for _, points in trends), strict=True)))
        ],
    )
