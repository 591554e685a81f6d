"""Keeping a draft as the next wording: what it changes, why, and the button."""

from dataclasses import replace

import streamlit as st

from engagement_metrics import store
from engagement_metrics.access import Actor
from engagement_metrics.entry import EntryError, Known, maturity_models
from engagement_metrics.entry.maturity_models import Changes
from engagement_metrics.models import MaturityModel
from pages.parts import fields, forms, guard, model_choosing, model_draft, model_words, saving
from pages.parts.fields import literal
from pages.parts.hints import hint
from pages.parts.model_fields import Draft


def show(actor: Actor, known: Known, draft: Draft) -> None:
    """What is in the draft, and the ways to keep it or to throw it away."""
    form, edition = draft.form, draft.latest.edition + 1
    st.subheader(f"Save as wording {edition}", anchor=False)
    begun = model_draft.begun(form)
    if begun:
        tell(maturity_models.what_changes(draft.latest, draft.now), draft.latest.edition)
        if draft.now.edition < draft.latest.edition:
            st.warning(
                f"Your draft began from wording {draft.now.edition}. The list says what it changes "
                f"in wording {draft.latest.edition}, which somebody saved since."
            )
        why(form)
    else:
        hint("Nothing is changed yet. What you change waits in a draft until you save it.")
    saving.end(form, known.setup)
    if begun:
        with st.container(horizontal=True):
            st.button("Save as a new wording", type="primary", key=f"{form}.save",
                      shortcut="Ctrl+S", on_click=_save, args=(actor, draft))  # fmt: skip
            st.button("Throw the draft away", key=f"{form}.out", on_click=model_draft.throw_away,
                      args=(form,))  # fmt: skip


def tell(changes: Changes, edition: int) -> None:
    """What a wording changes in that of an edition, the broken paths first."""
    if changes.breaks:
        listed = "\n".join(f"- {literal(one)}" for one in changes.breaks)
        st.warning(f"**{model_words.BREAK}**\n\n{listed}\n\n{model_words.BREAK_MORE}")
    elif changes:
        st.info(model_words.NO_BREAK)
    if changes.others:
        st.markdown("\n".join(f"- {literal(one)}" for one in changes.others))
    if not changes:
        st.write(f"It says the same as wording {edition}.")


def why(form: str) -> None:
    """Why it is worded so, with what is wrong in it or in the wording."""
    st.text_area("Why is it worded so?", key=f"{form}.note", max_chars=600, height=72,
                 persist_state="page")  # fmt: skip
    hint("It stands beside this wording for good, so name no person.")
    fields.beside(form, "note", "wording")
    fields.checked(form)


def keep(actor: Actor, form: str, model: MaturityModel, seen: int) -> int:
    """Store a model as the wording after the one that was seen; gives its edition."""
    wording = maturity_models.WordingDraft(
        model, seen, forms.typed(form, "note", ""), bool(forms.typed(form, "checked"))
    )
    there = model_choosing.wordings(actor)
    accepted = maturity_models.accept_wording(wording, there, guard.known(store.setup()))
    with store.session(actor, draft=forms.mark(form)) as session:
        session.add(accepted.record, key=forms.mark(form))
    return int(accepted.record.edition)


def _save(actor: Actor, draft: Draft) -> None:
    form = draft.form

    def act() -> str:
        if wrong := model_draft.unfit(form):
            where = ", ".join(model_words.field(name) for name in wrong)
            raise EntryError({"wording": model_words.NOT_TAKEN.format(where=where)}, {})
        seen = forms.seen(form, draft.latest.edition)
        model = model_draft.current(form, draft.latest)
        newest = model_choosing.wordings(actor)[model.code][-1]
        if seen < newest.edition:  # told once; whoever presses again has seen it
            st.session_state[f"{form}.seen"] = newest.edition
        edition = keep(actor, form, replace(model, edition=seen), seen)
        st.session_state[f"{form}.{model_draft.MODEL}"] = ""
        return f"{model.name} has wording {edition}. New rounds can use it."

    saving.attempt(form, act)
