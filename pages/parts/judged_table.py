"""What stands below an XmR chart: why limits begin, its notes, and the chart as a table."""

from html import escape

import streamlit as st

from engagement_metrics import charts
from engagement_metrics.charts import Picture
from engagement_metrics.framework import Indicator
from engagement_metrics.models import PeriodKind
from engagement_metrics.store import until_changed
from pages.parts import boxes, fields, judging_words
from pages.parts.judged_series import Series

HEADS = ("Period", "Figure", "Mean", "Lower limit", "Upper limit", "What it says", "Note")


@until_changed(128)
def picture(indicator: Indicator, series: Series) -> Picture:
    """The chart of a judged series, made once."""
    return charts.xmr(
        indicator, series.points, series.judged, target=series.target, reasons=series.reasons,
        notes=series.notes, breaks=series.breaks, shown=series.shown,
    )  # fmt: skip


def show(indicator: Indicator, series: Series, kind: PeriodKind) -> None:
    """Why new limits begin, the notes by their number, and the chart as a table."""
    told = [judging_words.begins(series, at) for at in series.reasons]
    told += [f"Note {at}, {label}: {text}" for at, (label, text) in enumerate(series.notes, 1)]
    if told:
        items = "".join(f"<li>{escape(line)}</li>" for line in told)
        st.html(f"<ul>{items}</ul>")
    boxes.shut(
        f"judged.{indicator.id}.{kind.value}", "The judged figures as a table",
        lambda: fields.table(*_table(indicator, series, kind)),
    )  # fmt: skip
    st.html(_on_paper(indicator, series, kind))


def _table(
    indicator: Indicator, series: Series, kind: PeriodKind
) -> tuple[str, tuple[str, ...], list[tuple[str, ...]]]:
    rows = judging_words.rows(indicator, picture(indicator, series))
    return f"{indicator.name}, judged by {kind.value}", HEADS, rows


@until_changed(128)
def _on_paper(indicator: Indicator, series: Series, kind: PeriodKind) -> str:
    return fields.paper_html(*_table(indicator, series, kind))
