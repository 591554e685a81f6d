"""One field of a model: what leaves it goes into the draft at once, or stays with what is wrong."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from html import escape
from typing import Any

import streamlit as st

from engagement_metrics.framework.maturity_rules import LONGEST_NAME, LONGEST_TEXT
from engagement_metrics.models import MaturityModel
from pages.parts import model_draft


@dataclass(frozen=True)
class Draft:
    """The draft of one model: its form, the wording it changes, and how it stands now."""

    form: str
    latest: MaturityModel
    now: MaturityModel

    def key(self, field: str) -> str:
        """The key of a field, which belongs to the draft and not to the form's own fields."""
        return f"words.{self.form}.{field}"


def line(draft: Draft, field: str, label: str, now: str, edit: Callable[..., Any]) -> None:
    """A name of one line; `edit` makes the model of a model and the text."""
    key = _hold(draft, field, now)
    st.text_input(
        label, key=key, max_chars=LONGEST_NAME, on_change=_changed, args=(draft, field, edit)
    )
    _beside(draft, field)


def area(draft: Draft, field: str, label: str, now: str, edit: Callable[..., Any]) -> None:
    """A text of a few lines."""
    key = _hold(draft, field, now)
    st.text_area(
        label, key=key, max_chars=LONGEST_TEXT, height="content", on_change=_changed,
        args=(draft, field, edit),
    )  # fmt: skip
    _beside(draft, field)


def several(
    draft: Draft, field: str, label: str, now: Sequence[str], names: dict[str, str],
    edit: Callable[..., Any],
) -> None:  # fmt: skip
    """Several out of a list."""
    key = draft.key(field)
    if st.session_state.get(key) != list(now):
        st.session_state[key] = list(now)
    st.multiselect(
        label, list(names), format_func=lambda one: f"{one} {names[one]}", key=key,
        on_change=_changed, args=(draft, field, edit), placeholder="Choose measures",
    )  # fmt: skip
    _beside(draft, field)


def _hold(draft: Draft, field: str, now: str) -> str:
    """The key of a field that shows what was typed, if that could not be taken in, or the draft.

    It is set only where it differs: setting it would take away what is being typed just now.
    """
    key = draft.key(field)
    shown = model_draft.unfit(draft.form).get(field, (now, ""))[0]
    if st.session_state.get(key) != shown:
        st.session_state[key] = shown
    return key


def _changed(draft: Draft, field: str, edit: Callable[..., Any]) -> None:
    typed = st.session_state[draft.key(field)]
    if isinstance(typed, str):
        typed = " ".join(typed.split())
    model_draft.edit(
        draft.form, draft.latest, field, str(typed), lambda model: partial(edit, model)(typed)
    )


def _beside(draft: Draft, field: str) -> None:
    if field in (wrong := model_draft.unfit(draft.form)):
        st.html(f'<p class="fault" role="alert">{escape(wrong[field][1])}</p>')
