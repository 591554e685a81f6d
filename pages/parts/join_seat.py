"""One's own place in a round, by the link that the address holds: it follows the round."""

import streamlit as st

from engagement_metrics import store
from engagement_metrics.access import ANYBODY, Actor
from engagement_metrics.store import scoring
from engagement_metrics.store.round_steps import NotNow
from engagement_metrics.store.scoring import Seat
from pages.parts import (
    fields,
    guard,
    join_door,
    join_evidence,
    join_leaving,
    join_look,
    join_saving,
    join_score,
    join_state,
    join_walk,
    join_words,
)

SECONDS, LOOKS = 2, 5
SEEN, VERSION, STANDS, TURN = "join.seen", "join.version", "join.stands", "join.turn"


def show(link: str, trouble: str) -> None:
    """The page of whoever holds the link; `trouble` is why the store cannot serve just now."""
    join_state.hold(link)
    try:
        seat, trouble = _seat(link, trouble)
    except NotNow as reason:
        st.error(str(reason))
        st.button(join_words.TYPE_AGAIN, key="join_anew", on_click=join_door.leave_door)
        return
    with st.container(key="join_told"):
        _tell(trouble)
    view = st.session_state.get(join_state.VIEW, "score")
    with st.container(key=f"join_{view}", gap="small"):
        if view == "link":
            join_leaving.show_link(link)
        elif seat.left and not st.session_state.get(join_leaving.BACK):
            join_leaving.gone()
        elif view == "evidence":
            join_evidence.ask(link, seat)
        else:
            _score(link, seat)
    join_look.begin_at_heading(view, int(st.session_state.get(join_state.TO, 0)))
    _follow(ANYBODY, link, seat)


def _seat(link: str, trouble: str) -> tuple[Seat, str]:
    """The place that a link leads to; as it was last seen where the store cannot be reached."""
    held: tuple[str, Seat] | None = st.session_state.get(SEEN)
    try:
        st.session_state[VERSION] = store.data_version()
        seat = scoring.seat(link)
    except store.StoreUnavailable as reason:
        st.session_state[STANDS] = None
        if held is None or held[0] != link:
            guard.turn_away(trouble or str(reason))
        return held[1], str(reason)
    st.session_state[SEEN] = (link, seat)
    st.session_state[STANDS] = join_state.as_it_stands(seat)
    if not seat.left:
        st.session_state.pop(join_leaving.BACK, None)
    return seat, ""


def _tell(trouble: str) -> None:
    """Above everything: what went wrong, and what is open elsewhere."""
    if lost := st.session_state.pop(join_state.LOST, ""):
        st.warning(fields.literal(lost))
    if trouble and not join_state.pending():
        st.warning(trouble)


def _score(link: str, seat: Seat) -> None:
    here = join_state.current(seat)
    if here is None:
        st.header(fields.literal(seat.round.title), anchor=False)
        st.info(join_words.NOTHING_OPEN)
        join_leaving.offer(link)
        return
    join_walk.open_elsewhere(seat, here)
    join_score.show(link, seat, here)
    join_walk.walk(seat, here)
    join_leaving.offer(link)
    with st.container(key="join_state"):
        join_walk.stands(link, seat, here)


@guard.part(run_every=SECONDS)
def _follow(_: Actor, link: str, seat: Seat) -> None:
    """Look whether the round moved on; only then, or once an answer is saved, run the page anew.

    So nobody is disturbed who types or chooses.
    """
    try:
        if join_saving.again(link, seat):
            st.rerun()
        version = store.data_version()
        stands = st.session_state.get(STANDS)
        turn = st.session_state[TURN] = int(st.session_state.get(TURN, 0)) + 1
        # A score leaves the version as it is: for one's own from another tab, look now and then.
        moved = version != st.session_state.get(VERSION) or turn % LOOKS == 0
        if not moved and stands is not None:
            return
        found = scoring.seat(link)
    except store.StoreUnavailable:
        return
    except NotNow:
        st.rerun()
    if join_state.as_it_stands(found) != stands:
        st.rerun()
    st.session_state[VERSION] = version
