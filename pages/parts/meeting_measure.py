"""One measure on a shared screen: its figure, target and trend, as everybody may see them."""

from datetime import date
from html import escape

import streamlit as st

from engagement_metrics import indicators
from engagement_metrics.access import Actor
from engagement_metrics.charts import Picture
from engagement_metrics.documents import Told
from engagement_metrics.models import (
    Audience,
    Direction,
    ForumReview,
    Period,
    ReviewItem,
    TargetForm,
)
from engagement_metrics.store import Filter, Review, Setup
from pages.parts import fields, guard, measures_signs, meeting_agenda, meeting_trend, view
from pages.parts.view import View

AS_REPORTED = "As reported"
GONE = "This measure is not there any more."


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
    return _told(actor, shown, item, meeting_trend.read(actor, shown, item))


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
        indicators.of_target(aimed),
        indicators.may_change(indicator, value, shown.wanted.period, shown.wanted.day),
        picture.sentence if picture else "", signs.said if signs else "", value.because,
        f"{parts}." if parts else "", "" if reported == AS_REPORTED else f"{reported}.",
    )  # fmt: skip
    watched = indicator.direction is Direction.WATCH
    return Told(
        name=indicator.name,
        figure=figure,
        base=base,
        target=aimed.text if aimed and aimed.row.get("form") != TargetForm.WATCH else "",
        standing=indicators.stands(indicator, aimed) if watched or aimed else "",
        sentence=" ".join(filter(None, said)),
    )


def show(actor: Actor, shown: View, item: ReviewItem) -> None:
    """The figure, large; what it is made of, the target, how it moved, and the chart."""
    picture = meeting_trend.read(actor, shown, item)
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
        meeting_trend.draw(indicator, item, picture)
    with st.expander("What this measure means"):
        st.write(fields.literal(indicator.definition))
