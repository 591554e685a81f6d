"""Which periods of a measure may be judged: those that are settled, here and nowhere else."""

from collections.abc import Iterable
from datetime import date

from engagement_metrics import spc
from engagement_metrics.framework import Indicator
from engagement_metrics.indicators.cells import Point


def to_judge(indicator: Indicator, day: date, point: Point) -> bool:
    """Whether a period is over by a day, and so long that its figure is settled."""
    return point.period is not None and indicator.settled(point.period) <= day


def whole(indicator: Indicator, day: date, points: Iterable[Point]) -> tuple[Point, ...]:
    """The periods that are settled by a day, from the first with a figure to the last."""
    settled = [point for point in points if to_judge(indicator, day, point)]
    there = [at for at, point in enumerate(settled) if point.value.number is not None]
    return tuple(settled[there[0] : there[-1] + 1]) if there else ()


def enough(indicator: Indicator, day: date, points: Iterable[Point]) -> bool:
    """Whether so many settled periods have a figure that they can be judged."""
    there = [p for p in whole(indicator, day, points) if p.value.number is not None]
    return len(there) >= spc.FEWEST
