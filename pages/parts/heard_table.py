"""Tables of who was heard: each line is a card on a narrow page, and paper has all of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

import streamlit as st

from engagement_metrics.documents import MARK
from pages.parts.heard_view import HeardView

RULES = (Path(__file__).parent / "heard.css").read_text(encoding="utf-8")
STYLE = f"<style>{RULES}</style>"  # for a page that has such a table among other things


@dataclass(frozen=True)
class Cell:
    """A cell of more than text: HTML whose words are escaped already, and a class for its look."""

    html: str
    look: str


@dataclass(frozen=True)
class Table:
    """A table as it is drawn: the first column names the line; `numbers` hold figures."""

    caption: str
    headings: Sequence[str]
    rows: Sequence[Sequence[str | Cell]]
    numbers: Iterable[int] = ()
    look: str = ""


def lay_out(view: HeardView) -> None:
    """The look of the tables; on paper what was asked for, and whose view it is on each sheet."""
    topic = view.wanted.topic_id
    asked = [view.place, view.period, "" if topic is None else view.setup.topics[topic].name]
    mark = MARK[view.audience].replace('"', "")
    st.html(
        f"<style>{RULES}@media print {{ @page {{ margin-top: 14mm; "
        f'@top-left {{ content: "{mark}"; font: bold 8pt Arial, sans-serif; }} }} }}</style>'
        f'<p class="print-only">{escape(" · ".join(filter(None, asked)))}</p>'
    )


def draw(table: Table, *, on_paper: Table | None = None) -> None:
    """The table; and one that only paper shows, as nothing folded opens there."""
    st.html(as_html(table, on_paper))


def as_html(table: Table, on_paper: Table | None = None) -> str:
    """What `draw` puts on the page, for one that is kept."""
    more = f'<div class="print-only">{_html(on_paper)}</div>' if on_paper else ""
    return _html(table) + more


def _html(table: Table) -> str:
    right = set(table.numbers)
    heads = "".join(
        f'<th scope="col" role="columnheader"{_class(at, right)}>{escape(text)}</th>'
        for at, text in enumerate(table.headings)
    )
    rows = "".join(_row(table.headings, row, right) for row in table.rows)
    # The roles stand for the table where a phone's cards would take its meaning away.
    return (
        f'<div class="wide" tabindex="0" role="region" aria-label="{escape(table.caption)}">'
        f'<table class="plain heard {table.look}" role="table">'
        f"<caption>{escape(table.caption)}</caption>"
        f'<thead role="rowgroup"><tr role="row">{heads}</tr></thead>'
        f'<tbody role="rowgroup">{rows}</tbody></table></div>'
    )


def _row(headings: Sequence[str], row: Sequence[str | Cell], right: set[int]) -> str:
    cells = []
    for at, cell in enumerate(row):
        text = cell.html if isinstance(cell, Cell) else escape(cell).replace("\n", "<br>")
        look = f' class="{cell.look}"' if isinstance(cell, Cell) else _class(at, right)
        name = f'<span class="name" aria-hidden="true">{escape(headings[at])}</span>'
        cells.append(
            f'<td role="cell"{look}>{name}<span>{text}</span></td>'
            if at
            else f'<th scope="row" role="rowheader">{text}</th>'
        )
    return f'<tr role="row">{"".join(cells)}</tr>'


def _class(at: int, right: set[int]) -> str:
    return ' class="n"' if at in right else ""
