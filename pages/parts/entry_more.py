"""What few returns need: status, longer dates, ways to take part, what it belongs to, a note."""

import streamlit as st

from engagement_metrics import store
from engagement_metrics.access import Actor
from engagement_metrics.models import ActivityStatus, Mode
from engagement_metrics.store import Setup
from pages.parts import browser_values, fields, forms
from pages.parts.entry_state import FORM, KEY, NOTHING_MORE, begin, put, state
from pages.parts.entry_widgets import choose, keep, number
from pages.parts.entry_words import LABELS, MONTH_OR_YEAR

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
NOT_CANCELLED = tuple(s for s in ActivityStatus if s is not ActivityStatus.CANCELLED)
YES_NO = {True: "Yes", False: "No"}


FIELDS = (
    "status", "starts", "starts_partial", "partial", "modes", "sessions", "people_invited",
    "open_to_public", "minutes_taken", "piece_of_work", "part_find", "part_of", "fed_back_on",
    "note",
)  # fmt: skip


def offer(actor: Actor, setup: Setup) -> None:
    """The box 'More', shut at first; what was shown of it stays, so that shutting loses nothing."""
    box = st.expander(LABELS["more"], key=f"{FORM}.box", on_change="rerun")
    held = browser_values.held()  # after the server was killed: a browser that had it open before
    if box.open or state("more_shown") or any(KEY + name in held for name in FIELDS):
        put("more_shown", True)
        begin(NOTHING_MORE)
        with box:
            _show(actor, setup)


def open_for_faults() -> None:
    """Open the box where what must be put right lies in it; part of the callback of a save."""
    wrong = {**forms.typed(FORM, "faults", {}), **forms.typed(FORM, "doubts", {})}
    if not wrong.keys().isdisjoint(FIELDS):
        put("box", True)


def _show(actor: Actor, setup: Setup) -> None:
    keep(st.selectbox, LABELS["status"], "status", options=list(STATUSES),
          format_func=lambda status: STATUSES[status])  # fmt: skip
    fields.beside("entry", "status")
    keep(st.date_input, LABELS["starts"], "starts", format="DD/MM/YYYY")
    fields.beside("entry", "starts")
    keep(st.text_input, LABELS["starts_partial"], "starts_partial",
          placeholder=MONTH_OR_YEAR, max_chars=10)  # fmt: skip
    keep(st.text_input, LABELS["partial"], "partial",
          placeholder=MONTH_OR_YEAR, max_chars=10)  # fmt: skip
    keep(st.pills, LABELS["modes"], "modes", options=list(MODES),
          format_func=lambda mode: MODES[Mode(mode)], selection_mode="multi")  # fmt: skip
    fields.beside("entry", "modes")
    left, right = st.columns(2)
    with left:
        number(LABELS["sessions"], "sessions")
        fields.beside("entry", "sessions")
        number(LABELS["people_invited"], "people_invited")
        fields.beside("entry", "people_invited")
    with right:
        choose(LABELS["open_to_public"], "open_to_public", YES_NO)
        number(LABELS["minutes_taken"], "minutes_taken")
        st.caption("Leave it empty: the form counts the minutes it is in use.")
        fields.beside("entry", "minutes_taken")
    works = {work.id: work.name for work in setup.works.values() if not work.withdrawn}
    withdrawn = {number: work.name for number, work in setup.works.items()}
    if works or state("piece_of_work") is not None:
        choose(LABELS["piece_of_work"], "piece_of_work", works, withdrawn)
        fields.beside("entry", "piece_of_work")
    _part_of(actor)
    keep(st.date_input, LABELS["fed_back_on"], "fed_back_on",
          format="DD/MM/YYYY")  # fmt: skip
    fields.beside("entry", "fed_back_on")
    keep(st.text_area, LABELS["note"], "note", height=90)
    fields.beside("entry", "note")


def _part_of(actor: Actor) -> None:
    """The larger activity, among the latest or those whose title holds some words."""
    keep(st.text_input, LABELS["part_find"], "part_find",
          max_chars=200)  # fmt: skip
    found = store.activities(actor, text=state("part_find") or "", statuses=NOT_CANCELLED)
    larger = {
        activity.id: activity.title
        for activity in found.rows
        if activity.part_of_id is None and activity.id != state("record")
    }
    chosen = state("part_of")
    if chosen is not None and chosen not in larger:
        (named,) = store.activities(actor, numbers=[chosen]).rows or (None,)
        larger[chosen] = named.title if named else f"Activity {chosen} (withdrawn)"
    choose(LABELS["part_of"], "part_of", larger)
    fields.beside("entry", "part_of")
