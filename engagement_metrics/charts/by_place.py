"""An indicator in several places: a bar for each, with its number."""

from functools import cache
from typing import Any

import altair as alt

from engagement_metrics.charts.pictures import BLUE, SCALES, SIGN, WORDS, Picture, scale
from engagement_metrics.framework import Indicator
from engagement_metrics.indicators import Point, face


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
    fitting = scale(indicator, [number for _, number in numbered])
    datasets = {"points": rows}
    spec = {**_places_spec(fitting), "datasets": datasets, "height": {"step": 36}}
    return Picture(spec, rows, sentence)


@cache
def _places_spec(fitting: str) -> dict[str, Any]:
    order = alt.EncodingSortField("number", order="descending")
    y = alt.Y(field="place", type="nominal", sort=order,
              axis=alt.Axis(title=None, labelLimit=150))  # fmt: skip
    x = alt.X(field="number", type="quantitative", scale=SCALES[fitting],
              axis=alt.Axis(title=SIGN[fitting], tickCount=4))  # fmt: skip
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
