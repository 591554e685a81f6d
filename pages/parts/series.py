"""How a measure moved over time, and where it stands place by place."""

import streamlit as st

from engagement_metrics import charts, indicators
from engagement_metrics.access import Actor
from engagement_metrics.framework import Indicator
from engagement_metrics.models import Period, PeriodKind
from pages.parts import fields
from pages.parts.view import View, frames

LENGTHS = {"Years": PeriodKind.YEAR, "Quarters": PeriodKind.QUARTER, "Months": PeriodKind.MONTH}
POINTS = {PeriodKind.YEAR: 5, PeriodKind.QUARTER: 12, PeriodKind.MONTH: 24}


def over_time(actor: Actor, view: View, indicator: Indicator) -> None:
    """How it moved over years, quarters or months, as a sentence, a line and a table."""
    st.html("<h2>Over time</h2>")
    default = "Years" if PeriodKind.YEAR in indicator.periods[:1] else "Quarters"
    chosen = st.segmented_control(
        "Show by", list(LENGTHS), default=default, required=True, key="length", bind="query-params"
    )
    kind = LENGTHS[chosen or default]
    assert view.wanted.period is not None
    last = Period.containing(min(view.wanted.period.end, view.wanted.day), kind)
    periods = tuple(last.before(steps) for steps in reversed(range(POINTS[kind])))
    by_month = frames(actor, view.audience, view.wanted, "month")
    points = indicators.over_periods(
        indicator, view.definitions, view.setup, by_month, view.wanted, periods, view.group_id,
        whole=lambda wanted: frames(actor, view.audience, wanted),
    )  # fmt: skip
    while len(points) > 2 and points[0].value.number is None and not points[0].value.parts:
        points = points[1:]
    if all(point.value.number is None for point in points):
        if any(point.value.parts for point in points):
            st.write("Choose a priority group above to see how its figure moved.")
        else:
            st.write("There is no figure for any of these periods.")
        return
    aimed = view.aimed[indicator.id]
    row = aimed.row if aimed else {}
    level = row.get("low") if row.get("form") in ("at_least", "share_of") else None
    same_length = row.get("period") in ("any", kind.value)
    picture = charts.trend(indicator, points, level if same_length else None, view.wanted.day)
    st.write(fields.literal(picture.sentence))
    st.vega_lite_chart(picture.spec, alt=picture.sentence, width="stretch", key="trend")
    with st.expander("The same as a table"):
        fields.table(
            f"{indicator.name}, by {kind.value}", ("Period", "Figure", "Made of"),
            [
                (p.label, indicators.face(indicator, p.value),
                 indicators.made_of(indicator, p.value) or indicators.base(p.value))
                for p in reversed(points)
            ],
        )  # fmt: skip


def by_place(actor: Actor, view: View, indicator: Indicator) -> None:
    """Where it stands in each place just below the one chosen, if there are at least two."""
    if len(view.setup.children(view.wanted.place_id)) < 2:
        return
    st.html("<h2>By place</h2>")
    found = frames(actor, view.audience, view.wanted, "place")
    points = indicators.over_places(
        indicator, view.definitions, view.setup, found, view.wanted, view.group_id,
        whole=lambda wanted: frames(actor, view.audience, wanted),
    )  # fmt: skip
    lines_only = any(point.value.parts for point in points)
    if indicator.by_group and lines_only and all(p.value.number is None for p in points):
        st.write("Choose a priority group above to see it place by place.")
        return
    picture = charts.places(indicator, points)
    st.write(fields.literal(picture.sentence))
    if picture.rows:
        st.vega_lite_chart(picture.spec, alt=picture.sentence, width="stretch", key="places")
    fields.table(
        f"{indicator.name}, by place", ("Place", "Figure", "Made of"),
        [
            (p.label, indicators.face(indicator, p.value),
             indicators.made_of(indicator, p.value) or p.value.because)
            for p in points
        ],
    )  # fmt: skip
