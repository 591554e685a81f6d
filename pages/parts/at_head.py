"""A page reached from far down another one begins at its head, however slow the machine is."""

import streamlit as st

# Streamlit leaves the old page scrolled while the new one is drawn over it, and now and then after.
_HEAD = st.components.v2.component(
    "at_head",
    html="<span></span>",
    js="""
export default function ({ data, parentElement }) {
    const here = parentElement.host ?? parentElement;
    if (here.begun === data.of) return;
    here.begun = data.of;
    document.querySelector("[data-testid=stMain]")?.scrollTo(0, 0);
}
""",
    isolate_styles=False,
)


def begin(of: str) -> None:
    """Show the head of what the page is about, once each time it is opened."""
    _HEAD(key="at_head", data={"of": of})
