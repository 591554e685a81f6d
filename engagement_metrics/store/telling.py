"""What a record is called, which rows belong to it, who may write it; what history tells of it."""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import Any, cast

from sqlmodel import SQLModel

from engagement_metrics.access import Action
from engagement_metrics.models import (
    Activity,
    AnswerCount,
    AnswerSheet,
    AssessedDimension,
    AssessmentEvidence,
    AssessmentRound,
    Baseline,
    Change,
    ChangeSuggestion,
    Closing,
    ForumReview,
    GroupCount,
    ImprovementAction,
    LocalMaturityModel,
    LocalMeasure,
    Organisation,
    Person,
    PersonRole,
    PieceOfWork,
    Place,
    PlaceAuthority,
    PointNote,
    PriorityGroup,
    PriorityGroupCategory,
    ReBase,
    RecordType,
    ReportedFigure,
    ReviewAction,
    ReviewItem,
    Suggestion,
    SuggestionStatus,
    Target,
    Topic,
    TypedFigure,
)
from engagement_metrics.models.columns import Kept

# What each record is called in the history, what rows belong to it, and who may write it.
KINDS: dict[type[Kept], tuple[RecordType, Action]] = {
    Organisation: (RecordType.ORGANISATION, Action.SET_UP),
    Place: (RecordType.PLACE, Action.SET_UP),
    Topic: (RecordType.TOPIC, Action.SET_UP),
    PriorityGroup: (RecordType.PRIORITY_GROUP, Action.SET_UP),
    PieceOfWork: (RecordType.PIECE_OF_WORK, Action.RECORD),
    Activity: (RecordType.ACTIVITY, Action.RECORD),
    Suggestion: (RecordType.SUGGESTION, Action.RECORD),
    Change: (RecordType.CHANGE, Action.RECORD),
    AnswerSheet: (RecordType.ANSWER_SHEET, Action.RECORD),
    TypedFigure: (RecordType.TYPED_FIGURE, Action.RECORD),
    Target: (RecordType.TARGET, Action.SET_TARGETS),
    Baseline: (RecordType.BASELINE, Action.SET_TARGETS),
    ReBase: (RecordType.RE_BASE, Action.SET_TARGETS),
    PointNote: (RecordType.POINT_NOTE, Action.SET_TARGETS),
    LocalMeasure: (RecordType.LOCAL_MEASURE, Action.DEFINE_MEASURES),
    Person: (RecordType.PERSON, Action.MANAGE_PEOPLE),
    Closing: (RecordType.CLOSING, Action.CLOSE_PERIODS),
    ForumReview: (RecordType.FORUM_REVIEW, Action.TAKE_NOTES),
    ReviewItem: (RecordType.REVIEW_ITEM, Action.TAKE_NOTES),
    ReviewAction: (RecordType.REVIEW_ACTION, Action.TAKE_NOTES),
    LocalMaturityModel: (RecordType.MATURITY_MODEL, Action.DEFINE_MODELS),
    AssessmentRound: (RecordType.ASSESSMENT_ROUND, Action.FACILITATE),
    AssessedDimension: (RecordType.ASSESSED_DIMENSION, Action.FACILITATE),
    AssessmentEvidence: (RecordType.ASSESSMENT_EVIDENCE, Action.FACILITATE),
    ImprovementAction: (RecordType.IMPROVEMENT_ACTION, Action.FACILITATE),
}
PARTS: dict[type[Kept], tuple[type[SQLModel], str]] = {
    Place: (PlaceAuthority, "place_id"),
    PriorityGroup: (PriorityGroupCategory, "priority_group_id"),
    Activity: (GroupCount, "activity_id"),
    Suggestion: (SuggestionStatus, "suggestion_id"),
    Change: (ChangeSuggestion, "change_id"),
    AnswerSheet: (AnswerCount, "sheet_id"),
    Person: (PersonRole, "person_id"),
    Closing: (ReportedFigure, "closing_id"),
}
# The history tells that these changed, never to what: they are about people. Reported figures are
# many, and never change.
UNTOLD = {GroupCount, AnswerCount, ReportedFigure}
# Of a figure about a group they go untold too: who they are about may be few.
FIGURES = ("top", "bottom", "value")
# The store's own: no change sets them. What is worked out from other fields goes untold as well.
KEPT = {"id", "version", "created_at", "created_by", "updated_at", "updated_by",
        "heads_added", "withdrawn", "stands", "key"}  # fmt: skip
WORKED_OUT = {*KEPT, "return_due_on"}
# By what a person is known elsewhere: history is kept for good, and needs their name alone.
KNOWN_BY = {"issuer", "subject", "email"}
# Who holds these comes into a round; and a whole model, which its round or wording keeps itself.
HELD_BACK = {"join_code", "join_key", "content"}


def number_of(record: Kept) -> int:
    """The number of a record that has been stored."""
    return cast("int", record.id)


def told(record: Kept, parts: Sequence[SQLModel]) -> dict[str, Any]:
    """The fields of a record and its parts as history may hold them."""
    found = {
        name: plain(getattr(record, name))
        for name in type(record).model_fields
        if name not in WORKED_OUT | KNOWN_BY | HELD_BACK
    }
    if type(record) in PARTS and PARTS[type(record)][0] not in UNTOLD:
        found["parts"] = rows(parts)
    return found


def kept_back(
    record: Kept, before: dict[str, Any], after: dict[str, Any]
) -> tuple[dict[str, Any], dict[str, Any]]:
    """What a line of history may hold of a change: of a group's figure, that it changed.

    To compare, take the fields as `told` gives them: these would all be alike.
    """
    if not isinstance(record, (TypedFigure, Baseline)):
        return before, after
    if record.priority_group_id is None and before.get("priority_group_id") is None:
        return before, after
    now = "changed" if before else "not kept"
    return _without_figures(before, "not kept"), _without_figures(after, now)


def _without_figures(values: dict[str, Any], word: str) -> dict[str, Any]:
    hidden = {name: word for name in FIGURES if values.get(name) is not None}
    return {**values, **hidden}


def rows(parts: Sequence[SQLModel]) -> list[list[Any]]:
    """The rows that belong to a record as plain values in one order, to compare and to tell."""
    if not parts:
        return []
    link = next(link for part, link in PARTS.values() if part is type(parts[0]))
    return sorted(
        [
            [plain(value) for name, value in sorted(row.model_dump(exclude={"id", link}).items())]
            for row in parts
        ],
        key=str,
    )


def plain(value: Any) -> Any:
    """A value as JSON holds it."""
    if isinstance(value, StrEnum):
        return value.value
    return value.isoformat() if isinstance(value, date) else value
