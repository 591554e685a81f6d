"""Whether a measure has really changed: its XmR chart, and what it says."""

from html import escape

import streamlit as st

from engagement_metrics import charts, indicators, spc
from engagement_metrics.access import Action, Actor
from engagement_metrics.charts import Picture
from engagement_metrics.framework import Indicator
from engagement_metrics.indicators import Point, settled
from engagement_metrics.models import Audience, PeriodKind
from engagement_metrics.store import until_changed
from pages.parts import (
    chart_notes,
    drawn,
    fields,
    judged_series,
    judged_table,
    judging_words,
    series_points,
)
from pages.parts.hints import hint
from pages.parts.judged_series import Series
from pages.parts.series_points import Asked

HEADING = "<h3>Real change, or chance?</h3>"


@until_changed(256)
def by_month(about: Asked) -> bool:
    """Whether enough months are settled and have a figure to be judged, as the summary does."""
    points = series_points.every(about, PeriodKind.MONTH)[-series_points.POINTS[PeriodKind.MONTH] :]
    return settled.enough(about.indicator, about.wanted.day, points)


def show(actor: Actor, about: Asked, kind: PeriodKind) -> None:
    """Judge a measure over periods, oldest first; what is not settled is left out, and it says so.

    The last points are drawn; the limits come out of the whole series that ends with them.
    """
    indicator, view = about.indicator, about.view
    if not _settled(about, kind):
        st.html(HEADING)
        _under_way(about, kind)
        return
    kept = judged_series.kept(actor, view, indicator)
    re_bases = tuple((row.period, row.reason) for row in kept.re_bases)
    series = _series(about, kind, re_bases, tuple((row.period, row.text) for row in kept.notes))
    _reading(about, series, kind)
    if told := _left_out(about, kind):
        hint(told)
    picture = judged_table.picture(indicator, series)
    drawn.show(picture, f"xmr.{kind.value}")
    hint(_below(indicator, series))
    judged_table.show(indicator, series, kind)
    all_together = view.wanted.topic_id is None and view.group_id is None
    if not (actor.may(Action.SET_TARGETS) and view.audience is Audience.TEAM):
        return
    if all_together:
        chart_notes.offer(actor, view, indicator, kind, series.points, kept)
    else:
        hint("New limits and notes are kept for all topics and groups. Choose all to add one.")


@until_changed(256)
def _settled(about: Asked, kind: PeriodKind) -> tuple[Point, ...]:
    """The periods that are drawn as judged: from the first of them with a figure to the last."""
    drawn = series_points.drawn(about, kind)
    return settled.whole(about.indicator, about.wanted.day, drawn)


@until_changed(128)
def _series(
    about: Asked,
    kind: PeriodKind,
    re_bases: tuple[tuple[str, str], ...],  # noqa: ARG001  # with the notes, what else it rests on
    notes: tuple[tuple[str, str], ...],  # noqa: ARG001
) -> Series:
    """The whole series judged."""
    every = series_points.every(about, kind)
    whole = settled.whole(about.indicator, about.wanted.day, every)
    drawn = len(_settled(about, kind))
    return judged_series.judged(about.read.actor, about.view, about.indicator, whole, drawn)


@until_changed(128)
def _left_out(about: Asked, kind: PeriodKind) -> str:
    points = series_points.drawn(about, kind)
    return judging_words.left_out(about.indicator, _settled(about, kind), points, about.wanted.day)


@until_changed(128)
def _below(indicator: Indicator, series: Series) -> str:
    """How to read the lines of the chart, and which figures set them."""
    picture = judged_table.picture(indicator, series)
    return f"{judging_words.key(picture)} {judging_words.limits_from(series)}"


def _under_way(about: Asked, kind: PeriodKind) -> None:
    """Where no period is settled yet: the figures so far, with nothing to judge."""
    picture = _so_far(about, kind)
    over = "settled" if about.indicator.settles_after else "over"
    st.write(fields.literal(f"No {kind.value} with a figure is {over} yet. {picture.sentence}"))
    points = series_points.drawn(about, kind)
    if told := judging_words.unsettled(about.indicator, points, about.wanted.day):
        hint(told)
    drawn.show(picture, "trend")


@until_changed(64)
def _so_far(about: Asked, kind: PeriodKind) -> Picture:
    points = series_points.drawn(about, kind)
    return charts.trend(about.indicator, points, today=about.wanted.day)


def _reading(about: Asked, series: Series, kind: PeriodKind) -> None:
    """The heading, and the icons with their sentence, or why there are none yet."""
    ready, told = _told(about.indicator, series, kind, _aim(about, series.target, kind))
    if not ready:
        st.html(HEADING)
        st.write(fields.literal(told))
        return
    icons = filter(None, (series.judged.variation_icon, series.judged.assurance_icon))
    st.html(
        f'{HEADING}<div class="below" style="display: flex; gap: 0.75rem; align-items: center; '
        'flex-wrap: wrap">'
        + "".join(charts.icon(name) for name in icons)
        + f'<p style="margin: 0; flex: 1 1 12rem; font-weight: 700">{escape(told)}</p></div>'
    )


@until_changed(128)
def _aim(about: Asked, target: float | None, kind: PeriodKind) -> str:
    return judging_words.aim(about.view, about.indicator, target, kind)


@until_changed(128)
def _told(indicator: Indicator, series: Series, kind: PeriodKind, target: str) -> tuple[bool, str]:
    """Whether there are icons, and what they or the figures so far say."""
    if spc.ready(series.judged):
        return True, spc.read(series.judged, series.labels, target)
    words = [indicators.face(indicator, point.value) for point in series.points]
    return False, spc.not_yet(series.judged, series.labels, words, kind.value)
