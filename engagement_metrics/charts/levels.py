"""Agreed levels drawn: each dimension with its target, and one dimension over rounds."""

import json
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from textwrap import wrap
from typing import Any, Literal

import altair as alt

from engagement_metrics.charts.pictures import BLUE, GREY, WORDS, Picture, lettered
from engagement_metrics.maturity import Path, ProfileRow, Standing, Step, wording

GREEN = "#00857a"  # 3 to 1 from white and from black
PROFILE_KEY = (
    "A dot is the level the group agreed on. A diamond is the level it aims for. A grey bar is "
    "where it did not agree: it goes from the lowest score to the highest."
)
PATH_KEY = (
    "A dot is an agreed level. A grey bar goes from the lowest score to the highest where the "
    "group did not agree. Where there is no mark, this was not looked at or not settled."
)
LINE, TOP, MARK, HEAD = 17, 8, 34, 46  # pixels: words, above them, a dot, and the axis
NAME = 36  # letters of a line, so that it fits a phone


def level_profile(rows: Sequence[ProfileRow], number_of_levels: int) -> Picture:
    """The agreed level of each dimension and the level it aims for; there is no average.

    Rows: dimension, words, level, target, low, high. Not agreed is a bar through the range of the
    scores, not a level; what is not settled has its words alone. The sentence counts; the rows are
    the table to put beside it.
    """
    drawn: list[dict[str, Any]] = []
    down = 0
    for row in rows:
        name = wrap(row.dimension.name, NAME, max_lines=3, placeholder=" …")
        drawn.append(_profile_row(row, name, down))
        down += TOP + LINE * (len(name) + 1) + MARK
    spec = _profile_spec(tuple(range(1, number_of_levels + 1)), down)
    spec = {**spec, "datasets": {"rows": drawn}, "height": down + HEAD}
    return Picture(spec, drawn, _profile_told(rows))


def level_path(path: Path) -> Picture:
    """One dimension over the rounds of a place, the oldest first, broken where its words changed.

    Rows: at, order, level, low, high, part, words. A round that left it out, or has not settled it,
    is a gap; one that did not agree has a bar through the range of its scores. The target that was
    set last is a dashed line.
    """
    steps = [_step(order, step) for order, step in enumerate(path.steps)]
    breaks = [{"order": order - 0.5} for order, step in enumerate(path.steps) if step.broken]
    aims = [step.target for step in path.steps if step.part == path.steps[-1].part]
    target = next((aim for aim in reversed(aims) if aim is not None), None)
    sentence = f"{path.dimension.name}. {wording.moved(path)}"
    if target is not None:
        sentence += f" The dashed line is the target, level {target}."
    datasets = {
        "steps": steps,
        "breaks": breaks,
        "target": [] if target is None else [{"level": target}],
    }
    spec = _path_spec(path.number_of_levels, tuple(row["at"] for row in steps))
    spec = {**spec, "datasets": datasets, "height": 280}
    return Picture(spec, [row for row in steps if row["words"]], sentence)


def _profile_told(rows: Sequence[ProfileRow]) -> str:
    if not rows:
        return "This round has no dimensions yet."
    came_to = Counter(row.standing for row in rows)
    agreed, not_agreed = came_to[Standing.AGREED], came_to[Standing.NOT_AGREED]
    waiting = len(rows) - agreed - not_agreed
    said = f"The group agreed on a level for {agreed} of {len(rows)} dimensions."
    if not_agreed:
        said += f" It did not agree on {not_agreed}."
    if waiting:
        said += f" {waiting} {'is' if waiting == 1 else 'are'} not settled yet."
    return said


def _profile_row(row: ProfileRow, name: Sequence[str], down: int) -> dict[str, Any]:
    low, high = _bar(row.standing, row.latest.low, row.latest.high, row.latest.n)
    words = {
        Standing.AGREED: f"Level {row.level}, {row.level_name}",
        Standing.NOT_AGREED: _not_agreed(low, high),
    }.get(row.standing, "Not settled yet")
    if row.target is not None:
        words += f"; target {row.target}"
    return {
        "dimension": row.dimension.name, "words": words, "level": row.level,
        "target": row.target, "low": low, "high": high,
        "name": "\n".join(name), "top": down + TOP, "under": down + TOP + LINE * len(name),
        "on": down + TOP + LINE * (len(name) + 1) + MARK // 2,
    }  # fmt: skip


def _bar(
    standing: Standing, low: int | None, high: int | None, scorers: int
) -> tuple[int | None, int | None]:
    """The range of the scores where nothing was agreed, unless too few scored to show it."""
    if standing is not Standing.NOT_AGREED or scorers < wording.FEWEST_FOR_RANGE:
        return None, None
    return low, high


def _not_agreed(low: int | None, high: int | None) -> str:
    if low is None:
        return "Not agreed"
    return f"Not agreed: all scores {low}" if low == high else f"Not agreed: {low} to {high}"


