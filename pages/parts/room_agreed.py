"""What was agreed of a dimension, in words."""

import streamlit as st

from engagement_metrics import maturity
from engagement_metrics.models import AssessedDimension
from engagement_metrics.store.rounds import Round
from pages.parts import fields, room_words

TEXTS = {
    "reason": "Why",
    "missing": "Missing for the next level",
    "elsewhere": "True here, not there",
    "minority": "Other views",
    "note": "Notes",
}


def told(found: Round, here: AssessedDimension) -> None:
    """The level, which of its sentences have dated evidence, and all that was written."""
    st.markdown(f"**{fields.literal(room_words.stands(found, here))}**")
    if here.agreed_level is not None:
        statement = found.model.dimension(here.dimension).statements[here.agreed_level - 1]
        shown = maturity.backed(here)
        rows = [
            (sentence, "Yes" if at in shown else "Not yet")
            for at, sentence in enumerate(maturity.parts(statement), start=1)
        ]
        fields.table("What this level says", ("Sentence", "Dated evidence"), rows)
    for name, label in TEXTS.items():
        if text := getattr(here, name):
            lines = fields.literal(text).replace("\n", "  \n")
            st.markdown(f"**{label}:** {lines}")
