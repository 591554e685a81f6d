"""How a round is set up: what it assesses and when, by whom and by which rules."""

import streamlit as st

from engagement_metrics import entry
from engagement_metrics.access import Actor
from engagement_metrics.models import ReviewState
from engagement_metrics.store import Setup
from engagement_metrics.store.rounds import Round
from pages.parts import (
    fields,
    forms,
    room_form,
    room_saving,
    room_words,
    saving,
    standing,
)
from pages.parts.days import day


def show(actor: Actor, setup: Setup, found: Round) -> None:
    """The set-up in words, and the ways to change it while it is being prepared."""
    here, about = found.round, f"round {found.round.id}"
    standing.form(actor, "round", about)
    if forms.opened(about, room_form.FORM):
        room_form.show(actor, setup, about)
        return
    saving.told(about)
    saving.told("")
    preparing = here.state is ReviewState.BEING_PREPARED and not here.withdrawn
    if preparing:
        with st.container(horizontal=True):
            st.button("Change the set-up", key="open_round", on_click=forms.open,
                      args=(room_form.FORM, about, here, found.dimensions))  # fmt: skip
            st.button("Gather evidence", key="to_evidence", on_click=room_saving.go,
                      args=("Evidence",))  # fmt: skip
            st.button("Open the round", key="to_join", type="primary", on_click=room_saving.go,
                      args=("Join",))  # fmt: skip
    for sentence in entry.few_scorers(here.scorers_expected, here.volunteers_expected):
        st.warning(sentence)
    st.header("Who and how", anchor=False)
    st.write(fields.literal(_who(found)))
    if here.rules:
        st.subheader("Rules", anchor=False)
        for line in here.rules.splitlines():
            st.write(fields.literal(line))
    st.header("What is assessed", anchor=False)
    st.write(fields.literal(f"{found.model.name}. {found.model.source}"))
    rows = [
        (
            found.model.dimension(one.dimension).name,
            day(one.meets_on or here.held_on),
            room_words.stands(found, one),
        )
        for one in found.dimensions
    ]
    fields.table("Dimensions in order", ("Dimension", "Day", "How it stands"), rows)
    if here.withdrawn or here.state is not ReviewState.FINISHED:
        standing.button(standing.seen(here, "round"), "round", about)


def _who(found: Round) -> str:
    here = found.round
    said = [f"Anchor person: {here.anchor}." if here.anchor else "No anchor person is named yet."]
    if here.scorers_expected is not None:
        of_them = here.volunteers_expected
        volunteers = f", {of_them} of them volunteers" if of_them is not None else ""
        said.append(f"{room_words.people(here.scorers_expected)} to score{volunteers}.")
    return " ".join(said)
