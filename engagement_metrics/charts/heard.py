"""Who was heard beside who lives here: a dot and its range for each group, on one scale."""

from functools import cache
from typing import Any

import altair as alt

from engagement_metrics.charts.pictures import GREY, WORDS, Picture, lettered
from engagement_metrics.equality import Coverage, Line, Verdict, wording

# Each stands out by 3 to 1 from white and from black, and its shape tells it without its colour.
LOOKS: dict[Verdict, tuple[str, str, str]] = {  # word, colour, shape
    verdict: (wording.SHORT[verdict], colour, shape)
    for verdict, colour, shape in (
        (Verdict.UNDER, "#d4622a", "triangle-down"),
        (Verdict.POSSIBLY_UNDER, "#d4622a", "diamond"),
        (Verdict.IN_LINE, "#1d70b8", "circle"),
        (Verdict.POSSIBLY_OVER, "#00857a", "square"),
        (Verdict.OVER, "#00857a", "triangle-up"),
        (Verdict.TOO_FEW, "#768692", "cross"),
    )
}
LOWEST, HIGHEST = 0.2, 5.0  # what lies beyond is drawn at the edge
TICKS = (0.25, 0.5, 1, 2, 4)
SIMILAR = (0.8, 1.2)


def heard(coverage: Coverage, finer: bool = False, rounded: bool = False) -> Picture:
    """Each group's share of the people heard over its share of residents, the least heard first.

    Rows: group, ratio, low, high, words, look. A dot at 1 is a group heard as much as one would
    expect; the line through it says how sure that is. Groups without a population figure are not
    drawn.
    """
    lines = [line for line in (coverage.finer if finer else coverage.lines) if _drawn(line)]
    lines.sort(key=lambda line: line.comparison.ratio or 0)
    rows = [_row(line, rounded) for line in lines]
    sentence = _sentence(coverage, lines)
    drawn = _spec()
    datasets = {**drawn.get("datasets", {}), "groups": rows}
    return Picture({**drawn, "datasets": datasets, "height": {"step": 44}}, rows, sentence)


def _drawn(line: Line) -> bool:
    return line.comparison.ratio is not None and line.comparison.status in LOOKS


def _row(line: Line, rounded: bool) -> dict[str, Any]:
    found = line.comparison
    assert found.ratio is not None and found.ratio_low is not None and found.ratio_high is not None
    return {
        "group": line.category.name,
        "ratio": _within(found.ratio),
        "low": _within(found.ratio_low),
        "high": _within(found.ratio_high),
        "words": wording.told(line, rounded).removesuffix("."),
        "look": LOOKS[found.status][0],
    }


def _within(ratio: float) -> float:
    return min(max(ratio, LOWEST), HIGHEST)


def _sentence(coverage: Coverage, lines: list[Line]) -> str:
    name = coverage.characteristic.name
    if not lines:
        return f"{name}: no group can be compared with residents."
    told: list[str] = []
    for status, words in (
        (Verdict.UNDER, "heard less than we would expect"),
        (Verdict.POSSIBLY_UNDER, "perhaps heard less"),
        (Verdict.OVER, "heard more"),
        (Verdict.POSSIBLY_OVER, "perhaps heard more"),
    ):
        names = [one.category.name for one in lines if one.comparison.status is status]
        if names:
            told.append(f"{words}: {', '.join(names)}")
    if not told:
        few = all(line.comparison.status is Verdict.TOO_FEW for line in lines)
        return f"{name}: {'too few to say' if few else 'each group was heard about as expected'}."
    return f"{name}; {'; '.join(told)}."


@cache
def _spec() -> dict[str, Any]:
    groups = alt.NamedData("groups")
    scale = alt.Scale(type="log", domain=[LOWEST, HIGHEST], nice=False)
    axis = alt.Axis(
        title="Of every 10 people we would expect, heard from", values=list(TICKS), grid=True,
        labelExpr="datum.value * 10", gridDash=[2, 2],
    )  # fmt: skip
    x = alt.X(field="ratio", type="quantitative", scale=scale, axis=axis)
    y = alt.Y(field="group", type="nominal", sort=None, axis=alt.Axis(title=None, labelLimit=180))
    looks = list(LOOKS.values())
    colour = alt.Color(
        field="look", type="nominal", legend=None,
        scale=alt.Scale(domain=[look[0] for look in looks], range=[look[1] for look in looks]),
    )  # fmt: skip
    shape = alt.Shape(
        field="look", type="nominal", legend=None,
        scale=alt.Scale(domain=[look[0] for look in looks], range=[look[2] for look in looks]),
    )  # fmt: skip
    band = alt.Chart(alt.InlineData([{"from": SIMILAR[0], "to": SIMILAR[1]}])).mark_rect(
        color=GREY, opacity=0.18
    ).encode(
        x=alt.X(field="from", type="quantitative", scale=scale, axis=axis),
        x2=alt.X2(field="to"),
    )  # fmt: skip
    one = alt.Chart(alt.InlineData([{"at": 1}])).mark_rule(color=WORDS).encode(
        x=alt.X(field="at", type="quantitative", scale=scale, axis=axis)
    )  # fmt: skip
    sure = alt.Chart(groups).mark_rule(strokeWidth=2).encode(
        x=alt.X(field="low", type="quantitative", scale=scale, axis=axis),
        x2=alt.X2(field="high"), y=y, color=colour,
    )  # fmt: skip
    dots = alt.Chart(groups).mark_point(size=130, filled=True, opacity=1).encode(
        x=x, y=y, color=colour, shape=shape
    )  # fmt: skip
    words = alt.Chart(groups).mark_text(
        align="left", baseline="bottom", dy=-7, dx=0, color=WORDS, fontSize=12
    ).encode(
        x=alt.value(4), y=y, text=alt.Text(field="words", type="nominal")
    )  # fmt: skip
    drawn = alt.layer(band, one, sure, dots, words)
    return lettered(drawn).to_dict()
