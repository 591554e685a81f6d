"""The form that sets up a round: what is assessed, with which words, by whom, by which rules."""

import streamlit as st

from engagement_metrics import entry
from engagement_metrics.access import Actor
from engagement_metrics.models import AssessmentRound, RoundDraft
from engagement_metrics.store import Setup, round_plans
from pages.parts import fields, forms, guard, room_form_fields, room_saving, saving
from pages.parts.room_form_fields import FORM, SOME

SHOWN = (
    "title", "held_on", "place", "model", "dimensions", "anchor", "rules", "scorers", "volunteers",
)  # fmt: skip


def show(actor: Actor, setup: Setup, about: str = "") -> None:
    """The form, while it is open; its save stores once."""
    there = forms.opened(about, FORM)
    if there is None:
        return
    seen: AssessmentRound | None = there.seen
    with st.container(border=True):
        st.subheader("Change this round" if seen else "Prepare a round", anchor=False)
        saving.begin(FORM, "title")
        room_form_fields.ask_when(setup, seen)
        model = room_form_fields.ask_what(actor, seen, there.parts)
        room_form_fields.ask_who(seen)
        shown = (*SHOWN, *(f"day.{one.id}" for one in model.dimensions))
        fields.others(FORM, shown)
        fields.checked(FORM)
        saving.end(FORM, setup)
        st.button(
            "Save the round", type="primary", key=f"{FORM}.save", shortcut="Ctrl+S",
            on_click=_save, args=(actor, setup, there),
        )  # fmt: skip
        saving.cancel(FORM)


def _typed(actor: Actor, setup: Setup, seen: AssessmentRound | None) -> RoundDraft:
    model = room_form_fields.models(actor, seen).get(forms.typed(FORM, "model", ""))
    scorers, volunteers = room_form_fields.numbers()
    dimensions = {}
    for one in model.dimensions if model else ():
        name = f"{model.code}.{one.id}" if model else ""
        if forms.typed(FORM, "which") != SOME or forms.typed(FORM, f"assess.{name}"):
            days = forms.typed(FORM, "days")
            dimensions[one.id] = forms.typed(FORM, f"day.{name}") if days else None
    return RoundDraft(
        title=forms.typed(FORM, "title", ""), held_on=forms.typed(FORM, "held_on"),
        place=room_form_fields.places(setup).get(forms.typed(FORM, "place", "")),
        model=(model.code, model.edition) if model else None, dimensions=dimensions,
        anchor=forms.typed(FORM, "anchor", ""), rules=forms.typed(FORM, "rules", ""),
        scorers_expected=scorers, volunteers_expected=volunteers,
        checked=bool(forms.typed(FORM, "checked")),
    )  # fmt: skip


def _save(actor: Actor, setup: Setup, there: forms.OpenForm) -> None:
    seen: AssessmentRound | None = there.seen

    def act() -> str:
        models = room_form_fields.models(actor, seen).values()
        offered = {(one.code, one.edition): one for one in models}
        accepted = entry.accept_round(_typed(actor, setup, seen), offered, guard.known(setup))
        mark = forms.mark(FORM)
        standing = (seen.id, seen.version) if seen and seen.id else None
        number = round_plans.plan(actor, accepted.record, accepted.parts, mark, standing, mark)
        st.query_params["round"] = str(number)
        return "The round is prepared. Gather evidence, then open it."

    room_saving.attempt(FORM, act)
