"""Small multiples: how a measure moved in each place just below the chosen one, on one scale."""

from dataclasses import dataclass, replace

import streamlit as st

from engagement_metrics import charts, indicators
from engagement_metrics.charts import Trends
from engagement_metrics.indicators import Point
from engagement_metrics.models import Audience, PeriodKind
from engagement_metrics.store import until_changed
from pages.parts import boxes, fields, measures_drawing, series_parts, series_points
from pages.parts.measures_periods import made_of
from pages.parts.series_points import Asked

ORDER = [PeriodKind.MONTH, PeriodKind.QUARTER, PeriodKind.YEAR]


@dataclass(frozen=True, eq=False)
class Places:
    """What is said of the places: a sentence or '', and their drawings and figures as a table.

    `kind` is the length of the periods of the trends, of which there may be none.
    """

    sentence: str
    kind: PeriodKind
    trends: Trends
    figures: str


def show(about: Asked, kind: PeriodKind) -> None:
    """Each place's figure and its small trend; then both as tables."""
    if len(about.setup.children(about.wanted.place_id)) < 2:
        return
    st.html("<h2>By place</h2>")
    found = _found(about, kind)
    if found is None:
        st.write("Choose a priority group above to see it place by place.")
        return
    if found.sentence:
        st.write(fields.literal(found.sentence))
    st.html(found.figures)
    if found.trends:
        boxes.shut(
            f"places.{about.indicator.id}.{found.kind.value}",
            "Each place over time, as a table",
            lambda: _table(about, found.trends, found.kind),
        )


@until_changed(128)
def _found(about: Asked, kind: PeriodKind) -> Places | None:
    """All of it, worked out once; None where only each group has a figure.

    Where only parts have figures they stand in a table, and no place is set above another.
    """
    indicator = about.indicator
    now = indicators.over_places(
        indicator, about.definitions, about.setup, about.read(about.wanted, "place"),
        about.wanted, about.group_id, whole=about.read,
    )  # fmt: skip
    without = all(point.value.number is None for point in now)
    if without and any(point.value.parts for point in now):
        if indicator.by_group:
            return None
        parts = series_parts.table(indicator, f"{indicator.name}, each part by place", now)
        return Places("", kind, (), parts)
    kind, trends = _trends(about, kind, now)
    rows = [
        (p.label, indicators.face(indicator, p.value), made_of(indicator, p.value)) for p in now
    ]
    table = fields.table_html(f"{indicator.name}, by place", ("Place", "Figure", "Made of"), rows)
    figures = table
    if drawings := measures_drawing.drawn(indicator, trends, about.wanted.day):
        figures = f'{drawings}<div class="below near">{table}</div>'
    return Places(charts.places(indicator, now), kind, trends, figures)


def _trends(about: Asked, kind: PeriodKind, now: tuple[Point, ...]) -> tuple[PeriodKind, Trends]:
    """Each place's points, by periods so long that each place with a figure has some to draw.

    The first periods, in which no place has a figure, are left out.
    """
    wanted = {point.label for point in now if point.value.number is not None}
    found: Trends = ()
    for length in _lengths(about, kind):
        kind, found = length, _read(about, length)
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


def _lengths(about: Asked, kind: PeriodKind) -> list[PeriodKind]:
    """The chosen length of a period and the longer ones; nobody shares answers of a month."""
    longer = ORDER[ORDER.index(kind) :]
    if about.read.audience is Audience.SHARED and about.indicator.of_answers:
        return [length for length in longer if length is not PeriodKind.MONTH]
    return longer


@until_changed(128)
def _read(about: Asked, kind: PeriodKind) -> Trends:
    """Each place's points."""
    found = []
    setup, wanted = about.setup, about.wanted
    for place in setup.children(wanted.place_id):
        own = replace(wanted, place_id=place, place_ids=setup.within(place))
        points = indicators.over_periods(
            about.indicator, about.definitions, setup, about.read(own, "month"), own,
            series_points.periods(wanted, kind), about.group_id, whole=about.read,
        )  # fmt: skip
        found.append((setup.place_name(place), points))
    return tuple(found)


def _table(about: Asked, trends: Trends, kind: PeriodKind) -> None:
    """The same numbers, a line for each period and a column for each place."""
    indicator, day = about.indicator, about.wanted.day
    fields.table(
        f"{indicator.name}, by {kind.value} and place",
        (kind.value.capitalize(), *(name for name, _ in trends)),
        [
            (row[0].label, *(indicators.so_far(indicator, point, day) for point in row))
            for row in reversed(list(zip(*(points for _, points in trends), strict=True)))
        ],
    )
