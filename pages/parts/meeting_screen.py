"""A meeting on a shared screen: large type without menu or filters, keys to turn, full screen."""

from html import escape
from pathlib import Path

import streamlit as st

from engagement_metrics.documents import MARK
from engagement_metrics.models import Audience

HERE = Path(__file__).parent
STYLE = (HERE / "meeting_screen.css").read_text(encoding="utf-8")
KEYS = st.components.v2.component(
    "meeting_keys",
    html=(HERE / "meeting_keys.html").read_text(encoding="utf-8"),
    css=(HERE / "meeting_keys.css").read_text(encoding="utf-8"),
    js=(HERE / "meeting_keys.js").read_text(encoding="utf-8"),
)


def mark() -> None:
    """Printed, a meeting is marked as what everybody may see, whichever view is open elsewhere."""
    st.html(
        "<style>.print-only:not(.meeting) { display: none !important; }</style>"
        f'<p class="print-only meeting"><strong>{escape(MARK[Audience.SHARED])}</strong></p>'
    )


def look() -> None:
    """Lay the look of a shared screen over the page; it goes with the walk."""
    st.html(f"<style>{STYLE}</style>")


def keys(step: str, title: str) -> None:
    """The button for the full screen and the switch for the keys.

    After each turn the page is read from its heading again, which takes the keyboard there.
    """
    KEYS(key="meeting_keys", data={"step": step, "title": title}, width="content")
