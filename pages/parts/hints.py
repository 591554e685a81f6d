"""A quiet sentence under a field or a heading, in a grey that can still be read by all."""

from html import escape

import streamlit as st


def hint(sentence: str) -> None:
    """The sentence as it is, with no sign read as Markdown; Streamlit's caption is too pale."""
    st.html(f'<p class="quiet" style="margin: 0; font-size: 0.9rem">{escape(sentence)}</p>')
