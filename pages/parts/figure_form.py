"""The form for one typed figure, to add or to change."""

import streamlit as st

from engagement_metrics import entry, store
from engagement_metrics.access import Actor
from engagement_metrics.framework import Indicator
from engagement_metrics.models import FigureDraft, HeadsBasis, TypedFigure
from engagement_metrics.store import Setup
from pages.parts import (
    fields,
    figure_period,
    figure_wording,
    filters,
    forms,
    guard,
    saving,
    standing,
)
from pages.parts.hints import hint

NEW = "figure.new"
BASES = {HeadsBasis.COUNTED: "Counted one by one", HeadsBasis.ESTIMATED: "Estimated: a best guess"}
SHOWN = ("indicator", "place", "period", "priority_group", "top", "bottom", "basis", "source")


def new(actor: Actor, setup: Setup) -> None:
    """A fresh form; after its save, what was saved stands in its place."""
    if saving.panel(NEW, "Record another figure"):
        st.page_link("outcomes.py", label="See it in Outcomes")
        return
    saving.begin(NEW, "indicator")
    offered = {i.id: i for i in guard.definitions(setup).indicators.values() if i.typed}
    keys = list(offered)
    asked_for = st.query_params.get("measure", "")
    chosen = st.selectbox(
        "Measure", keys, index=keys.index(asked_for) if asked_for in keys else None,
        format_func=lambda key: offered[key].name, key=f"{NEW}.indicator",
        placeholder="Choose, or type a part of its name",
    )  # fmt: skip
    fields.beside(NEW, "indicator")
    if chosen is None:
        hint("Choose a measure to see what its figure is made of.")
        return
    _form(actor, setup, NEW, offered[chosen], None)


def change(actor: Actor, setup: Setup, number: int) -> None:
    """A form filled with a figure as it stands."""
    form = f"figure.{number}"
    row, _ = store.record(actor, TypedFigure, number)
    indicator = guard.definitions(setup, retired=True).indicators[row.indicator]
    st.header("Change a figure", anchor=False)
    standing.tell("figure")
    if not saving.panel(form, "Change it again"):
        saving.begin(form, "top")
        st.markdown(f"**{fields.literal(indicator.name)}**")
        if row.withdrawn:
            st.info("This figure is withdrawn. Bring it back from the list below to change it.")
        elif row.indicator not in guard.definitions(setup).indicators:
            st.info("This measure is retired, so its figures can be read but not changed.")
        else:
            _form(actor, setup, form, indicator, row)
    if not row.withdrawn:
        standing.withdraw("figure", actor, TypedFigure, number, row.version, indicator.name)
    st.button("Record another figure", key="figure.leave", on_click=leave, args=(form,))


def leave(form: str) -> None:
    """Go back to a fresh form."""
    forms.renew(form)
    st.query_params.pop("figure", None)


def _form(
    actor: Actor, setup: Setup, form: str, indicator: Indicator, row: TypedFigure | None
) -> None:
    hint(indicator.definition)
    places = list(filters.own_places(actor, setup).values())
    st.selectbox(
        "Place", places, index=places.index(row.place_id) if row and row.place_id in places else 0,
        format_func=setup.place_name, key=f"{form}.place",
    )  # fmt: skip
    fields.beside(form, "place")
    figure_period.ask(form, indicator, row.period if row else None)
    if indicator.by_group:
        _group(setup, form, row)
    figure_wording.numbers(form, figure_wording.worded(form, setup, indicator), row)
    bases = list(BASES)
    st.radio(
        "How sure", bases, index=bases.index(row.basis) if row else 0,
        format_func=BASES.__getitem__, key=f"{form}.basis",
    )  # fmt: skip
    fields.beside(form, "basis")
    st.text_input(
        "Source: where the figure comes from", row.source if row else "", key=f"{form}.source"
    )
    fields.beside(form, "source")
    st.text_area(
        "Note for the team (if any)", row.note if row else "", key=f"{form}.note",
        max_chars=2000, height=96,
    )  # fmt: skip
    fields.beside(form, "note")
    fields.others(form, (*SHOWN, "note"))
    fields.checked(form)
    saving.end(form, setup)
    seen = forms.seen(form, row.version) if row else 0
    st.button(
        "Save changes" if row else "Save the figure", type="primary", key=f"{form}.save",
        shortcut="Ctrl+S", on_click=_save, args=(actor, setup, form, indicator, row, seen),
    )  # fmt: skip


def _group(setup: Setup, form: str, row: TypedFigure | None) -> None:
    groups = {g.id: g.name for g in setup.groups.values() if not g.withdrawn}
    if not groups:
        st.info("This figure is about a priority group. Add one in Set up first.")
    kept = row.priority_group_id if row else None
    st.selectbox(
        "Priority group", list(groups), index=list(groups).index(kept) if kept in groups else None,
        format_func=groups.__getitem__, key=f"{form}.priority_group", placeholder="Choose a group",
    )  # fmt: skip
    fields.beside(form, "priority_group")


def _save(
    actor: Actor, setup: Setup, form: str, indicator: Indicator, row: TypedFigure | None, seen: int
) -> None:
    draft = FigureDraft(
        indicator=indicator.id, place=forms.typed(form, "place"),
        period=figure_period.chosen(form), priority_group=forms.typed(form, "priority_group"),
        top=forms.typed(form, "top"), bottom=forms.typed(form, "bottom"),
        basis=forms.typed(form, "basis", ""), source=forms.typed(form, "source", ""),
        note=forms.typed(form, "note", ""), checked=forms.typed(form, "checked", False),
    )  # fmt: skip

    def act() -> str:
        accepted = entry.accept_figure(draft, guard.known(setup))
        with saving.write(actor, form) as session:
            if row is None or row.id is None:
                session.add(accepted.record, key=forms.mark(form))
            else:
                session.change(TypedFigure, row.id, seen, accepted.record.model_dump())
        where = setup.place_name(accepted.record.place_id)
        return f"{indicator.name}: {where}, {figure_period.label(accepted.record.period)}."

    saving.attempt(form, act)
