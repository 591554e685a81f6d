"""A list of records as one block of HTML: each in its own frame, with a link that opens it."""

from collections.abc import Callable, Iterable
from html import escape

import streamlit as st

from pages.parts import measures_links


def show(blocks: Iterable[str]) -> None:
    """The records one below the other, each given as HTML of its own."""
    st.html(html(blocks))


def html(blocks: Iterable[str]) -> str:
    """What `show` puts on the page, for a list that stands with more in one block."""
    items = "".join(f"<li>{block}</li>" for block in blocks)
    return f'<ul class="records" role="list">{items}</ul>'


def way(words: str, **asked: int) -> str:
    """A line with the link that opens a record, which is not printed; `asked` names the record."""
    return f'<p class="way">{link(words, **asked)}</p>'


def link(words: str, **asked: int) -> str:
    """The link that opens a record on this page; the page calls `measures_links.listen` for it."""
    to = measures_links.address("", (), **{name: str(number) for name, number in asked.items()})
    return f'<a class="open" href="{to}" data-open="{to}">{escape(words)}</a>'


def view() -> measures_links.Along:
    """What goes along with a link to another page: the view that is open, and nothing else."""
    return tuple(kept for kept in measures_links.kept() if kept[0] == "view")


def away(words: str, page: str, along: measures_links.Along, **asked: int) -> str:
    """A link to another page, or to what is asked for on it; `along` is what `view` gives."""
    to = measures_links.address(page, along, **{name: str(n) for name, n in asked.items()})
    return f'<a class="open" href="{to}" data-open="{to}">{escape(words)}</a>'


def open_clicked(**ways: Callable[[int], None]) -> None:
    """At the top of the page: open the record whose link was clicked just now, by its kind."""
    for name, text in measures_links.clicked().items():
        if name in ways and text.isascii() and text.isdigit():
            ways[name](int(text))
