"""Moving between dimensions on the phone of somebody who scores, and how far they are."""

import streamlit as st

from engagement_metrics.models import AssessedDimension
from engagement_metrics.store.scoring import Seat
from pages.parts import fields, join_look, join_saving, join_state, join_words


def open_elsewhere(seat: Seat, here: AssessedDimension) -> None:
    """What waits for an answer while somebody looks at one that is closed, or for a second one."""
    there = [one for one in join_state.unanswered(seat) if one.dimension != here.dimension]
    if there and (join_state.wave(there[0]) == 2 or not join_state.wave(here)):
        name = fields.literal(seat.model.dimension(there[0].dimension).name)
        again = "Score again" if join_state.wave(there[0]) == 2 else "Open to score"
        st.button(
            f"{again}: {name}", key="join_elsewhere", type="primary", on_click=join_state.go,
            args=(there[0].dimension,),
        )  # fmt: skip


def walk(seat: Seat, here: AssessedDimension) -> None:
    """The buttons to the dimension before and the one after."""
    there = join_state.begun(seat)
    at = [one.dimension for one in there].index(here.dimension)
    with st.container(horizontal=True, key="join_walk"):
        for label, to in (("Back", at - 1), ("Next", at + 1)):
            on = 0 <= to < len(there)
            st.button(
                label, key=f"join_{label.lower()}", disabled=not on, on_click=join_state.go,
                type="primary" if label == "Next" else "secondary",
                args=(there[to].dimension if on else "",),
            )  # fmt: skip


def stands(link: str, seat: Seat, here: AssessedDimension) -> None:
    """At the foot of the screen: whether the answer is saved, and how far somebody is."""
    wave, to_score = join_state.wave(here), join_state.to_score(seat)
    if join_state.pending():
        why = st.session_state.get(join_saving.WHY, "")
        join_look.told(join_words.NOT_SAVED.format(why=why), "fault")
        return
    given = seat.own.get((here.dimension, wave or 0))
    form = join_saving.form(link, here)
    wrong = st.session_state.get(f"{form}.faults") or st.session_state.get(f"{form}.doubts")
    said = [join_words.saved(given)] if given else []
    said += [join_words.UNSAVED_WORDS] if wrong and wave else []
    if to_score:
        answered = len(to_score) - len(join_state.unanswered(seat))
        said.append(join_words.progress(answered, len(to_score)))
    join_look.told(" ".join(said) or join_words.NOTHING_OPEN, "stands")
    if wave:
        place = (given.level or len(seat.model.levels) + 1) if given else None
        join_look.tell_unsent(place)
