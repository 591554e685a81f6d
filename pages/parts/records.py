"""A list of records as one block of HTML: each in its own frame, with a link that opens it."""

from collections.abc import Callable, Iterable
from html import escape

import streamlit as st

from pages.parts import measures_links


def show(blocks: Iterable[str]) -> None:
    """The records one below the other, each given as HTML of its own."""
    items = "".join(f"<li>{block}</li>" for block in blocks)
    st.html(f'<ul class="records" role="list">{items}</ul>')


def way(words: str, **asked: int) -> str:
    """A line with the link that opens a record, which is not printed; `asked` names the record."""
    return f'<p class="way">{link(words, **asked)}</p>'


def link(words: str, **asked: int) -> str:
    """The link that opens a record on this page; the page calls `measures_links.listen` for it."""
    to = measures_links.address("", (), **{name: str(number) for name, number in asked.items()})
    return f'<a class="open" href="{to}" data-open="{to}">{escape(words)}</a>'


def open_clicked(**ways: Callable[[int], None]) -> None:
    """At the top of the page: open the record whose link was clicked just now, by its kind."""
    for name, text in measures_links.clicked().items():
        if name in ways and text.isascii() and text.isdigit():
            ways[name](int(text))
