"""Whose store it is, where the work happens, what it is about, and whom it wants to reach."""

from datetime import date

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from engagement_metrics.models.columns import NAME, TEXT, Kept, closed
from engagement_metrics.models.lists import Stage, WorkKind


class Organisation(Kept, table=True):
    """The health system that keeps this store; one row."""

    name: str = Field(max_length=NAME)
    vision: str = Field(default="", max_length=TEXT)
    example: str = Field(default="", max_length=NAME)


class Place(Kept, table=True):
    """A system, place or neighbourhood; everything below it counts within it."""

    name: str = Field(max_length=NAME)
    parent_id: int | None = Field(default=None, foreign_key="place.id", index=True)
    caution: str = Field(default="", max_length=TEXT)


class PlaceAuthority(SQLModel, table=True):
    """A local authority whose residents a place serves."""

    __tablename__ = "place_authority"
    place_id: int = Field(foreign_key="place.id", primary_key=True)
    code: str = Field(max_length=9, primary_key=True)


class Topic(Kept, table=True):
    """What an activity is about."""

    name: str = Field(max_length=NAME)


class PriorityGroup(Kept, table=True):
    """A locally named group made of categories of one characteristic."""

    __tablename__ = "priority_group"
    name: str = Field(max_length=NAME)
    characteristic: str = Field(max_length=60)


class PriorityGroupCategory(SQLModel, table=True):
    """A category that belongs to a priority group."""

    __tablename__ = "priority_group_category"
    priority_group_id: int = Field(foreign_key="priority_group.id", primary_key=True)
    category: str = Field(max_length=60, primary_key=True)


class PieceOfWork(Kept, table=True):
    """A project or service that several activities belong to."""

    __tablename__ = "piece_of_work"
    name: str = Field(max_length=NAME)
    kind: WorkKind = Field(sa_type=closed(WorkKind, "kind"))  # type: ignore[call-overload]
    place_id: int = Field(foreign_key="place.id", index=True)
    stage: Stage | None = Field(
        default=None,
        sa_type=closed(Stage, "stage"),  # type: ignore[call-overload]
    )
    started_on: date | None = None
    decision_on: date | None = None
    closed_on: date | None = None
    __table_args__ = (
        sa.CheckConstraint(
            "closed_on IS NULL OR started_on IS NULL OR closed_on >= started_on",
            name="closed_after_start",
        ),
    )
