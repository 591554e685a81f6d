"""A page or a record reached from far down another one begins at its head, however slow it is."""

from pathlib import Path

import streamlit as st

# Streamlit leaves the old page scrolled while the new one is drawn over it, and now and then after.
_HEAD = st.components.v2.component(
    "at_head",
    html="<span></span>",
    css=".st-key-at_head { position: absolute; }",  # it takes no room
    js=(Path(__file__).parent / "at_head.js").read_text(encoding="utf-8"),
    isolate_styles=False,
)


def begin(of: str) -> None:
    """Show the head of what was opened, once each time it is, and put the focus there.

    Its heading is the one that follows the way back. Where a page shows a list or one of its
    records in place, `of` is empty for the list, and this stands in the same place for both.
    """
    _HEAD(key="at_head", data={"of": of})
