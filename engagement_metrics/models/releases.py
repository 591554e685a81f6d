"""Figures of groups and of answers, made safe to share; once made they are never changed."""

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from engagement_metrics.models.columns import closed
from engagement_metrics.models.lists import Aim


class ReleaseCell(SQLModel, table=True):
    """One shown count: a multiple of five, for a place, period, aim and answer.

    `answer` is a category, an answer state, or 'known' for all categories together. `closing_id` is
    the closing that it was made with.
    """

    __tablename__ = "release_cell"
    place_id: int = Field(foreign_key="place.id", primary_key=True)
    period: str = Field(max_length=12, primary_key=True)
    aim: Aim = Field(primary_key=True, sa_type=closed(Aim, "aim"))  # type: ignore[call-overload]
    characteristic: str = Field(max_length=60, primary_key=True)
    answer: str = Field(max_length=60, primary_key=True)
    shown: int
    closing_id: int = Field(foreign_key="closing.id", index=True)
    __table_args__ = (
        sa.CheckConstraint("shown >= 0 AND shown % 5 = 0", name="shown_by_fives"),
        {"sqlite_with_rowid": False},
    )


class ReleaseLeftOut(SQLModel, table=True):
    """A characteristic that is not shown for a place, period and aim, to protect people."""

    __tablename__ = "release_left_out"
    place_id: int = Field(foreign_key="place.id", primary_key=True)
    period: str = Field(max_length=12, primary_key=True)
    aim: Aim = Field(primary_key=True, sa_type=closed(Aim, "aim"))  # type: ignore[call-overload]
    characteristic: str = Field(max_length=60, primary_key=True)
    closing_id: int = Field(foreign_key="closing.id", index=True)
    __table_args__ = ({"sqlite_with_rowid": False},)


class ReleasePooled(SQLModel, table=True):
    """A place with too few people: they are shown with another place's, or with none's (None)."""

    __tablename__ = "release_pooled"
    place_id: int = Field(foreign_key="place.id", primary_key=True)
    period: str = Field(max_length=12, primary_key=True)
    shown_with_id: int | None = Field(default=None, foreign_key="place.id")
    closing_id: int = Field(foreign_key="closing.id", index=True)


class ReleaseGrain(SQLModel, table=True):
    """Whether a place's groups are shown by quarter or by year, settled for a financial year.

    `financial_year` is the calendar year in which it began.
    """

    __tablename__ = "release_grain"
    place_id: int = Field(foreign_key="place.id", primary_key=True)
    financial_year: int = Field(primary_key=True)
    by_quarter: bool


class ReleaseSecret(SQLModel, table=True):
    """The key that the shown counts are tossed with, in hexadecimal; one row, never shown."""

    __tablename__ = "release_secret"
    id: int = Field(default=1, primary_key=True)
    key: str = Field(max_length=64)


class ReleaseAnswer(SQLModel, table=True):
    """Answers to a question that everybody may see, of one place and period; ten or more.

    `top` of `base` are in the top choices. Both are None where they were kept back: too few, or
    shown with another period or place. Of forms (`question` is 'forms'; wave and form are '') they
    are those that came back, and the people who were asked. `closing_id` is the closing that it was
    made with.
    """

    __tablename__ = "release_answer"
    place_id: int = Field(foreign_key="place.id", primary_key=True)
    period: str = Field(max_length=12, primary_key=True)
    question: str = Field(max_length=10, primary_key=True)
    wave: str = Field(max_length=40, primary_key=True)
    format: str = Field(max_length=40, primary_key=True)
    top: int | None = None
    base: int | None = None
    closing_id: int = Field(foreign_key="closing.id", index=True)
    __table_args__ = (
        sa.CheckConstraint(
            "(top IS NULL AND base IS NULL)"
            " OR (top >= 0 AND (base >= 10 OR (question = 'forms' AND top >= 10)))",
            name="ten_or_more",
        ),
        {"sqlite_with_rowid": False},
    )
