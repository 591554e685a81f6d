"""Levels side by side: over the rounds of a place with breaks, and the latest of each place."""

from html import escape

import streamlit as st

from engagement_metrics import charts, maturity
from engagement_metrics.charts import Picture
from engagement_metrics.indicators.assessed import as_assessed
from engagement_metrics.maturity import AssessedRound, Path, ProfileRow, Standing, Step, wording
from engagement_metrics.store import until_changed
from pages.parts import drawn, fields, heard_table
from pages.parts.assessed_view import AssessedView
from pages.parts.heard_table import Cell, Table

MOST = 6  # rounds in the table; one dimension in full has them all
BREAK = "New words: from there on a level is not the same as before, so the two are not compared."
FIRST = "This is the first round here. After the next one you will see what moved."


def over_rounds(view: AssessedView) -> None:
    """A line for each dimension and a column for each round, where the place has two or more."""
    st.header("From round to round", anchor=False)
    if len(view.path) < 2:
        st.write(FIRST)
        return
    if any(step.broken for path in _paths(view) for step in path.steps):
        st.write(BREAK)
    st.html(_rounds(view))
    _draw(view, {path.dimension.name: at for at, path in enumerate(_paths(view))})


@until_changed(64)
def _paths(view: AssessedView) -> tuple[Path, ...]:
    return maturity.movement(view.path)


@until_changed(64)
def _rounds(view: AssessedView) -> str:
    first = max(0, len(view.path) - MOST)
    headings = ["Dimension", *(f"{one.held_on:%B %Y}" for one in view.path[first:]), "How it moved"]
    rows = [_moved(path, first) for path in _paths(view)]
    title = f"{view.place}: the level of each dimension over rounds"
    return heard_table.as_html(Table(title, headings, rows))


@until_changed(128)
def _picture(view: AssessedView, at: int) -> Picture:
    return charts.level_path(_paths(view)[at])


def _draw(view: AssessedView, paths: dict[str, int]) -> None:
    """The path of one dimension as a picture, with its sentence and table, once it is chosen."""
    with st.container(key="not-printed-path"):
        chosen = st.selectbox(
            "See the path of one dimension", list(paths), index=None,
            placeholder="Choose a dimension", key="path_of", bind="query-params",
        )  # fmt: skip
    if chosen is None or chosen not in paths:
        return
    picture = _picture(view, paths[chosen])
    st.write(fields.literal(picture.sentence))
    drawn.show(picture, "assessed.path")
    st.caption(charts.PATH_KEY)
    headings = ("Round", "What came of it")
    fields.table("Each round", headings, [(one["at"], one["words"]) for one in picture.rows])


def _moved(path: Path, first: int) -> list[str | Cell]:
    cells: list[str | Cell] = [_step(step) for step in path.steps[first:]]
    return [path.dimension.name, *cells, wording.moved(path)]


def _step(step: Step) -> Cell:
    words = {
        Standing.AGREED: f"{step.level}, {step.level_name}",
        Standing.NOT_AGREED: "Not agreed",
        Standing.NOT_SETTLED: "Not settled",
        Standing.NOT_ASSESSED: "Not looked at",
    }[step.standing]
    if not step.broken:
        return Cell(escape(words), "")
    return Cell(f"<strong>New words</strong><br>{escape(words)}", "new-words")


def by_place(view: AssessedView) -> None:
    """The latest round of each place, side by side: the dimensions that two or more looked at."""
    st.header("Place by place", anchor=False)
    st.write("The latest round of each place. Groups differ, so this is no league table.")
    latest = {name: as_assessed(one, view.setup) for name, one in view.latest.items()}
    profiles = {
        name: {row.dimension.id: row for row in maturity.profile(one)}
        for name, one in latest.items()
    }
    every = dict.fromkeys(key for of in (profiles[view.place], *profiles.values()) for key in of)
    keys = [key for key in every if sum(key in of for of in profiles.values()) > 1]
    if alone := len(every) - len(keys):
        dimensions = "1 dimension was" if alone == 1 else f"{alone} dimensions were"
        st.write(f"Not in this table: {dimensions} looked at in one place alone.")
    if not keys:
        return
    headings = ["Dimension", *(f"{name}, {one.held_on:%B %Y}" for name, one in latest.items())]
    rows = [_side_by_side(view.place, latest, profiles, key) for key in keys]
    heard_table.draw(Table("The level of each dimension, place by place", headings, rows))


def _side_by_side(
    here: str,
    latest: dict[str, AssessedRound],
    profiles: dict[str, dict[str, ProfileRow]],
    key: str,
) -> list[str | Cell]:
    """One dimension in each place. Words unlike those of the first place that has it are told."""
    having = [name for name in (here, *profiles) if key in profiles[name]]
    told = maturity.wording_of(latest[having[0]].model, key)
    cells: list[str | Cell] = []
    for name, one in latest.items():
        row = profiles[name].get(key)
        same = row is None or maturity.wording_of(one.model, key) == told
        cells.append(_cell(one, row, same))
    return [profiles[having[0]][key].dimension.name, *cells]


def _cell(one: AssessedRound, row: ProfileRow | None, same: bool) -> str | Cell:
    if row is None:
        return "Not looked at"
    words = "Not settled"
    if row.standing is Standing.AGREED:
        words = f"{row.level} of {len(one.model.levels)}, {row.level_name}"
    elif row.standing is Standing.NOT_AGREED:
        words = "Not agreed"
    return words if same else Cell(f"{escape(words)}<br><em>in other words</em>", "new-words")
