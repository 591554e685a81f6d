"""Setting up the organisation, and clearing the examples to start one's own."""

import streamlit as st

from engagement_metrics import access, entry, examples, store
from engagement_metrics.access import Actor
from engagement_metrics.models import Organisation
from engagement_metrics.store import Setup
from pages.parts import fields, forms, guard, saving
from pages.parts.hints import hint

FORM, CLEARING = "organisation", "organisation.clearing"


def show(actor: Actor, setup: Setup) -> None:
    """Name and vision; while the store holds examples, also the way to clear them."""
    organisation = setup.organisation
    assert organisation is not None, "the page is not shown for an empty store"
    if organisation.example:
        _examples(actor)
    st.header("Organisation", anchor=False)
    if not saving.panel(FORM, "Change it again"):
        _form(actor, setup, organisation)


def _form(actor: Actor, setup: Setup, organisation: Organisation) -> None:
    saving.begin(FORM, "name")
    st.text_input("Name", organisation.name, key=f"{FORM}.name", max_chars=120)
    fields.beside(FORM, "name")
    st.text_area(
        "Vision", organisation.vision, key=f"{FORM}.vision", max_chars=2000, height=120
    )  # fmt: skip
    hint("The vision stands above the matrix, on the first page.")
    fields.beside(FORM, "vision")
    seen = forms.seen(FORM, organisation.version)
    saving.end(FORM, setup)
    st.button(
        "Save changes", type="primary", key=f"{FORM}.save", shortcut="Ctrl+S", on_click=_save,
        args=(actor, setup, organisation.id, organisation.example, seen),
    )  # fmt: skip


def _save(actor: Actor, setup: Setup, number: int, example: str, seen: int) -> None:
    name, vision = forms.typed(FORM, "name", ""), forms.typed(FORM, "vision", "")

    def act() -> str:
        record = entry.accept_organisation(name, vision, guard.known(setup), example).record
        with store.session(actor, draft=forms.mark(FORM)) as session:
            session.change(Organisation, number, seen, record.model_dump())
        return "The organisation is changed."

    saving.attempt(FORM, act)


def _examples(actor: Actor) -> None:
    st.header("Clear the examples", anchor=False)
    st.write(
        "The examples are put aside whole, under a name with today's date. "
        "You then start with an empty tool. Nothing is thrown away."
    )
    if not st.session_state.get(CLEARING):
        st.button("Clear the examples", key="clear", on_click=_ask, args=(True,))
        return
    st.warning("What was typed into the examples goes with them. Do you want to clear them?")
    yes, no = st.columns(2)
    no.button("No, keep them", key="clear_no", on_click=_ask, args=(False,))
    if not yes.button("Yes, clear them", type="primary", key="clear_yes"):
        return
    try:
        with st.spinner("Putting the examples aside…"):
            name = examples.set_aside(actor)
    except (store.StoreUnavailable, access.Refused) as reason:
        st.error(fields.literal(str(reason)))
        return
    _ask(False)
    st.toast(fields.literal(f"The examples are now kept as {name}."), duration="long")
    st.rerun()


def _ask(clearing: bool) -> None:
    st.session_state[CLEARING] = clearing
