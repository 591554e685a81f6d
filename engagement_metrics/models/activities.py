"""What was done with people: an activity, how many came, and who they were, as counts."""

from datetime import date

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from engagement_metrics.models.columns import NAME, TEXT, TITLE, Kept, closed, known
from engagement_metrics.models.lists import ActivityStatus, Aim, HeadsBasis


class Activity(Kept, table=True):
    """A thing done with people, on a date that may be only partly known.

    `month` is the month its end falls in, None where only the year is known; `heads_added` says
    whether its heads go into totals, which they do not when the activity it is part of already
    counts them; `return_due_on` is ten working days after it. All are worked out when it is
    written, so that the database can add up.
    """

    title: str = Field(max_length=TITLE)
    aim: Aim = Field(sa_type=closed(Aim, "aim"))  # type: ignore[call-overload]
    method: str = Field(max_length=60)
    place_id: int = Field(foreign_key="place.id")
    topic_id: int | None = Field(default=None, foreign_key="topic.id")
    piece_of_work_id: int | None = Field(default=None, foreign_key="piece_of_work.id", index=True)
    part_of_id: int | None = Field(default=None, foreign_key="activity.id", index=True)
    starts: str = Field(max_length=10)
    ends: str = Field(max_length=10, index=True)
    month: str | None = Field(default=None, max_length=7)
    financial_year: int
    status: ActivityStatus = Field(
        sa_type=closed(ActivityStatus, "status"),  # type: ignore[call-overload]
    )
    heads: int | None = None
    heads_basis: HeadsBasis = Field(
        default=HeadsBasis.COUNTED,
        sa_type=closed(HeadsBasis, "heads_basis"),  # type: ignore[call-overload]
    )
    heads_added: bool = Field(default=False)
    modes: str = Field(default="", max_length=60)
    sessions: int | None = None
    open_to_public: bool | None = None
    people_invited: int | None = None
    minutes_taken: int | None = None
    return_due_on: date | None = None
    return_completed_on: date | None = None
    feedback_promised_on: date | None = None
    fed_back_on: date | None = None
    note: str = Field(default="", max_length=TEXT)
    source: str = Field(default="", max_length=TEXT)
    reference: str = Field(default="", max_length=NAME)
    __table_args__ = (
        sa.CheckConstraint("heads IS NULL OR heads >= 0", name="heads_not_negative"),
        # Few have one of these days; those without are found by their place and month.
        known("ix_activity_feedback_promised_on", "place_id", "feedback_promised_on"),
        known("ix_activity_fed_back_on", "place_id", "fed_back_on"),
        # Holds all that adding up reads, so that no row of the table is looked at.
        sa.Index(
            "ix_activity_adding_up",
            *("place_id", "financial_year", "month", "withdrawn", "topic_id", "aim", "status"),
            *("ends", "heads", "heads_added", "heads_basis", "return_due_on"),
            *("return_completed_on", "minutes_taken", "feedback_promised_on", "fed_back_on"),
            *("open_to_public", "sessions", "modes", "method"),
        ),
    )


class GroupCount(SQLModel, table=True):
    """How many people of one category came to one activity.

    `category` is a category's key, or the answer state `prefer_not_to_say` or `not_known`; whoever
    is left of the heads was not asked.
    """

    __tablename__ = "group_count"
    activity_id: int = Field(foreign_key="activity.id", primary_key=True)
    characteristic: str = Field(max_length=60, primary_key=True)
    category: str = Field(max_length=60, primary_key=True)
    n: int
    estimated: bool = Field(default=False)
    __table_args__ = (
        sa.CheckConstraint("n >= 0", name="n_not_negative"),
        {"sqlite_with_rowid": False},
    )


class GroupTotal(SQLModel, table=True):
    """Group counts added up by place, month, aim and topic; kept by the write that changes one.

    A month of '' stands for a year-only record, a topic of 0 for none: both are part of the key.
    """

    __tablename__ = "group_total"
    place_id: int = Field(foreign_key="place.id", primary_key=True)
    financial_year: int = Field(primary_key=True)
    month: str = Field(max_length=7, primary_key=True)
    aim: Aim = Field(primary_key=True, sa_type=closed(Aim, "aim"))  # type: ignore[call-overload]
    topic_id: int = Field(primary_key=True)
    characteristic: str = Field(max_length=60, primary_key=True)
    category: str = Field(max_length=60, primary_key=True)
    n: int
    estimated: int
    __table_args__ = (
        # In the order in which a year of a place is added up, so that nothing has to be sorted.
        sa.PrimaryKeyConstraint(
            *("place_id", "financial_year", "aim", "characteristic", "category"),
            *("month", "topic_id"),
        ),
        {"sqlite_with_rowid": False},
    )
