"""The profile of a round: each dimension with level, target, closeness of scores and evidence."""

from datetime import date
from html import escape

import streamlit as st

from engagement_metrics import charts
from engagement_metrics.charts import Picture
from engagement_metrics.maturity import ProfileRow, Standing, wording
from engagement_metrics.store import until_changed
from pages.parts import drawn, fields, heard_table
from pages.parts.assessed_view import AssessedView
from pages.parts.days import day
from pages.parts.heard_table import Cell, Table

HEADINGS = ("Dimension", "Level", "Target", "First scores", "Evidence")


def show(view: AssessedView) -> None:
    """The picture, its sentence, and the table with the words of each agreed level."""
    st.header("Dimension by dimension", anchor=False)
    picture = _picture(view)
    st.write(fields.literal(picture.sentence))
    if not view.rows:
        return
    drawn.show(picture, "assessed.profile")
    st.caption(f"{charts.PROFILE_KEY} {wording.NO_HEADLINE}")
    st.html(_table(view, date.today()))


@until_changed(64)
def _picture(view: AssessedView) -> Picture:
    return charts.level_profile(view.rows, len(view.assessed.model.levels))


@until_changed(64)
def _table(view: AssessedView, today: date) -> str:
    rows = [_row(row, today) for row in view.rows]
    title = f"{view.found.title}, each dimension"
    return heard_table.as_html(Table(title, HEADINGS, rows, look="profile"))


def _row(row: ProfileRow, today: date) -> tuple[str | Cell, ...]:
    return (
        row.dimension.name, _level(row), _target(row), closeness(row),
        wording.evidence_of(row, today),
    )  # fmt: skip


def _level(row: ProfileRow) -> Cell:
    if row.standing is Standing.AGREED:
        name = f"{row.level}, {row.level_name}"
        return Cell(f"<strong>{escape(name)}</strong><br>{escape(row.statement)}", "level")
    if row.standing is Standing.NOT_AGREED:
        said = escape(wording.range_of_few(row.latest))
        return Cell(f"<strong>Not agreed</strong><br>{said}", "level")
    return Cell("Not settled", "level")


def _target(row: ProfileRow) -> str | Cell:
    if row.target is None:
        return Cell("None set", "unset")
    return f"{row.target} by {day(row.target_by)}" if row.target_by else str(row.target)


def closeness(row: ProfileRow) -> str:
    """How far the group agreed at first, in a few words; nothing of it where too few scored."""
    found = row.spread
    if not found.n:
        return wording.NO_SCORES if row.revealed else "Not shown yet"
    if found.n < wording.FEWEST_FOR_RANGE:
        return wording.TOO_FEW_FOR_RANGE
    said = "" if found.band is None else f"{wording.BAND_WORDS[found.band]}. "
    return f"{said}{wording.range_of(found)}"
