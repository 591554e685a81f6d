"""What the store keeps about itself: unfinished entries, history, and how often it changed."""

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from engagement_metrics.models.columns import NAME, TEXT, Moment, closed
from engagement_metrics.models.lists import Event, RecordType


class Draft(SQLModel, table=True):
    """An unfinished entry, kept on the server and reached by a link.

    It holds only the day it was last used: no time of day, no history line. `of` names the draft of
    the return that a tally sheet belongs to; every other draft has none.
    """

    id: str = Field(primary_key=True, max_length=40)
    form: str = Field(max_length=40)
    owner: str = Field(max_length=NAME, index=True)
    content: dict[str, Any] = Field(sa_type=sa.JSON(none_as_null=True))  # type: ignore[call-overload]
    used_on: date
    of: str | None = Field(default=None, max_length=40, index=True)


class History(SQLModel, table=True):
    """Who changed what, when and why; only ever added to.

    `before` and `after` hold the changed fields, never values of group counts or answers.
    """

    id: int | None = Field(default=None, primary_key=True)
    at: datetime = Field(sa_type=Moment)  # type: ignore[call-overload]
    who: str = Field(max_length=NAME)
    event: Event = Field(sa_type=closed(Event, "event"))  # type: ignore[call-overload]
    record_type: RecordType = Field(
        sa_type=closed(RecordType, "record_type"),  # type: ignore[call-overload]
    )
    record_id: int
    reason: str = Field(default="", max_length=TEXT)
    before: dict[str, Any] = Field(sa_type=sa.JSON(none_as_null=True))  # type: ignore[call-overload]
    after: dict[str, Any] = Field(sa_type=sa.JSON(none_as_null=True))  # type: ignore[call-overload]
    __table_args__ = (sa.Index("ix_history_of_record", "record_type", "record_id"),)


class DataVersion(SQLModel, table=True):
    """A counter that each write raises, so that readers know to look again; one row."""

    __tablename__ = "data_version"
    id: int = Field(default=1, primary_key=True)
    number: int = Field(default=0)
    at: datetime | None = Field(default=None, sa_type=Moment)  # type: ignore[call-overload]


class WriteKey(SQLModel, table=True):
    """The token of a save that was made, so that a repeat of it stores nothing twice."""

    __tablename__ = "write_key"
    key: str = Field(primary_key=True, max_length=64)
    record_type: RecordType = Field(
        sa_type=closed(RecordType, "record_type"),  # type: ignore[call-overload]
    )
    record_id: int | None = None
    made_on: date
