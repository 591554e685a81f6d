"""Choosing which record of a list to change, or to add a new one."""

from collections.abc import Mapping

import streamlit as st

NEW = 0


def choose(kind: str, new: str, names: Mapping[int, str]) -> int | None:
    """The record to change, or None for a new one."""
    chosen = st.selectbox(
        "Add or change",
        [NEW, *names],
        format_func=lambda number: f"Change: {names[number]}" if number else new,
        key=f"{kind}.chosen",
    )
    return chosen or None
