"""Boxes that are shut at first: what lies in one is made once it is opened, and then stays."""

from collections.abc import Callable

import streamlit as st

from pages.parts import forms, standing


def form(name: str, first: str, label: str, draw: Callable[[], None], about: str = "") -> None:
    """A shut box with a form in it, which opens by itself where the form goes on from a draft.

    `first` is a field of the form: once that has been shown it stays, so that shutting the box
    loses nothing typed. `about` is what the records listed in the same box are called by the form
    that withdraws them.
    """
    there = forms.opened(about, standing.WITHDRAW, standing.RESTORE) if about else None
    if forms.typed(name, "resumed") or (there and forms.typed(there.name, "resumed")):
        st.session_state[f"{name}.box"] = True
    box = st.expander(label, key=f"{name}.box", on_change="rerun")
    if box.open or there or f"{name}.{first}" in st.session_state:
        with box:
            draw()


def shut(name: str, label: str, draw: Callable[[], None]) -> None:
    """A shut box of something to read, which is made each time it stands open and never before."""
    box = st.expander(label, key=f"{name}.box", on_change="rerun")
    if box.open:
        with box:
            draw()
