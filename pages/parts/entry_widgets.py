"""Widgets of the return whose values outlive a change of page."""

from typing import Any

import streamlit as st

from pages.parts.entry_state import KEY, state


def keep(widget: Any, label: str, name: str, **more: Any) -> None:
    """A widget whose value outlives a change of page."""
    if widget is st.date_input:
        more["value"] = None
    widget(label, key=KEY + name, persist_state="session", **more)


def choose(label: str, name: str, options: dict) -> None:
    if state(name) not in options:
        st.session_state[KEY + name] = None
    keep(
        st.selectbox, label, name, options=list(options), index=None,
        format_func=lambda value: options.get(value, ""), placeholder="Choose",
    )  # fmt: skip


def number(label: str, name: str) -> None:
    keep(st.number_input, label, name, value=None, step=1, format="%d")
