"""Self-assessment drawn: the dots of a spread, a profile of levels, and the path of a dimension."""

import json
from collections.abc import Mapping, Sequence
from functools import lru_cache
from math import ceil
from textwrap import wrap
from typing import Any

import altair as alt

from engagement_metrics.charts.pictures import BLUE, GREY, WORDS, Picture, lettered
from engagement_metrics.maturity import Spread, wording
from engagement_metrics.maturity.wording import people

SHAPES = {"All scores": "circle", "Volunteers": "triangle-up", "Staff": "square",
          "Staff and others": "square", "Others": "diamond"}  # fmt: skip
TALLEST, MOST_COLUMNS = 8, 5  # dots in a column before a second one begins
LABEL, GAP = 1.7, 0.5  # of a row, in dots
# Pixels: a dot with its room, the most they may rise and spread, words, and the axis at the foot.
PLAIN = {"dot": 18.0, "height": 300.0, "width": 220.0, "font": 13, "foot": 58}
ROOM = {"dot": 34.0, "height": 520.0, "width": 480.0, "font": 22, "foot": 150}
NAMED, LETTERS = 6, 11  # levels that have their names in a room, and letters of a line
PAD = 0.12  # of a level: a middle half that is one level wide can still be seen


def scores(found: Spread, level_names: Sequence[str], room: bool = False) -> Picture:
    """A group's scores as dots over their levels, the middle half shaded, and no names.

    One row for all, or one each for volunteers and staff where both may be shown. Rows: row, level,
    across, up. In a `room` everything is larger, and levels have their names.
    """
    of = found.rows or {"All scores": found.counts}
    size = ROOM if room else PLAIN
    most = max((max(counts) for counts in of.values()), default=0)
    columns = min(max(ceil(most / TALLEST), 1), MOST_COLUMNS)
    lanes, dots, up = _lanes(of, columns)
    step = min(size["dot"], size["height"] / up)
    wide = min(step * 0.86, size["width"] / (found.number_of_levels * columns))
    band = []
    if found.lower_quartile is not None and found.upper_quartile is not None:
        band = [{"from": found.lower_quartile - PAD, "to": found.upper_quartile + PAD}]
    spec = _scores_spec(tuple(level_names), room, round(up, 2), round(wide * wide))
    datasets = {"dots": dots, "lanes": lanes, "band": band}
    height = round(step * up + size["foot"])
    return Picture({**spec, "datasets": datasets, "height": height}, dots, _scores_told(found, of))


def _lanes(
    of: Mapping[str, Sequence[int]], columns: int
) -> tuple[list[dict[str, Any]], list[dict[str, Any]], float]:
    """Where each row's label and dots stand, from the foot up, and how high they are together."""
    lanes, dots = [], []
    up = 0.0
    for row, counts in reversed(list(of.items())):
        tall = max(max(ceil(count / min(columns, count)) if count else 0 for count in counts), 1)
        for level, count in enumerate(counts, start=1):
            beside = min(columns, count)
            for at in range(count):
                dots.append({
                    "row": row, "level": level,
                    "across": round(level + (at % beside - (beside - 1) / 2) * 0.8 / columns, 3),
                    "up": up + at // beside + 0.6,
                })  # fmt: skip
        lanes.append({"row": row, "up": up + tall + LABEL / 2 + 0.2, "words": _lane(row, counts)})
        up += tall + LABEL + GAP
    return lanes, dots, up


def _lane(row: str, counts: Sequence[int]) -> str:
    return f"{row}: {people(sum(counts))}"


def _scores_told(found: Spread, of: Mapping[str, Sequence[int]]) -> str:
    if not found.n:
        return wording.scorers(found)
    rows = [f"{row}: {wording.by_level(counts)}" for row, counts in of.items()]
    return " ".join([wording.scorers(found), *rows, wording.middle_half_of(found)])


@lru_cache(maxsize=64)
def _scores_spec(names: tuple[str, ...], room: bool, up: float, area: int) -> dict[str, Any]:
    font = (ROOM if room else PLAIN)["font"]
    named = room and len(names) <= NAMED
    labels = [
        [str(at), *(wrap(name, LETTERS, max_lines=3, placeholder=" …") if named else ())]
        for at, name in enumerate(names, 1)
    ]
    axis = alt.Axis(
        title="Level (shaded: middle half of scores)", values=list(range(1, len(names) + 1)),
        grid=True, gridDash=[2, 2], labelExpr=f"{json.dumps(labels)}[datum.value - 1]",
        labelOverlap=False, labelFlush=False, labelLimit=0, labelLineHeight=font * 1.1,
    )  # fmt: skip
    scale = alt.Scale(domain=[0.5, len(names) + 0.5], nice=False, zero=False)
    upward = alt.Scale(domain=[0, up], nice=False)
    y = alt.Y(field="up", type="quantitative", scale=upward, axis=None)
    band = alt.Chart(alt.NamedData("band")).mark_rect(color=GREY, opacity=0.22).encode(
        x=alt.X(field="from", type="quantitative", scale=scale, axis=axis), x2=alt.X2(field="to")
    )  # fmt: skip
    shape = alt.Shape(
        field="row", type="nominal", legend=None,
        scale=alt.Scale(domain=list(SHAPES), range=list(SHAPES.values())),
    )  # fmt: skip
    dots = alt.Chart(alt.NamedData("dots")).mark_point(
        filled=True, opacity=1, color=BLUE, size=area
    ).encode(
        x=alt.X(field="across", type="quantitative", scale=scale, axis=axis), y=y, shape=shape
    )  # fmt: skip
    words = alt.Chart(alt.NamedData("lanes")).mark_text(
        align="left", baseline="middle", color=WORDS, fontSize=font, fontWeight="bold"
    ).encode(
        x=alt.value(4), y=y, text=alt.Text(field="words", type="nominal")
    )  # fmt: skip
    drawn = alt.layer(band, dots, words)
    return lettered(drawn, font).configure_mark(aria=False).to_dict()
