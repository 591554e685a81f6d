"""What to improve: three to five dimensions, each with a target, a day and actions."""

import streamlit as st

from engagement_metrics import entry, store
from engagement_metrics.access import Actor
from engagement_metrics.models import AimDraft, AssessedDimension, ScoringStage
from engagement_metrics.store import Setup
from engagement_metrics.store.rounds import Round
from pages.parts import (
    fields,
    forms,
    guard,
    room_actions,
    room_choosing,
    room_saving,
    room_words,
    saving,
)
from pages.parts.days import day
from pages.parts.hints import hint

SAYS = (
    "Choose what to improve: what helps most for the effort, and not just the lowest level. "
    "Level 5 is no duty."
)


def show(actor: Actor, setup: Setup, found: Round) -> None:
    """What is chosen so far, then one dimension with its target and actions."""
    st.header("What to improve", anchor=False)
    st.write(SAYS)
    chosen = [one for one in found.dimensions if one.improve]
    if note := entry.how_many_to_improve(len(chosen)):
        st.warning(note)
    if chosen:
        rows = [
            (
                found.model.dimension(one.dimension).name,
                room_words.stands(found, one),
                f"Level {one.target_level}" if one.target_level else "",
                day(one.target_by) if one.target_by else "",
                str(len(room_actions.of(found, one))),
            )
            for one in chosen
        ]
        headings = ("Dimension", "Now", "Target", "By", "Actions")
        fields.table("Chosen so far", headings, rows)
    here = room_choosing.dimension(found)
    if here.stage is not ScoringStage.SETTLED:
        st.info("Settle this one first, under Agree. Then say where it should go.")
        return
    st.write(fields.literal(f"{room_words.stands(found, here)}."))
    _aim(actor, setup, found, here)
    if here.improve:
        room_actions.show(actor, setup, found, here)


def _aim(actor: Actor, setup: Setup, found: Round, here: AssessedDimension) -> None:
    form = f"aim.{here.id}"
    if sentence := forms.typed(form, "saved"):
        st.success(fields.literal(sentence))
        forms.clear(form)
    with st.container(border=True):
        saving.begin(form, "improve")
        wanted = st.checkbox("Improve this", here.improve, key=f"{form}.improve")
        if wanted:
            levels = {one.level: f"Level {one.level}: {one.name}" for one in found.model.levels}
            at = list(levels).index(here.target_level) if here.target_level else None
            st.selectbox("Target level", list(levels), index=at, format_func=levels.__getitem__,
                         placeholder="Choose a level", key=f"{form}.target_level")  # fmt: skip
            fields.beside(form, "target_level")
            st.date_input("By which day", here.target_by, key=f"{form}.target_by",
                          format="DD/MM/YYYY")  # fmt: skip
            hint("A year is usual.")
            fields.beside(form, "target_by")
        fields.others(form, ("target_level", "target_by"))
        saving.end(form, setup)
        seen = forms.seen(form, here.version)
        st.button("Save the target", type="primary", key=f"{form}.save", on_click=_save,
                  args=(actor, form, found, here, seen))  # fmt: skip


def _save(actor: Actor, form: str, found: Round, here: AssessedDimension, seen: int) -> None:
    def act() -> str:
        draft = AimDraft(
            bool(forms.typed(form, "improve")), forms.typed(form, "target_level"),
            forms.typed(form, "target_by"),
        )  # fmt: skip
        values = entry.accept_aim(
            draft, len(found.model.levels), here.agreed_level, guard.known(store.setup())
        )
        assert here.id is not None
        with store.session(actor, draft=forms.mark(form)) as session:
            session.change(AssessedDimension, here.id, seen, values)
        return "Now add actions." if values["improve"] else "It is not among those to improve."

    room_saving.attempt(form, act)
