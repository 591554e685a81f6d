"""Where a value stands against its target: met or not, for good or so far, or not to be told."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from engagement_metrics.framework import Indicator
from engagement_metrics.indicators import settled
from engagement_metrics.indicators.targets import describe
from engagement_metrics.indicators.values import Value
from engagement_metrics.models import Direction, Period, TargetForm
from engagement_metrics.store import Filter

CLOSE = 1e-9  # sums of decimals are not exact
NO_NUMBER_YET = "It waits for more answers: chance cannot be told apart yet."
AFTER_THE_DAY = "That day came before this period, so this figure cannot tell."
# What is reached by more of what is counted, so that a count which is met stays met.
UPWARDS = (TargetForm.AT_LEAST, TargetForm.SOME_OF, TargetForm.UP_BY_PERCENT)


class Standing(StrEnum):
    """Where a value stands against its target, in a word or a few on the cell.

    'So far' is a value that may still change: its period is under way, or is not settled yet.
    """

    MET = "Met"
    MET_SO_FAR = "Met so far"
    NOT_MET = "Not met"
    NOT_MET_SO_FAR = "Not met so far"
    ON_THE_WAY = "Not yet"
    WATCH = "Watch"
    NO_FIGURE = "No figure"


@dataclass(frozen=True)
class Aimed:
    """A target that applies: its row, its words, and where the value stands.

    `progress` is how far from X to Y it has come, 0 to 1 and beyond; None for every other form.
    `late` marks a target that was set after the period it is held against had ended (R9).
    `because` says in a sentence why it is not judged; '' where it is, or where nobody would ask.
    """

    row: dict[str, Any]
    text: str
    standing: Standing
    progress: float | None = None
    late: bool = False
    because: str = ""

    @property
    def met(self) -> bool:
        """Whether the target is met, for good or so far."""
        return self.standing in (Standing.MET, Standing.MET_SO_FAR)

    @property
    def missed(self) -> bool:
        """Whether it is off track: the target is not met, for good or so far."""
        return self.standing in (Standing.NOT_MET, Standing.NOT_MET_SO_FAR)


def against(
    value: Value,
    row: dict[str, Any] | None,
    baseline: float | None,
    indicator: Indicator,
    wanted: Filter,
    today: date,
) -> Aimed | None:
    """Where a value stands against a target; None without one.

    What is not measured, and what stands in for a period in which too few answered, is not judged.
    """
    if row is None:
        return None
    form = TargetForm(row["form"])
    text = describe(row, indicator, baseline)
    period, set_on = wanted.period, row["set_on"]
    late = period is not None and set_on is not None and set_on > period.end
    if form is TargetForm.WATCH or indicator.direction is Direction.WATCH:
        return Aimed(row, text, Standing.WATCH, late=late)  # no good direction (R13)
    by = row["by"]
    too_late = form is TargetForm.DONE_BY and period is not None and period.start > by
    met, progress = None, None
    if value.measured and value.number is not None and not value.pooled and not too_late:
        met, progress = _reached(form, row, value, indicator, baseline)
    elif value.measured and value.number is None and indicator.unit_kind == "index":
        met = _each_reached(form, row, value)
    if met is None:
        why = AFTER_THE_DAY if too_late else _why_not(form, row, value, baseline)
        return Aimed(row, text, Standing.NO_FIGURE, late=late, because=why)
    standing = _standing(form, row, met, indicator, period, today)
    return Aimed(row, text, standing, progress, late)


def _standing(
    form: TargetForm,
    row: dict[str, Any],
    met: bool,
    indicator: Indicator,
    period: Period | None,
    today: date,
) -> Standing:
    """Where a value that can be judged stands by today, for good or so far."""
    by, may_change = row["by"], settled.until(indicator, period, today) is not None
    if not met and by is not None and (today <= by or (period is not None and period.end < by)):
        return Standing.ON_THE_WAY
    if settled.grows(indicator, period, today):  # more may come, and none goes
        from_to = form is TargetForm.FROM_TO
        if form in UPWARDS or (from_to and row["high"] > row["low"]):
            return Standing.MET if met else Standing.ON_THE_WAY
        if not met and (from_to or form is TargetForm.AT_MOST):
            return Standing.NOT_MET
    if may_change:
        return Standing.MET_SO_FAR if met else Standing.NOT_MET_SO_FAR
    return Standing.MET if met else Standing.NOT_MET


def _reached(
    form: TargetForm,
    row: dict[str, Any],
    value: Value,
    indicator: Indicator,
    baseline: float | None,
) -> tuple[bool | None, float | None]:
    """Whether the target is met, None where that cannot be told; and the progress from X to Y."""
    number, low, high = value.number, row["low"], row["high"]
    assert number is not None
    met, progress = None, None
    if form is TargetForm.AT_LEAST:
        met = number >= low - CLOSE
    elif form is TargetForm.AT_MOST:
        met = number <= high + CLOSE
    elif form is TargetForm.SHARE_OF:
        share_of = _share(value, indicator)
        met = None if share_of is None else share_of >= low - CLOSE
    elif form is TargetForm.SOME_OF:
        met = None if value.top is None else value.top >= low - CLOSE
    elif form is TargetForm.DONE_BY and indicator.unit_kind in ("count", "percent"):
        if value.top is not None and value.bottom:
            met = value.top >= value.bottom - CLOSE  # all that was due is done
    elif form is TargetForm.FROM_TO and low != high:
        progress = (number - low) / (high - low)
        met = progress >= 1 - CLOSE
    elif form is TargetForm.UP_BY_PERCENT and baseline:
        met = number >= baseline * (1 + low / 100) - CLOSE
    return met, progress


def _each_reached(form: TargetForm, row: dict[str, Any], value: Value) -> bool | None:
    """Whether each line of an index reaches the target; None where that cannot be told."""
    lines = [part.value for part in value.parts if part.value.number is not None]
    if form is TargetForm.NOT_BELOW_CHANCE:
        return all(
            line.low is not None and (line.number or 0) >= line.low - CLOSE for line in lines
        )
    if form is TargetForm.AT_LEAST:
        return all((line.number or 0) >= row["low"] - CLOSE for line in lines)
    return None


def _why_not(form: TargetForm, row: dict[str, Any], value: Value, baseline: float | None) -> str:
    """Why a value cannot be held against a target, in a sentence."""
    if form is TargetForm.NOT_BELOW_CHANCE:
        return NO_NUMBER_YET
    if not value.measured:
        return ""  # the cell says why there is no figure
    if value.pooled:
        return "Answers are not shared for this period alone, so it is not judged."
    if value.number is None:
        return "There is no one figure to judge here."
    if form is TargetForm.UP_BY_PERCENT and not baseline:
        nought = "A baseline of 0 cannot be gone up on." if baseline == 0 else ""
        return nought or "Set a baseline to judge it."
    if form is TargetForm.FROM_TO and row["low"] == row["high"]:
        return "From and to are the same number, so there is no way to go."
    return "It is not recorded out of how many."


def _share(value: Value, indicator: Indicator) -> float | None:
    if indicator.unit_kind == "percent":
        return value.number
    return 100 * value.top / value.bottom if value.top is not None and value.bottom else None
