"""Typing in a paper sheet of a round. Nothing of it is kept as a draft: scores are private."""

import streamlit as st

from engagement_metrics import entry, store
from engagement_metrics.access import Actor
from engagement_metrics.entry.scores import DONT_KNOW, ScoreDraft
from engagement_metrics.models import AssessedDimension, ScorerKind
from engagement_metrics.store import scores
from engagement_metrics.store.rounds import WAVES, Round
from pages.parts import fields, forms, guard, room_saving, room_words, saving

FORM = "sheet"
NEW = "A new sheet"
NOTHING = "No dimension is open for scoring just now. Open one on the room screen first."
SAYS = (
    "Type it in where the group does not see the screen. Type what the sheet says, for what is "
    "open now, and leave out what is blank. It is kept only once you save it."
)


def show(actor: Actor, found: Round) -> None:
    """The form for one sheet, or what it saved and the way to the next."""
    if saving.panel(FORM, "Type in the next sheet"):
        st.session_state[f"{FORM}.cleared"] = True
        return
    if st.session_state.pop(f"{FORM}.cleared", False):
        forms.clear(FORM)
    open_now = [one for one in found.dimensions if one.stage in WAVES]
    if not open_now:
        st.info(NOTHING)
        return
    st.subheader("Type in a sheet", anchor=False)
    st.write(SAYS)
    fields.summary(FORM)
    sheets: dict[int | None, str] = {None: NEW}
    sheets |= {at: f"Sheet {at} ({room_words.KINDS[kind].lower()})" for at, kind in found.sheets}
    sheet = st.selectbox("Which sheet?", list(sheets), format_func=lambda at: sheets[at],
                         key=f"{FORM}.sheet")  # fmt: skip
    if sheet is None:
        st.radio("Who is it from?", list(ScorerKind), index=None, horizontal=True,
                 format_func=lambda one: room_words.KINDS[one], key=f"{FORM}.kind")  # fmt: skip
        fields.beside(FORM, "kind")
    for one in open_now:
        _answer(found, one)
    fields.beside(FORM, "sheet")
    shown = [f"{name}.{one.dimension}" for one in open_now for name in ("level", "sure", "reason")]
    fields.others(FORM, ("kind", "sheet", *shown))
    fields.checked(FORM)
    if trouble := st.session_state.pop(f"{FORM}.trouble", ""):
        st.error(fields.literal(trouble))
    st.button("Save the sheet", type="primary", key=f"{FORM}.save", shortcut="Ctrl+S",
              on_click=_save, args=(actor, found))  # fmt: skip


def _answer(found: Round, one: AssessedDimension) -> None:
    key, name = one.dimension, found.model.dimension(one.dimension).name
    wave = WAVES[one.stage]
    second = " (second score)" if wave == 2 else ""
    levels = {level.level: f"{level.level} {level.name}" for level in found.model.levels}
    choices = {**levels, DONT_KNOW: "I do not know"}
    with st.container(border=True):
        chosen = st.selectbox(
            f"{fields.literal(name)}{second}", list(choices), index=None, placeholder="Left blank",
            format_func=lambda at: choices[at], key=f"{FORM}.level.{key}.{wave}",
        )  # fmt: skip
        fields.beside(FORM, f"level.{key}")
        if chosen:
            st.radio("How sure?", [*room_words.SURE], index=None, horizontal=True,
                     format_func=lambda at: room_words.SURE[at],
                     key=f"{FORM}.sure.{key}.{wave}")  # fmt: skip
            fields.beside(FORM, f"sure.{key}")
        if chosen is not None:
            st.text_input("Why?", key=f"{FORM}.reason.{key}.{wave}")
            fields.beside(FORM, f"reason.{key}")
            st.checkbox("The group may read this", key=f"{FORM}.shared.{key}.{wave}")


def _typed(found: Round) -> dict[tuple[str, int], ScoreDraft]:
    answers = {}
    for one in found.dimensions:
        if wave := WAVES.get(one.stage):
            at = f"{one.dimension}.{wave}"
            answers[(one.dimension, wave)] = ScoreDraft(
                forms.typed(FORM, f"level.{at}"), forms.typed(FORM, f"sure.{at}"),
                forms.typed(FORM, f"reason.{at}") or "", bool(forms.typed(FORM, f"shared.{at}")),
            )  # fmt: skip
    return answers


def _save(actor: Actor, found: Round) -> None:
    def act() -> str:
        sheet, kind = forms.typed(FORM, "sheet"), forms.typed(FORM, "kind")
        if sheet is not None:
            kind = dict(found.sheets)[sheet]
        if kind is None:
            raise entry.EntryError({"kind": "Say who the sheet is from."}, {})
        checked = bool(forms.typed(FORM, "checked"))
        levels = len(found.model.levels)
        given = entry.accept_sheet(_typed(found), levels, checked, guard.known(store.setup()))
        assert found.round.id is not None
        at = scores.put_sheet(actor, found.round.id, kind, given, sheet, forms.mark(FORM))
        return f"This is sheet {at}. Write that number on it, for a second score."

    room_saving.attempt(FORM, act)