def _step(order: int, step: Step) -> dict[str, Any]:
    low, high = _bar(step.standing, step.low, step.high, step.n)
    words = ""
    if step.level is not None:
        words = f"Level {step.level}, {step.level_name}"
    elif step.standing is Standing.NOT_AGREED:
        words = _not_agreed(low, high)
    return {
        "at": f"{step.held_on:%b %Y}", "order": order, "level": step.level, "low": low,
        "high": high, "part": step.part, "words": words,
        "bar": "Not agreed" if step.standing is Standing.NOT_AGREED else None,
    }  # fmt: skip


@lru_cache(maxsize=64)
def _profile_spec(ticks: tuple[int, ...], down: int) -> dict[str, Any]:
    rows = alt.NamedData("rows")
    axis = alt.Axis(
        title="Level", orient="top", values=list(ticks), grid=True, gridDash=[2, 2], format="d"
    )
    scale = alt.Scale(domain=[0.5, len(ticks) + 0.5], nice=False, zero=False)
    downward = alt.Scale(domain=[0, max(down, 1)], nice=False, reverse=True)

    def x(field: str) -> alt.X:
        return alt.X(field=field, type="quantitative", scale=scale, axis=axis)

    def y(field: str) -> alt.Y:
        return alt.Y(field=field, type="quantitative", scale=downward, axis=None)

    def words(field: str, at: str, weight: Literal["normal", "bold"]) -> alt.Chart:
        mark = alt.Chart(rows).mark_text(
            align="left", baseline="top", color=WORDS, fontSize=13, fontWeight=weight,
            lineBreak="\n", lineHeight=LINE,
        )  # fmt: skip
        return mark.encode(x=alt.value(4), y=y(at), text=alt.Text(field=field, type="nominal"))

    way = alt.Chart(rows).mark_rule(color=GREEN, strokeWidth=2, strokeDash=[4, 3])
    bar = alt.Chart(rows).mark_rule(color=GREY, strokeWidth=9, strokeCap="round")
    dot = alt.Chart(rows).mark_point(filled=True, opacity=1, color=BLUE, size=190)
    aim = alt.Chart(rows).mark_point(
        shape="diamond", filled=False, opacity=1, color=GREEN, size=330, strokeWidth=2.5
    )
    drawn = alt.layer(
        way.encode(x=x("level"), x2=alt.X2(field="target"), y=y("on")),
        bar.encode(x=x("low"), x2=alt.X2(field="high"), y=y("on")),
        aim.encode(x=x("target"), y=y("on")),
        dot.encode(x=x("level"), y=y("on")),
        words("name", "top", "bold"),
        words("words", "under", "normal"),
    )
    return lettered(drawn).configure_mark(aria=False).to_dict()


@lru_cache(maxsize=64)
def _path_spec(number_of_levels: int, labels: tuple[str, ...]) -> dict[str, Any]:
    steps = alt.NamedData("steps")
    across = alt.Scale(domain=[-0.5, len(labels) - 0.5], nice=False, zero=False)
    named = alt.Axis(
        title=None, values=list(range(len(labels))), grid=False,
        labelExpr=f"{json.dumps(labels)}[datum.value]", labelOverlap=False,
        labelAngle=-40 if len(labels) > 3 else 0,
    )  # fmt: skip
    x = alt.X(field="order", type="quantitative", scale=across, axis=named)
    up = alt.Scale(domain=[0.5, number_of_levels + 0.7], nice=False, zero=False)
    levels = alt.Axis(
        title="Level", values=list(range(1, number_of_levels + 1)), grid=True, gridDash=[2, 2],
        format="d",
    )  # fmt: skip

    def y(field: str) -> alt.Y:
        return alt.Y(field=field, type="quantitative", scale=up, axis=levels)

    line = alt.Chart(steps).mark_line(
        color=BLUE, strokeWidth=2, invalid="break-paths-show-path-domains"
    )
    bar = alt.Chart(steps).mark_rule(color=GREY, strokeWidth=9, strokeCap="round")
    dot = alt.Chart(steps).mark_point(filled=True, opacity=1, color=BLUE, size=150)
    said = alt.Chart(steps).mark_text(color=WORDS, fontSize=12, baseline="bottom", dy=-8)
    broken = alt.Chart(alt.NamedData("breaks"))
    aim = alt.Chart(alt.NamedData("target")).mark_rule(color=GREY, strokeDash=[6, 4])
    drawn = alt.layer(
        line.encode(x=x, y=y("level"), detail=alt.Detail(field="part", type="nominal")),
        bar.encode(x=x, y=y("low"), y2=alt.Y2(field="high")),
        dot.encode(x=x, y=y("level")),
        said.encode(x=x, y=y("high"), text=alt.Text(field="bar", type="nominal")),
        broken.mark_rule(color=WORDS, strokeDash=[2, 3], strokeWidth=2).encode(x=x),
        broken.mark_text(
            color=WORDS, fontSize=12, text="New words", align="left", dx=4, baseline="top"
        ).encode(x=x, y=alt.value(0)),
        aim.encode(y=y("level")),
    )
    return lettered(drawn).configure_mark(aria=False).to_dict()
