"""Whether a period's figure stands, or may still change: told here and nowhere else."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from engagement_metrics import spc
from engagement_metrics.framework import Indicator
from engagement_metrics.indicators.cells import Point
from engagement_metrics.indicators.values import Value
from engagement_metrics.indicators.wording import face
from engagement_metrics.models import AddsUp, Period


def until(indicator: Indicator, period: Period | None, day: date) -> date | None:
    """The last day on which a period's figure may still change; None once it is settled."""
    if period is None:
        return None
    first = indicator.settled(period)
    return None if first <= day else first - timedelta(days=1)


def grows(indicator: Indicator, period: Period | None, day: date) -> bool:
    """Whether a figure only adds up further while its period is under way, as a count does."""
    under_way = period is not None and period.end >= day
    return under_way and indicator.adds_over_time is AddsUp.SUM


def may_change(indicator: Indicator, value: Value, period: Period | None, day: date) -> str:
    """Until when a figure may still change and why, in a sentence; '' for one that stands.

    What is not measured has none, and what stands in for a period is of another one.
    """
    last = until(indicator, period, day)
    if last is None or period is None or not value.measured or value.pooled:
        return ""
    stage = "over" if period.end >= day else "settled"
    return (
        f"{period.short} is not {stage} yet: this figure may still change until "
        f"{last.day} {last:%B %Y}."
    )


def so_far(indicator: Indicator, point: Point, day: date | None) -> str:
    """A point's figure as it is shown in a series: one that may still change is 'so far'."""
    shown = face(indicator, point.value)
    told = point.value.number is not None or point.value.top is not None
    if day is None or not told or until(indicator, point.period, day) is None:
        return shown
    return f"{shown} so far"


def compared(
    indicator: Indicator, points: Sequence[Point], day: date | None
) -> tuple[tuple[Point, ...], tuple[Point, ...]]:
    """The points that can be set side by side, and those with a figure that may still change.

    All are set side by side where no day is given.
    """
    stand, open_still = [], []
    for point in points:
        if day is None or until(indicator, point.period, day) is None:
            stand.append(point)
        elif point.value.number is not None:
            open_still.append(point)
    return tuple(stand), tuple(open_still)


def to_judge(indicator: Indicator, day: date, point: Point) -> bool:
    """Whether a period is over by a day, and so long that its figure is settled."""
    return point.period is not None and until(indicator, point.period, day) is None


def whole(indicator: Indicator, day: date, points: Iterable[Point]) -> tuple[Point, ...]:
    """The periods that are settled by a day, from the first with a figure to the last."""
    settled = [point for point in points if to_judge(indicator, day, point)]
    there = [at for at, point in enumerate(settled) if point.value.number is not None]
    return tuple(settled[there[0] : there[-1] + 1]) if there else ()


def enough(indicator: Indicator, day: date, points: Iterable[Point]) -> bool:
    """Whether so many settled periods have a figure that they can be judged."""
    there = [p for p in whole(indicator, day, points) if p.value.number is not None]
    return len(there) >= spc.FEWEST
