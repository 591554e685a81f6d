"""What happened to one record: who, what, when and why, with each field before and after."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from engagement_metrics import store
from engagement_metrics.access import Actor
from engagement_metrics.models import Event, PartialDate, RecordType, SuggestionStep
from engagement_metrics.store import Setup
from pages.parts import fields, suggestion_words
from pages.parts.days import moment

EVENTS = {
    Event.ADDED: "Added", Event.CHANGED: "Changed",
    Event.WITHDRAWN: "Withdrawn", Event.RESTORED: "Restored",
}  # fmt: skip
NAMES = {
    "title": "Title", "text": "Suggestion", "what": "What is different", "aim": "Aim",
    "method": "How it was done", "place_id": "Place", "topic_id": "Topic",
    "piece_of_work_id": "Piece of work", "part_of_id": "Part of activity",
    "activity_id": "Heard at activity", "starts": "Start", "ends": "Date", "status": "Status",
    "heads": "People", "heads_basis": "Counted or estimated", "modes": "Ways to take part",
    "sessions": "Sessions", "open_to_public": "Open to the public",
    "people_invited": "People invited", "minutes_taken": "Minutes the return took",
    "return_completed_on": "Return finished", "feedback_promised_on": "Feedback promised by",
    "fed_back_on": "People were told", "note": "Note", "source": "Source",
    "reference": "Reference", "raised_by": "How many said so", "received_on": "Day it came",
    "owner": "Who looks after it", "promised_on": "Promised by", "on": "Day", "size": "Size",
    "reversed_on": "Undone on",
}  # fmt: skip
DATES = {
    "starts", "ends", "on", "received_on", "promised_on", "reversed_on", "return_completed_on",
    "feedback_promised_on", "fed_back_on",
}  # fmt: skip
PARTS = {
    RecordType.ACTIVITY: "Who came",
    RecordType.SUGGESTION: "Steps",
    RecordType.CHANGE: "Suggestions it answers",
}


def show(actor: Actor, setup: Setup, kind: RecordType, number: int) -> None:
    """The history of one record, the latest first; what the tool works out itself is left out."""
    st.header("History", anchor=False)
    for line in store.history(actor, kind, number):
        st.write(
            f"**{EVENTS[line.event]}** on {moment(line.at)} by {fields.literal(line.who)}"
            + (f", because: {fields.literal(line.reason)}" if line.reason else "")
        )
        if line.event is not Event.CHANGED:
            continue
        rows = [
            (word, _value(setup, kind, name, line.before), _value(setup, kind, name, line.after))
            for name, word in {**NAMES, "parts": PARTS[kind]}.items()
            if name in line.after
        ]
        if rows:
            fields.table(
                f"What changed on {moment(line.at)}", ("Field", "Before", "After"), rows
            )  # fmt: skip


def _value(setup: Setup, kind: RecordType, name: str, values: Mapping[str, Any]) -> str:
    value = values.get(name)
    if name == "parts":
        return _parts(kind, value)
    if value is None or value == "":
        return "empty"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if name == "place_id":
        return setup.places[value].name
    if name == "topic_id":
        return setup.topics[value].name
    if name == "piece_of_work_id":
        return setup.works[value].name
    if name in ("aim", "status", "heads_basis", "method", "modes"):
        return str(value).replace("_", " ").replace(";", ", ")
    return PartialDate.parse(value).label if name in DATES else str(value)


def _parts(kind: RecordType, value: Any) -> str:
    """Steps and links in words; counts of people are never kept in the history."""
    if not isinstance(value, list):
        return "numbers are not kept here" if value is None else str(value)
    if kind is RecordType.SUGGESTION:
        return "; ".join(_step(*row) for row in value) or "no step"
    return ", ".join(f"suggestion {row[0]}" for row in value) or "none"


def _step(on: str | None, result: str, step: str, who: str) -> str:
    word = suggestion_words.state(SuggestionStep(step))
    parts = (word, PartialDate.parse(on).label if on else "no date", who, result)
    return ", ".join(part for part in parts if part)
