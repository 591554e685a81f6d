"""The fields of a return, in the order a person at a stall can answer them."""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from engagement_metrics import framework
from engagement_metrics.access import Actor
from engagement_metrics.entry import Known
from engagement_metrics.models import Aim
from engagement_metrics.store import Setup, Tally
from pages.parts import entry_more, entry_sections, entry_tally, entry_who, fields, filters
from pages.parts.entry_sections import ABOUT, SAID
from pages.parts.entry_state import first_place, put, state
from pages.parts.entry_widgets import choose, keep, number
from pages.parts.entry_words import AIMS, BASES, LABELS, NOT_TALLIED


def show(actor: Actor, known: Known, sheets: Sequence[Tally]) -> None:
    """The ten fields, then the box with the rest."""
    setup = known.setup
    entry_sections.section(ABOUT, setup, partial(_about, actor, setup))
    tallied = entry_tally.show(sheets)
    left, right = st.columns(2)
    with left:
        number(NOT_TALLIED if tallied else LABELS["heads"], "heads")
    with right:
        keep(st.segmented_control, LABELS["heads_basis"], "heads_basis",
              options=BASES, required=True)  # fmt: skip
    fields.beside("entry", "heads")
    with st.container():  # however long it grows, what follows keeps its place: More stays open
        entry_who.show(known, sheets)
    entry_sections.section(SAID, setup, partial(_said, setup))
    entry_more.offer(actor, setup)


def _about(actor: Actor, setup: Setup) -> None:
    definitions = framework.load()
    left, right = st.columns(2)
    with left:
        keep(st.date_input, LABELS["ends"], "ends", format="DD/MM/YYYY")
        fields.beside("entry", "ends")
    with right:
        first_place(actor, setup)
        labels = {number: label for label, number in filters.own_places(actor, setup).items()}
        choose(
            LABELS["place"], "place", labels, {n: place.name for n, place in setup.places.items()}
        )
        fields.beside("entry", "place")
    keep(st.text_input, LABELS["title"], "title", max_chars=200, placeholder="Winter health stall")
    fields.beside("entry", "title")
    keep(
        st.pills, LABELS["aim"], "aim", options=list(AIMS), required=True,
        format_func=lambda aim: AIMS[Aim(aim)],
    )  # fmt: skip
    fields.beside("entry", "aim")
    # Those that suit the aim come first; once one is chosen the list keeps still.
    if state("method") is None:
        put("order", state("aim"))
    aim = state("order")
    methods = sorted(
        definitions.methods.values(), key=lambda method: bool(aim) and method.aim_hint != aim
    )
    choose(LABELS["method"], "method", {method.key: method.name for method in methods})
    fields.beside("entry", "method")


def _said(setup: Setup) -> None:
    topics = {topic.id: topic.name for topic in setup.topics.values() if not topic.withdrawn}
    choose(LABELS["topic"], "topic", topics, {n: t.name for n, t in setup.topics.items()})
    fields.beside("entry", "topic")
    keep(st.text_area, LABELS["suggestions"], "suggestions", height=90)
    fields.beside("entry", "suggestions", "text")
    keep(st.date_input, LABELS["feedback_promised_on"],
          "feedback_promised_on", format="DD/MM/YYYY")  # fmt: skip
    fields.beside("entry", "feedback_promised_on")
