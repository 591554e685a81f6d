"""The look of the page for somebody in a round: bare, for a thumb, and honest about connection."""

from html import escape
from pathlib import Path

import streamlit as st

STYLE = (Path(__file__).parent / "join.css").read_text(encoding="utf-8")
TO_TOP = st.components.v2.component(
    "join_top",
    html="<span></span>",
    js=(Path(__file__).parent / "join_top.js").read_text(encoding="utf-8"),
    isolate_styles=False,
)
UNSENT = "Your choice is not saved yet. Keep this page open: it goes on by itself."
NO_CONNECTION = (
    "No connection. What you do now is not saved yet. Keep this page open: it goes on by itself."
)


def look() -> None:
    """Lay the look over the page; the word on a lost connection shows while there is none."""
    st.html(f'<style>{STYLE}</style><p class="join-offline" role="status">{NO_CONNECTION}</p>')


def begin_at_heading(view: str, step: int) -> None:
    """After each step take the reader, and the keyboard, to the heading of what is shown."""
    TO_TOP(key="join_top", data={"view": view, "step": step})


def tell_unsent(saved: int | None) -> None:
    """Say so while the choice on the screen is not the one in the store, such as without a signal.

    `saved` is the place of that one among the choices, from 1; None where nothing is saved yet.
    """
    choice = '.st-key-join_levels [role="radiogroup"] > div'
    other = f":not(:has({choice}:nth-child({saved})[data-selected]))" if saved else ""
    st.html(
        f"<style>.st-key-join_score:has({choice}[data-selected]){other} .unsent "
        f'{{ display: block; }}</style><p class="unsent" role="status">{UNSENT}</p>'
    )


def told(sentence: str, kind: str = "quiet") -> None:
    """A sentence that a screen reader tells by itself when it changes; `kind` is its class."""
    st.html(f'<p class="{kind}" role="status">{escape(sentence)}</p>')
