"""An indicator over time: a line through its periods, with its target."""

from datetime import date
from functools import cache
from typing import Any

import altair as alt

from engagement_metrics.charts.pictures import BLUE, GREY, SCALES, SIGN, Picture, lettered, scale
from engagement_metrics.framework import Indicator
from engagement_metrics.indicators import Break, Point, compared, face, plain, so_far

ALONE = ", the one period with a figure"


def trend(
    indicator: Indicator,
    points: tuple[Point, ...],
    target: float | None = None,
    today: date | None = None,
    breaks: tuple[Break, ...] = (),
) -> Picture:
    """An indicator over periods, oldest first; periods without a number leave a gap.

    Rows: at (period), order, number, words. The target is a dashed line. What may still change
    `today` is not compared with what stands: it is told as 'so far'. Where the wording changed the
    line breaks, and nothing before it is compared with what came after; rows have their part then.
    """
    rows: list[dict[str, Any]] = [
        {"at": point.label, "order": at, "number": point.value.number,
         "words": so_far(indicator, point, today)}
        for at, point in enumerate(points)
    ]  # fmt: skip
    part = 0
    for row in rows if breaks else ():
        part += row["at"] in [one.at.short for one in breaks]
        row["part"] = part
    drawn = [row for row in rows if row["number"] is not None]
    last = drawn[-1].get("part") if drawn else None
    alike = tuple(points[row["order"]] for row in rows if row.get("part") == last)
    sentence = _told(indicator, *compared(indicator, alike, today))
    sentence += "".join(f" {one.sentence}" for one in breaks)
    if target is not None:
        sign = "%" if indicator.unit_kind == "percent" else ""
        sentence += f" The dashed line is the target, {plain(target)}{sign}."
    fitting = scale(indicator, [*(row["number"] for row in drawn), target or 0])
    datasets = {"points": rows, "target": [] if target is None else [{"number": target}]}
    spec = {**_trend_spec(fitting, bool(breaks)), "datasets": datasets, "height": 260}
    return Picture(spec, drawn, sentence)


def _told(
    indicator: Indicator, points: tuple[Point, ...], open_still: tuple[Point, ...]
) -> str:  # fmt: skip
    """What stands, compared; then what may still change, of which there may be nothing else."""
    if not open_still:
        return _compared(indicator, points)
    told = [f"{face(indicator, point.value)} in {point.label}" for point in open_still]
    *first, last = told
    far = f"{', '.join(first)} and {last}" if first else last
    if all(point.value.number is None for point in points):
        return f"{indicator.name}: so far {far}."
    whole = _compared(indicator, points).replace(ALONE, "")
    return f"{whole} So far: {far}."


def _compared(indicator: Indicator, points: tuple[Point, ...]) -> str:
    numbered = [(point, point.value.number) for point in points if point.value.number is not None]
    if not numbered:
        return f"{indicator.name}: no figure in any of these periods."
    (first, start), (last, end) = numbered[0], numbered[-1]
    was, now = face(indicator, first.value), face(indicator, last.value)
    if len(numbered) == 1:
        return f"{indicator.name}: {now} in {last.label}{ALONE}."
    if was == now:
        return f"{indicator.name}: {now} both in {first.label} and in {last.label}."
    moved = "rose" if end > start else "fell"
    return f"{indicator.name} {moved} from {was} in {first.label} to {now} in {last.label}."


@cache
def _trend_spec(fitting: str, broken: bool) -> dict[str, Any]:
    """Built once for each scale; the rows are put in for each indicator."""
    x = alt.X(field="at", type="ordinal", sort=alt.EncodingSortField("order"),
              axis=alt.Axis(title=None, labelAngle=-40))  # fmt: skip
    y = alt.Y(field="number", type="quantitative", scale=SCALES[fitting],
              axis=alt.Axis(title=SIGN[fitting], grid=True, tickCount=5))  # fmt: skip
    tips = [
        alt.Tooltip(field="at", type="nominal", title="Period"),
        alt.Tooltip(field="words", type="nominal", title="Figure"),
    ]
    line = alt.Chart(alt.NamedData("points")).mark_line(
        color=BLUE, strokeWidth=2, invalid="break-paths-show-path-domains"
    )
    parts = {"detail": alt.Detail(field="part", type="nominal")} if broken else {}
    dots = alt.Chart(alt.NamedData("points")).mark_point(color=BLUE, filled=True, size=70)
    aim = alt.Chart(alt.NamedData("target")).mark_rule(color=GREY, strokeDash=[6, 4], aria=False)
    drawn = alt.layer(
        line.encode(x=x, y=y, **parts),
        dots.encode(x=x, y=y, tooltip=tips),
        aim.encode(y=alt.Y(field="number", type="quantitative")),
    )
    return lettered(drawn).to_dict()
