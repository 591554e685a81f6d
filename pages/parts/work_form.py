"""Setting up pieces of work: projects and services that several activities belong to."""

from datetime import date

import streamlit as st

from engagement_metrics import entry, store
from engagement_metrics.access import Actor
from engagement_metrics.models import PieceOfWork, Stage, WorkDraft, WorkKind
from engagement_metrics.store import Setup
from pages.parts import choosing, fields, forms, guard, saving, standing

KINDS = {
    WorkKind.PROJECT: "Project: it comes to an end",
    WorkKind.SERVICE: "Service: it goes on, such as a clinic",
}
STAGES = {
    "": "Not known",
    Stage.IDEAS.value: "Ideas: nothing was fixed yet",
    Stage.OPTIONS.value: "Options: a few ways forward, none chosen",
    Stage.DESIGN.value: "Design: the way was chosen",
    Stage.DELIVERY.value: "Delivery: it was being done",
    Stage.REVIEW.value: "Review: it had been done",
}
DAYS = {
    "started_on": "Start (if known)",
    "decision_on": "Day of the decision (if there is one)",
    "closed_on": "Closed on (if it has ended)",
}
FIRST, LAST = date(1990, 1, 1), date(2099, 12, 31)


def show(actor: Actor, setup: Setup) -> None:
    """The pieces of work by name, and a form to add or change one."""
    st.header("Pieces of work", anchor=False)
    st.write("A piece of work is a project or a service that more than one activity belongs to.")
    standing.tell("work")
    works = {number: row for number, row in setup.works.items() if not row.withdrawn}
    if works:
        fields.table(
            "Pieces of work", ("Name", "What it is"),
            [
                (row.name, f"{row.kind.value.capitalize()} in {setup.place_name(row.place_id)}, "
                 + ("closed" if row.closed else "open"))
                for row in works.values()
            ],
        )  # fmt: skip
    else:
        st.info("No pieces of work yet. Add the first one here.")
    names = {number: row.name for number, row in works.items()}
    chosen = choosing.choose("work", "Add a new piece of work", names)
    form = f"work.{chosen or 'new'}"
    if not saving.panel(form, "Change it again" if chosen else "Add another"):
        _form(actor, setup, form, chosen)
    if chosen is not None:
        row = works[chosen]
        standing.withdraw("work", actor, PieceOfWork, row.id, row.version, row.name)
    standing.restore(
        "work", actor, PieceOfWork,
        {w.id: (w.name, w.version) for w in setup.works.values() if w.withdrawn},
    )  # fmt: skip


def _form(actor: Actor, setup: Setup, form: str, number: int | None) -> None:
    st.subheader("Change this piece of work" if number else "A new piece of work", anchor=False)
    saving.begin(form, "name")
    row = store.record(actor, PieceOfWork, number)[0] if number else None
    st.text_input("Name", row.name if row else "", key=f"{form}.name", max_chars=120)
    fields.beside(form, "name")
    kinds, places, stages = list(KINDS), list(setup.in_order), list(STAGES)
    st.radio(
        "Kind", kinds, index=kinds.index(row.kind) if row else None, format_func=KINDS.__getitem__,
        key=f"{form}.kind",
    )  # fmt: skip
    fields.beside(form, "kind")
    st.selectbox(
        "Place", places, index=places.index(row.place_id) if row and row.place_id in places else 0,
        format_func=setup.place_name, key=f"{form}.place",
    )  # fmt: skip
    fields.beside(form, "place")
    st.selectbox(
        "How far it had come when people first took part", stages,
        index=stages.index(row.stage) if row and row.stage else 0,
        format_func=STAGES.__getitem__, key=f"{form}.stage",
    )  # fmt: skip
    fields.beside(form, "stage")
    for name, label in DAYS.items():
        st.date_input(
            label, getattr(row, name) if row else None, min_value=FIRST, max_value=LAST,
            key=f"{form}.{name}", format="DD/MM/YYYY",
        )  # fmt: skip
        fields.beside(form, name)
    saving.end(form, setup)
    seen = forms.seen(form, row.version) if row else 0
    st.button(
        "Save changes" if row else "Add the piece of work", type="primary", key=f"{form}.save",
        shortcut="Ctrl+S", on_click=_save, args=(actor, setup, form, number, seen),
    )  # fmt: skip


def _save(actor: Actor, setup: Setup, form: str, number: int | None, seen: int) -> None:
    draft = WorkDraft(
        forms.typed(form, "name", ""), forms.typed(form, "kind"), forms.typed(form, "place"),
        forms.typed(form, "stage") or None, forms.typed(form, "started_on"),
        forms.typed(form, "decision_on"), forms.typed(form, "closed_on"), number,
    )  # fmt: skip

    def act() -> str:
        accepted = entry.accept_work(draft, guard.known(setup))
        with saving.write(actor, form) as session:
            if number is None:
                session.add(accepted.record, key=forms.mark(form))
            else:
                session.change(PieceOfWork, number, seen, accepted.record.model_dump())
        return f"{accepted.record.name} is {'changed' if number else 'added'}."

    saving.attempt(form, act)
