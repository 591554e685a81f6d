"""A measure's figures over settled periods as judged, and what is kept about their chart."""

from dataclasses import dataclass, replace
from datetime import date

from engagement_metrics import indicators, spc, store
from engagement_metrics.access import Actor
from engagement_metrics.framework import Indicator
from engagement_metrics.indicators import Point
from engagement_metrics.models import Direction, Period, TargetForm
from engagement_metrics.spc import Judged
from engagement_metrics.store import ChartNotes, until_changed
from pages.parts import judged_limits
from pages.parts.view import View

GOOD = {Direction.UP: "increase", Direction.DOWN: "decrease", Direction.WATCH: "neutral"}


@dataclass(frozen=True, eq=False)
class Series:
    """A measure's figures over settled periods, judged, with what is said about its chart.

    The last `shown` of its points are drawn. `fixed` are the labels of the first and the last
    figure that set the limits for good, by the label of the period they begin with. Judged once
    for the same figures, so that one is the same as another only where it is that one.
    """

    points: tuple[Point, ...]
    judged: Judged
    target: float | None
    breaks: tuple[str, ...]
    reasons: dict[str, str]
    notes: tuple[tuple[str, str], ...]
    fixed: dict[str, tuple[str, str]]
    shown: int

    @property
    def labels(self) -> list[str]:
        """Its periods in words, the first one first."""
        return [point.label for point in self.points]


def places(view: View) -> tuple[int | None, ...]:
    """Where what is kept about this chart may stand: one system is all places together."""
    tops = view.setup.children(None)
    chosen = view.wanted.place_id
    if len(tops) == 1 and chosen in (None, tops[0]):
        return (None, tops[0])
    return (chosen,)


def judged(
    actor: Actor,
    view: View,
    indicator: Indicator,
    points: tuple[Point, ...],
    shown: int | None = None,
) -> Series:
    """A whole series judged, of which the last `shown` points are drawn; all unless told.

    Where a lead has limits begin, the first twelve figures from there set them for good: the
    fewest that may, a year of months, and one fewer than a sign needs, so that no limits move
    once they are drawn. Elsewhere they come out of all figures.
    """
    shown = len(points) if shown is None else shown
    by_start = {point.period.start: point for point in points if point.period}
    kind = next(point.period.kind for point in points if point.period)
    about = kept(actor, view, indicator)
    begun: dict[str, str] = {}
    for new in indicators.breaks(indicator, points, view.setup):
        begun[new.at.short] = f"the wording changed from {new.since.short}"
    breaks = tuple(begun)
    by_lead = set()
    for row in about.re_bases:
        period = Period.parse(row.period)
        if period.kind is kind and period.start in by_start:
            begun.setdefault(period.short, row.reason)
            by_lead.add(period.start)
    drawn = {point.period for point in points[-shown:]}
    notes = sorted(
        (period.start, period.short, row.text)
        for row in about.notes
        if (period := Period.parse(row.period)) in drawn
    )
    told = tuple((label, text) for _, label, text in notes)
    target = _target(view, indicator, points)
    return _judged(
        points, indicator.direction, target, breaks, tuple(begun.items()), frozenset(by_lead),
        told, shown,
    )  # fmt: skip


def kept(actor: Actor, view: View, indicator: Indicator) -> ChartNotes:
    """What is kept about the chart of all topics and groups; about any other, nothing."""
    if view.wanted.topic_id is not None or view.group_id is not None:
        return ChartNotes((), ())
    return store.chart_notes(actor, indicator.id, places(view))


@until_changed(256)
def _judged(
    points: tuple[Point, ...],
    direction: Direction,
    target: float | None,
    breaks: tuple[str, ...],
    begun: tuple[tuple[str, str], ...],
    by_lead: frozenset[date],
    notes: tuple[tuple[str, str], ...],
    shown: int,
) -> Series:
    """A series judged once for the same figures, limits and notes."""
    by_start = {point.period.start: point for point in points if point.period}
    reasons = dict(begun)
    fixed = judged_limits.fixed(points, reasons, by_lead)
    judged = spc.judge(
        [point.value.number for point in points], dates=list(by_start), target=target,
        improvement_direction=GOOD[direction],
        rebase_dates=[start for start, point in by_start.items() if point.label in reasons],
        fix_after_n_points={start: len(rows) for start, rows in fixed.items()},
    )  # fmt: skip
    stretches = {rows[0].label: (rows[0].label, rows[-1].label) for rows in fixed.values()}
    return Series(points, judged, target, breaks, reasons, notes, stretches, shown)


def _target(view: View, indicator: Indicator, points: tuple[Point, ...]) -> float | None:
    """The target that each such period is held against; None where it is of another kind."""
    last = points[-1].period
    wanted = replace(view.wanted, period=last)
    row = indicators.target_for(
        view.frames.targets, indicator, view.setup, wanted, view.group_id
    )  # fmt: skip
    if row is None or last is None or row["period"] not in ("any", last.kind.value):
        return None
    form, up = TargetForm(row["form"]), indicator.direction is Direction.UP
    if form is TargetForm.AT_MOST and indicator.direction is Direction.DOWN:
        return float(row["high"])
    share = form is TargetForm.SHARE_OF and indicator.unit_kind == "percent"
    return float(row["low"]) if up and (share or form is TargetForm.AT_LEAST) else None
