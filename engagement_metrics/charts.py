"""Pictures of calculated values: a Vega-Lite specification made with Altair, and its sentence."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

import altair as alt

from engagement_metrics.framework import Indicator
from engagement_metrics.indicators import Point, face, plain
from engagement_metrics.models import AddsUp

# Each stands out by 3 to 1 from white and from black, so both themes can be read.
BLUE, GREY = "#1d70b8", "#768692"
WORDS = "#767676"  # 4.5 to 1 from both
SCALES = {
    "number": alt.Scale(zero=True),
    "percent": alt.Scale(domain=[0, 100]),
    "over": alt.Scale(zero=True),
}
SIGN = {"number": None, "percent": "%", "over": "%"}


@dataclass(frozen=True)
class Picture:
    """A chart as plain Vega-Lite, the rows it draws, and the sentence that says what it shows."""

    spec: dict[str, Any]
    rows: list[dict[str, Any]]
    sentence: str


def trend(
    indicator: Indicator,
    points: tuple[Point, ...],
    target: float | None = None,
    today: date | None = None,
) -> Picture:
    """An indicator over periods, oldest first; periods without a number leave a gap.

    Rows: at (period), order, number, words. The target is a dashed line. A count whose period is
    under way `today` is not compared with whole ones: the sentence says how far it is.
    """
    rows: list[dict[str, Any]] = [
        {"at": point.label, "order": at, "number": point.value.number,
         "words": face(indicator, point.value)}
        for at, point in enumerate(points)
    ]  # fmt: skip
    sentence = _told(indicator, *_under_way(indicator, points, today))
    if target is not None:
        sign = "%" if indicator.unit_kind == "percent" else ""
        sentence += f" The dashed line is the target, {plain(target)}{sign}."
    drawn = [row for row in rows if row["number"] is not None]
    scale = _scale(indicator, [*(row["number"] for row in drawn), target or 0])
    datasets = {"points": rows, "target": [] if target is None else [{"number": target}]}
    spec = {**_trend_spec(scale), "datasets": datasets, "height": 260}
    return Picture(spec, drawn, sentence)


def places(indicator: Indicator, points: tuple[Point, ...]) -> Picture:
    """An indicator in each of several places, as bars with their number; the highest first.

    Rows: place, number, words. Places without a number have no bar.
    """
    numbered = [(point, point.value.number) for point in points if point.value.number is not None]
    numbered.sort(key=lambda pair: -pair[1])
    rows: list[dict[str, Any]] = [
        {"place": point.label, "number": number, "words": face(indicator, point.value)}
        for point, number in numbered
    ]
    sentence = f"{indicator.name}: no place has a figure."
    if rows:
        first, last = rows[0], rows[-1]
        sentence = f"{indicator.name}: {first['words']} in {first['place']}."
        if len(rows) > 1:
            sentence = (
                f"{indicator.name}: highest in {first['place']} ({first['words']}), "
                f"lowest in {last['place']} ({last['words']})."
            )
            if first["words"] == last["words"]:
                sentence = f"{indicator.name}: {first['words']} in each of {len(rows)} places."
    scale = _scale(indicator, [number for _, number in numbered])
    datasets = {"points": rows}
    spec = {**_places_spec(scale), "datasets": datasets, "height": {"step": 36}}
    return Picture(spec, rows, sentence)


def _under_way(
    indicator: Indicator, points: tuple[Point, ...], today: date | None
) -> tuple[tuple[Point, ...], str]:
    """The points to compare, and what to say of a last one whose count still grows."""
    last = points[-1] if points else None
    if (
        last is None
        or last.period is None
        or last.value.number is None
        or today is None
        or last.period.end < today
        or indicator.adds_over_time is not AddsUp.SUM
    ):
        return points, ""
    return points[:-1], f" So far in {last.label}: {face(indicator, last.value)}."


def _told(indicator: Indicator, points: tuple[Point, ...], so_far: str = "") -> str:
    return _compared(indicator, points) + so_far


def _compared(indicator: Indicator, points: tuple[Point, ...]) -> str:
    numbered = [(point, point.value.number) for point in points if point.value.number is not None]
    if not numbered:
        return f"{indicator.name}: no figure in any of these periods."
    (first, start), (last, end) = numbered[0], numbered[-1]
    was, now = face(indicator, first.value), face(indicator, last.value)
    if len(numbered) == 1:
        return f"{indicator.name}: {now} in {last.label}, the one period with a figure."
    if was == now:
        return f"{indicator.name}: {now} both in {first.label} and in {last.label}."
    moved = "rose" if end > start else "fell"
    return f"{indicator.name} {moved} from {was} in {first.label} to {now} in {last.label}."


@cache
def _trend_spec(scale: str) -> dict[str, Any]:
    """Built once for each scale; the rows are put in for each indicator."""
    x = alt.X(field="at", type="ordinal", sort=alt.EncodingSortField("order"),
              axis=alt.Axis(title=None, labelAngle=-40))  # fmt: skip
    y = alt.Y(field="number", type="quantitative", scale=SCALES[scale],
              axis=alt.Axis(title=SIGN[scale], grid=True, tickCount=5))  # fmt: skip
    tips = [
        alt.Tooltip(field="at", type="nominal", title="Period"),
        alt.Tooltip(field="words", type="nominal", title="Figure"),
    ]
    line = alt.Chart(alt.NamedData("points")).mark_line(
        color=BLUE, strokeWidth=2, invalid="break-paths-show-path-domains"
    )
    dots = alt.Chart(alt.NamedData("points")).mark_point(color=BLUE, filled=True, size=70)
    aim = alt.Chart(alt.NamedData("target")).mark_rule(color=GREY, strokeDash=[6, 4], aria=False)
    return (
        alt.layer(
            line.encode(x=x, y=y),
            dots.encode(x=x, y=y, tooltip=tips),
            aim.encode(y=alt.Y(field="number", type="quantitative")),
        )
        .configure_axis(labelFontSize=13, titleFontSize=13)
        .configure_view(stroke=None)
        .to_dict()
    )


@cache
def _places_spec(scale: str) -> dict[str, Any]:
    order = alt.EncodingSortField("number", order="descending")
    y = alt.Y(field="place", type="nominal", sort=order,
              axis=alt.Axis(title=None, labelLimit=150))  # fmt: skip
    x = alt.X(field="number", type="quantitative", scale=SCALES[scale],
              axis=alt.Axis(title=SIGN[scale], tickCount=4))  # fmt: skip
    bars = alt.Chart(alt.NamedData("points")).mark_bar(color=BLUE, height=18)
    words = alt.Chart(alt.NamedData("points")).mark_text(
        align="left", dx=4, color=WORDS, fontSize=13
    )
    return (
        alt.layer(
            bars.encode(y=y, x=x),
            words.encode(y=y, x=x, text=alt.Text(field="words", type="nominal")),
        )
        .configure_axis(labelFontSize=13, titleFontSize=13)
        .configure_view(stroke=None)
        .to_dict()
    )


def _scale(indicator: Indicator, numbers: list[float]) -> str:
    """Percentages on a scale of 0 to 100, unless one of them is above it."""
    if indicator.unit_kind != "percent":
        return "number"
    return "over" if max(numbers, default=0) > 100 else "percent"
