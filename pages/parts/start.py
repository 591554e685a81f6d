"""The first visit to an empty store: two examples to look at, or your own to start."""

from datetime import date

import streamlit as st

from engagement_metrics import examples, framework, store
from engagement_metrics.access import Action, Actor
from engagement_metrics.entry import EntryError, Known, accept_organisation, accept_place
from engagement_metrics.models import PlaceDraft
from pages.parts import fields


def offer(actor: Actor) -> None:
    """Say what this tool is for, and offer the ways to begin."""
    st.title("See whether engagement does any good")
    st.write(
        "This tool keeps a record of work with patients and the public: what was done, who was "
        "heard, and what changed. Nothing is in it yet."
    )
    if not actor.may(Action.SET_UP):
        st.info("Ask the person who looks after this tool to start it.")
        return
    mine, made_up, published = st.columns(3)
    with mine, st.container(border=True):
        st.subheader("Start your own", anchor=False)
        _own(actor)
    for place, key in ((made_up, "made-up"), (published, "published")):
        with place, st.container(border=True):
            st.subheader(examples.SETS[key].name, anchor=False)
            st.write(examples.SETS[key].description)
            if st.button("Look at this example", key=f"load_{key}"):
                _load(actor, key)


def _load(actor: Actor, key: str) -> None:
    try:
        with st.spinner("Loading the example…"):
            examples.load(key, actor)
    except (examples.NotEmpty, store.StoreUnavailable) as reason:
        st.error(str(reason))
        return
    st.rerun()


def _own(actor: Actor) -> None:
    definitions = framework.load()
    systems = {system.name: system.key for system in definitions.systems()}
    fields.summary("start")
    name = st.text_input("Your organisation's name", key="start_name", max_chars=120)
    fields.beside("start", "name")
    choices = ["My own place", *systems]
    where = st.selectbox("Where do you work?", choices, key="start_where")
    own = ""
    if where == choices[0]:
        own = st.text_input("Name of the place you serve", key="start_place", max_chars=120)
        fields.beside("start", "place")
    st.caption("You can add places, topics and groups later, in Set up.")
    if not st.button("Start", type="primary", key="start_save"):
        return
    try:
        begin(actor, name, systems.get(where), own)
    except EntryError as fault:
        fields.remember("start", fault)
    except store.StoreUnavailable as reason:
        st.error(str(reason))
        return
    st.rerun()


def begin(actor: Actor, name: str, system: str | None, own: str) -> None:
    """Store the organisation with its places: those of a known system, or one of its own."""
    definitions = framework.load()
    known = Known(definitions, store.setup(), date.today())
    organisation = accept_organisation(name, definitions.vision, known)
    if system is None:
        try:
            first = accept_place(PlaceDraft(name=own), known)
        except EntryError as fault:
            raise EntryError({"place": fault.faults["name"]}, {}) from fault
        with store.session(actor) as session:
            session.add(organisation.record, organisation.parts, key="start")
            session.add(first.record, first.parts, key="start place")
        return
    places = (definitions.places[system], *definitions.places_of(system))
    with store.session(actor) as session:
        session.add(organisation.record, organisation.parts, key="start")
        numbers: dict[str, int] = {}
        for place in places:
            draft = PlaceDraft(place.name, None, list(place.authorities), place.caution)
            accepted = accept_place(draft, known)
            accepted.record.parent_id = numbers.get(place.parent)
            numbers[place.key] = session.add(
                accepted.record, accepted.parts, key=f"start {place.key}"
            )
