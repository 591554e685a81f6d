"""The first visit to an empty store: two examples to look at, or your own to start."""

import streamlit as st

from engagement_metrics import examples, framework, store
from engagement_metrics.access import Action, Actor
from engagement_metrics.entry import EntryError
from pages.parts import fields


def offer(actor: Actor) -> None:
    """Say what this tool is for, and offer the ways to begin."""
    st.title("See whether engagement does any good", anchor=False)
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
        examples.start_own(actor, name, systems.get(where), own)
    except EntryError as fault:
        fields.remember("start", fault)
    except (examples.NotEmpty, store.StoreUnavailable) as reason:
        st.error(str(reason))
        return
    st.rerun()
