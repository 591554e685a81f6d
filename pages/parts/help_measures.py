"""How each measure is made: what is over what, from which records, and how figures are joined."""

from functools import lru_cache
from html import escape

import streamlit as st

from engagement_metrics import framework
from engagement_metrics.framework import Framework, Indicator, local
from engagement_metrics.models import AddsUp, Aim, IndicatorKind
from pages.parts import help_words

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


def found(definitions: Framework, search: str) -> list[Indicator]:
    """The measures that hold all that was searched, in the order of their sections; all for ''."""
    return [
        indicator
        for indicator in definitions.indicators.values()
        if not search
        or help_words.fits(
            search,
            f"{indicator.id} {indicator.name} {indicator.definition} {indicator.top} "
            f"{indicator.bottom}",
        )
    ]


def show(indicators: list[Indicator]) -> None:
    """Each measure as a closed box under its heading; our own come last."""
    headings = {**framework.load().headings, local.SECTION: local.HEADING}
    for section, heading in headings.items():
        own = tuple(one for one in indicators if one.section == section)
        if own:
            st.subheader(heading, anchor=False)
            st.html(_boxes(own))


@lru_cache(maxsize=64)
def _boxes(indicators: tuple[Indicator, ...]) -> str:
    return "".join(_box(one) for one in indicators)


def _box(indicator: Indicator) -> str:
    """A measure that opens on a click, as HTML: so many boxes of Streamlit's own would be slow."""
    return (
        f'<details id="{escape(indicator.id)}">'
        f'<summary style="cursor: pointer">{escape(indicator.name)}</summary>'
        f'<div style="padding: 0.35rem 0 0.35rem 1.1rem"><p>{escape(indicator.definition)}</p>'
        f"{help_words.listed(made(indicator).items())}</div></details>"
    )


def made(indicator: Indicator) -> dict[str, str]:
    """How a measure is made, line by line: what is asked, and the answer."""
    bottom = {"Bottom number": indicator.bottom} if indicator.bottom else {}
    days = indicator.settles_after
    settled = {"Settled": f"{days} days after the time it is about has ended."} if days else {}
    return {
        "Short name": f"{indicator.id}, {KINDS[indicator.kind]}",
        "Aim": _aims(indicator),
        ("Top number" if bottom else "What is counted"): indicator.top,
        **bottom,
        "Where it comes from": origin(indicator),
        "Shown for": ", ".join(period.value for period in indicator.periods),
        "Over time": OVER_TIME[indicator.adds_over_time],
        "Over places": OVER_PLACE[indicator.adds_over_place],
        **settled,
        "Source": indicator.source,
    }


def _aims(indicator: Indicator) -> str:
    if set(indicator.aims) == set(Aim):
        return "All four aims"
    aims = framework.load().aims
    return ", ".join(aims[aim].name for aim in indicator.aims)


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
    known = framework.load().questions
    asked = [known[key] for key in indicator.questions]
    question = f" The question asked: {' / '.join(q.wording() for q in asked)}" if asked else ""
    return f"Worked out from: {told}.{question}"
