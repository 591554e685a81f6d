"""An indicator judged over time: an XmR chart with its mean, limits, target and notes."""

import math
from collections.abc import Collection, Mapping, Sequence
from functools import cache
from itertools import pairwise
from typing import Any

import altair as alt

from engagement_metrics import spc
from engagement_metrics.charts.pictures import GREY, SIGN, WORDS, Picture, lettered, scale
from engagement_metrics.framework import Indicator
from engagement_metrics.indicators import Point, Value, face
from engagement_metrics.models import ValueState
from engagement_metrics.spc import Judged

# A kind of point is told by its shape as well as its colour, each 3 to 1 from white and black.
NOT_JUDGED = "Not judged yet"
MARKS = {
    NOT_JUDGED: ("circle", "#1d70b8"),
    "As usual": ("circle", GREY),
    "Better than usual": ("diamond", "#1d70b8"),
    "Worse than usual": ("square", "#c85a00"),
    "Higher than usual": ("triangle-up", "#8a5fc4"),
    "Lower than usual": ("triangle-down", "#8a5fc4"),
}
LINES = {"mean": [1, 0], "upper": [2, 3], "lower": [2, 3]}


def xmr(
    indicator: Indicator,
    points: tuple[Point, ...],
    judged: Judged,
    *,
    target: float | None = None,
    reasons: Mapping[str, str] | None = None,
    notes: Sequence[tuple[str, str]] = (),
    breaks: Collection[str] = (),
    shown: int | None = None,
) -> Picture:
    """An indicator over periods with what `spc.judge` says of each, oldest first.

    `reasons` say why new limits begin, by the label of their first period. `notes` are (label,
    text), numbered in that order on their points. `breaks` are the labels of the periods from
    which a definition has new words: the line is broken there. A stretch too short to judge has
    its points alone. The last `shown` points are drawn, all unless told. Rows: at, order, number,
    words, mean, lower, upper (None where chance sets none that the indicator could reach), kind,
    why, notes, segment.
    """
    reasons = reasons or {}
    rows = _rows(indicator, points, judged, notes)[-(shown or len(points)) :]
    drawn = [row for row in rows if row["number"] is not None]
    numbers = [row[name] for row in drawn for name in ("number", "mean", "lower", "upper")]
    fitting = scale(indicator, [number for number in numbers if number is not None])
    part = 0
    for row in rows:
        part += row["at"] in breaks
        row["part"] = part
    lines = [
        {"at": row["at"], "order": row["order"], "number": row[name], "line": name,
         "of": f"{name} {row['segment']}"}
        for row in rows for name in LINES if row[name] is not None
    ]  # fmt: skip
    datasets = {
        "points": rows,
        "lines": lines,
        "notes": [row for row in drawn if row["notes"]],
        "target": [] if target is None else [{"number": target}],
        "begins": [
            {"at": row["at"], "order": row["order"], "why": reasons.get(row["at"], "")}
            for row in _starts(rows)
        ],
        "breaks": [row for row in rows if row["at"] in breaks],
    }
    alike = len({row["number"] for row in drawn}) < 2  # an axis around one number says nothing
    from_nought = alike or not any(row["lower"] is not None for row in rows)
    kinds = tuple(kind for kind in MARKS if any(row["kind"] == kind for row in drawn))
    spec = {**_spec(fitting, from_nought, kinds), "datasets": datasets, "height": 380}
    sentence = _told(indicator, rows, reasons, target) + _new_words(breaks, rows)
    return Picture(spec, drawn, sentence)


# ---- rows ----------------------------------------------------------------------------------------


def _rows(
    indicator: Indicator, points: tuple[Point, ...], judged: Judged,
    notes: Sequence[tuple[str, str]],
) -> list[dict[str, Any]]:  # fmt: skip
    long_enough = {
        int(segment)
        for segment in judged.points["segment"].unique()
        if spc.figures_in(judged, segment) >= spc.FEWEST
    }
    rows: list[dict[str, Any]] = []
    found = judged.points.to_dict("records")
    for order, (point, of) in enumerate(zip(points, found, strict=True)):
        judging = of["segment"] in long_enough
        there = point.value.number is not None
        rows.append(
            {
                "at": point.label, "order": order, "number": point.value.number,
                "words": face(indicator, point.value),
                "mean": _line(of["mean"]) if judging else None,
                "lower": _line(of["lower_limit"], least=0) if judging else None,
                "upper": _line(of["upper_limit"], most=_most(indicator, points))
                if judging else None,
                "kind": spc.KINDS[of["point_type"]] if judging else NOT_JUDGED,
                "why": spc.WHY[of["special_cause"]] if judging else "",
                "notes": ", ".join(
                    str(n) for n, (label, _) in enumerate(notes, 1) if label == point.label
                ) if there else "",
                "segment": int(of["segment"]),
            }
        )  # fmt: skip
    return rows


def _line(number: float, *, least: float = -math.inf, most: float = math.inf) -> float | None:
    """A line's number; None where there is none, or where the indicator could not reach it."""
    return float(number) if least <= number <= most else None


def _most(indicator: Indicator, points: tuple[Point, ...]) -> float:
    """The most an indicator can come to: 100 for a share, unless it has been above it."""
    highest = max((point.value.number or 0 for point in points), default=0)
    return 100 if indicator.unit_kind == "percent" and highest <= 100 else math.inf


