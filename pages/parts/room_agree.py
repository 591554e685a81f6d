"""What the group agrees of a dimension: a whole level, or that it did not agree; and why."""

import streamlit as st

from engagement_metrics import entry, maturity, store
from engagement_metrics.access import Actor
from engagement_metrics.entry import Agreeing
from engagement_metrics.maturity import Spread, wording
from engagement_metrics.models import AgreedDraft, AssessedDimension, ScoringStage
from engagement_metrics.store import Setup, round_steps, rounds
from engagement_metrics.store.rounds import Round
from pages.parts import (
    drafting,
    fields,
    forms,
    guard,
    meeting_drafts,
    room_agree_fields,
    room_agreed,
    room_choosing,
    room_evidence,
    room_facts,
    room_saving,
    room_spread,
    room_words,
    saving,
)

CAN = {ScoringStage.REVEALED, ScoringStage.REVEALED_AGAIN, ScoringStage.SETTLED}
NOT_YET = "Show the scores of this to the group first. Then agree on a level."
GONE_ON = "This is open for a second score just now. Show those scores first."


def show(actor: Actor, setup: Setup, found: Round) -> None:
    """One dimension: its scores in words, its evidence, and the form or what was agreed."""
    here = room_choosing.dimension(found)
    name = found.model.dimension(here.dimension).name
    st.header(fields.literal(f"Agree: {name}"), anchor=False)
    st.write(fields.literal(room_words.stands(found, here)))
    if here.stage not in CAN:
        st.info(GONE_ON if here.stage is ScoringStage.SCORING_AGAIN else NOT_YET)
        return
    assert found.round.id is not None
    shown = rounds.room(actor, found.round.id)
    spread = room_spread.last(shown, here.dimension, found.model)
    if spread is not None:
        room_spread.look()
        first = room_spread.of(shown.of(here.dimension, 1), found.model)
        caption = room_spread.BEFORE if spread == first else room_spread.AFTER
        room_spread.draw(found.model, spread, caption)
        st.write(f"{wording.range_of(spread)} {wording.middle_half_of(spread)}")
    st.subheader("Evidence", anchor=False)
    there = room_evidence.of(found, here)
    for piece in there:
        room_evidence.line(piece)
    if not there:
        st.info(f"{room_evidence.NONE}. A level above 1 needs some.")
    st.button("Add evidence for this", key="to_evidence", on_click=room_saving.go,
              args=("Evidence", here.dimension))  # fmt: skip
    room_facts.show(actor, setup, found, here)
    form, settled = form_of(here), here.stage is ScoringStage.SETTLED
    if sentence := forms.typed(form, "saved"):
        st.success(fields.literal(sentence))
    if settled and not forms.opened(form, form) and not _in_use(form):
        room_agreed.told(found, here)
        st.button("Put this right", key="correct", on_click=forms.open, args=(form, form, here))
        return
    _form(actor, setup, found, here, spread)


def form_of(here: AssessedDimension) -> str:
    """The name of the form for one dimension: each has its own."""
    return f"agree.{here.id}"


def _in_use(form: str) -> bool:
    """Whether something waits in the form that was begun before somebody else settled this."""
    begun = any(forms.typed(form, name) for name in ("clash", "faults", "doubts", "draft"))
    return begun and not forms.typed(form, "saved")


def _form(
    actor: Actor, setup: Setup, found: Round, here: AssessedDimension, spread: Spread | None
) -> None:
    form = form_of(here)
    st.subheader("What we agree", anchor=False)
    with st.container(border=True):
        meeting_drafts.come_back(form, "level")
        saving.begin(form, "level")
        shown = room_agree_fields.ask(form, found, here, spread)
        fields.others(form, shown)
        fields.checked(form)
        clash = saving.end(form, setup)
        seen = forms.seen(form, here.version)
        if not clash:
            st.button(
                "Save what we agreed", type="primary", key=f"{form}.save", shortcut="Ctrl+S",
                on_click=_save, args=(actor, here, spread, seen),
            )  # fmt: skip
        if forms.opened(form, form):
            saving.cancel(form)


def against(found: Round, here: AssessedDimension, spread: Spread | None) -> Agreeing:
    """What a level agreed now is held against."""
    asked = found.model.dimension(here.dimension)
    there = [piece for piece in room_evidence.of(found, here) if piece.good]
    return Agreeing(
        sentences=tuple(len(maturity.parts(one)) for one in asked.statements),
        evidence=len(there),
        dated=sum(piece.dated_on is not None for piece in there),
        reasons={
            one.level: wording.reason_needed(one.level, spread)
            for one in found.model.levels
            if spread is not None and maturity.outside_middle_half(one.level, spread)
        },
        settled=here.stage is ScoringStage.SETTLED,
    )


def _save(actor: Actor, here: AssessedDimension, spread: Spread | None, seen: int) -> None:
    form = form_of(here)

    def act() -> str:
        assert here.id is not None
        draft: AgreedDraft = room_agree_fields.typed(form)
        held = against(rounds.in_full(actor, here.round_id), here, spread)
        values, why = entry.accept_agreed(draft, held, guard.known(store.setup()))
        if held.settled:
            with store.session(actor, why, draft=forms.mark(form)) as session:
                session.change(AssessedDimension, here.id, seen, values)
        else:
            round_steps.settle(actor, here.id, seen, values)
            drafting.throw_away(form)
        level = values["agreed_level"]
        return "It is kept that you did not agree." if level is None else f"Level {level} is kept."

    room_saving.attempt(form, act)
