"""A long list, a page at a time; the page's number stands in the address."""

import streamlit as st

from engagement_metrics.store import Page


def number() -> int:
    """The page that is asked for, from 1."""
    text = st.query_params.get("page", "1")
    return max(1, int(text)) if text.isascii() and text.isdigit() and len(text) < 7 else 1


def first() -> None:
    """Go back to the first page, as when a filter changes."""
    if "page" in st.query_params:
        del st.query_params["page"]


def _turn(to: int) -> None:
    if to > 1:
        st.query_params["page"] = str(to)
    else:
        first()


def turn(found: Page, noun: str) -> None:
    """Below a list: which page of how many this is, and the ways to the others."""
    if found.pages == 1:
        return
    st.write(f"Page {found.number} of {found.pages:,}, {found.total:,} {noun} in all.")
    with st.container(horizontal=True):
        if found.number > 1:
            st.button("Page before", key="page_before", on_click=_turn, args=(found.number - 1,))
        if found.number < found.pages:
            st.button("Next page", key="page_next", on_click=_turn, args=(found.number + 1,))


def asked_for(name: str) -> int | None:
    """The number of the record that the address asks for; 0 for a text that is no number."""
    text = st.query_params.get(name)
    return None if text is None else number_in(text)


def number_in(text: str) -> int:
    """The number of a record that a text of an address is; 0 for a text that is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def not_there(kind: str, number: int) -> str:
    """That no record is where the address leads, in a sentence; `number` is as `asked_for` has it.

    A kind of record is called 'activity' or the like.
    """
    if number:
        return f"There is no {kind} {number}. It may be a slip in the address."
    return f"This address leads to no {kind}. There may be a slip in it."
