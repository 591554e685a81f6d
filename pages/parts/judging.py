"""Whether a measure has really changed: its XmR chart, what it says, its notes and its table."""

from functools import lru_cache
from html import escape

import streamlit as st

from engagement_metrics import charts, indicators, spc
from engagement_metrics.access import Action, Actor
from engagement_metrics.charts import Picture
from engagement_metrics.framework import Indicator
from engagement_metrics.indicators import Point
from engagement_metrics.models import Audience, PeriodKind
from pages.parts import boxes, chart_notes, fields, judged_series, judging_words
from pages.parts.hints import hint
from pages.parts.judged_series import Series
from pages.parts.view import View

HEADS = ("Period", "Figure", "Mean", "Lower limit", "Upper limit", "What it says", "Note")


def show(
    actor: Actor,
    view: View,
    indicator: Indicator,
    points: tuple[Point, ...],
    everything: tuple[Point, ...],
    kind: PeriodKind,
) -> None:
    """Judge a measure over periods, oldest first; those under way are left out, and it says so.

    `points` are drawn; the limits come out of `everything`, the whole series that ends with them.
    """
    st.html("<h3>Real change, or chance?</h3>")
    shown = judged_series.whole(view, points)
    if not any(point.value.number is not None for point in shown):
        _under_way(view, indicator, points, kind)
        return
    whole = judged_series.whole(view, everything)
    series = judged_series.judged(actor, view, indicator, whole, len(shown))
    _reading(view, indicator, series, kind)
    if told := judging_words.left_out(indicator, shown, points, view.wanted.day):
        hint(told)
    picture = _picture(indicator, series)
    st.vega_lite_chart(picture.spec, alt=picture.sentence, width="stretch", key=f"xmr.{kind.value}")
    hint(_below(indicator, series))
    _listed(indicator, series, kind)
    all_together = view.wanted.topic_id is None and view.group_id is None
    if not (actor.may(Action.SET_TARGETS) and view.audience is Audience.TEAM):
        return
    if all_together:
        kept = judged_series.kept(actor, view, indicator)
        chart_notes.offer(actor, view, indicator, kind, series.points, kept)
    else:
        hint("New limits and notes are kept for all topics and groups. Choose all to add one.")


@lru_cache(maxsize=128)
def _picture(indicator: Indicator, series: Series) -> Picture:
    return charts.xmr(
        indicator, series.points, series.judged, target=series.target, reasons=series.reasons,
        notes=series.notes, breaks=series.breaks, shown=series.shown,
    )  # fmt: skip


@lru_cache(maxsize=128)
def _below(indicator: Indicator, series: Series) -> str:
    """How to read the lines of the chart, and which figures set them."""
    picture = _picture(indicator, series)
    return f"{judging_words.key(picture)} {judging_words.limits_from(series)}"


def _under_way(
    view: View, indicator: Indicator, points: tuple[Point, ...], kind: PeriodKind
) -> None:
    """Where no period is over yet: the figures so far, with nothing to judge."""
    picture = charts.trend(indicator, points, today=view.wanted.day)
    st.write(fields.literal(f"No {kind.value} with a figure is over yet. {picture.sentence}"))
    st.vega_lite_chart(picture.spec, alt=picture.sentence, width="stretch", key="trend")


def _reading(view: View, indicator: Indicator, series: Series, kind: PeriodKind) -> None:
    """The icons with their sentence, or why there are none yet."""
    target = judging_words.aim(view, indicator, series.target, kind)
    ready, told = _told(indicator, series, kind, target)
    if not ready:
        st.write(fields.literal(told))
        return
    icons = filter(None, (series.judged.variation_icon, series.judged.assurance_icon))
    st.html(
        '<div style="display: flex; gap: 0.75rem; align-items: center; flex-wrap: wrap">'
        + "".join(charts.icon(name) for name in icons)
        + f'<p style="margin: 0; flex: 1 1 12rem; font-weight: 700">{escape(told)}</p></div>'
    )


@lru_cache(maxsize=128)
def _told(indicator: Indicator, series: Series, kind: PeriodKind, target: str) -> tuple[bool, str]:
    """Whether there are icons, and what they or the figures so far say."""
    if spc.ready(series.judged):
        return True, spc.read(series.judged, series.labels, target)
    words = [indicators.face(indicator, point.value) for point in series.points]
    return False, spc.not_yet(series.judged, series.labels, words, kind.value)


def _listed(indicator: Indicator, series: Series, kind: PeriodKind) -> None:
    """Why new limits begin, the notes by their number, and the chart as a table."""
    told = [judging_words.begins(series, at) for at in series.reasons]
    told += [f"Note {at}, {label}: {text}" for at, (label, text) in enumerate(series.notes, 1)]
    if told:
        items = "".join(f"<li>{escape(line)}</li>" for line in told)
        st.html(f"<ul>{items}</ul>")
    caption = f"{indicator.name}, judged by {kind.value}"
    rows = _rows(indicator, series)
    boxes.shut(
        f"judged.{indicator.id}.{kind.value}", "The judged figures as a table",
        lambda: fields.table(caption, HEADS, rows),
    )  # fmt: skip
    fields.on_paper(caption, HEADS, rows)


@lru_cache(maxsize=128)
def _rows(indicator: Indicator, series: Series) -> list[tuple[str, ...]]:
    return judging_words.rows(indicator, _picture(indicator, series))
