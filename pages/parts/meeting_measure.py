"""One measure on a shared screen: its figure, target and trend, as everybody may see them."""

from dataclasses import replace
from datetime import date
from html import escape
from typing import Any

import streamlit as st

from engagement_metrics import charts, indicators
from engagement_metrics.access import Actor
from engagement_metrics.charts import Picture
from engagement_metrics.documents import Told
from engagement_metrics.framework import Indicator
from engagement_metrics.indicators import Point
from engagement_metrics.models import (
    Audience,
    Direction,
    ForumReview,
    Period,
    PeriodKind,
    ReviewItem,
    TargetForm,
)
from engagement_metrics.store import Filter, Review, Setup
from pages.parts import fields, guard, measures_signs, meeting_agenda, view
from pages.parts.view import View

POINTS = {PeriodKind.YEAR: 5, PeriodKind.QUARTER: 8, PeriodKind.MONTH: 13}
AS_REPORTED = "As reported"
WATCHED = "Watched"
GONE = "This measure is not there any more."
LARGE = {"labelFontSize": 18, "titleFontSize": 18}


def wanted(setup: Setup, review: ForumReview) -> Filter:
    """What a meeting looks at: its place with all below it, in its period."""
    within = setup.within(review.place_id)
    return Filter(review.place_id, within, Period.parse(review.period), None, date.today())


def read(actor: Actor, setup: Setup, found: Review, *only: str) -> View:
    """The measures of an agenda, or some of them, in the shared view, whoever is in the room."""
    known = guard.definitions(setup, retired=True).indicators
    asked = only or tuple(item.indicator for item in found.items)
    ids = frozenset(one for one in asked if one in known)
    return view.read(actor, setup, Audience.SHARED, wanted(setup, found.review), None, ids)


def told(actor: Actor, shown: View, item: ReviewItem) -> Told:
    """One measure in words, for the screen and for the minutes."""
    return _told(actor, shown, item, trend(actor, shown, item))


def _told(actor: Actor, shown: View, item: ReviewItem, picture: Picture | None) -> Told:
    indicator = shown.definitions.indicators.get(item.indicator)
    value = shown.values.get(item.indicator)
    if indicator is None or value is None:
        name = meeting_agenda.name(guard.definitions(shown.setup, retired=True), item.indicator)
        return Told(name, GONE)
    figure = " ".join(
        filter(None, (indicators.face(indicator, value), indicators.unit(indicator, value)))
    )
    base = ", ".join(filter(None, (indicators.made_of(indicator, value), indicators.base(value))))
    aimed = shown.aimed.get(item.indicator)
    parts = "; ".join(f"{p.label}: {indicators.face(indicator, p.value)}" for p in value.parts)
    signs = measures_signs.read(actor, shown, frozenset({item.indicator})).get(item.indicator)
    reported = shown.reported.get(item.indicator, AS_REPORTED)
    said = (
        picture.sentence if picture else "", signs.said if signs else "", value.because,
        f"{parts}." if parts else "", "" if reported == AS_REPORTED else f"{reported}.",
    )  # fmt: skip
    watched = indicator.direction is Direction.WATCH
    return Told(
        name=indicator.name,
        figure=figure,
        base=base,
        target=aimed.text if aimed and aimed.row.get("form") != TargetForm.WATCH else "",
        standing=WATCHED if watched else aimed.standing.value if aimed else "",
        sentence=" ".join(filter(None, said)),
    )


def show(actor: Actor, shown: View, item: ReviewItem) -> None:
    """The figure, large; what it is made of, the target, how it moved, and the chart."""
    picture = trend(actor, shown, item)
    words = _told(actor, shown, item, picture)
    st.html(
        f'<p class="figure">{escape(words.figure)}</p>'
        + (f"<p>{escape(words.base)}</p>" if words.base else "")
        + (
            f"<p>Target: {escape(words.target)}. <strong>{escape(words.standing)}</strong>.</p>"
            if words.target
            else f"<p>{escape(words.standing or 'No target is set')}.</p>"
        )
    )
    if words.sentence:
        st.write(fields.literal(words.sentence))
    indicator = shown.definitions.indicators.get(item.indicator)
    if indicator is None:
        return
    if picture is not None:
        _chart(indicator, item, picture)
    with st.expander("What this measure means"):
        st.write(fields.literal(indicator.definition))


def _chart(indicator: Indicator, item: ReviewItem, picture: Picture) -> None:
    """How it moved, drawn for a large screen, and the same as a table."""
    spec: dict[str, Any] = {**picture.spec, "height": 340}
    config = spec.get("config", {})
    spec["config"] = {**config, "axis": {**config.get("axis", {}), **LARGE}}
    st.vega_lite_chart(spec, alt=picture.sentence, width="stretch", key=f"trend_{item.id}")
    with st.expander("The same as a table"):
        rows = [(row["at"], row["words"]) for row in reversed(picture.rows)]
        fields.table(f"{indicator.name}, over time", ("Period", "Figure"), rows)


def trend(actor: Actor, shown: View, item: ReviewItem) -> Picture | None:
    """How it moved up to the period of the meeting; None where fewer than two have a figure."""
    period, indicator = shown.wanted.period, shown.definitions.indicators.get(item.indicator)
    if indicator is None or indicator.waits or period is None:
        return None
    yearly = PeriodKind.YEAR in indicator.periods[:1]
    kind = PeriodKind.YEAR if yearly else PeriodKind.QUARTER
    if period.kind is PeriodKind.MONTH and not yearly:
        kind = PeriodKind.MONTH
    last = Period.containing(min(period.end, shown.wanted.day), kind)
    periods = tuple(last.before(steps) for steps in reversed(range(POINTS[kind])))
    points = indicators.over_periods(
        indicator, shown.definitions, shown.setup,
        view.frames(actor, Audience.SHARED, shown.wanted, "month"), shown.wanted, periods,
        whole=lambda asked: view.frames(actor, Audience.SHARED, asked),
    )  # fmt: skip
    points = _from_the_first(points)
    if sum(point.value.number is not None for point in points) < 2:
        return None
    aimed = shown.aimed.get(indicator.id)
    row = aimed.row if aimed else {}
    drawn = row.get("form") in ("at_least", "share_of") and row.get("period") in ("any", kind.value)
    day, anew = shown.wanted.day, indicators.breaks(indicator, points, shown.setup)
    picture = charts.trend(indicator, points, row.get("low") if drawn else None, day, anew)
    plain = charts.trend(indicator, points, None, day, anew).sentence
    return replace(picture, sentence=plain.removeprefix(f"{indicator.name}: "))


def _from_the_first(points: tuple[Point, ...]) -> tuple[Point, ...]:
    """The points from the first that has a figure."""
    at = next((n for n, point in enumerate(points) if point.value.number is not None), 0)
    return points[at:]
