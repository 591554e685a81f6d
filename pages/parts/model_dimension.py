"""Wording one dimension anew: its name, question, evidence, statements and measures, and place."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from engagement_metrics.framework import maturity_edits
from engagement_metrics.models import Dimension
from pages.parts import model_draft, model_words
from pages.parts.fields import literal
from pages.parts.hints import hint
from pages.parts.model_fields import Draft, area, line, several


def show(draft: Draft, measures: Mapping[str, str]) -> None:
    """Choose one, change it, move it or take it out; those taken out can come back."""
    there = {one.id: one for one in draft.now.dimensions}
    order = [one.id for one in draft.latest.dimensions if one.id in there]
    order += [key for key in there if key not in order]
    key = draft.key("dimension")
    if st.session_state.get(key) not in there:
        st.session_state[key] = order[0]
    chosen = st.selectbox(
        "Dimension", order, format_func=lambda one: model_words.dimension(there[one]), key=key
    )
    one = there[chosen]
    _texts(draft, one, measures)
    _place(draft, one)
    _gone(draft)


def _texts(draft: Draft, one: Dimension, measures: Mapping[str, str]) -> None:
    def described(name: str) -> Any:
        return lambda model, text: maturity_edits.with_dimension(model, one.id, **{name: text})

    def cell(level: int) -> Any:
        return lambda model, text: maturity_edits.with_cell(model, one.id, level, text)

    line(draft, f"{one.id}.name", "Name", one.name, described("name"))
    line(draft, f"{one.id}.group", "Group (may be empty)", one.group, described("group"))
    area(draft, f"{one.id}.question", "Question", one.question, described("question"))
    area(draft, f"{one.id}.evidence", "Evidence to look for", one.evidence, described("evidence"))
    for level, text in zip(draft.now.levels, one.statements, strict=True):
        label = f"Level {level.level}: {literal(level.name)}"
        area(draft, f"{one.id}.{level.level}", label, text, cell(level.level))
    names = {**measures, **{id_: measures.get(id_, "") for id_ in one.measures}}
    several(draft, f"{one.id}.measures", "Measures to look at beside it", one.measures, names,
            described("measures"))  # fmt: skip
    for book, principle in one.crosswalk:
        hint(f"It answers to: {book}: {principle}")


def _place(draft: Draft, one: Dimension) -> None:
    at = [other.id for other in draft.now.dimensions].index(one.id) + 1
    last = len(draft.now.dimensions)
    hint(f"It stands at place {at} of {last}.")
    with st.container(horizontal=True):
        for label, to, off in (("Move up", at - 1, at == 1), ("Move down", at + 1, at == last)):
            st.button(label, key=draft.key(label), disabled=off, on_click=_move,
                      args=(draft, one.id, to))  # fmt: skip
        st.button("Take it out", key=draft.key("out"), disabled=last == 1, on_click=_take_out,
                  args=(draft, one.id))  # fmt: skip


def _move(draft: Draft, key: str, to: int) -> None:
    _edit(draft, lambda model: maturity_edits.moved(model, key, to))


def _take_out(draft: Draft, key: str) -> None:
    model_draft.forget(draft.form, f"{key}.")
    _edit(draft, lambda model: maturity_edits.without(model, key))


def _gone(draft: Draft) -> None:
    """Those that the draft took out, each with a way back to where it was."""
    there = {one.id for one in draft.now.dimensions}
    for at, one in enumerate(draft.latest.dimensions, start=1):
        if one.id not in there and len(one.statements) == len(draft.now.levels):
            label = literal(f"Bring back {model_words.dimension(one)}")
            st.button(label, key=draft.key(f"back.{one.id}"), on_click=_bring_back,
                      args=(draft, one, at))  # fmt: skip


def _bring_back(draft: Draft, one: Dimension, at: int) -> None:
    _edit(draft, lambda model: maturity_edits.with_added(model, one, at))


def _edit(draft: Draft, act: model_draft.Edit) -> None:
    if wrong := model_draft.take_in(draft.form, draft.latest, act):
        st.session_state[f"{draft.form}.trouble"] = " ".join(wrong)
