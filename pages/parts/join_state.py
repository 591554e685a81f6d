"""Where somebody is in a round: which dimensions are open, which one they look at, what is kept."""

from collections.abc import Hashable, Mapping
from dataclasses import replace
from typing import Any

import streamlit as st

from engagement_metrics.models import AssessedDimension, ScoringStage
from engagement_metrics.store.rounds import WAVES
from engagement_metrics.store.scores import Given
from engagement_metrics.store.scoring import Seat

AT, VIEW, TO = "at", "join.view", "join.to"  # where somebody is stands in the address
PENDING, LOST = "join.pending", "join.lost"  # what the store has not taken, or never will
HOLDER = "join.holder"  # the link whose holder this tab is for; '' for nobody
Changes = dict[str, Any]  # what was changed of an answer, by the name of the field of a `Given`


def hold(link: str) -> None:
    """Say whose tab this is from now on: nothing of whoever held it before is left in it.

    Only what the store has not taken of theirs stays, for when their link is opened once more.
    """
    if st.session_state.get(HOLDER) not in (None, "", link):
        for key in [str(key) for key in st.session_state if str(key).startswith("join.")]:
            if key not in (PENDING, TO):
                del st.session_state[key]
    st.session_state[HOLDER] = link


def wave(here: AssessedDimension) -> int | None:
    """Which score of a dimension is open: the first, the second, or none."""
    return WAVES.get(here.stage)


def begun(seat: Seat) -> list[AssessedDimension]:
    """The dimensions that scoring has reached, in order."""
    return [one for one in seat.dimensions if one.stage is not ScoringStage.WAITING]


def to_score(seat: Seat) -> list[AssessedDimension]:
    """The dimensions that are open now."""
    return [one for one in seat.dimensions if wave(one)]


def own(seat: Seat, here: AssessedDimension, of: int) -> Given | None:
    """Somebody's own answer: what they gave last, though the store has not taken it yet."""
    key = (here.dimension, of)
    changes = pending().get(key)
    return changed(seat.own.get(key), changes) if changes else seat.own.get(key)


def changed(given: Given | None, changes: Mapping[str, Any]) -> Given:
    """An answer with some of it changed; how sure goes with a level, and sharing with words."""
    new = replace(given or Given(None), **changes)
    return replace(
        new, sure=new.sure if new.level else None, shared=new.shared and bool(new.reason)
    )


def unanswered(seat: Seat) -> list[AssessedDimension]:
    """What is open and not answered yet; second scores first."""
    left = [one for one in to_score(seat) if not own(seat, one, wave(one) or 0)]
    return sorted(left, key=lambda one: -(wave(one) or 0))


def pending() -> dict[tuple[str, int], Changes]:
    """What the holder of this tab changed of answers while the store could not be reached."""
    kept: dict[str, dict[tuple[str, int], Changes]] = st.session_state.setdefault(PENDING, {})
    return kept.setdefault(st.session_state.get(HOLDER, ""), {})


def current(seat: Seat) -> AssessedDimension | None:
    """The dimension to show, which stays until somebody moves on; None before any is open.

    It stands in the address: a page that is loaded anew, or a server, goes on at the same one.
    """
    there = begun(seat)
    at = st.query_params.get(AT)
    found = next((one for one in there if one.dimension == at), None)
    if found is None:
        first = sorted(unanswered(seat), key=lambda one: one.position) + to_score(seat)
        unsettled = [one for one in there if one.stage is not ScoringStage.SETTLED]
        found = next(iter(first + unsettled + there), None)
    if found is not None and found.dimension != at:
        st.query_params[AT] = found.dimension
    return found


def go(dimension: str) -> None:
    """Show another dimension, and take the reader to its heading; the callback of a button."""
    st.query_params[AT] = dimension
    look_at("score")


def look_at(view: str) -> None:
    """Show the scores, one's own link, or the field for evidence; the callback of a button."""
    st.session_state[VIEW] = view
    st.session_state[TO] = int(st.session_state.get(TO, 0)) + 1


def as_it_stands(seat: Seat) -> Hashable:
    """What the page follows: whatever of a round moves on without the one who looks at it.

    One's own answers may move in another tab. Words are left out: somebody may be typing here.
    """
    moved = [(one.dimension, one.position, one.stage, one.agreed_level) for one in seat.dimensions]
    own = [(*at, one.level, one.sure, one.shared) for at, one in sorted(seat.own.items())]
    return (seat.round.id, seat.left, *moved, *own)
