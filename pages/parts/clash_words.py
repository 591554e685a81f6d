"""What the fields of a record are called, and what stands in them in words, where two differ."""

import re
from datetime import date
from typing import Any

from engagement_metrics import framework
from engagement_metrics.models import (
    ChangeSuggestion,
    GroupCount,
    PartialDate,
    PlaceAuthority,
    PriorityGroupCategory,
    SuggestionStatus,
)
from engagement_metrics.store import Setup
from pages.parts import suggestion_words
from pages.parts.days import day

PARTS = "The list below it"
_OF_A_LIST = re.compile(r"[a-z0-9_]+(;[a-z0-9_]+)*")  # keys of a closed list, not people's words
LABELS = {
    "title": "Title", "name": "Name", "vision": "Vision", "text": "What was suggested",
    "what": "What is different", "aim": "Aim", "method": "How it was done", "place_id": "Place",
    "parent_id": "Part of", "topic_id": "Topic", "piece_of_work_id": "Piece of work",
    "part_of_id": "Part of", "starts": "First day", "ends": "Date", "on": "Day it changed",
    "received_on": "Day it came", "reversed_on": "Day it was undone", "status": "Status",
    "heads": "People", "heads_basis": "Counted or estimated", "modes": "Ways to take part",
    "sessions": "Sessions", "open_to_public": "Open to the public",
    "people_invited": "People invited", "minutes_taken": "Minutes",
    "raised_by": "People who said so", "owner": "Who looks after it",
    "promised_on": "Promised date",
    "feedback_promised_on": "Promised date", "fed_back_on": "People told on",
    "period": "Period",
    "top": "Figure", "bottom": "Out of", "basis": "Counted or estimated", "source": "Source",
    "caution": "What to take care with", "characteristic": "About", "kind": "Kind",
    "stage": "Stage", "started_on": "Started", "decision_on": "Decision", "closed_on": "Closed",
    "note": "Note", "aims": "Aims", "direction": "Good direction", "unit": "Unit",
    "definition": "Definition", "adds_over_time": "Over time", "adds_over_place": "Over places",
    "periods": "Shown for",
    "held_on": "Date of the meeting", "present": "People present", "state": "How far it is",
    "said": "What the forum said", "decided": "What it decided", "task": "What is to be done",
    "due": "To be done by", "done_on": "Done or dropped on", "came_of_it": "What came of it",
    "anchor": "Anchor person", "rules": "Rules", "scorers_expected": "People to score",
    "volunteers_expected": "Volunteers among them", "link": "Link", "dated_on": "Date of it",
    "good": "Good news", "agreed_level": "Agreed level", "backed": "Sentences with evidence",
    "reason": "Why", "missing": "What is missing", "elsewhere": "True where",
    "minority": "Other views", "improve": "To improve", "target_level": "Target level",
    "target_by": "Target by", "first_step": "First step",
}  # fmt: skip


def of(setup: Setup, name: str, value: Any) -> str:
    """What stands in a field, in words."""
    if value is None or value == "" or value == set():
        return "empty"
    if isinstance(value, set):
        return "; ".join(sorted(value))
    if name in ("place_id", "parent_id"):
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
    if isinstance(value, date):
        return day(value)
    if isinstance(value, float | int):
        return f"{value:,g}"
    text = str(value)
    if _OF_A_LIST.fullmatch(text):
        return text.replace("_", " ").replace(";", ", ")
    return text


def part(row: Any) -> str:
    """One row that belongs to a record, in words: a count, a step, a council, a suggestion."""
    definitions = framework.load()
    if isinstance(row, GroupCount):
        about = definitions.characteristics[row.characteristic].name
        guess = " (estimated)" if row.estimated else ""
        return f"{about}, {category(row.characteristic, row.category)}: {row.n}{guess}"
    if isinstance(row, PlaceAuthority):
        return definitions.authorities.get(row.code, row.code)
    if isinstance(row, PriorityGroupCategory):
        names = (c.name for (_, key), c in definitions.categories.items() if key == row.category)
        return next(names, row.category)
    if isinstance(row, SuggestionStatus):
        when = f" on {day(row.on)}" if row.on else ""
        by = f" by {row.who}" if row.who else ""
        said = f": {row.result}" if row.result else ""
        return f"{suggestion_words.STEPS[row.step]}{when}{by}{said}"
    if isinstance(row, ChangeSuggestion):
        return f"Suggestion {row.suggestion_id}"
    return " ".join(str(value) for value in row.model_dump(exclude={"id"}).values() if value)


def category(characteristic: str, key: str) -> str:
    """One category, or answer state, in words."""
    found = framework.load().categories.get((characteristic, key))
    return found.name if found else key.replace("_", " ").capitalize()
