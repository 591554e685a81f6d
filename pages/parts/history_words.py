"""What the history says in plain words: events, kinds of record, fields, and their values."""

from collections.abc import Mapping
from typing import Any

from engagement_metrics import indicators
from engagement_metrics.models import Event, PartialDate, Period, RecordType, SuggestionStep
from engagement_metrics.store import Setup
from pages.parts import guard, suggestion_words

EVENTS = {
    Event.ADDED: "Added", Event.CHANGED: "Changed",
    Event.WITHDRAWN: "Withdrawn", Event.RESTORED: "Restored",
    Event.REMOVED: "Removed", Event.ERASED: "Erased",
}  # fmt: skip
KINDS = {
    RecordType.ACTIVITY: "Activity", RecordType.SUGGESTION: "Suggestion",
    RecordType.CHANGE: "Change", RecordType.ANSWER_SHEET: "Evaluation sheet",
    RecordType.TYPED_FIGURE: "Typed figure", RecordType.TARGET: "Target",
    RecordType.BASELINE: "Baseline", RecordType.PIECE_OF_WORK: "Piece of work",
    RecordType.PLACE: "Place", RecordType.TOPIC: "Topic",
    RecordType.PRIORITY_GROUP: "Priority group", RecordType.ORGANISATION: "Organisation",
    RecordType.PERSON: "Person", RecordType.STORE: "Store",
    RecordType.LOCAL_MEASURE: "Local measure", RecordType.FORUM_REVIEW: "Forum review",
    RecordType.REVIEW_ITEM: "Review of a measure", RecordType.REVIEW_ACTION: "Action",
    RecordType.CLOSING: "Closing of a period", RecordType.RE_BASE: "Re-base",
    RecordType.POINT_NOTE: "Note on a point",
}  # fmt: skip
NAMES = {
    "name": "Name", "title": "Title", "text": "Suggestion", "what": "What is different",
    "vision": "Vision", "aim": "Aim", "method": "How it was done", "kind": "Kind",
    "indicator": "Measure", "form": "Form", "period": "Period", "place_id": "Place",
    "parent_id": "Within", "caution": "Caution", "topic_id": "Topic",
    "piece_of_work_id": "Piece of work", "priority_group_id": "Priority group",
    "part_of_id": "Part of activity", "activity_id": "Heard at activity",
    "characteristic": "About", "starts": "Start", "ends": "Date", "status": "Status",
    "stage": "Stage", "started_on": "Began", "decision_on": "Decided", "closed_on": "Closed",
    "heads": "People", "heads_basis": "Counted or estimated", "modes": "Ways to take part",
    "sessions": "Sessions", "open_to_public": "Open to the public",
    "people_invited": "People invited", "minutes_taken": "Minutes the return took",
    "return_completed_on": "Return finished", "feedback_promised_on": "Feedback promised by",
    "fed_back_on": "People were told", "wave": "When asked", "format": "Kind of form",
    "collected_on": "Day collected", "forms_received": "Forms received", "top": "Figure",
    "bottom": "Out of", "basis": "Counted or estimated", "low": "From", "high": "To",
    "by": "By", "set_on": "Set on", "value": "Value", "note": "Note", "source": "Source",
    "reference": "Reference", "raised_by": "How many said so", "received_on": "Day it came",
    "owner": "Who looks after it", "promised_on": "Promised by", "on": "Day", "size": "Size",
    "reopened_on": "Reopened on", "figures": "Figures reported",
    "reversed_on": "Undone on", "edition": "Wording", "aims": "Aims",
    "direction": "Good direction", "unit": "Unit", "unit_kind": "Kind of figure",
    "definition": "Definition", "adds_over_time": "Over time", "adds_over_place": "Over places",
    "periods": "Shown for", "from_period": "Wording holds from", "retired_on": "Retired on",
    "held_on": "Date of the meeting", "present": "People present", "state": "How far it is",
    "position": "Place on the agenda", "said": "What the forum said",
    "decided": "What it decided", "shown": "What was shown", "task": "What is to be done",
    "due": "To be done by", "done_on": "Done or dropped on", "came_of_it": "What came of it",
    "review_id": "Review",
}  # fmt: skip
DATES = {
    "starts", "ends", "on", "received_on", "promised_on", "reversed_on", "return_completed_on",
    "feedback_promised_on", "fed_back_on", "started_on", "decision_on", "closed_on",
    "collected_on", "by", "set_on", "retired_on", "reopened_on",
    "held_on", "due", "done_on",
}  # fmt: skip
CLOSED = {
    "aim", "status", "heads_basis", "basis", "method", "modes", "kind", "stage", "wave", "format",
    "form", "characteristic", "aims", "direction", "unit_kind", "adds_over_time",
    "adds_over_place", "periods", "state",
}  # fmt: skip
PARTS = {
    RecordType.ACTIVITY: "Who came", RecordType.SUGGESTION: "Steps",
    RecordType.CHANGE: "Suggestions it answers", RecordType.ANSWER_SHEET: "Answers",
    RecordType.PLACE: "Local authorities", RecordType.PRIORITY_GROUP: "Groups",
    RecordType.PERSON: "Roles",
}  # fmt: skip


