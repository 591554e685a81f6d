"""Where a lead reads a measure: its targets and baselines, and the form for a target."""

import streamlit as st

from engagement_metrics import entry, store
from engagement_metrics.access import Actor
from engagement_metrics.entry.figures import NEEDS
from engagement_metrics.framework import Indicator
from engagement_metrics.models import TargetDraft, TargetForm
from pages.parts import (
    baseline_form,
    boxes,
    fields,
    forms,
    guard,
    saving,
    target_fields,
    target_list,
    target_words,
)
from pages.parts.hints import hint
from pages.parts.view import View

SHOWN = ("form", "low", "high", "by", "period", "priority_group", "note")


def offer(actor: Actor, view: View, indicator: Indicator) -> None:
    """The targets and baselines there are, each with a closed box to set another."""
    st.html("<h2>Targets</h2>")
    with st.container():
        target_list.targets(actor, view, indicator)
    target = f"target.{indicator.id}"

    def set_target() -> None:
        if not saving.panel(target, "Set another target"):
            _form(actor, view, indicator, target)

    boxes.form(target, "form", "Set a target", set_target)
    if indicator.waits:
        return
    st.html("<h2>Baselines: where it stood before</h2>")
    with st.container():
        target_list.baselines(actor, view, indicator)
    baseline = f"baseline.{indicator.id}"

    def set_baseline() -> None:
        if not saving.panel(baseline, "Set another baseline"):
            baseline_form.show(actor, view, indicator, baseline)

    boxes.form(baseline, "value", "Set a baseline", set_baseline)


def _form(actor: Actor, view: View, indicator: Indicator, form: str) -> None:
    saving.begin(form, "form")
    hint(f"Usual target: {indicator.target_hint}.")
    kind = st.selectbox(
        "Kind of target", target_words.forms(indicator), key=f"{form}.form",
        format_func=target_words.FORMS.__getitem__,
    )  # fmt: skip
    fields.beside(form, "form")
    if kind in target_words.HINTS:
        hint(target_words.HINTS[kind])
    for name, label in target_words.boxes(kind, indicator).items():
        target_fields.number(form, name, label)
    if "by" in NEEDS[kind]:
        st.date_input("By which day", None, key=f"{form}.by", format="DD/MM/YYYY")
        fields.beside(form, "by")
    _period(view, form)
    target_fields.holds(view, indicator, form)
    st.text_input("Note for the team (if any)", key=f"{form}.note", max_chars=200)
    fields.beside(form, "note")
    fields.others(form, SHOWN)
    fields.checked(form)
    saving.end(form, view.setup)
    st.button(
        "Set the target", type="primary", key=f"{form}.save", on_click=_save,
        args=(actor, view, indicator, form),
    )  # fmt: skip


def _period(view: View, form: str) -> None:
    offered, shown = list(target_words.EACH), view.wanted.period
    if shown is not None:
        offered.append(shown.code)
    st.selectbox(
        "For which periods", offered, key=f"{form}.period",
        index=offered.index(shown.kind.value) if shown else 0,
        format_func=lambda code: (
            target_words.EACH[code].capitalize()
            if code in target_words.EACH
            else f"Only {target_words.period(code)}"
        ),
    )  # fmt: skip
    fields.beside(form, "period")


def _save(actor: Actor, view: View, indicator: Indicator, form: str) -> None:
    kind: TargetForm = forms.typed(form, "form")
    given = {name: forms.typed(form, name) for name in NEEDS[kind]}
    draft = TargetDraft(
        indicator.id, kind.value, view.wanted.place_id, forms.typed(form, "period", ""),
        view.wanted.topic_id, forms.typed(form, "priority_group"), **given,
        note=forms.typed(form, "note", ""), checked=bool(forms.typed(form, "checked")),
    )  # fmt: skip

    def act() -> str:
        accepted = entry.accept_target(draft, guard.known(view.setup))
        with store.session(actor, draft=forms.mark(form)) as session:
            session.add(accepted.record, key=forms.mark(form))
        return f"{target_words.target(view, indicator, accepted.record.model_dump())}."

    saving.attempt(form, act)
