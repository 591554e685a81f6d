"""A whole series judged: its checks, its stretches between re-bases, and its two icons."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import pandas as pd

from engagement_metrics.spc import limits, signals

FEWEST_TO_FIX = 12
DIRECTIONS = ("increase", "decrease", "neutral")
COMMON = "common_cause"


@dataclass(frozen=True, eq=False)
class Judged:
    """What a series says by the rules of an XmR chart.

    `points`: value, mean, lower_limit, upper_limit (NaN where there is none), segment (0, 1, ...),
    special_cause (the label), point_type; one row a value, in date order.
    `variation_icon`: common_cause, improvement_high, improvement_low, concern_high, concern_low,
    neutral_high or neutral_low. `assurance_icon`: pass, fail, inconsistent, or None without a
    target or a good direction. `unmatched`: re-base dates that no value has; they changed nothing.
    `target` and `direction` are those it was judged by.
    """

    points: pd.DataFrame
    variation_icon: str
    assurance_icon: str | None
    unmatched: tuple[date, ...] = ()
    target: float | None = None
    direction: str = "increase"

    @property
    def met(self) -> bool | None:
        """Whether the last value meets the target; None without either, or a good direction."""
        last = self.points["value"].iloc[-1]
        if self.target is None or math.isnan(last) or self.direction == "neutral":
            return None
        up = self.direction == "increase"
        return bool(last >= self.target if up else last <= self.target)


def judge(
    values: Sequence[float | None],
    *,
    dates: Sequence[str | date] | None = None,
    target: float | None = None,
    improvement_direction: str = "increase",
    rebase_dates: Iterable[str | date] = (),
    fix_after_n_points: int | Mapping[date, int] | None = None,
    screen_outliers: bool = True,
) -> Judged:
    """How a series stands against chance and against its target, however short it is.

    Values in date order (sorted by `dates` where those are given); None or NaN is a missing value.
    A re-base date starts new limits at the value of that date; one that no value has is ignored
    and named in `unmatched`. With `fix_after_n_points` the first so many values of each stretch
    set its limits; given by the date a stretch begins on, it fixes those stretches alone.
    `screen_outliers` leaves very large ranges out of the limits, not out of the
    mean. ValueError says in a sentence what cannot be judged. As NHSRplotthedots 0.2.2, save that
    a constant series has its limits on its mean, that screening never removes every step, and
    that a missing value within a trend is no fault.
    """
    _check(improvement_direction, fix_after_n_points)
    numbers = [_number(value, "value") for value in values]
    if not numbers:
        raise ValueError("There is no value to judge.")
    aim = _number(target, "target")
    days = _days(dates, len(numbers))
    begins = {_day(day) for day in rebase_dates}
    if begins and not days:
        raise ValueError("A re-base date needs the dates of the values.")
    order = sorted(range(len(numbers)), key=days.__getitem__) if days else range(len(numbers))
    found: list[dict[str, Any]] = []
    for segment, stretch in _stretches([days[at] if days else None for at in order], begins):
        series = [numbers[order[at]] for at in stretch]
        fixed = fix_after_n_points
        if isinstance(fixed, Mapping):
            fixed = fixed.get(days[order[stretch[0]]]) if days else None
        found += _judged(series, segment, fixed, screen_outliers)
    points = pd.DataFrame(found)
    points["point_type"] = [
        _point_type(label, improvement_direction) for label in points["special_cause"]
    ]
    last = found[-1]
    return Judged(
        points,
        _variation(last["special_cause"], improvement_direction),
        _assurance(aim, last["lower_limit"], last["upper_limit"], improvement_direction),
        tuple(sorted(begins - set(days))),
        None if math.isnan(aim) else aim,
        improvement_direction,
    )


def _judged(
    series: list[float], segment: int, fix_after: int | None, screen: bool
) -> list[dict[str, Any]]:
    """The rows of one stretch between re-bases."""
    lines = limits.of(series[:fix_after], screen)
    return [
        {"value": value, "mean": lines.mean, "lower_limit": lines.lower,
         "upper_limit": lines.upper, "segment": segment, "special_cause": label}
        for value, label in zip(series, signals.labels(series, lines), strict=True)
    ]  # fmt: skip


def _stretches(days: Sequence[date | None], begins: set[date]) -> list[tuple[int, list[int]]]:
    """The rows of each stretch with its number; the first is 1 where a re-base is on its date."""
    found: list[tuple[int, list[int]]] = []
    segment = 0
    for at, day in enumerate(days):
        begun = day in begins
        segment += begun
        if begun or not found:
            found.append((segment, []))
        found[-1][1].append(at)
    return found


# ---- what a label means --------------------------------------------------------------------------


def _point_type(label: str, direction: str) -> str:
    if label == signals.COMMON:
        return COMMON
    high = label in signals.HIGH
    if direction == "neutral":
        return "special_cause_neutral_high" if high else "special_cause_neutral_low"
    better = high == (direction == "increase")
    return "special_cause_improvement" if better else "special_cause_concern"


def _variation(label: str, direction: str) -> str:
    """The icon of the last point."""
    if label == signals.COMMON:
        return COMMON
    side = "high" if label in signals.HIGH else "low"
    if direction == "neutral":
        return f"neutral_{side}"
    better = (side == "high") == (direction == "increase")
    return f"{'improvement' if better else 'concern'}_{side}"


def _assurance(aim: float, lower: float, upper: float, direction: str) -> str | None:
    """Whether the last limits lie wholly on one side of the target; on a limit is within."""
    if math.isnan(aim) or direction == "neutral":
        return None
    if aim > upper:
        return "fail" if direction == "increase" else "pass"
    if aim < lower:
        return "pass" if direction == "increase" else "fail"
    return "inconsistent"


# ---- what cannot be judged -----------------------------------------------------------------------


def _check(direction: str, fix_after: int | Mapping[date, int] | None) -> None:
    if direction not in DIRECTIONS:
        raise ValueError(f"The direction is increase, decrease or neutral, not {direction!r}.")
    for rows in fix_after.values() if isinstance(fix_after, Mapping) else [fix_after]:
        if rows is None:
            continue
        if isinstance(rows, bool) or not isinstance(rows, int) or rows < FEWEST_TO_FIX:
            raise ValueError(f"Limits are fixed after {FEWEST_TO_FIX} values or more.")


def _number(value: object, called: str) -> float:
    """A value as a float, NaN where it is missing."""
    if value is None:
        return math.nan
    if isinstance(value, str | bytes | bool):
        raise ValueError(f"A {called} is not a number: {value!r}.")
    try:
        number = float(value)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        raise ValueError(f"A {called} is not a number: {value!r}.") from None
    if math.isinf(number):
        raise ValueError(f"A {called} is not a number: it is endless.")
    return number


def _days(dates: Sequence[str | date] | None, values: int) -> list[date]:
    if dates is None:
        return []
    days = [_day(day) for day in dates]
    if len(days) != values:
        raise ValueError(f"There are {values} values but {len(days)} dates.")
    seen: set[date] = set()
    for day in days:
        if day in seen:
            raise ValueError(f"Two values have one date: {day.isoformat()}.")
        seen.add(day)
    return days


def _day(given: object) -> date:
    if isinstance(given, str):
        try:
            return date.fromisoformat(given)
        except ValueError:
            raise ValueError(f"Not a date: {given!r}. Give it as 2026-04-01.") from None
    if not isinstance(given, date):
        raise ValueError(f"Not a date: {given!r}. Give it as 2026-04-01.")
    return given.date() if isinstance(given, datetime) else given
