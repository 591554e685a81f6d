"""The middle of a run of values and the limits that chance alone would keep them within."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

# Shewhart's factors for single values: three and two standard deviations of the moving range.
TO_LIMIT = 2.66
TO_NEAR = 2 * (2.66 / 3)
# A range beyond this many average ranges is an outlier, and is left out of the average once.
SCREEN = 3.267


@dataclass(frozen=True)
class Limits:
    """A mean with the distances to its limits, in the unit of the values; NaN where undefined.

    `near` is two thirds of the way from the mean to a limit.
    """

    mean: float
    away: float
    near: float

    @property
    def lower(self) -> float:
        """The lower limit, never cut off at nought."""
        return self.mean - self.away

    @property
    def upper(self) -> float:
        """The upper limit, never cut off at a hundred per cent."""
        return self.mean + self.away


def of(baseline: Sequence[float], screen: bool) -> Limits:
    """The limits that one stretch of values sets; NaN among them is a missing value.

    A missing value takes both its ranges away, and is never bridged. Without a range the limits
    are NaN.
    """
    ranges = [
        abs(value - before)
        for before, value in pairwise(baseline)
        if not (math.isnan(value) or math.isnan(before))
    ]
    typical = average(ranges)
    if screen:
        typical = _screened(ranges, typical)
    return Limits(
        average([value for value in baseline if not math.isnan(value)]),
        TO_LIMIT * typical,
        TO_NEAR * typical,
    )


def average(values: Sequence[float]) -> float:
    """The mean to the last bit, so that equal values have themselves as their mean; NaN of none."""
    if not values:
        return math.nan
    first = math.fsum(values) / len(values)
    return first + math.fsum(value - first for value in values) / len(values)


def _screened(ranges: list[float], typical: float) -> float:
    """The average range without its outliers, unless nothing but noughts would be left of it.

    The NHS-R package drops every range of a constant series, and every step of a series with few
    steps: its limits then vanish, or fall on the mean. Here such ranges are not screened.
    """
    kept = average([value for value in ranges if value < SCREEN * typical])
    return kept if kept > 0 else typical
