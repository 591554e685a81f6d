"""What the forms for a target and for a baseline both ask."""

import streamlit as st

from engagement_metrics.framework import Indicator
from pages.parts import fields, target_words
from pages.parts.hints import hint
from pages.parts.view import View


def number(form: str, name: str, label: str) -> None:
    """A box for a number, empty at first."""
    st.number_input(label, value=None, step=1.0, format="%g", key=f"{form}.{name}")
    fields.beside(form, name)


def holds(view: View, indicator: Indicator, form: str) -> None:
    """The priority group where there must be one, and for which place and topic it will hold."""
    if indicator.by_group:
        groups = {g.id: g.name for g in view.setup.groups.values() if not g.withdrawn}
        if not groups:
            st.info("This measure is about a priority group. Add one in Set up first.")
        numbers = list(groups)
        st.selectbox(
            "Priority group", numbers, format_func=groups.__getitem__, placeholder="Choose a group",
            index=numbers.index(view.group_id) if view.group_id in groups else None,
            key=f"{form}.priority_group",
        )  # fmt: skip
        fields.beside(form, "priority_group")
    told = target_words.where(view.setup, view.wanted.place_id, view.wanted.topic_id, None)
    hint(f"It will hold for: {told}. To set it for another, choose that at the top of the page.")
