"""What a figure is made of, as its measure is worded for the period that is chosen."""

import streamlit as st

from engagement_metrics.framework import Indicator, local
from engagement_metrics.models import Period, TypedFigure
from engagement_metrics.store import Setup
from pages.parts import fields, figure_period
from pages.parts.hints import hint


def worded(form: str, setup: Setup, indicator: Indicator) -> Indicator:
    """The measure as it was worded for the chosen period; said where that differs from today."""
    code = figure_period.chosen(form)
    if code is None:
        return indicator
    found = local.in_force(setup.measures, indicator, Period.parse(code))
    if found is None:
        hint("The wording changed within this period. Choose a shorter one.")
    elif found != indicator:
        hint(f"An earlier wording holds for this period: {found.definition}")
    return found or indicator


def numbers(form: str, indicator: Indicator, row: TypedFigure | None) -> None:
    """The boxes for what is over what."""
    wanted = [("top", indicator.top)]
    if indicator.bottom:
        known = " (if known)" if indicator.unit_kind == "count" else ""
        wanted.append(("bottom", f"Out of: {indicator.bottom}{known}"))
    for name, words in wanted:
        # Not a box for whole numbers, which would quietly make 12 of 12.5: entry says what to do.
        st.number_input(
            words, value=getattr(row, name) if row else None, step=1.0, format="%g",
            key=f"{form}.{name}",
        )  # fmt: skip
        fields.beside(form, name)
