"""Saying what became of an action, of a forum or of a round: still open, done, or dropped."""

from datetime import date

import streamlit as st

from engagement_metrics.documents import STATUS_WORDS
from engagement_metrics.models import ImprovementAction, ReviewAction
from pages.parts import fields

WORDS = {word: status.value for status, word in STATUS_WORDS.items()}


def ask(form: str, seen: ReviewAction | ImprovementAction) -> None:
    """The fields: how it stands, since when, and what came of it."""
    words = list(WORDS)
    st.radio("How does it stand?", words, index=words.index(STATUS_WORDS[seen.status]),
             key=f"{form}.status", horizontal=True)  # fmt: skip
    fields.beside(form, "status")
    st.date_input("Day it was done or dropped", seen.done_on or date.today(),
                  key=f"{form}.done_on", format="DD/MM/YYYY")  # fmt: skip
    fields.beside(form, "done_on")
    st.text_area("What came of it, or why it was dropped", seen.came_of_it,
                 key=f"{form}.came_of_it", height=100)  # fmt: skip
    fields.beside(form, "came_of_it")
