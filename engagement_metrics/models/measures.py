"""Measures that an organisation adds for itself, a row for each wording."""

from datetime import date

import sqlalchemy as sa
from sqlmodel import Field

from engagement_metrics.models.columns import NAME, TEXT, Kept, closed
from engagement_metrics.models.lists import AddsUp, Direction, IndicatorKind


class LocalMeasure(Kept, table=True):
    """One wording of a measure whose figures are typed in; what it means changes with the next.

    `key` tells the measure and `edition` its wording, counted from 1; the store gives the key.
    `aims` and `periods` are words joined by ';'. `from_period` is the code of the first period of
    the wording, '' for the first one. `retired_on` stands on the last wording alone.
    `version` goes on from one wording to the next, so that a change begun on an earlier is told.
    """

    __tablename__ = "local_measure"
    key: str = Field(default="", max_length=10)
    edition: int = Field(default=1)
    name: str = Field(max_length=NAME)
    aims: str = Field(max_length=NAME)
    kind: IndicatorKind = Field(sa_type=closed(IndicatorKind, "kind"))  # type: ignore[call-overload]
    unit: str = Field(max_length=60)
    unit_kind: str = Field(max_length=20)
    direction: Direction = Field(sa_type=closed(Direction, "direction"))  # type: ignore[call-overload]
    definition: str = Field(max_length=TEXT)
    top: str = Field(max_length=TEXT)
    bottom: str = Field(default="", max_length=TEXT)
    adds_over_time: AddsUp = Field(sa_type=closed(AddsUp, "adds_over_time"))  # type: ignore[call-overload]
    adds_over_place: AddsUp = Field(sa_type=closed(AddsUp, "adds_over_place"))  # type: ignore[call-overload]
    periods: str = Field(max_length=60)
    source: str = Field(default="", max_length=TEXT)
    from_period: str = Field(default="", max_length=12)
    retired_on: date | None = None
    __table_args__ = (
        sa.UniqueConstraint("key", "edition", name="uq_local_measure_edition"),
        sa.CheckConstraint("edition > 0", name="edition_from_one"),
    )
