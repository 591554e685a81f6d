"""The face of one cell: one wide link with the measure, its number or state, and its target."""

from html import escape

from engagement_metrics import indicators
from engagement_metrics.framework import Indicator
from engagement_metrics.indicators import Standing
from pages.parts import measures_links
from pages.parts.measures_links import Along
from pages.parts.view import View

EDGE = {
    Standing.MET: "met",
    Standing.MET_SO_FAR: "met",
    Standing.NOT_MET: "missed",
    Standing.NOT_MET_SO_FAR: "missed",
}


def link(view: View, indicator: Indicator, along: Along) -> str:
    """The cell as one wide link that opens it in full; `along` goes with its address."""
    name, face, *more = told(view, indicator)
    aimed = view.aimed[indicator.id]
    edge = EDGE.get(aimed.standing, "") if aimed is not None else ""
    below = "".join(f" <span>{escape(line)}</span>" for line in more)
    address = measures_links.address("measure", along, cell=indicator.id)
    return (
        f'<a class="cell {edge}" href="{address}" data-open="{indicator.id}">'
        f"{escape(name)} <strong>{escape(face)}</strong>{below}</a>"
    )


def told(view: View, indicator: Indicator) -> list[str]:
    """A cell's face, line by line: the measure, its number or state, and at last its target."""
    value, aimed = view.values[indicator.id], view.aimed[indicator.id]
    groups = [part for part in value.parts if part.group_id is not None]
    groups.sort(key=lambda part: -(part.value.number or -1 if part.value.measured else -2))
    more = [indicators.unit(indicator, value)]
    more += [f"{part.label}: {indicators.face(indicator, part.value)}" for part in groups[:3]]
    if len(groups) > 3:
        more.append(f"and {len(groups) - 3} more")
    if value.complete is not None and value.complete != value.held:
        more.append(indicators.base(value))
    more.append(view.reported.get(indicator.id, ""))
    if aimed is not None:
        word = "" if aimed.standing is Standing.NO_FIGURE else f" – {aimed.standing}"
        more.append(f"Target: {aimed.text}{word}")
    return [indicator.name, indicators.face(indicator, value), *filter(None, more)]
