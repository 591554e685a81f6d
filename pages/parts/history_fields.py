"""What the history calls events, kinds of record, their fields and the rows that belong to them."""

from engagement_metrics.models import Event, RecordType

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
    RecordType.MATURITY_MODEL: "Maturity model", RecordType.ASSESSMENT_ROUND: "Self-assessment",
    RecordType.ASSESSED_DIMENSION: "Agreed level", RecordType.ASSESSMENT_EVIDENCE: "Evidence",
    RecordType.IMPROVEMENT_ACTION: "Improvement",
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
    "review_id": "Review", "code": "Short name", "model_code": "Model",
    "model_edition": "Wording of the model", "anchor": "Who sees to it", "rules": "Rules",
    "scorers_expected": "Scorers expected", "volunteers_expected": "Volunteers expected",
    "finished_on": "Finished on", "round_id": "Self-assessment", "dimension": "Dimension",
    "meets_on": "Talked about on", "agreed_level": "Agreed level", "backed": "Parts with evidence",
    "missing": "What is missing", "elsewhere": "Where it differs", "minority": "Other views",
    "improve": "Chosen to improve", "target_level": "Target level", "target_by": "Target by",
    "link": "Link", "dated_on": "Date of the evidence", "good": "Shows something good",
    "first_step": "First step",
}  # fmt: skip
DATES = {
    "starts", "ends", "on", "received_on", "promised_on", "reversed_on", "return_completed_on",
    "feedback_promised_on", "fed_back_on", "started_on", "decision_on", "closed_on",
    "collected_on", "by", "set_on", "retired_on", "reopened_on",
    "held_on", "due", "done_on", "finished_on", "meets_on", "target_by", "dated_on",
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
