"""Which figures set the limits of a judged series for good, where a lead has them begin."""

from collections.abc import Collection, Sequence
from datetime import date
from itertools import pairwise

from engagement_metrics import spc
from engagement_metrics.indicators import Point


def setting(points: Sequence[Point]) -> tuple[Point, ...]:
    """The first of some points, up to the last figure that sets limits; none where too few are."""
    there = [at for at, point in enumerate(points) if point.value.number is not None]
    enough = len(there) >= spc.FEWEST_TO_FIX
    return tuple(points[: there[spc.FEWEST_TO_FIX - 1] + 1]) if enough else ()


def fixed(
    points: tuple[Point, ...], begun: Collection[str], by_lead: Collection[date]
) -> dict[date, tuple[Point, ...]]:
    """The points that set the limits which a lead began, by the day these begin."""
    begins = [at for at, point in enumerate(points) if point.label in begun]
    found = {}
    for at, end in pairwise([*begins, len(points)]):
        start = points[at].period
        if start is not None and start.start in by_lead and (rows := setting(points[at:end])):
            found[start.start] = rows
    return found
