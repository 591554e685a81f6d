"""The evidence for each dimension of a round: what there is, how old it is, and a form for more."""

from datetime import date
from html import escape

import streamlit as st

from engagement_metrics import store
from engagement_metrics.access import Actor
from engagement_metrics.entry.scores import EvidenceDraft, accept_evidence
from engagement_metrics.models import AssessedDimension, AssessmentEvidence
from engagement_metrics.store import Setup
from engagement_metrics.store.rounds import Round
from pages.parts import (
    fields,
    forms,
    room_choosing,
    room_facts,
    room_saving,
    room_words,
    saving,
    standing,
)
from pages.parts.days import day

FORM = "evidence"
SHOWN = ("text", "link", "dated_on", "good")
GOOD = {True: "It shows that we do this", False: "It shows that we do not do this yet"}
NONE = "No evidence yet"


def show(actor: Actor, setup: Setup, found: Round) -> None:
    """One dimension with its evidence and facts, then how much there is for each."""
    st.header("Evidence", anchor=False)
    st.write("Put down what shows how things are, good or bad. Anybody who scores can add to it.")
    here = room_choosing.dimension(found)
    asked = found.model.dimension(here.dimension)
    st.markdown(f"**{fields.literal(asked.question)}**")
    if asked.evidence:
        st.write(fields.literal(f"You might show: {asked.evidence}."))
    _pieces(actor, setup, found, here)
    room_facts.show(actor, setup, found, here)
    rows = []
    for one in found.dimensions:
        there = of(found, one)
        days = [piece.dated_on for piece in there if piece.dated_on]
        newest = f", the newest {room_words.age(max(days), date.today())}" if days else ""
        told = f"{room_words.number_of(len(there), 'piece')}{newest}" if there else NONE
        rows.append((found.model.dimension(one.dimension).name, told))
    st.header("All dimensions", anchor=False)
    fields.table("How much evidence there is", ("Dimension", "Evidence"), rows)


def of(found: Round, one: AssessedDimension) -> list[AssessmentEvidence]:
    """The evidence for one dimension."""
    return [piece for piece in found.evidence if piece.dimension == one.dimension]


def line(piece: AssessmentEvidence) -> None:
    """One piece as a paragraph: good or bad, what it is, its link and its age."""
    mark = "+ Good" if piece.good else "− Bad"
    when = (
        f"{day(piece.dated_on)}, {room_words.age(piece.dated_on, date.today())}"
        if piece.dated_on
        else "no date"
    )
    link = escape(piece.link)
    to = f'href="{link}" target="_blank" rel="noopener noreferrer" style="color: inherit"'
    shown = f"<br><a {to}>{link}</a>" if piece.link.startswith(("https://", "http://")) else ""
    st.html(
        f"<p><strong>{mark}:</strong> {escape(piece.text)}{shown}<br>"
        f'<span class="quiet">{escape(when)}</span></p>'
    )


def _pieces(actor: Actor, setup: Setup, found: Round, here: AssessedDimension) -> None:
    about = f"evidence {here.dimension}"
    there = of(found, here)
    if not there:
        st.info(f"{NONE}.")
    saving.told(about)
    for piece in there:
        of_piece = f"evidence {piece.id}"
        with st.container(border=True):
            line(piece)
            standing.form(actor, "evidence", of_piece)
            if forms.opened(of_piece, FORM):
                _form(actor, setup, here, of_piece)
                continue
            with st.container(horizontal=True):
                st.button("Change it", key=f"change_evidence_{piece.id}", on_click=forms.open,
                          args=(FORM, of_piece, piece))  # fmt: skip
                standing.button(
                    standing.seen(piece, "evidence"), "evidence", of_piece, f"_{piece.id}"
                )
    if forms.opened(about, FORM):
        with st.container(border=True):
            _form(actor, setup, here, about)
    else:
        st.button("Add evidence", key="open_evidence", type="primary", on_click=forms.open,
                  args=(FORM, about))  # fmt: skip


def _form(actor: Actor, setup: Setup, here: AssessedDimension, about: str) -> None:
    there = forms.opened(about, FORM)
    if there is None:
        return
    seen: AssessmentEvidence | None = there.seen
    saving.begin(FORM, "text")
    st.text_area("What does it show?", seen.text if seen else "", key=f"{FORM}.text", height=100)
    fields.beside(FORM, "text")
    at = list(GOOD).index(seen.good) if seen else None
    st.radio("Is it good or bad news?", list(GOOD), index=at, format_func=lambda one: GOOD[one],
             key=f"{FORM}.good")  # fmt: skip
    fields.beside(FORM, "good")
    st.text_input("A link to it, if there is one", seen.link if seen else "", key=f"{FORM}.link")
    fields.beside(FORM, "link")
    st.date_input("The day it is from", seen.dated_on if seen else None, key=f"{FORM}.dated_on",
                  format="DD/MM/YYYY")  # fmt: skip
    fields.beside(FORM, "dated_on")
    fields.others(FORM, SHOWN)
    fields.checked(FORM)
    saving.end(FORM, setup)
    st.button("Save evidence", type="primary", key=f"{FORM}.save", shortcut="Ctrl+S",
              on_click=_save, args=(actor, here, there))  # fmt: skip
    saving.cancel(FORM)


def _save(actor: Actor, here: AssessedDimension, there: forms.OpenForm) -> None:
    seen: AssessmentEvidence | None = there.seen

    def act() -> str:
        draft = EvidenceDraft(
            forms.typed(FORM, "text", ""), forms.typed(FORM, "link", ""),
            forms.typed(FORM, "dated_on"), forms.typed(FORM, "good"),
            bool(forms.typed(FORM, "checked")),
        )  # fmt: skip
        record = accept_evidence(draft, here.dimension, date.today())
        record.round_id = here.round_id
        with store.session(actor, draft=forms.mark(FORM)) as session:
            if seen is None:
                session.add(record, key=forms.mark(FORM))
                return "The group can see it."
            assert seen.id is not None
            session.change(AssessmentEvidence, seen.id, seen.version, record.model_dump())
        return "The evidence is changed."

    room_saving.attempt(FORM, act)
