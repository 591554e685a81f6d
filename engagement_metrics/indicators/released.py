"""Measures about priority groups as everybody sees them: sums of released cells."""

from engagement_metrics.disclosure import ReleasedGroups
from engagement_metrics.framework import Framework
from engagement_metrics.indicators.records import NO_RELEASE, of_groups, sorted_categories
from engagement_metrics.indicators.totals import Totals
from engagement_metrics.indicators.values import Part, Value, no
from engagement_metrics.models import Aim, ValueState
from engagement_metrics.store import Filter, GroupRow, Setup

ROUNDED = "Rounded to protect people: 5 means between 1 and 9."
NOT_BY_TOPIC = "Figures about groups of people are not released by topic."
FEWEST_SHOWN = 10  # under it nobody is told whether it was any


def groups(
    totals: Totals,
    framework: Framework,
    setup: Setup,
    wanted: Filter,
    aim: Aim,
    group_id: int | None,
) -> Value:
    """INF-04 and ENG-04 in the shared view; groups overlap and are never added.

    A line's bottom is how many people are shown to be in the group or not.
    """
    if wanted.topic_id is not None:
        return no(ValueState.WITHHELD, NOT_BY_TOPIC)
    if totals.released is None or totals.released.empty:
        return no(ValueState.WITHHELD, NO_RELEASE)
    parts = tuple(
        Part(group.name, _group(totals.released, framework, group, aim), group.id)
        for group in setup.asked_for(group_id)
    )
    return of_groups(parts, group_id, "No figure of these groups was released for this.")


def _group(released: ReleasedGroups, framework: Framework, group: GroupRow, aim: Aim) -> Value:
    inside, outside = sorted_categories(framework, group)
    number = others = 0
    for cell in released.cells:
        if cell.aim == aim and cell.characteristic == group.characteristic:
            number += cell.shown if cell.answer in inside else 0
            others += cell.shown if cell.answer in outside else 0
    if not number + others:
        return no(ValueState.NOT_MEASURED, "Nobody is shown to have been asked about this.")
    if number < FEWEST_SHOWN:
        return no(ValueState.WITHHELD, f"None or very few. {ROUNDED}")
    return Value(ValueState.MEASURED, number, number, number + others, because=ROUNDED)
