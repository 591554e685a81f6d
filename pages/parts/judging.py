"""Whether a measure has really changed: its XmR chart, what it says, its notes and its table."""

from html import escape

import streamlit as st

from engagement_metrics import charts, indicators, spc
from engagement_metrics.access import Action, Actor
from engagement_metrics.charts import Picture
from engagement_metrics.framework import Indicator
from engagement_metrics.indicators import Point
from engagement_metrics.models import Audience, PeriodKind
from pages.parts import chart_notes, fields, judged_series, judging_words
from pages.parts.hints import hint
from pages.parts.judged_series import Series
from pages.parts.view import View


def show(
    actor: Actor,
    view: View,
    indicator: Indicator,
    points: tuple[Point, ...],
    kind: PeriodKind,
) -> None:
    """Judge a measure over periods, oldest first; those under way are left out, and it says so."""
    st.html("<h3>Real change, or chance?</h3>")
    whole = judged_series.whole(view, points)
    if not any(point.value.number is not None for point in whole):
        _under_way(view, indicator, points, kind)
        return
    series = judged_series.judged(actor, view, indicator, whole)
    _reading(view, indicator, series, kind)
    if told := judging_words.left_out(indicator, whole, points, view.wanted.day):
        hint(told)
    picture = charts.xmr(
        indicator, series.points, series.judged, target=series.target, reasons=series.reasons,
        notes=series.notes, breaks=series.breaks,
    )  # fmt: skip
    st.vega_lite_chart(picture.spec, alt=picture.sentence, width="stretch", key=f"xmr.{kind.value}")
    hint(judging_words.key(picture))
    _listed(indicator, series, picture, kind)
    all_together = view.wanted.topic_id is None and view.group_id is None
    if not (actor.may(Action.SET_TARGETS) and view.audience is Audience.TEAM):
        return
    if all_together:
        chart_notes.offer(actor, view, indicator, kind, series.points, series.kept)
    else:
        hint("New limits and notes are kept for all topics and groups. Choose all to add one.")


def _under_way(
    view: View, indicator: Indicator, points: tuple[Point, ...], kind: PeriodKind
) -> None:
    """Where no period is over yet: the figures so far, with nothing to judge."""
    picture = charts.trend(indicator, points, today=view.wanted.day)
    st.write(fields.literal(f"No {kind.value} with a figure is over yet. {picture.sentence}"))
    st.vega_lite_chart(picture.spec, alt=picture.sentence, width="stretch", key="trend")


def _reading(view: View, indicator: Indicator, series: Series, kind: PeriodKind) -> None:
    """The icons with their sentence, or why there are none yet."""
    if not spc.ready(series.judged):
        words = [indicators.face(indicator, point.value) for point in series.points]
        st.write(fields.literal(spc.not_yet(series.judged, series.labels, words, kind.value)))
        return
    target = judging_words.aim(view, indicator, series.target, kind)
    icons = filter(None, (series.judged.variation_icon, series.judged.assurance_icon))
    st.html(
        '<div style="display: flex; gap: 0.75rem; align-items: center; flex-wrap: wrap">'
        + "".join(charts.icon(name) for name in icons)
        + '<p style="margin: 0; flex: 1 1 12rem; font-weight: 700">'
        + f"{escape(spc.read(series.judged, series.labels, target))}</p></div>"
    )


def _listed(indicator: Indicator, series: Series, picture: Picture, kind: PeriodKind) -> None:
    """Why new limits begin, the notes by their number, and the chart as a table."""
    told = [f"New limits from {at}: {why.rstrip('.')}." for at, why in series.reasons.items()]
    told += [f"Note {at}, {label}: {text}" for at, (label, text) in enumerate(series.notes, 1)]
    if told:
        items = "".join(f"<li>{escape(line)}</li>" for line in told)
        st.html(f"<ul>{items}</ul>")
    with st.expander("The judged figures as a table"):
        fields.table(
            f"{indicator.name}, judged by {kind.value}",
            ("Period", "Figure", "Mean", "Lower limit", "Upper limit", "What it says", "Note"),
            judging_words.rows(indicator, picture),
        )
