"""A measure's figures as a table, each period with a way to the records behind it."""

from html import escape
from urllib.parse import quote

import streamlit as st

from engagement_metrics import indicators
from engagement_metrics.framework import Indicator
from engagement_metrics.indicators import Point, Value
from engagement_metrics.models import PeriodKind
from pages.parts import boxes, fields, measures_links
from pages.parts.view import View

HEADS = ("Figure", "Made of")


def offer(view: View, indicator: Indicator, points: tuple[Point, ...], kind: PeriodKind) -> None:
    """The table in a shut box; years, which no other table holds, are on paper too."""
    boxes.shut(
        f"periods.{indicator.id}.{kind.value}",
        f"Each {kind.value} as a table, with a way to its records",
        lambda: _show(view, indicator, points, kind),
    )
    if kind is PeriodKind.YEAR:
        rows = [
            (
                p.label, indicators.so_far(indicator, p, view.wanted.day),
                made_of(indicator, p.value),
            )
            for p in reversed(points)
        ]  # fmt: skip
        fields.on_paper(f"{indicator.name}, by year", ("Year", *HEADS), rows)


def _show(view: View, indicator: Indicator, points: tuple[Point, ...], kind: PeriodKind) -> None:
    """The latest period first; what is measured has a link that asks for that period."""
    came = st.query_params.get("from")
    link = measures_links.asked(cell=indicator.id, period=None, **{"from": came})
    rows = "".join(_row(view, indicator, point, link) for point in reversed(points))
    caption = escape(f"{indicator.name}, by {kind.value}")
    heads = "".join(f"<th scope=col>{head}</th>" for head in (kind.value.capitalize(), *HEADS))
    st.html(
        f'<p class="small">Choose a {kind.value} to see what is behind its figure.</p>'
        f'<div class="wide" tabindex="0" role="region" aria-label="{caption}">'
        f'<table class="plain"><caption>{caption}</caption><thead><tr>{heads}</tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )


def _row(view: View, indicator: Indicator, point: Point, link: str) -> str:
    name = escape(point.label)
    figure = indicators.so_far(indicator, point, view.wanted.day)
    if point.value.measured and point.period == view.wanted.period:
        name = f'<strong aria-current="true">{name} (shown on this page)</strong>'
    elif point.value.measured:
        link += f"&amp;period={quote(point.label)}"
        name = f'<a class="thumb" href="{link}" data-open="{indicator.id}">{name}</a>'
    return (
        f"<tr><td>{name}</td><td>{escape(figure)}</td>"
        f"<td>{escape(made_of(indicator, point.value))}</td></tr>"
    )


def made_of(indicator: Indicator, value: Value) -> str:
    """What a figure is made of, from how many activities, or why there is none; never blank."""
    told = indicators.made_of(indicator, value) or indicators.base(value) or value.because
    return told or ("counted" if indicator.calculated else "as typed in")
