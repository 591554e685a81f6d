"""Targets and baselines in words: their forms, their periods, and where they hold."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from engagement_metrics import indicators
from engagement_metrics.framework import Indicator
from engagement_metrics.models import Direction, Period, TargetForm
from engagement_metrics.store import Setup
from pages.parts.view import View

FORMS = {
    TargetForm.AT_LEAST: "At least so much",
    TargetForm.AT_MOST: "At most so much",
    TargetForm.SHARE_OF: "A share, in per cent",
    TargetForm.SOME_OF: "So many out of so many",
    TargetForm.FROM_TO: "From one number to another, by a day",
    TargetForm.UP_BY_PERCENT: "Up by so many per cent on the baseline",
    TargetForm.DONE_BY: "Done by a day",
    TargetForm.WATCH: "Watch it, with no target",
    TargetForm.NOT_BELOW_CHANCE: "No lower than chance alone would give",
}
HINTS = {
    TargetForm.NOT_BELOW_CHANCE: "It is met where no figure is lower than chance would give.",
    TargetForm.DONE_BY: "It is met once the figure says that all of it was done.",
}
EACH = {"year": "each year", "quarter": "each quarter", "month": "each month", "any": "any period"}


def forms(indicator: Indicator) -> list[TargetForm]:
    """The forms a target of this measure may take: those it asks for first, then what else fits."""
    parts = bool(indicator.bottom) and indicator.unit_kind in ("count", "percent")
    unfit = {TargetForm.NOT_BELOW_CHANCE}
    if indicator.direction is Direction.WATCH:
        unfit = set(FORMS) - {TargetForm.WATCH}  # neither more nor less of it is better
    if not parts:
        unfit |= {TargetForm.SHARE_OF, TargetForm.SOME_OF, TargetForm.DONE_BY}
    own = indicator.target_forms
    return [*own, *(form for form in FORMS if form not in own and form not in unfit)]


def boxes(form: TargetForm, indicator: Indicator) -> dict[str, str]:
    """The words for `low` and `high`, where a form has them."""
    unit = indicator.unit.replace("%", "per cent")
    return {
        TargetForm.AT_LEAST: {"low": f"At least ({unit})"},
        TargetForm.AT_MOST: {"high": f"At most ({unit})"},
        TargetForm.SHARE_OF: {"low": "Share (per cent)"},
        TargetForm.SOME_OF: {"low": "How many", "high": "Out of how many"},
        TargetForm.FROM_TO: {"low": f"From ({unit})", "high": f"To ({unit})"},
        TargetForm.UP_BY_PERCENT: {"low": "Up by (per cent)"},
    }.get(form, {})


def period(code: str) -> str:
    """For which periods a target holds."""
    return EACH.get(code) or Period.parse(code).label


def where(setup: Setup, place_id: int | None, topic_id: int | None, group_id: int | None) -> str:
    """For which place, topic and priority group something holds."""
    topic = "all topics" if topic_id is None else setup.topics[topic_id].name
    group = [] if group_id is None else [setup.groups[group_id].name]
    return ", ".join([setup.place_name(place_id), topic, *group])


def _of(row: Mapping[str, Any]) -> tuple[int | None, int | None, int | None]:
    return row["place_id"], row["topic_id"], row["priority_group_id"]


def target(view: View, indicator: Indicator, row: Mapping[str, Any]) -> str:
    """One target: what it asks, where and for which periods."""
    place, topic, group = _of(row)
    stood = None
    if row["form"] == TargetForm.UP_BY_PERCENT:  # no other form speaks of it
        stood = indicators.baseline_for(
            view.frames.baselines, indicator, view.setup,
            replace(view.wanted, place_id=place, topic_id=topic), group,
        )  # fmt: skip
    asked = indicators.describe(dict(row), indicator, stood)
    return f"{asked[:1].upper()}{asked[1:]}: {where(view.setup, *_of(row))}; " + period(
        row["period"]
    )


def baseline(view: View, indicator: Indicator, row: Mapping[str, Any]) -> str:
    """One baseline: how much it was, when and where."""
    unit = indicator.unit.removeprefix("% ") if indicator.unit != "%" else ""
    sign = "%" if indicator.unit_kind == "percent" else ""
    stood = f"{indicators.plain(row['value'])}{sign} {unit}".strip()
    return f"{stood} in {period(row['period'])}: {where(view.setup, *_of(row))}"
