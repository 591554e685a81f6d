"""The form for a baseline: where a measure stood, and when."""

import streamlit as st

from engagement_metrics import entry, store
from engagement_metrics.access import Actor
from engagement_metrics.framework import Indicator
from engagement_metrics.models import BaselineDraft
from pages.parts import fields, figure_period, forms, guard, saving, target_fields, target_words
from pages.parts.view import View

SHOWN = ("value", "period", "priority_group", "note")


def show(actor: Actor, view: View, indicator: Indicator, form: str) -> None:
    """How much it was, for which period, and for the place and topic that are chosen."""
    saving.begin(form, "value")
    unit = indicator.unit.replace("%", "per cent")
    target_fields.number(form, "value", f"Where it stood ({unit})")
    figure_period.ask(form, indicator, None)
    target_fields.holds(view, indicator, form)
    st.text_input("Note for the team (if any)", key=f"{form}.note", max_chars=200)
    fields.beside(form, "note")
    fields.others(form, SHOWN)
    fields.checked(form)
    saving.end(form, view.setup)
    st.button(
        "Set the baseline", type="primary", key=f"{form}.save", on_click=_save,
        args=(actor, view, indicator, form),
    )  # fmt: skip


def _save(actor: Actor, view: View, indicator: Indicator, form: str) -> None:
    draft = BaselineDraft(
        indicator.id, view.wanted.place_id, figure_period.chosen(form), view.wanted.topic_id,
        forms.typed(form, "priority_group"), forms.typed(form, "value"),
        forms.typed(form, "note", ""), bool(forms.typed(form, "checked")),
    )  # fmt: skip

    def act() -> str:
        accepted = entry.accept_baseline(draft, guard.known(view.setup))
        with store.session(actor, draft=forms.mark(form)) as session:
            session.add(accepted.record, key=forms.mark(form))
        return f"{target_words.baseline(view, indicator, accepted.record.model_dump())}."

    saving.attempt(form, act)
