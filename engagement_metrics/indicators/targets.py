"""Which target and baseline apply to a value, and where it stands against them."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

import pandas as pd

from engagement_metrics.framework import Indicator, local
from engagement_metrics.indicators.totals import About, rows_about
from engagement_metrics.indicators.values import Value
from engagement_metrics.indicators.wording import plain
from engagement_metrics.models import AddsUp, Direction, Period, TargetForm
from engagement_metrics.store import Filter, Setup

CLOSE = 1e-9  # sums of decimals are not exact
NO_NUMBER_YET = "It waits for more answers: chance cannot be told apart yet."
AFTER_THE_DAY = "That day came before this period, so this figure cannot tell."


class Standing(StrEnum):
    """Where a value stands against its target, as one word on the cell."""

    MET = "Met"
    NOT_MET = "Not met"
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


def target_for(
    targets: About,
    indicator: Indicator,
    setup: Setup,
    wanted: Filter,
    group_id: int | None = None,
) -> dict[str, Any] | None:
    """The one target that applies, the most particular first; None where there is none.

    First by priority group: a group's targets serve that group alone, and all others serve
    everybody. Then by place, the place itself before the nearest above it; then by period, this
    very one before every one of its length before any; then by topic. Of two alike the later one.
    A target for a whole organisation or a place above serves a share or an average in each place
    below it, and in each topic; a target that is a number of things serves only what it was set
    for.
    """
    ranked = [
        (rank, row)
        for row in rows_about(targets, indicator.id)
        if (rank := _fit(row, indicator, setup, wanted, group_id)) is not None
    ]
    return max(ranked, key=lambda pair: (pair[0], pair[1]["id"]))[1] if ranked else None


def _fit(
    row: dict[str, Any], indicator: Indicator, setup: Setup, wanted: Filter, group_id: int | None
) -> tuple[int, int, int] | None:
    """How closely a target fits what is asked for; None where it does not."""
    if _number(row["priority_group_id"]) != group_id:
        return None
    things = indicator.unit_kind == "count" or row["form"] == TargetForm.SOME_OF
    place = _place_fit(_number(row["place_id"]), setup, wanted.place_id, things)
    period = _period_fit(row["period"], wanted.period)
    if place is None or period is None:
        return None
    if not _same_topic(row["topic_id"], wanted.topic_id, things):
        return None
    return place, period, int(_number(row["topic_id"]) is not None)


def _same_topic(topic: Any, chosen: int | None, things: bool) -> bool:
    """Whether it was set for the topic, or is no number of things and was set for all topics."""
    return _number(topic) == chosen or (_number(topic) is None and not things)


def _place_fit(place: int | None, setup: Setup, chosen: int | None, things: bool) -> int | None:
    """How near a target or baseline was set: 100 for the place itself, 0 for all places."""
    tops = setup.children(None)
    if len(tops) == 1:  # one system is all places
        chosen = tops[0] if chosen is None else chosen
        place = tops[0] if place is None else place
    if place == chosen:
        return 100
    if things:
        return None
    above = setup.ancestors(chosen)
    if place in above:
        return 50 - above.index(place)
    return 0 if place is None else None


def _period_fit(code: str, period: Period | None) -> int | None:
    if code == "any":
        return 0
    if period is None:
        return None
    if code == period.kind.value:
        return 1
    return 2 if code == period.code else None


def baseline_for(
    baselines: About,
    indicator: Indicator,
    setup: Setup,
    wanted: Filter,
    group_id: int | None = None,
) -> float | None:
    """Where the indicator stood: the baseline of that place, or of the nearest above it.

    Its own topic's comes before one for all topics, which serves a share or an average alone; a
    priority group's serves that group alone.
    A count's baseline serves only the place it was set for, and a count that adds up over time
    only a period of the same length. None serves a period of another wording. Of two alike the
    later one.
    """
    things = indicator.unit_kind == "count"
    ranked = [
        ((rank, int(_number(row["topic_id"]) is not None)), row["id"], float(row["value"]))
        for row in rows_about(baselines, indicator.id)
        if _number(row["priority_group_id"]) == group_id
        and _same_topic(row["topic_id"], wanted.topic_id, things)
        and _same_length(row["period"], indicator, wanted.period)
        and _same_wording(row["period"], indicator, setup, wanted.period)
        and (rank := _place_fit(_number(row["place_id"]), setup, wanted.place_id, things))
        is not None
    ]
    return max(ranked)[2] if ranked else None


def _same_length(code: str, indicator: Indicator, period: Period | None) -> bool:
    if indicator.adds_over_time is not AddsUp.SUM:
        return True
    return period is not None and Period.parse(code).kind is period.kind


def _same_wording(code: str, indicator: Indicator, setup: Setup, period: Period | None) -> bool:
    if period is None:
        return True
    then = local.in_force(setup.measures, indicator, Period.parse(code))
    return then is not None and then == local.in_force(setup.measures, indicator, period)


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
    standing = Standing.MET if met else Standing.NOT_MET
    if not met and by is not None and (today <= by or (period is not None and period.end < by)):
        standing = Standing.ON_THE_WAY
    under_way = period is not None and period.end >= today
    grows = under_way and indicator.adds_over_time is AddsUp.SUM
    if grows and (not met or form is TargetForm.AT_MOST):
        standing = Standing.ON_THE_WAY  # more may come before the period ends
    return Aimed(row, text, standing, progress, late)


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


def describe(row: dict[str, Any], indicator: Indicator, baseline: float | None = None) -> str:
    """A target in words."""
    form = TargetForm(row["form"])
    low, high, by = row["low"], row["high"], row["by"]

    sign = "%" if indicator.unit_kind == "percent" else ""

    def said(number: float | None) -> str:
        return "" if number is None else f"{plain(number)}{sign}"

    until = f" by {by.day} {by:%B %Y}" if by is not None else ""
    if form is TargetForm.UP_BY_PERCENT:
        stood = "on a baseline not yet set" if baseline is None else f"on {said(baseline)}"
        return f"up by {plain(low or 0)}% {stood}{until}"
    return {
        TargetForm.AT_LEAST: f"at least {said(low)}{until}",
        TargetForm.AT_MOST: f"at most {said(high)}{until}",
        TargetForm.SHARE_OF: f"{plain(low or 0)}%{until}",
        TargetForm.SOME_OF: f"{plain(low or 0)} of {plain(high or 0)}{until}",
        TargetForm.FROM_TO: f"from {said(low)} to {said(high)}{until}",
        TargetForm.DONE_BY: f"done{until}",
        TargetForm.NOT_BELOW_CHANCE: "no lower than chance alone would give",
        TargetForm.WATCH: "watched, no target",
    }[form]


def _number(value: Any) -> int | None:
    return None if value is None or pd.isna(value) else int(value)
