"""The fields of a return, in the order a person at a stall can answer them."""

import streamlit as st

from engagement_metrics import framework
from engagement_metrics.access import Actor
from engagement_metrics.models import Aim
from engagement_metrics.store import Setup
from pages.parts import entry_more, entry_who, fields, filters
from pages.parts.entry_state import first_place, put, state
from pages.parts.entry_widgets import choose, keep, number

AIMS = {
    Aim.INFORM: "Inform (tell people)",
    Aim.ENGAGE: "Engage (listen)",
    Aim.INVOLVE: "Involve (work with people)",
    Aim.CO_PRODUCE: "Co-produce (as equals)",
}


def show(actor: Actor, setup: Setup) -> None:
    """The ten fields, then the rest behind 'more'."""
    definitions = framework.load()
    left, right = st.columns(2)
    with left:
        keep(st.date_input, "Date", "ends", format="DD/MM/YYYY")
        fields.beside("entry", "ends")
    with right:
        first_place(setup)
        labels = {number: label for label, number in filters.place_labels(setup).items()}
        choose("Place", "place", labels, {n: place.name for n, place in setup.places.items()})
        fields.beside("entry", "place")
    keep(st.text_input, "Title", "title", max_chars=200, placeholder="Winter health stall")
    fields.beside("entry", "title")
    keep(st.pills, "Aim", "aim", options=list(AIMS), format_func=lambda aim: AIMS[Aim(aim)])
    fields.beside("entry", "aim")
    # Those that suit the aim come first; once one is chosen the list keeps still.
    if state("method") is None:
        put("order", state("aim"))
    aim = state("order")
    methods = sorted(definitions.methods.values(), key=lambda method: method.aim_hint != aim)
    choose("How was it done?", "method", {method.key: method.name for method in methods})
    fields.beside("entry", "method")
    left, right = st.columns(2)
    with left:
        number("How many people?", "heads")
    with right:
        keep(st.segmented_control, "Counted or estimated?", "heads_basis",
              options=["Counted", "Estimated"], required=True)  # fmt: skip
    fields.beside("entry", "heads")
    entry_who.show()
    topics = {topic.id: topic.name for topic in setup.topics.values() if not topic.withdrawn}
    choose("Topic (if any)", "topic", topics, {n: t.name for n, t in setup.topics.items()})
    fields.beside("entry", "topic")
    keep(st.text_area, "Suggestions heard, one on each line (if any)", "suggestions", height=90)
    fields.beside("entry", "suggestions", "text")
    keep(st.date_input, "When did you promise to tell people what came of it? (if you did)",
          "feedback_promised_on", format="DD/MM/YYYY")  # fmt: skip
    fields.beside("entry", "feedback_promised_on")
    with st.expander("More"):
        entry_more.show(actor, setup)