def _starts(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows at which new limits begin, the very first aside."""
    return [row for before, row in pairwise(rows) if row["segment"] != before["segment"]]


# ---- sentence ------------------------------------------------------------------------------------


def _told(
    indicator: Indicator, rows: list[dict[str, Any]], reasons: Mapping[str, str],
    target: float | None,
) -> str:  # fmt: skip
    numbered = [row for row in rows if row["number"] is not None]
    if not numbered:
        return f"{indicator.name}: no figure in any of these periods."

    def said(number: float) -> str:
        return face(indicator, Value(ValueState.MEASURED, number))

    last = numbered[-1]
    told = f"{indicator.name}, {rows[0]['at']} to {rows[-1]['at']}: {last['words']} in "
    told += f"{last['at']}."
    if last["mean"] is not None:
        kept = {
            (True, True): "between {lower} and {upper}",
            (True, False): "at {lower} or more",
            (False, True): "at {upper} or less",
            (False, False): "",
        }[last["lower"] is not None, last["upper"] is not None]
        limits = {name: said(last[name]) for name in ("lower", "upper") if last[name] is not None}
        told += f" The mean is {said(last['mean'])}"
        told += f"; chance would keep it {kept.format(**limits)}." if kept else "."
        special = [row for row in numbered if row["kind"] not in ("As usual", NOT_JUDGED)]
        told += " No point stands out." if not special else ""
        told += f" {len(special)} of {len(numbered)} points stand out" if special else ""
        told += f", the last in {special[-1]['at']}." if special else ""
    for row in _starts(rows):
        why = reasons.get(row["at"], "")
        told += f" New limits begin in {row['at']}" + (f": {why.rstrip('.')}." if why else ".")
    if target is not None:
        told += f" The target is {said(target)}."
    return told


def _new_words(breaks: Collection[str], rows: list[dict[str, Any]]) -> str:
    return "".join(
        f" The measure has had new words since {row['at']}, so the line is broken there."
        for row in rows
        if row["at"] in breaks
    )


# ---- specification -------------------------------------------------------------------------------


@cache
def _spec(fitting: str, from_nought: bool, kinds: tuple[str, ...]) -> dict[str, Any]:
    """Built once for each scale and the kinds of point there are; the rows are put in later."""
    x = alt.X(field="at", type="ordinal", sort=alt.EncodingSortField("order"),
              axis=alt.Axis(title=None, labelAngle=-40))  # fmt: skip
    y = alt.Y(field="number", type="quantitative", scale=alt.Scale(zero=from_nought, nice=True),
              axis=alt.Axis(title=SIGN[fitting], grid=True, tickCount=5))  # fmt: skip
    tips = [
        alt.Tooltip(field=field, type="nominal", title=title)
        for field, title in (
            ("at", "Period"), ("words", "Figure"), ("kind", "It is"), ("why", "Why"),
            ("notes", "Note"),
        )
    ]  # fmt: skip
    shapes = alt.Scale(domain=list(kinds), range=[MARKS[kind][0] for kind in kinds])
    colours = alt.Scale(domain=list(kinds), range=[MARKS[kind][1] for kind in kinds])
    key = alt.Legend(title=None, orient="bottom", direction="horizontal", columns=2)
    points, lines = alt.NamedData("points"), alt.NamedData("lines")
    limits = alt.Chart(lines).mark_line(color=GREY, strokeWidth=1.5, aria=False).encode(
        x=x, y=y, detail=alt.Detail(field="of", type="nominal"),
        strokeDash=alt.StrokeDash(
            field="line", type="nominal", legend=None,
            scale=alt.Scale(domain=list(LINES), range=list(LINES.values())),
        ),
    )  # fmt: skip
    path = alt.Chart(points).mark_line(
        color=GREY, strokeWidth=1, invalid="break-paths-show-path-domains"
    ).encode(x=x, y=y, detail=alt.Detail(field="part", type="nominal"))  # fmt: skip
    dots = alt.Chart(points).mark_point(filled=True, size=90, opacity=1).encode(
        x=x, y=y, tooltip=tips,
        shape=alt.Shape(field="kind", type="nominal", scale=shapes, legend=key),
        color=alt.Color(field="kind", type="nominal", scale=colours, legend=key),
    )  # fmt: skip
    numbers = alt.Chart(alt.NamedData("notes")).mark_text(
        dy=-14, fontSize=13, fontWeight="bold", color=WORDS, aria=False
    ).encode(x=x, y=y, text=alt.Text(field="notes", type="nominal"))  # fmt: skip
    aim = alt.Chart(alt.NamedData("target")).mark_rule(
        color="#c2185b", strokeWidth=2, strokeDash=[8, 5], aria=False
    ).encode(y=alt.Y(field="number", type="quantitative"))  # fmt: skip
    drawn = alt.layer(
        limits, path, dots, numbers, aim,
        _upright("begins", [1, 0], x), _upright("breaks", [2, 2], x),
    )  # fmt: skip
    return lettered(drawn).to_dict()


def _upright(name: str, dash: list[int], x: alt.X) -> alt.Chart:
    """An upright line at a period where something begins."""
    return (
        alt.Chart(alt.NamedData(name))
        .mark_rule(color=GREY, strokeWidth=1, strokeDash=dash, aria=False)
        .encode(x=x)
    )
