"""How each measure is made: what is over what, from which records, and how figures are joined."""

import streamlit as st

from engagement_metrics import framework
from engagement_metrics.framework import Indicator
from engagement_metrics.models import AddsUp, Aim, IndicatorKind
from pages.parts import help_words
from pages.parts.fields import literal

KINDS = {
    IndicatorKind.OUTPUT: "an output: what we did",
    IndicatorKind.OUTCOME: "an outcome: what changed for people",
    IndicatorKind.METHOD: "a method: how well we keep our records",
}
OVER_TIME = {
    AddsUp.SUM: "Months are added to make a longer time.",
    AddsUp.RATIO_OF_SUMS: "All the top numbers are added, and all the bottom ones. Then one is "
    "set over the other.",
    AddsUp.LATEST: "The last figure stands for the whole time.",
    AddsUp.NEVER: "Figures of more than one time are not joined.",
}
OVER_PLACE = {
    AddsUp.SUM: "Places are added to make a larger one.",
    AddsUp.RATIO_OF_SUMS: "All the top numbers are added, and all the bottom ones. Then one is "
    "set over the other.",
    AddsUp.LATEST: "The last figure of any place stands for all.",
    AddsUp.NEVER: "Figures of more than one place are not joined.",
}


def found(search: str) -> list[Indicator]:
    """The measures that hold all that was searched, in the order of the matrix; all for ''."""
    return [
        indicator
        for indicator in framework.load().indicators.values()
        if help_words.fits(
            search,
            f"{indicator.id} {indicator.name} {indicator.definition} {indicator.top} "
            f"{indicator.bottom}",
        )
    ]


def show(indicators: list[Indicator]) -> None:
    """Each measure as a closed box under its aim; the measures of all aims come last."""
    aims = framework.load().aims
    headings = {aim: definition.name for aim, definition in aims.items()}
    for aim in (*Aim, None):
        own = [one for one in indicators if _aim(one) is aim]
        if own:
            st.subheader(headings[aim] if aim else "All four aims", anchor=False)
        for indicator in own:
            with st.expander(literal(indicator.name), key=f"measure.{indicator.id}"):
                st.write(literal(indicator.definition))
                st.html(help_words.listed(made(indicator).items()))


def _aim(indicator: Indicator) -> Aim | None:
    return indicator.aims[0] if len(indicator.aims) == 1 else None


def made(indicator: Indicator) -> dict[str, str]:
    """How a measure is made, line by line: what is asked, and the answer."""
    bottom = {"Bottom number": indicator.bottom} if indicator.bottom else {}
    return {
        "Short name": f"{indicator.id}, {KINDS[indicator.kind]}",
        ("Top number" if bottom else "What is counted"): indicator.top,
        **bottom,
        "Where it comes from": origin(indicator),
        "Shown for": ", ".join(period.value for period in indicator.periods),
        "Over time": OVER_TIME[indicator.adds_over_time],
        "Over places": OVER_PLACE[indicator.adds_over_place],
        "Source": indicator.source,
    }


def origin(indicator: Indicator) -> str:
    """Whether it is typed, waits, or is worked out, and then from which tables and fields.

    >>> origin(framework.load().indicators["REC-02"])
    'Worked out from: activity (minutes taken, status, month, place id, withdrawn).'
    """
    if indicator.typed:
        return "Typed in, with its source, in Record a figure."
    if indicator.waits:
        return f"Not told yet. {indicator.waits_for}"
    tables: dict[str, list[str]] = {}
    for part in indicator.calculated_from:
        table, field = part.split(".")
        tables.setdefault(table.replace("_", " "), []).append(field.replace("_", " "))
    told = "; ".join(f"{table} ({', '.join(fields)})" for table, fields in tables.items())
    asked = framework.load().questions_of(indicator.id)
    question = f" The question asked: {' / '.join(q.wording() for q in asked)}" if asked else ""
    return f"Worked out from: {told}.{question}"
