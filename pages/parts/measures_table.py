"""Measures as real tables with headings; on a phone each line becomes a card."""

from collections.abc import Iterable, Mapping
from html import escape

from engagement_metrics import charts, indicators
from engagement_metrics.framework import Indicator
from engagement_metrics.models import Direction
from pages.parts import face, measures_links
from pages.parts.measures_links import Along
from pages.parts.measures_look import STYLE
from pages.parts.measures_signs import Signs
from pages.parts.view import View

HEADINGS = ("Measure", "Figure", "Target", "Where it stands", "How it moves")


def drawn(
    view: View,
    sections: Iterable[tuple[str, Iterable[Indicator]]],
    said: Mapping[str, str],
    signs: Mapping[str, Signs],
    along: Along,
) -> str:
    """A heading and a table for each section, as one piece of the page."""
    return STYLE + "".join(
        _table(view, name, under, said, signs, along) for name, under in sections
    )


def _table(
    view: View, name: str, under: Iterable[Indicator], said: Mapping[str, str],
    signs: Mapping[str, Signs], along: Along,
) -> str:  # fmt: skip
    heads = "".join(f'<th scope="col" role="columnheader">{text}</th>' for text in HEADINGS)
    rows = "".join(
        _row(view, indicator, said[indicator.id], signs.get(indicator.id), along)
        for indicator in under
    )
    # The roles stand for the table where a phone's cards would take its meaning away.
    return (
        f'<h2>{escape(name)}</h2><table class="measures" role="table">'
        f'<caption class="unseen">{escape(name)}</caption>'
        f'<thead role="rowgroup"><tr role="row">{heads}</tr></thead>'
        f'<tbody role="rowgroup">{rows}</tbody></table>'
    )


def _row(view: View, indicator: Indicator, said: str, signs: Signs | None, along: Along) -> str:
    aimed = view.aimed[indicator.id]
    edge = ""
    if aimed is not None and indicator.direction is not Direction.WATCH:
        edge = face.EDGE.get(aimed.standing, "")
    more = [indicators.of_target(aimed)]
    link = measures_links.address("measure", along, cell=indicator.id, **{"from": "measures"})
    cells = (
        _figure(view, indicator),
        escape(aimed.text if aimed else "none set"),
        f"<strong>{escape(indicators.stands(indicator, aimed))}</strong>" + _more(more),
        _moves(said, signs),
    )
    return (
        f'<tr role="row" class="{edge}"><th scope="row" role="rowheader">'
        f'<a href="{link}" data-open="{indicator.id}">{escape(indicator.name)}</a></th>'
        + "".join(
            f'<td role="cell"><span class="name" aria-hidden="true">{head}</span>'
            f"<span>{cell}</span></td>"
            for head, cell in zip(HEADINGS[1:], cells, strict=True)
        )
        + "</tr>"
    )


def _moves(said: str, signs: Signs | None) -> str:
    """The two icons where there are enough points, and what can be said in words."""
    icons = "".join(charts.icon(name, 40) for name in signs.icons) if signs else ""
    return (f'<span class="signs">{icons}</span>' if icons else "") + escape(said)


def _figure(view: View, indicator: Indicator) -> str:
    """The number or the state, what it counts, and below it what it is made of or why not."""
    value, wanted = view.values[indicator.id], view.wanted
    more = [indicators.made_of(indicator, value), indicators.base(value), value.because]
    if wanted.period is not None and wanted.period.end < wanted.day:  # else the page's head says so
        more.append(indicators.may_change(indicator, value, wanted.period, wanted.day))
    return (
        f"<strong>{escape(indicators.face(indicator, value))}</strong> "
        f"{escape(indicators.unit(indicator, value))}" + _more(more)
    )


def _more(told: Iterable[str]) -> str:
    return "".join(f'<span class="more">{escape(text)}</span>' for text in told if text)
