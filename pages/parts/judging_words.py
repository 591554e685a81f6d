"""The words around an XmR chart: what was left out, how to read it, and its table."""

from collections.abc import Sequence
from datetime import date, timedelta

from engagement_metrics import indicators, spc
from engagement_metrics.charts import Picture
from engagement_metrics.framework import Indicator
from engagement_metrics.indicators import Point, Value, settled
from engagement_metrics.models import PeriodKind, ValueState
from pages.parts import days, judged_limits
from pages.parts.judged_series import Series
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
    told = said(indicator, number)
    return told if same else f"the target of {told} in a {kind.value}"


def left_out(
    indicator: Indicator, whole: Sequence[Point], points: Sequence[Point], today: date
) -> str:
    """Which periods are not judged: over but not settled, still under way, or without a figure."""
    later = points[points.index(whole[-1]) + 1 :]
    waits = [p for p in later if not settled.to_judge(indicator, today, p)]
    told = [unsettled(indicator, later, today)]
    for point in waits:
        if point.period and point.period.end >= today:
            told.append(
                f"{point.label} is not over yet{_so_far(indicator, point)}, so it is not judged."
            )
    missing = [p.label for p in (*whole, *later) if p.value.number is None and p not in waits]
    if missing:
        told.append(f"No figure for: {', '.join(missing)}.")
    return " ".join(filter(None, told))


def unsettled(indicator: Indicator, points: Sequence[Point], today: date) -> str:
    """Which of some periods are over, but may still change without anybody being late; '' for none.

    Their newest figures lean to one side: what came late, or is still in time, is not in them.
    """
    over = [
        (f"{point.label}{_so_far(indicator, point)}", point.period)
        for point in points
        if point.period is not None and point.period.end < today < indicator.settled(point.period)
    ]
    if not over:
        return ""
    last = days.day(indicator.settled(over[-1][1]) - timedelta(days=1))
    *first, end = [label for label, _ in over]
    if not first:
        return (
            f"{end} is not settled yet: its figure may still change until {last}, "
            "so it is not judged."
        )
    return (
        f"{', '.join(first)} and {end} are not settled yet: their figures may still change, "
        f"the last until {last}, so they are not judged."
    )


def _so_far(indicator: Indicator, point: Point) -> str:
    there = point.value.number is not None
    return f" ({indicators.face(indicator, point.value)} so far)" if there else ""


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


def limits_from(series: Series) -> str:
    """Which figures set the limits that stand now; '' where they are not drawn yet."""
    segments = series.judged.points["segment"].tolist()
    start = series.labels[segments.index(segments[-1])]
    if not spc.ready(series.judged):
        return ""
    if start in series.fixed:
        first, last = series.fixed[start]
        return f"The limits were set by the figures from {first} to {last}, and stay as they are."
    told = f"All {spc.figures_in(series.judged)} figures since {start} set the limits"
    hidden = series.labels.index(start) < len(series.points) - series.shown
    return f"{told}, the earlier ones that are not drawn too." if hidden else f"{told}."


def begins(series: Series, at: str) -> str:
    """From when limits are new and why, and which figures set them for good."""
    told = f"New limits from {at}: {series.reasons[at].rstrip('.')}."
    if at not in series.fixed:
        return told
    return f"{told} The figures up to {series.fixed[at][1]} set them."


def to_begin(points: Sequence[Point], code: str | None) -> str:
    """What a lead should know who begins new limits, perhaps at a period chosen already."""
    told = (
        "Do this when something was changed for good, or to hold the usual range still. "
        f"The first {spc.FEWEST_TO_FIX} figures from there set the limits; later ones do not."
    )
    at = next((at for at, p in enumerate(points) if p.period and p.period.code == code), None)
    if at is None:
        return told
    if not (setting := judged_limits.setting(points[at:])):
        return f"{told} There are fewer so far, so the limits come later."
    return f"{told} Here those are {setting[0].label} to {setting[-1].label}."


def rows(indicator: Indicator, picture: Picture) -> list[tuple[str, ...]]:
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
