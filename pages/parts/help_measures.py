"""How each measure is made: what is over what, from which records, and how figures are joined."""

from html import escape

from engagement_metrics import framework
from engagement_metrics.framework import Framework, Indicator, local
from engagement_metrics.models import AddsUp, Aim, IndicatorKind
from engagement_metrics.store import until_changed
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


@until_changed(maxsize=4)
def whole(definitions: Framework) -> str:
    """The chapter with every measure, as HTML; the same definitions are worded once."""
    return f"<h2>How each measure is made</h2>{boxes(found(definitions, ''))}"


def boxes(indicators: list[Indicator]) -> str:
    """Each measure as a closed box under its heading, as HTML; our own come last."""
    headings = {**framework.load().headings, local.SECTION: local.HEADING}
    parts = []
    for section, heading in headings.items():
        own = [one for one in indicators if one.section == section]
        if own:
            parts.append(f"<h3>{escape(heading)}</h3>{''.join(map(_box, own))}")
    return "".join(parts)


def _box(indicator: Indicator) -> str:
    told = help_words.listed(made(indicator).items())
    inside = f"<p>{escape(indicator.definition)}</p>{told}"
    return help_words.box(indicator.name, inside, name=indicator.id)


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
