"""A timer for the talk, which counts down in the browser and can be paused."""

from pathlib import Path

import streamlit as st

HERE = Path(__file__).parent
TIMER = st.components.v2.component(
    "room_timer",
    html=(HERE / "room_timer.html").read_text(encoding="utf-8"),
    css=(HERE / "room_timer.css").read_text(encoding="utf-8"),
    js=(HERE / "room_timer.js").read_text(encoding="utf-8"),
)


def show(key: str) -> None:
    """The timer; each `key` has its own, which a page that is drawn anew does not stop."""
    TIMER(key="room_timer", data={"key": key})
