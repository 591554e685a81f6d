"""Choosing what a step of a round is about: a wording, or one of its dimensions."""

import streamlit as st

from engagement_metrics.access import Actor
from engagement_metrics.framework import maturity
from engagement_metrics.models import AssessedDimension, MaturityModel
from engagement_metrics.store import rounds
from engagement_metrics.store.rounds import Round
from pages.parts import room_saving


def dimension(found: Round) -> AssessedDimension:
    """The dimension that a step is about, from a list that keeps its order; the address has it."""
    there = {one.dimension: one for one in found.dimensions}
    asked = st.query_params.get(room_saving.DIMENSION, "")
    if st.session_state.get(room_saving.DIMENSION) not in there:
        st.session_state[room_saving.DIMENSION] = asked if asked in there else next(iter(there))
    key: str = st.selectbox(
        "Dimension", list(there), format_func=lambda one: found.model.dimension(one).name,
        key=room_saving.DIMENSION, persist_state="page",
    )  # fmt: skip
    if key != asked:
        st.query_params[room_saving.DIMENSION] = key
    return there[key]


def models(actor: Actor, also: MaturityModel | None = None) -> dict[str, MaturityModel]:
    """The wordings on offer by their labels, the one to begin with first.

    Of each model the newest wording comes first. `also` is that of a round which is changed.
    """
    there: dict[tuple[str, int], MaturityModel] = {}
    for one in (*maturity.models(), *rounds.models(actor), *([also] if also else [])):
        there.setdefault((one.code, one.edition), one)
    codes = list(dict.fromkeys(code for code, _ in there))
    in_order = sorted(there, key=lambda key: (codes.index(key[0]), -key[1]))
    names = [there[key].name for key in in_order]
    labels = {}
    for key in in_order:
        one = there[key]
        several = names.count(one.name) > 1 or one.edition > 1
        labels[f"{one.name} (wording {one.edition})" if several else one.name] = one
    return labels
