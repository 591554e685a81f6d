"""Setting up measures of one's own: the list of them, and a form for one."""

import streamlit as st

from engagement_metrics import entry, store
from engagement_metrics.access import Actor
from engagement_metrics.entry import measures
from engagement_metrics.framework.local import Edition, wordings
from engagement_metrics.models import LocalMeasure
from engagement_metrics.store import Setup
from pages.parts import (
    choosing,
    fields,
    forms,
    guard,
    own_measure_fields,
    own_measure_words,
    own_measures_retired,
    saving,
    standing,
)

MEANWHILE = (
    "Somebody else changed this measure while you had it open. Look at the list above, then press "
    "the button again if you still want to."
)


def show(actor: Actor, setup: Setup) -> None:
    """The measures by name, and a form to add one, change it, retire it or bring it back."""
    st.header("Measures", anchor=False)
    st.write(
        "Add a measure of your own where the ready-made ones do not tell what you need. "
        "Its figures are typed in, each with its source."
    )
    standing.tell("local")
    last = {int(one.indicator.id[4:]): one for one in setup.measures}
    current = {number: one for number, one in last.items() if not one.retired}
    if current:
        rows = [(one.indicator.name, _about(setup, one)) for one in current.values()]
        fields.table("Our own measures", ("Measure", "What it is"), rows)
    else:
        st.info("No measures of your own yet. Add the first one here.")
    names = {number: one.indicator.name for number, one in current.items()}
    chosen = choosing.choose("local", "Add a new measure", names)
    row = current[chosen] if chosen else None
    form = f"local.{chosen or 'new'}"
    if saving.panel(form, "Change it again" if row else "Add another measure"):
        st.page_link("figures.py", label="Record a figure")
    else:
        _form(actor, setup, form, row)
    if row is not None:
        own_measures_retired.retire(actor, row)
    own_measures_retired.bring_back(actor, [one for one in last.values() if one.retired])


def _about(setup: Setup, row: Edition) -> str:
    """Its code and unit, and which wording holds from when."""
    of = row.indicator
    said = f"{of.id}. {own_measure_words.KINDS[of.kind]}. Unit: {of.unit}."
    if len(wordings(setup.measures, of.id)) > 1 and row.begins:
        said += f" Wording {of.version}, from {row.begins.short}."
    return said


def _form(actor: Actor, setup: Setup, form: str, row: Edition | None) -> None:
    st.subheader("Change this measure" if row else "A new measure", anchor=False)
    saving.begin(form, "name")
    own_measure_fields.ask(form, row)
    if row is not None:
        own_measure_fields.change(form, row)
    fields.checked(form)
    saving.end(form, setup)
    seen = forms.seen(form, row.seen) if row else 0
    st.button(
        "Save changes" if row else "Add the measure", type="primary", key=f"{form}.save",
        shortcut="Ctrl+S", on_click=_save, args=(actor, setup, form, row, seen),
    )  # fmt: skip


def _save(actor: Actor, setup: Setup, form: str, row: Edition | None, seen: int) -> None:
    draft = own_measure_fields.typed(form, row)

    def act() -> str:
        accepted = entry.accept_measure(draft, guard.known(setup))
        name = accepted.record.name
        with store.session(actor, draft=forms.mark(form)) as session:
            if row is None:
                session.add(accepted.record, key=forms.mark(form))
                return f"{name} is added."
            if draft.change == measures.SLIP:
                values = accepted.record.model_dump()
                session.change(LocalMeasure, row.number, seen, values)
                return f"{name} is changed. It is the same measure."
            if seen != row.seen:
                st.session_state[f"{form}.seen"] = row.seen
                raise store.Taken(MEANWHILE)
            session.add(accepted.record, key=forms.mark(form))
        return (
            f"{name} has a new wording. Look at its targets again: they were set for the old one."
        )

    saving.attempt(form, act)
