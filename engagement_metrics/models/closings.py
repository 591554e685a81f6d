"""Periods that were closed, what was reported of them then, and what was changed in them since."""

from datetime import date

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from engagement_metrics.models.columns import TEXT, Kept, closed
from engagement_metrics.models.lists import ValueState


class Closing(Kept, table=True):
    """One act of closing a period: it holds until it is reopened.

    A period may be closed several times: anew after it was reopened, or once more for what had to
    wait the first time. `figures` is how many figures were reported by this act.
    """

    period: str = Field(max_length=12, index=True)
    closed_on: date
    reopened_on: date | None = None
    figures: int = Field(default=0)
    note: str = Field(default="", max_length=TEXT)


class ReportedFigure(SQLModel, table=True):
    """What the shared view said of an indicator when a period was closed; it is never changed.

    `place_id` None is all places together. `period` is the closed period or one inside it. The rest
    is as in `indicators.Value`, without parts. No figure of a group is here: those come from a
    release, whose cells will belong to a closing as these figures do.
    """

    __tablename__ = "reported_figure"
    id: int | None = Field(default=None, primary_key=True)
    closing_id: int = Field(foreign_key="closing.id", index=True)
    indicator: str = Field(max_length=10)
    indicator_version: int
    place_id: int | None = Field(default=None, foreign_key="place.id")
    period: str = Field(max_length=12)
    state: ValueState = Field(
        sa_type=closed(ValueState, "state"),  # type: ignore[call-overload]
    )
    number: float | None = None
    top: float | None = None
    bottom: float | None = None
    low: float | None = None
    high: float | None = None
    estimated: bool = Field(default=False)
    counted: bool = Field(default=False)
    pooled: bool = Field(default=False)
    because: str = Field(default="", max_length=TEXT)
    complete: int | None = None
    held: int | None = None
    __table_args__ = (sa.Index("ix_reported_figure_period", "period", "place_id"),)


class LateChange(SQLModel, table=True):
    """That a line of history tells of a change in a closed period: for which place and period.

    `period` is the month the changed record counts in, or its year where the month is not known,
    or the period of a typed figure, whose indicator is named then. Who did it and why stands in the
    line alone, which retention may remove: so nothing here ties the two together.
    """

    __tablename__ = "late_change"
    id: int | None = Field(default=None, primary_key=True)
    history_id: int = Field(index=True)
    place_id: int = Field(foreign_key="place.id")
    period: str = Field(max_length=12)
    indicator: str = Field(default="", max_length=10)
    __table_args__ = (sa.Index("ix_late_change_period", "period", "place_id"),)
