"""What few returns need: status, longer dates, ways to take part, what it belongs to, a note."""

import streamlit as st

from engagement_metrics import store
from engagement_metrics.access import Actor
from engagement_metrics.models import Mode
from engagement_metrics.store import Setup
from pages.parts import fields
from pages.parts.entry_state import state
from pages.parts.entry_widgets import choose, keep, number

STATUSES = {
    "complete": "Complete",
    "figures_to_follow": "Held, figures to follow",
    "planned": "Planned",
    "cancelled": "Cancelled",
}
MODES = {
    Mode.IN_PERSON: "In person",
    Mode.ONLINE: "Online",
    Mode.BY_PHONE: "By phone",
    Mode.ON_PAPER: "On paper",
}
YES_NO = {True: "Yes", False: "No"}


def show(actor: Actor, setup: Setup) -> None:
    """The fields behind 'More'."""
    keep(st.selectbox, "How far has the record come?", "status", options=list(STATUSES),
          format_func=lambda status: STATUSES[status])  # fmt: skip
    fields.beside("entry", "status")
    keep(st.date_input, "First day, if it lasted longer", "starts", format="DD/MM/YYYY")
    fields.beside("entry", "starts")
    keep(st.text_input, "If the day is not known: the month or year", "partial",
          placeholder="2026-05, 2026 or 2026/27", max_chars=10)  # fmt: skip
    keep(st.pills, "How could people take part?", "modes", options=list(MODES),
          format_func=lambda mode: MODES[Mode(mode)], selection_mode="multi")  # fmt: skip
    fields.beside("entry", "modes")
    left, right = st.columns(2)
    with left:
        number("How many sessions?", "sessions")
        fields.beside("entry", "sessions")
        number("How many people were invited?", "people_invited")
        fields.beside("entry", "people_invited")
    with right:
        choose("Open to the public?", "open_to_public", YES_NO)
        number("Minutes spent on this return", "minutes_taken")
        fields.beside("entry", "minutes_taken")
    works = {work.id: work.name for work in setup.works.values() if not work.withdrawn}
    if works:
        choose("Piece of work it belongs to", "piece_of_work", works)
        fields.beside("entry", "piece_of_work")
    larger = {
        activity.id: activity.title
        for activity in store.activities(actor).rows
        if activity.part_of_id is None and activity.id != state("record")
    }
    if state("part_of") is not None and state("part_of") not in larger:
        larger[state("part_of")] = f"Activity {state('part_of')}"
    if larger:
        choose("Part of a larger activity", "part_of", larger)
        fields.beside("entry", "part_of")
    keep(st.date_input, "When were people told what came of it?", "fed_back_on",
          format="DD/MM/YYYY")  # fmt: skip
    fields.beside("entry", "fed_back_on")
    keep(st.text_area, "Note (no names or personal details)", "note", height=90)
    fields.beside("entry", "note")
