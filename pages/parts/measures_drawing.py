"""Small drawings of several places, every one on the same scale, each with its sentence."""

from base64 import b64encode
from datetime import date
from html import escape

from engagement_metrics import indicators
from engagement_metrics.charts import Trends
from engagement_metrics.framework import Indicator
from engagement_metrics.indicators import Point

LINE = "#1d70b8"  # stands out by 3 to 1 from white and from black
GROUND = "#768692"
WIDE, HIGH, EDGE = 240, 72, 6


def drawn(indicator: Indicator, trends: Trends, day: date) -> str:
    """A grid of small lines as HTML, every one on the same scale; each with its sentence.

    A figure that may still change by a `day` is 'so far'.
    """
    numbers = [p.value.number for _, points in trends for p in points if p.value.number is not None]
    if not numbers:
        return ""
    top = max(numbers)
    if indicator.unit_kind == "percent":
        top = max(top, 100)
    if indicator.unit_kind == "index":
        top = max(top, 1)
    low = min(0.0, *numbers)
    pictures = "".join(
        _place(indicator, name, points, low, top or 1, day) for name, points in trends
    )
    sign = "%" if indicator.unit_kind == "percent" else ""
    first, last = trends[0][1][0].label, trends[0][1][-1].label
    told = (
        f"From {first} to {last}. Each line has the same scale, from {indicators.plain(low)}{sign} "
        f"to {indicators.plain(top)}{sign}. A gap means that there was no figure."
    )
    return f'<ul class="places">{pictures}</ul><p class="quiet small">{escape(told)}</p>'


def _place(
    indicator: Indicator,
    name: str,
    points: tuple[Point, ...],
    low: float,
    top: float,
    day: date,
) -> str:
    numbered = [point for point in points if point.value.number is not None]
    words, sentence = "No figure", f"{name}: no figure in any of these periods."
    if numbered:
        first, last = numbered[0], numbered[-1]
        words = f"{indicators.so_far(indicator, last, day)} in {last.label}"
        sentence = f"{name}: {words}"
        if len(numbered) > 1:
            sentence += f", from {indicators.so_far(indicator, first, day)} in {first.label}"
            sentence += f", {len(numbered)} figures in all"
        sentence += "."
    held = b64encode(_line(points, low, top).encode()).decode()
    return (
        f'<li><strong>{escape(name)}</strong><img src="data:image/svg+xml;base64,{held}" '
        f'alt="{escape(sentence)}" width="{WIDE}" height="{HIGH}"><span>{escape(words)}</span></li>'
    )


def _line(points: tuple[Point, ...], low: float, top: float) -> str:
    """The line of one place as a drawing; a dot where a figure stands alone, and on the last."""
    step = (WIDE - 2 * EDGE) / (len(points) - 1)
    spots = [
        None if (number := point.value.number) is None
        else (EDGE + at * step, HIGH - EDGE - (number - low) / (top - low) * (HIGH - 2 * EDGE))
        for at, point in enumerate(points)
    ]  # fmt: skip
    paths, run = [], []
    for spot in [*spots, None]:
        if spot is not None:
            run.append(spot)
            continue
        if run:
            paths.append(run)
        run = []
    lines = "".join(
        f'<polyline points="{" ".join(f"{x:.1f},{y:.1f}" for x, y in path)}" fill="none" '
        f'stroke="{LINE}" stroke-width="2.5"/>'
        for path in paths
        if len(path) > 1
    )
    dots = [path[0] for path in paths if len(path) == 1] + [path[-1] for path in paths[-1:]]
    circles = "".join(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{LINE}"/>' for x, y in dots)
    ground = f'<path d="M0 {HIGH - 1} H{WIDE}" stroke="{GROUND}" stroke-width="1"/>'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE} {HIGH}">'
        f"{ground}{lines}{circles}</svg>"
    )
