"""What people answered on evaluation forms, as counts by choice; no answer row, no person."""

from datetime import date

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from engagement_metrics.models.columns import TEXT, Kept, closed
from engagement_metrics.models.lists import FormFormat, Wave


class AnswerSheet(Kept, table=True):
    """The forms that came back for one activity or service, one wave and one kind of form.

    Place, topic and month are the activity's, or those of the service and the day of collecting.
    """

    __tablename__ = "answer_sheet"
    activity_id: int | None = Field(default=None, foreign_key="activity.id", index=True)
    piece_of_work_id: int | None = Field(default=None, foreign_key="piece_of_work.id", index=True)
    place_id: int = Field(foreign_key="place.id")
    topic_id: int | None = Field(default=None, foreign_key="topic.id")
    month: str | None = Field(default=None, max_length=7)
    financial_year: int
    wave: Wave = Field(sa_type=closed(Wave, "wave"))  # type: ignore[call-overload]
    format: FormFormat = Field(sa_type=closed(FormFormat, "format"))  # type: ignore[call-overload]
    collected_on: date | None = None
    forms_received: int
    people_invited: int | None = None
    note: str = Field(default="", max_length=TEXT)
    __table_args__ = (
        sa.CheckConstraint(
            "(activity_id IS NULL) <> (piece_of_work_id IS NULL)", name="activity_or_service"
        ),
        sa.CheckConstraint("forms_received >= 0", name="forms_not_negative"),
        sa.Index("ix_answer_sheet_adding_up", "place_id", "financial_year", "month"),
    )


class AnswerCount(SQLModel, table=True):
    """How many forms of a sheet ticked one choice of one question."""

    __tablename__ = "answer_count"
    sheet_id: int = Field(foreign_key="answer_sheet.id", primary_key=True)
    question: str = Field(max_length=10, primary_key=True)
    choice: str = Field(max_length=80, primary_key=True)
    question_version: int
    n: int
    __table_args__ = (
        sa.CheckConstraint("n >= 0", name="n_not_negative"),
        {"sqlite_with_rowid": False},
    )
