"""The words around an XmR chart: what was left out, how to read it, and its table."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from engagement_metrics import indicators
from engagement_metrics.charts import Picture
from engagement_metrics.framework import Indicator
from engagement_metrics.indicators import Point, Value
from engagement_metrics.models import PeriodKind, ValueState
from pages.parts.view import View


def said(indicator: Indicator, number: float | None) -> str:
    """A number as the measure's own figures stand on the page; '' for none."""
    if number is None:
        return ""
    return indicators.face(indicator, Value(ValueState.MEASURED, number))


def aim(view: View, indicator: Indicator, number: float | None, kind: PeriodKind) -> str:
    """The target that each judged period is held against; '' for none.

    Its length is named where the target of what is shown on the page is another.
    """
    if number is None:
        return ""
    own = indicators.target_for(
        view.frames.targets, indicator, view.setup, view.wanted, view.group_id
    )  # fmt: skip
    same = own is not None and number in (own["low"], own["high"])
    return said(indicator, number) + ("" if same else f" in a {kind.value}")


def left_out(
    indicator: Indicator, whole: Sequence[Point], points: Sequence[Point], today: date
) -> str:
    """Which periods are not judged: those still under way, and those without a figure."""
    later = points[points.index(whole[-1]) + 1 :]
    under_way = [p for p in later if p.period and p.period.end >= today]
    missing = [p.label for p in (*whole, *later) if p.value.number is None and p not in under_way]
    told = []
    for point in under_way:
        so_far = indicators.face(indicator, point.value)
        there = f" ({so_far} so far)" if point.value.number is not None else ""
        told.append(f"{point.label} is not over yet{there}, so it is not judged.")
    if missing:
        told.append(f"No figure for: {', '.join(missing)}.")
    return " ".join(told)


def key(picture: Picture) -> str:
    """How to read the lines that are drawn."""
    told = []
    if any(row["mean"] is not None for row in picture.rows):
        told.append("The thin straight line is the mean.")
    if any(row[side] is not None for row in picture.rows for side in ("lower", "upper")):
        told.append("The dotted lines show how far chance alone would take it.")
    if picture.spec["datasets"]["target"]:
        told.append("The dashed line is the target.")
    if picture.spec["datasets"]["notes"]:
        told.append("A number is a note: see below.")
    return " ".join(told)


def rows(indicator: Indicator, picture: Picture) -> list[tuple[Any, ...]]:
    """The chart as lines of a table, the latest first."""
    return [
        (
            row["at"], row["words"], said(indicator, row["mean"]),
            said(indicator, row["lower"]), said(indicator, row["upper"]),
            ": ".join(filter(None, (row["kind"], row["why"]))),
            row["notes"],
        )
        for row in reversed(picture.rows)
    ]  # fmt: skip
