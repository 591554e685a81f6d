"""Choosing the period of a figure from lists of months, quarters and years."""

from datetime import date

import streamlit as st

from engagement_metrics.framework import Indicator
from engagement_metrics.models import Period, PeriodKind
from pages.parts import fields, forms
from pages.parts.hints import hint

LENGTHS = {PeriodKind.MONTH: "A month", PeriodKind.QUARTER: "A quarter", PeriodKind.YEAR: "A year"}
OFFERED = {PeriodKind.MONTH: 36, PeriodKind.QUARTER: 16, PeriodKind.YEAR: 12}
REPORTED = {
    PeriodKind.MONTH: "by month",
    PeriodKind.QUARTER: "by quarter",
    PeriodKind.YEAR: "by year",
}


def ask(form: str, indicator: Indicator, kept: str | None) -> None:
    """First how long, then which one; `kept` is the period of a figure that is being changed."""
    lengths = list(LENGTHS)
    begin = Period.parse(kept).kind if kept else indicator.periods[0]
    kind = st.radio(
        "How long a time is the figure for?", lengths, index=lengths.index(begin),
        format_func=LENGTHS.__getitem__, key=f"{form}.length", horizontal=True,
    )  # fmt: skip
    told = " and ".join(REPORTED[length] for length in indicator.periods)
    hint(f"This measure is shown {told}. A figure for a longer time cannot be split.")
    codes = offered(kind, date.today())
    if kept and Period.parse(kept).kind is kind and kept not in codes:
        codes.append(kept)
    st.selectbox(
        "Period", codes, index=codes.index(kept) if kept in codes else 1,
        format_func=label, key=f"{form}.period.{kind.value}",
    )  # fmt: skip
    fields.beside(form, "period")


def offered(kind: PeriodKind, today: date) -> list[str]:
    """The codes of the periods of a length up to the one that is running, the latest first.

    >>> offered(PeriodKind.QUARTER, date(2026, 5, 1))[:2]
    ['2026-27-Q1', '2025-26-Q4']
    """
    running = Period.containing(today, kind)
    return [running.before(steps).code for steps in range(OFFERED[kind])]


def label(code: str) -> str:
    """A period in words; the running one says so."""
    period = Period.parse(code)
    return f"{period.label}, so far" if period.end >= date.today() else period.label


def chosen(form: str) -> str | None:
    """The code of the period that is chosen just now."""
    length = forms.typed(form, "length")
    return forms.typed(form, f"period.{length.value}") if length else None
