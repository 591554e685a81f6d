"""What every chart shares: its specification with its sentence, colours, and scales."""

from dataclasses import dataclass
from typing import Any

import altair as alt

from engagement_metrics.framework import Indicator

# Each stands out by 3 to 1 from white and from black, so both themes can be read.
BLUE, GREY = "#1d70b8", "#768692"
WORDS = "#767676"  # 4.5 to 1 from both
SCALES = {
    "number": alt.Scale(zero=True),
    "percent": alt.Scale(domain=[0, 100]),
    "over": alt.Scale(zero=True),
}
SIGN = {"number": None, "percent": "%", "over": "%"}


@dataclass(frozen=True, eq=False)
class Picture:
    """A chart as plain Vega-Lite, the rows it draws, and the sentence that says what it shows.

    One is the same as another only where it is that one, so that what is made of it can be kept.
    """

    spec: dict[str, Any]
    rows: list[dict[str, Any]]
    sentence: str


def scale(indicator: Indicator, numbers: list[float]) -> str:
    """Percentages on a scale of 0 to 100, unless one of them is above it."""
    if indicator.unit_kind != "percent":
        return "number"
    return "over" if max(numbers, default=0) > 100 else "percent"


def lettered(
    chart: alt.LayerChart | alt.FacetChart, size: float = 13
) -> alt.LayerChart | alt.FacetChart:
    """The chart with the words of its axes and of its key in a colour that both themes can read.

    `size` is theirs, in pixels. What it is drawn on has no frame.
    """
    return (
        chart.configure_axis(
            labelFontSize=size, titleFontSize=size, labelColor=WORDS, titleColor=WORDS
        )
        .configure_legend(labelFontSize=size, symbolSize=110, labelColor=WORDS, titleColor=WORDS)
        .configure_view(stroke=None)
    )
