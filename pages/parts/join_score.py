"""One dimension on the phone of somebody who scores: its levels to choose from, or what became."""

import streamlit as st

from engagement_metrics.entry.scores import DONT_KNOW, MOST_OF_A_WHY
from engagement_metrics.models import AssessedDimension, ScoringStage, Sureness
from engagement_metrics.models.maturity_models import Dimension
from engagement_metrics.store.scores import Given
from engagement_metrics.store.scoring import Seat
from pages.parts import fields, hints, join_saving, join_state, join_words

AGAIN = "The group has talked about it. Score it once more, in private."
DONT_KNOW_SAYS = "**I do not know.** This is a proper answer. It is counted apart."
OUT_OF_BOX = "Your words are saved when you leave the box. Please give no names."


def show(link: str, seat: Seat, here: AssessedDimension) -> None:
    """The dimension and what can be done with it now."""
    about = seat.model.dimension(here.dimension)
    there = [one.dimension for one in join_state.begun(seat)]
    hints.hint(f"{about.group}: {there.index(here.dimension) + 1} of {len(there)}")
    st.header(fields.literal(about.name), anchor=False)
    st.markdown(f"**{fields.literal(about.question)}**")
    if about.evidence:
        hints.hint(f"Think of: {about.evidence}")
    wave = join_state.wave(here)
    if wave is None:
        _shown(seat, here, about)
        return
    if wave == 2:
        st.info(AGAIN)
        _first(seat, here)
    _answer(link, seat, here, about, join_state.own(seat, here, wave))


def _answer(
    link: str, seat: Seat, here: AssessedDimension, about: Dimension, given: Given | None
) -> None:
    """The fields of one answer; with nothing chosen before somebody chooses."""
    form, save = join_saving.form(link, here), (link, seat, here)
    moved = join_saving.moved_elsewhere(form, given)
    at = None if given is None or "level" in moved else given.level or DONT_KNOW
    levels = [*range(1, len(seat.model.levels) + 1), DONT_KNOW]
    named = [
        f"**{one.level}. {fields.literal(one.name)}.** {fields.literal(statement)}"
        for one, statement in zip(seat.model.levels, about.statements, strict=True)
    ]
    with st.container(key="join_levels"):
        chosen = st.radio(
            "Which level is nearest?", levels,
            index=None if at is None else levels.index(at),
            format_func=lambda level: named[level - 1] if level else DONT_KNOW_SAYS,
            key=f"{form}.level", on_change=join_saving.keep, args=(*save, "level"),
        )  # fmt: skip
    if chosen is None:
        return
    given = given or Given(None)
    if chosen != DONT_KNOW:
        sureness = [*Sureness]
        st.radio(
            "How sure are you?", sureness,
            index=None if given.sure is None or "sure" in moved else sureness.index(given.sure),
            format_func=lambda sure: join_words.SURE[sure],
            key=f"{form}.sure", on_change=join_saving.keep, args=(*save, "sure"),
        )  # fmt: skip
    st.text_area(
        "Why? A sentence is enough.", given.reason, max_chars=MOST_OF_A_WHY, height=110,
        key=f"{form}.reason", on_change=join_saving.keep, args=(*save, "reason"),
    )  # fmt: skip
    hints.hint(OUT_OF_BOX)
    fields.beside(form, "reason")
    if st.session_state.get(f"{form}.doubts"):
        st.checkbox(
            "I have looked: this is right, and not about one person.",
            key=f"{form}.checked", on_change=join_saving.keep, args=(*save, "reason"),
        )  # fmt: skip
    st.checkbox(
        "The group may read my words, without my name, once scores are shown",
        given.shared and "shared" not in moved,
        key=f"{form}.shared", on_change=join_saving.keep, args=(*save, "shared"),
    )  # fmt: skip
    join_saving.catch_up(*save)


def _first(seat: Seat, here: AssessedDimension) -> None:
    """One's own first score, beside the second one."""
    first = join_state.own(seat, here, 1)
    if first is None:
        st.write("You did not score this the first time.")
        return
    why = f" You wrote: {fields.literal(first.reason)}" if first.reason else ""
    st.write(f"Your first score: {fields.literal(join_words.level(seat.model, first.level))}.{why}")


def _shown(seat: Seat, here: AssessedDimension, about: Dimension) -> None:
    """What became of a dimension that is not open any more."""
    if here.stage is ScoringStage.SETTLED:
        if here.agreed_level is None:
            st.success("The group talked about this one and did not agree on a level.")
            return
        level = fields.literal(join_words.level(seat.model, here.agreed_level))
        st.success(f"The group agreed on {level}.")
        st.write(fields.literal(about.statements[here.agreed_level - 1]))
        return
    st.info(join_words.ON_SCREEN)
    answers = [(wave, join_state.own(seat, here, wave)) for wave in (1, 2)]
    if not any(given for _, given in answers):
        st.write(join_words.TOO_LATE)
    for wave, given in answers:
        if given:
            said = fields.literal(join_words.level(seat.model, given.level))
            st.write(f"Your {'first' if wave == 1 else 'second'} score: {said}.")
