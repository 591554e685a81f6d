"""Which target and baseline apply to a value, and a target in words."""

from typing import Any

import pandas as pd

from engagement_metrics.framework import Indicator, local
from engagement_metrics.indicators.totals import About, rows_about
from engagement_metrics.indicators.wording import plain
from engagement_metrics.models import AddsUp, Period, TargetForm
from engagement_metrics.store import Filter, Setup


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
