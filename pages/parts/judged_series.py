"""A measure's figures over whole periods as they are judged, and what is kept about their chart."""

from dataclasses import dataclass, replace

from engagement_metrics import indicators, spc, store
from engagement_metrics.access import Actor
from engagement_metrics.framework import Indicator
from engagement_metrics.indicators import Point
from engagement_metrics.models import Direction, Period, TargetForm
from engagement_metrics.spc import Judged
from engagement_metrics.store import ChartNotes
from pages.parts.view import View

GOOD = {Direction.UP: "increase", Direction.DOWN: "decrease", Direction.WATCH: "neutral"}


@dataclass(frozen=True)
class Series:
    """A measure's figures over whole periods, judged, with what is kept about its chart."""

    points: tuple[Point, ...]
    judged: Judged
    kept: ChartNotes
    target: float | None
    breaks: tuple[str, ...]
    reasons: dict[str, str]
    notes: tuple[tuple[str, str], ...]

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


def whole(view: View, points: tuple[Point, ...]) -> tuple[Point, ...]:
    """The periods that have ended, from the first with a figure to the last."""
    ended = [point for point in points if point.period and point.period.end < view.wanted.day]
    there = [at for at, point in enumerate(ended) if point.value.number is not None]
    return tuple(ended[there[0] : there[-1] + 1]) if there else ()


def judged(
    actor: Actor, view: View, indicator: Indicator, points: tuple[Point, ...]
) -> Series:  # fmt: skip
    by_start = {point.period.start: point for point in points if point.period}
    kind = next(point.period.kind for point in points if point.period)
    kept = ChartNotes((), ())
    if view.wanted.topic_id is None and view.group_id is None:
        kept = store.chart_notes(actor, indicator.id, places(view))
    begun: dict[str, str] = {}
    for new in indicators.breaks(indicator, points, view.setup):
        begun[new.at.short] = f"the wording changed from {new.since.short}"
    breaks = tuple(begun)
    for row in kept.re_bases:
        period = Period.parse(row.period)
        if period.kind is kind and period.start in by_start:
            begun.setdefault(period.short, row.reason)
    notes = sorted(
        (period.start, period.short, row.text)
        for row in kept.notes
        if (period := Period.parse(row.period)).kind is kind and period.start in by_start
    )
    target = _target(view, indicator, points)
    judged = spc.judge(
        [point.value.number for point in points], dates=list(by_start), target=target,
        improvement_direction=GOOD[indicator.direction],
        rebase_dates=[start for start, point in by_start.items() if point.label in begun],
    )  # fmt: skip
    told = tuple((label, text) for _, label, text in notes)
    return Series(points, judged, kept, target, breaks, begun, told)


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
