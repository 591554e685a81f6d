"""What people suggested, what became of it, and what changed because of it."""

from datetime import date

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from engagement_metrics.models.columns import NAME, TEXT, TITLE, Kept, closed, known
from engagement_metrics.models.lists import SuggestionStep


class Suggestion(Kept, table=True):
    """One idea or request from a person or group.

    `step`, `day_90` and `answered_on` follow from the dated statuses and are worked out when one
    is written: `answered_on` is the first day it was acted on, or looked into with a named person
    and a result (rule R8).
    """

    text: str = Field(max_length=TEXT)
    activity_id: int | None = Field(default=None, foreign_key="activity.id", index=True)
    place_id: int = Field(foreign_key="place.id")
    topic_id: int | None = Field(default=None, foreign_key="topic.id")
    piece_of_work_id: int | None = Field(default=None, foreign_key="piece_of_work.id", index=True)
    raised_by: int = Field(default=1)
    received_on: date | None = None
    month: str | None = Field(default=None, max_length=7)
    financial_year: int | None = None
    owner: str = Field(default="", max_length=NAME)
    promised_on: date | None = None
    source: str = Field(default="", max_length=TEXT)
    note: str = Field(default="", max_length=TEXT)
    step: SuggestionStep | None = Field(
        default=None,
        sa_type=closed(SuggestionStep, "step"),  # type: ignore[call-overload]
    )
    day_90: date | None = None
    answered_on: date | None = None
    told_on: date | None = None
    __table_args__ = (
        sa.CheckConstraint("raised_by >= 1", name="raised_by_somebody"),
        known("ix_suggestion_promised_on", "place_id", "promised_on"),
        # Holds all that adding up reads, so that no row of the table is looked at.
        sa.Index(
            "ix_suggestion_adding_up",
            *("place_id", "financial_year", "month", "withdrawn", "topic_id", "received_on"),
            *("step", "day_90", "answered_on", "id"),
        ),
    )


class SuggestionStatus(SQLModel, table=True):
    """A dated step in the life of a suggestion: what was done, by whom, with what result."""

    __tablename__ = "suggestion_status"
    id: int | None = Field(default=None, primary_key=True)
    suggestion_id: int = Field(foreign_key="suggestion.id")
    step: SuggestionStep = Field(
        sa_type=closed(SuggestionStep, "step"),  # type: ignore[call-overload]
    )
    on: date | None = None
    who: str = Field(default="", max_length=NAME)
    result: str = Field(default="", max_length=TEXT)
    __table_args__ = (sa.Index("ix_suggestion_status_of", "suggestion_id", "on", "step"),)


class Change(Kept, table=True):
    """Something that was changed because of what people said."""

    what: str = Field(max_length=TEXT)
    title: str = Field(max_length=TITLE)
    on: date
    place_id: int = Field(foreign_key="place.id")
    topic_id: int | None = Field(default=None, foreign_key="topic.id")
    piece_of_work_id: int | None = Field(default=None, foreign_key="piece_of_work.id", index=True)
    month: str = Field(max_length=7)
    financial_year: int
    size: str = Field(default="", max_length=40)
    reversed_on: date | None = None
    __table_args__ = (sa.Index("ix_change_adding_up", "place_id", "financial_year", "month"),)


class ChangeSuggestion(SQLModel, table=True):
    """A suggestion that a change answers."""

    __tablename__ = "change_suggestion"
    change_id: int = Field(foreign_key="change.id", primary_key=True)
    suggestion_id: int = Field(foreign_key="suggestion.id", primary_key=True)