def names(kind: RecordType) -> dict[str, str]:
    """The fields that the history of such a record is told by, and what each is called."""
    return NAMES | ({"parts": PARTS[kind]} if kind in PARTS else {})


def value(setup: Setup, kind: RecordType, name: str, values: Mapping[str, Any]) -> str:
    """What one field said, in words; 'empty' where it said nothing."""
    found = values.get(name)
    if name == "parts":
        return _parts(setup, kind, found)
    if found is None or found == "":
        return "empty"
    if isinstance(found, bool):
        return "yes" if found else "no"
    if isinstance(found, float):
        return indicators.plain(found)
    if name in ("place_id", "parent_id"):
        return setup.places[found].name if found in setup.places else f"place {found}"
    if name == "topic_id":
        return setup.topics[found].name if found in setup.topics else f"topic {found}"
    if name == "piece_of_work_id":
        return setup.works[found].name if found in setup.works else f"piece of work {found}"
    if name == "priority_group_id":
        return setup.groups[found].name if found in setup.groups else f"group {found}"
    if name in CLOSED:
        return str(found).replace("_", " ").replace(";", ", ")
    return _told(setup, name, str(found))


def _told(setup: Setup, name: str, text: str) -> str:
    """A day, a period or a measure by its name; any other text, and one erased, as it is."""
    known = guard.definitions(setup, retired=True).indicators
    try:
        if name in DATES:
            return PartialDate.parse(text).label
        if name in ("period", "from_period"):
            return Period.parse(text).short
    except ValueError:
        return text
    return known[text].name if name == "indicator" and text in known else text


def _parts(setup: Setup, kind: RecordType, rows: Any) -> str:
    """What belongs to a record in words; counts of people are never kept in the history."""
    if not isinstance(rows, list):
        return "numbers are not kept here" if rows is None else str(rows)
    if kind is RecordType.SUGGESTION:
        return "; ".join(_step(*row) for row in rows) or "no step"
    if kind is RecordType.CHANGE:
        return ", ".join(f"suggestion {row[0]}" for row in rows) or "none"
    if kind is RecordType.PERSON:
        return ", ".join(_role(setup, *row) for row in rows) or "none"
    return ", ".join(str(row[0]).replace("_", " ") for row in rows) or "none"


def _step(on: str | None, result: str, step: str, who: str) -> str:
    word = suggestion_words.state(SuggestionStep(step))
    parts = (word, PartialDate.parse(on).label if on else "no date", who, result)
    return ", ".join(part for part in parts if part)


def _role(setup: Setup, place: int | None, role: str) -> str:
    where = f" for {setup.places[place].name}" if place in setup.places else ""
    return role.replace("_", " ") + where
