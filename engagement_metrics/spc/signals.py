"""Which points of a stretch stand out from chance, by the four rules that the NHS uses."""

import math
from collections.abc import Sequence
from itertools import pairwise

from engagement_metrics.spc.limits import Limits

RUN = 7  # points on one side of the mean, or each above (below) the one before
OF_THREE = 3

COMMON = "Common Cause"
ABOVE_LIMIT, BELOW_LIMIT = "Above UCL", "Below LCL"
RISING, FALLING = "7 Point Trend (Increasing)", "7 Point Trend (Decreasing)"
NEAR_ABOVE, NEAR_BELOW = "2 in 3 Above CL", "2 in 3 Below CL"
RUN_ABOVE, RUN_BELOW = "7 Points Above CL", "7 Points Below CL"
HIGH = frozenset({ABOVE_LIMIT, RISING, NEAR_ABOVE, RUN_ABOVE})
LOW = frozenset({BELOW_LIMIT, FALLING, NEAR_BELOW, RUN_BELOW})


def labels(values: Sequence[float], limits: Limits) -> list[str]:
    """One label for each value of a stretch; where several rules apply, the first of them.

    NaN is a missing value: common cause, and no rule reaches across it.
    """
    outside = [_outside(value, limits) for value in values]
    sides = [_sign(value - limits.mean) for value in values]
    steps = [_sign(value - before) for before, value in pairwise(values)]
    near = [
        not beyond and abs(side) == 1 and _near(value, limits)
        for value, side, beyond in zip(values, sides, outside, strict=True)
    ]
    trend = _in_trend(steps, len(values))
    pairs = _two_in_three(sides, near)
    runs = _in_run(sides)
    found = []
    for at in range(len(values)):
        if outside[at]:
            label = ABOVE_LIMIT if outside[at] > 0 else BELOW_LIMIT
        elif trend[at]:
            label = RISING if _travels_up(at, steps, trend) else FALLING
        elif pairs[at]:
            label = NEAR_ABOVE if sides[at] > 0 else NEAR_BELOW
        elif runs[at]:
            label = RUN_ABOVE if sides[at] > 0 else RUN_BELOW
        else:
            label = COMMON
        found.append(label)
    return found


def _sign(difference: float) -> int:
    """1 up, -1 down, 0 level or not known; the two are told apart nowhere: neither is a signal."""
    if math.isnan(difference):
        return 0
    return (difference > 0) - (difference < 0)


def _outside(value: float, limits: Limits) -> int:
    """1 above the upper limit, -1 below the lower one; a point on a limit is inside."""
    return (value > limits.upper) - (value < limits.lower)


def _near(value: float, limits: Limits) -> bool:
    return value > limits.mean + limits.near or value < limits.mean - limits.near


def _in_trend(steps: Sequence[int], points: int) -> list[bool]:
    """Points in seven that each rise, or each fall; a tie or a missing value breaks it."""
    marked = [False] * points
    needed = RUN - 1
    for start in range(len(steps) - needed + 1):
        if abs(sum(steps[start : start + needed])) == needed:
            marked[start : start + RUN] = [True] * RUN
    return marked


def _travels_up(at: int, steps: Sequence[int], trend: Sequence[bool]) -> bool:
    """Which way a point of a trend is going: to the next one, or from the one before at its end.

    Where a rise meets a fall the shared point already falls, and level reads as falling.
    """
    goes_on = at + 1 < len(trend) and trend[at + 1]
    return steps[at if goes_on else at - 1] > 0


def _two_in_three(sides: Sequence[int], near: Sequence[bool]) -> list[bool]:
    """Points near a limit, two of three on one side; one beyond the limit is not one of the two."""
    marked = [False] * len(sides)
    for start in range(len(sides) - OF_THREE + 1):
        window = range(start, start + OF_THREE)
        if abs(sum(sides[at] for at in window)) < OF_THREE:
            continue
        close = [at for at in window if near[at]]
        if len(close) > 1:
            for at in close:
                marked[at] = True
    return marked


def _in_run(sides: Sequence[int]) -> list[bool]:
    """Points in seven on one side of the mean; one on the mean breaks the run."""
    marked = [False] * len(sides)
    for start in range(len(sides) - RUN + 1):
        if abs(sum(sides[start : start + RUN])) == RUN:
            marked[start : start + RUN] = [True] * RUN
    return marked
