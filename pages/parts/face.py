"""The face of one cell: a button with the measure, its number or state, and its target."""

import streamlit as st

from engagement_metrics import indicators
from engagement_metrics.framework import Indicator
from engagement_metrics.indicators import Standing
from pages.parts.fields import literal
from pages.parts.view import View


def button(view: View, indicator: Indicator) -> None:
    """The cell as one wide button that opens it in full."""
    if st.button(
        label(view, indicator), key=f"cell-{indicator.id}", width="stretch", wrap=True
    ):  # fmt: skip
        open_cell(indicator.id)


def label(view: View, indicator: Indicator) -> str:
    """A cell's face: the measure, its number or state, and its target with one word."""
    value, aimed = view.values[indicator.id], view.aimed[indicator.id]
    lines = [literal(indicator.name), f"**{literal(indicators.face(indicator, value))}**"]
    if unit := indicators.unit(indicator, value):
        lines.append(f"*{literal(unit)}*")
    groups = [part for part in value.parts if part.group_id is not None]
    groups.sort(key=lambda part: -(part.value.number or -1 if part.value.measured else -2))
    lines += [
        f"*{literal(f'{p.label}: {indicators.face(indicator, p.value)}')}*" for p in groups[:3]
    ]
    if len(groups) > 3:
        lines.append(f"*and {len(groups) - 3} more*")
    if value.complete is not None and value.complete != value.held:
        lines.append(f"*{literal(indicators.base(value))}*")
    if reported := view.reported.get(indicator.id):
        lines.append(f"*{literal(reported)}*")
    if aimed is not None:
        word = "" if aimed.standing is Standing.NO_FIGURE else f" – {aimed.standing}"
        lines.append(f"*{literal(f'Target: {aimed.text}{word}')}*")
    return " ".join(lines)


def open_cell(indicator: str | None) -> None:
    """Open a cell on its own page, or go back to the matrix; bound filters go along."""
    if indicator is None:
        st.switch_page("outcomes.py", query_params={})
    st.switch_page("measure.py", query_params={"cell": indicator})
