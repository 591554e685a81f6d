"""Adding to a model: one more dimension, or one more level with its statements; its levels."""

from typing import Any

import streamlit as st

from engagement_metrics.entry import maturity_models
from engagement_metrics.framework import maturity_edits
from engagement_metrics.framework.maturity_rules import LONGEST_NAME, LONGEST_TEXT
from engagement_metrics.models import Dimension
from engagement_metrics.models.maturity_models import FEWEST_LEVELS, MOST_LEVELS
from pages.parts import forms, model_draft, model_words
from pages.parts.fields import literal
from pages.parts.hints import hint
from pages.parts.model_fields import Draft, area, line


def dimension(draft: Draft) -> None:
    """A form for one more dimension, which goes into the draft whole."""
    form = draft.form
    st.text_input("Short code, such as P11", maturity_models.next_id(draft.now),
                  key=f"{form}.new.id", max_chars=20, persist_state="page")  # fmt: skip
    st.text_input("Name", key=f"{form}.new.name", max_chars=LONGEST_NAME, persist_state="page")
    st.text_input("Group (may be empty)", draft.now.dimensions[-1].group, key=f"{form}.new.group",
                  max_chars=LONGEST_NAME, persist_state="page")  # fmt: skip
    _area(form, "new.question", "Question")
    _area(form, "new.evidence", "Evidence to look for")
    for level in draft.now.levels:
        _area(form, f"new.{level.level}", f"Level {level.level}: {literal(level.name)}")
    _faults(form)
    st.button("Add it to the draft", key=draft.key("add"), on_click=_add, args=(draft,))


def _add(draft: Draft) -> None:
    def said(name: str) -> str:
        return str(forms.typed(draft.form, f"new.{name}") or "")

    one = Dimension(
        said("id").strip(), said("group"), said("name"), said("question"), said("evidence"),
        tuple(said(str(level.level)) for level in draft.now.levels),
    )  # fmt: skip
    if _taken_in(draft, "new", lambda model: maturity_edits.with_added(model, one)):
        st.session_state[draft.key("dimension")] = one.id
        st.session_state[draft.key("part")] = "A dimension"


def levels(draft: Draft) -> None:
    """The name and the summary of each level; one more, or one less."""
    for one in draft.now.levels:
        at = one.level
        line(draft, f"level.{at}.name", f"Level {at}: name", one.name, _level(at, "name"))
        area(draft, f"level.{at}.summary", f"Level {at}: summary", one.summary,
             _level(at, "summary"))  # fmt: skip
    count = len(draft.now.levels)
    hint(f"A model has from {FEWEST_LEVELS} to {MOST_LEVELS} levels. Only the last can go.")
    if count > FEWEST_LEVELS:
        st.button(f"Take away level {count}", key=draft.key("less"), on_click=_less, args=(draft,))
    if count < MOST_LEVELS:
        box = st.expander(f"Add level {count + 1}", key=draft.key("more"), on_change="rerun")
        if box.open:
            with box:
                _one_more(draft, count + 1)


def _level(at: int, name: str) -> Any:
    return lambda model, text: maturity_edits.with_level(model, at, **{name: text})


def _less(draft: Draft) -> None:
    at = len(draft.now.levels)
    model_draft.forget(draft.form, f"level.{at}.")
    for one in draft.now.dimensions:
        model_draft.forget(draft.form, f"{one.id}.{at}")
    _taken_in(draft, "less", maturity_edits.without_last_level)


def _one_more(draft: Draft, at: int) -> None:
    """What the new level is called, and what it sounds like in each dimension."""
    form = draft.form
    before = {one.id: one for one in draft.latest.dimensions}
    had = draft.latest.levels[at - 1] if at <= len(draft.latest.levels) else None
    st.text_input("Name of the new level", had.name if had else "", key=f"{form}.more.{at}.name",
                  max_chars=LONGEST_NAME, persist_state="page")  # fmt: skip
    _area(form, f"more.{at}.summary", "Summary of the new level", had.summary if had else "")
    for one in draft.now.dimensions:
        was = before[one.id].statements[at - 1] if had and one.id in before else ""
        _area(form, f"more.{at}.{one.id}", literal(model_words.dimension(one)), was)
    _faults(form)
    st.button(f"Add level {at} to the draft", key=draft.key("grow"), on_click=_grow,
              args=(draft, at))  # fmt: skip


def _grow(draft: Draft, at: int) -> None:
    def said(name: str) -> str:
        return str(forms.typed(draft.form, f"more.{at}.{name}") or "")

    texts = {one.id: said(one.id) for one in draft.now.dimensions}
    _taken_in(
        draft, f"more.{at}",
        lambda model: maturity_edits.with_level_added(model, said("name"), said("summary"), texts),
    )  # fmt: skip


def _taken_in(draft: Draft, start: str, act: model_draft.Edit) -> bool:
    """Whether the draft took it in; if so what was typed for it goes, else why not is kept."""
    form = draft.form
    if wrong := model_draft.take_in(form, draft.latest, act):
        st.session_state[f"{form}.refused"] = maturity_models.first_faults(wrong)
        return False
    for key in [str(key) for key in st.session_state if str(key).startswith(f"{form}.{start}.")]:
        del st.session_state[key]
    return True


def _area(form: str, name: str, label: str, now: str = "") -> None:
    st.text_area(label, now, key=f"{form}.{name}", max_chars=LONGEST_TEXT,
                 height="content", persist_state="page")  # fmt: skip


def _faults(form: str) -> None:
    """What is wrong with what was to be added, once, beside its button."""
    if found := st.session_state.pop(f"{form}.refused", []):
        listed = "\n".join(f"- {literal(one)}" for one in found)
        st.error(f"It is not in the draft yet.\n\n{listed}")
