"""The columns of the two spreadsheets, and which of them must be there."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Layout:
    """What a kind of spreadsheet may hold; `title` is the column that names a row in a message."""

    what: str
    columns: tuple[str, ...]
    needed: tuple[str, ...]
    title: str


ACTIVITIES = Layout(
    "activities",
    (
        "reference", "title", "aim", "method", "place", "topic", "piece_of_work", "part_of",
        "starts", "ends", "status", "heads", "heads_basis", "modes", "sessions", "open_to_public",
        "feedback_promised_on", "fed_back_on", "note", "source", "groups", "suggestions",
    ),
    ("title", "aim", "place", "ends"),
    "title",
)  # fmt: skip
SUGGESTIONS = Layout(
    "suggestions",
    (
        "reference", "activity", "text", "place", "topic", "raised_by", "received_on", "owner",
        "promised_on", "step", "step_on", "who", "result", "note", "source",
    ),
    ("text", "place"),
    "text",
)  # fmt: skip
