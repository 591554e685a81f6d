"""The end of a round: what it came to so far, and the button that finishes it."""

from datetime import date

import streamlit as st

from engagement_metrics import entry
from engagement_metrics.access import Actor
from engagement_metrics.models import ReviewState, ScoringStage
from engagement_metrics.store import Setup, round_steps, rounds
from engagement_metrics.store.rounds import Round
from pages.parts import fields, room_actions, room_saving, room_words
from pages.parts.days import day

FORM = "ending"
AFTER = (
    "Once it is finished nobody can score or join any more, and the last link between phones and "
    "scores is deleted. What was agreed can still be put right, with a reason."
)


def show(actor: Actor, _: Setup, found: Round) -> None:
    """A table of what the round came to; then the button, or the day it was finished."""
    st.header("What it came to", anchor=False)
    room_saving.told(FORM)
    settled = [one for one in found.dimensions if one.stage is ScoringStage.SETTLED]
    waiting = [one for one in found.dimensions if one.stage is ScoringStage.WAITING]
    st.write(
        f"{len(settled)} of {room_words.number_of(len(found.dimensions), 'dimension')} settled. "
        f"{room_words.joined(found)}"
    )
    rows = [
        (
            found.model.dimension(one.dimension).name,
            room_words.stands(found, one),
            f"Level {one.target_level}" if one.improve and one.target_level else "",
            str(len(room_actions.of(found, one)) or ""),
        )
        for one in found.dimensions
    ]
    fields.table("By dimension", ("Dimension", "How it stands", "Target", "Actions"), rows)
    here = found.round
    if here.state is ReviewState.FINISHED:
        on = f" on {day(here.finished_on)}" if here.finished_on else ""
        st.success(f"This round was finished{on}.")
        return
    if here.state is ReviewState.BEING_PREPARED:
        st.info(round_steps.OPEN_FIRST)
        return
    if waiting:
        st.warning(
            f"{room_words.number_of(len(waiting), 'dimension')} was never opened for scoring."
            if len(waiting) == 1
            else f"{len(waiting)} dimensions were never opened for scoring."
        )
    if note := entry.how_many_to_improve(sum(one.improve for one in found.dimensions)):
        st.warning(note)
    if not here.anchor:
        st.warning("No anchor person is named. Say in the report who sees to what was agreed.")
    st.write(AFTER)
    st.button("Finish the round", key="finish_round", type="primary", on_click=_finish,
              args=(actor, found))  # fmt: skip


def _finish(actor: Actor, found: Round) -> None:
    number = found.round.id
    assert number is not None

    def act() -> str:
        now = rounds.in_full(actor, number).round
        if now.state is not ReviewState.FINISHED:  # else somebody else finished it a moment ago
            round_steps.finish(actor, number, now.version, date.today())
        return "The round is finished."

    room_saving.press(FORM, act)
