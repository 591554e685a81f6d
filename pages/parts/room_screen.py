"""The room screen: what is open for scoring, how many answered, and the scores once shown."""

from html import escape
from pathlib import Path

import streamlit as st

from engagement_metrics import maturity
from engagement_metrics.access import Actor
from engagement_metrics.maturity import wording
from engagement_metrics.models import AssessedDimension, ReviewState, ScoringStage
from engagement_metrics.store import Setup, round_steps, rounds
from engagement_metrics.store.rounds import WAVES, Room, Round
from pages.parts import (
    fields,
    guard,
    room_opening,
    room_saving,
    room_screen_steps,
    room_spread,
    room_talk,
    room_words,
)

STYLE = (Path(__file__).parent / "room_screen.css").read_text(encoding="utf-8")
SHOWN = {ScoringStage.REVEALED, ScoringStage.SCORING_AGAIN, ScoringStage.REVEALED_AGAIN}
WILL_SEE = (
    "Once you show the scores, all in the room see them on this screen: dots without "
    "names, and the words that people chose to share. Nobody can change a score after that."
)


def look() -> None:
    """Lay the look of a shared screen over the page."""
    st.html(f"<style>{STYLE}</style>")


def show(actor: Actor, _: Setup, found: Round) -> None:
    """All dimensions, or the one that the group talks about."""
    look()
    room_spread.look()
    room_saving.told(room_screen_steps.FORM)
    if found.round.state is ReviewState.BEING_PREPARED:
        st.info(round_steps.OPEN_FIRST)
        st.button("Go to Join", key="to_join", on_click=room_saving.go, args=("Join",))
        return
    assert found.round.id is not None
    room = rounds.room(actor, found.round.id)
    there = {one.dimension: one for one in found.dimensions}
    on_screen = there.get(st.query_params.get(room_saving.TALK, ""))
    with st.container(key="room"):
        if on_screen is not None:
            _live(actor, found, on_screen.dimension)
            room_talk.show(actor, found, room, on_screen)
        else:
            _live(actor, found, "")
            _list(found, room)
            if found.round.state is ReviewState.UNDER_WAY:
                room_opening.show(actor, found)


def signs(found: Round) -> tuple[object, ...]:
    """What the page is drawn from, apart from how many joined and answered."""
    here = found.round
    dimensions = tuple((one.id, one.version, one.stage) for one in found.dimensions)
    return (here.state, here.withdrawn, here.join_code, dimensions)


@guard.part(run_every=1)
def _live(actor: Actor, found: Round, only: str) -> None:
    """How many joined and answered, each second; where a step was taken, the page is drawn anew."""
    assert found.round.id is not None
    now = rounds.in_full(actor, found.round.id)
    if signs(now) != signs(found):
        st.rerun()
    if found.round.state is not ReviewState.UNDER_WAY:
        return
    open_now = [one for one in now.dimensions if one.stage in WAVES and only in ("", one.dimension)]
    if open_now or not only:
        st.html(f'<p class="joined">{escape(room_words.joined(now))}</p>')
    counted = rounds.room(actor, found.round.id).answered if open_now else {}
    for one in open_now:
        _answered(actor, now, counted, one)
    if open_now:
        st.write(WILL_SEE)


def _answered(
    actor: Actor, now: Round, counted: dict[tuple[str, int], int], one: AssessedDimension
) -> None:
    """How many answered one dimension, and the button that shows its scores."""
    here = sum(now.scorers.values())
    answered = counted.get((one.dimension, WAVES[one.stage]), 0)
    name = now.model.dimension(one.dimension).name
    again = " (second score)" if one.stage is ScoringStage.SCORING_AGAIN else ""
    st.html(
        f'<p class="answered">{escape(name)}{again}:<br>'
        f"<strong>answered {answered} of {max(here, answered)}</strong></p>"
    )
    if 0 < answered < maturity.FEWEST_APART:
        st.write("With so few answers the room may know whose they are.")
    st.button(
        f"Show the scores of: {fields.literal(name)}", key=f"show_{one.id}", wrap=True,
        on_click=room_screen_steps.reveal, args=(actor, one),
    )  # fmt: skip


def _list(found: Round, room: Room) -> None:
    """What is shown, the widest disagreement first, then what is settled."""
    shown = {
        one.dimension: spread
        for one in found.dimensions
        if one.stage in SHOWN and (spread := room_spread.last(room, one.dimension, found.model))
    }
    if shown:
        st.header("To talk about, widest disagreement first", anchor=False)
    for key in maturity.talk_order(shown):
        name, spread = found.model.dimension(key).name, shown[key]
        with st.container(border=True):
            st.subheader(fields.literal(name), anchor=False)
            told = (wording.scorers(spread), wording.range_of(spread), wording.agreement(spread))
            st.write(" ".join(dict.fromkeys((*told, wording.lone(spread)))))
            st.button(f"Talk about: {fields.literal(name)}", key=f"talk_{key}", wrap=True,
                      on_click=room_saving.talk, args=(key,))  # fmt: skip
    settled = [one for one in found.dimensions if one.stage is ScoringStage.SETTLED]
    if settled:
        rows = [
            (found.model.dimension(one.dimension).name, room_words.stands(found, one))
            for one in settled
        ]
        st.header("Settled", anchor=False)
        fields.table("What is settled", ("Dimension", "What came of it"), rows)
