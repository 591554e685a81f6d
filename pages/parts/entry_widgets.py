"""Widgets of the return whose values outlive a change of page."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from pages.parts import browser_values
from pages.parts.entry_state import KEY, state


def keep(widget: Any, label: str, name: str, **more: Any) -> Any:
    """A widget whose value outlives a change of page; what it holds."""
    if widget is st.date_input:
        more["value"] = None
    return widget(label, key=KEY + name, persist_state="session", **more)


def choose(
    label: str, name: str, options: dict[Any, str], withdrawn: Mapping[Any, str] | None = None
) -> None:
    """A list to choose one from, or none.

    What the record or its draft names stays offered, marked, when it has been withdrawn since: the
    person chooses another, not this page. What a browser holds after a restart is left to it.
    """
    chosen = state(name)
    if chosen not in options and KEY + name not in browser_values.held():
        if chosen is not None and chosen in (withdrawn or {}):
            options = {**options, chosen: f"{(withdrawn or {})[chosen]} (withdrawn)"}
        else:
            st.session_state[KEY + name] = None
    keep(
        st.selectbox, label, name, options=list(options), index=None,
        format_func=lambda value: options.get(value, ""), placeholder="Choose",
    )  # fmt: skip


def number(label: str, name: str) -> int | None:
    """A whole number; empty is not nought."""
    held: int | None = keep(st.number_input, label, name, value=None, step=1, format="%d")
    return held
