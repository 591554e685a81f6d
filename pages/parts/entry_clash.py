"""When somebody else changed the same activity meanwhile: both versions, and which to keep."""

from typing import Any

import streamlit as st

from engagement_metrics import framework
from engagement_metrics.models import Activity, PartialDate
from engagement_metrics.store import Setup, Stale
from pages.parts import fields
from pages.parts.entry_state import clear, put

LABELS = {
    "title": "Title", "aim": "Aim", "method": "How it was done", "place_id": "Place",
    "topic_id": "Topic", "piece_of_work_id": "Piece of work", "part_of_id": "Part of",
    "starts": "First day", "ends": "Date", "status": "Status", "heads": "People",
    "heads_basis": "Counted or estimated", "modes": "Ways to take part", "sessions": "Sessions",
    "open_to_public": "Open to the public", "people_invited": "People invited",
    "minutes_taken": "Minutes", "feedback_promised_on": "Promised date",
    "fed_back_on": "People told on", "note": "Note",
}  # fmt: skip


def keep(mine: Activity, reason: Stale) -> None:
    """Remember both versions, to be shown until one is chosen."""
    theirs = reason.current
    st.session_state["entry.clash"] = {
        "who": theirs.updated_by or "Somebody",
        "version": theirs.version,
        "rows": [
            (name, getattr(mine, name), getattr(theirs, name))
            for name in LABELS
            if getattr(mine, name) != getattr(theirs, name)
        ],
    }


def show(setup: Setup) -> None:
    """Above the button: what they stored and what you typed, side by side, and two ways on."""
    clash = st.session_state.get("entry.clash")
    if clash is None:
        return
    st.error(
        fields.literal(
            f"{clash['who']} changed this activity while you had it open. "
            "Nothing of yours is saved yet."
        )
    )
    rows = [
        (LABELS[name], _words(setup, name, mine), _words(setup, name, theirs))
        for name, mine, theirs in clash["rows"]
    ]
    if rows:
        fields.table("What differs", ("Field", "Yours", "Theirs"), rows)
    else:
        st.write("Only the counts of who took part differ, or what both of you wrote is the same.")
    st.button("Keep mine", key="entry_mine", on_click=_mine, args=(clash["version"],))
    st.caption("To keep yours, press this, look once more, and save.")
    st.button("Take theirs and drop mine", key="entry_theirs", on_click=clear)


def _mine(version: int) -> None:
    """Go on from their version, with what was typed here; Save stores it."""
    put("version", version)
    st.session_state.pop("entry.clash", None)


def _words(setup: Setup, name: str, value: Any) -> str:
    if value is None or value == "":
        return "empty"
    if name == "place_id":
        return setup.place_name(value)
    if name == "topic_id":
        return setup.topics[value].name
    if name == "piece_of_work_id":
        return setup.works[value].name
    if name == "method":
        method = framework.load().methods.get(value)
        return method.name if method else str(value)
    if name in ("starts", "ends"):
        return PartialDate.parse(value).label
    if isinstance(value, bool):
        return "Yes" if value else "No"
    return str(value).replace("_", " ").replace(";", ", ")
