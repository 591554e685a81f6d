"""Where people saw things in another way: other views in their words, and what is true where."""

from html import escape

import streamlit as st

from pages.parts.assessed_view import AssessedView

KINDS = {
    "minority": "What some saw in another way, in their own words",
    "elsewhere": "True in one place, not in another",
}


def show(view: AssessedView) -> None:
    """Each view under its dimension; nothing where none was written down."""
    told = [
        (label, [(row.dimension.name, text) for row in view.rows
                 if (text := getattr(row.assessed, name))])
        for name, label in KINDS.items()
    ]  # fmt: skip
    if not any(views for _, views in told):
        return
    st.header("Other views", anchor=False)
    st.html(
        "".join(
            f"<h3>{escape(label)}</h3><dl class='heard'>"
            + "".join(f"<dt>{escape(name)}</dt><dd>{_lines(text)}</dd>" for name, text in views)
            + "</dl>"
            for label, views in told
            if views
        )
    )


def _lines(text: str) -> str:
    return escape(text).replace("\n", "<br>")
