"""A button that opens the browser's own print window, which Streamlit has none for."""

import streamlit as st

_BUTTON = st.components.v2.component(
    "print_button",
    html="<button type='button' class='print-button'>Print</button>",
    js="""
    export default function (component) {
        component.parentElement.querySelector("button").onclick = () => window.print();
    }
    """,
    isolate_styles=False,
)


def offer() -> None:
    """The button, and the way without it."""
    _BUTTON(key="print_button")
    st.caption("Or press Ctrl+P (on a Mac, Cmd+P). The sheet prints alone, on A4.")
