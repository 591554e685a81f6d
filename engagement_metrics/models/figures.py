"""Figures typed in with their source, and what they are measured against."""

from datetime import date

import sqlalchemy as sa
from sqlmodel import Field

from engagement_metrics.models.columns import TEXT, Kept, closed
from engagement_metrics.models.lists import HeadsBasis, TargetForm


class TypedFigure(Kept, table=True):
    """One figure of an indicator that is typed, not calculated: what is over what, where, when."""

    __tablename__ = "typed_figure"
    indicator: str = Field(max_length=10)
    indicator_version: int
    place_id: int = Field(foreign_key="place.id")
    period: str = Field(max_length=12)
    priority_group_id: int | None = Field(default=None, foreign_key="priority_group.id")
    top: float
    bottom: float | None = None
    basis: HeadsBasis = Field(
        default=HeadsBasis.COUNTED,
        sa_type=closed(HeadsBasis, "basis"),  # type: ignore[call-overload]
    )
    source: str = Field(default="", max_length=TEXT)
    note: str = Field(default="", max_length=TEXT)
    # Filled while the figure stands: two for one indicator, place, period and group cannot both.
    stands: str | None = Field(default=None, max_length=60, unique=True)
    __table_args__ = (sa.CheckConstraint("bottom IS NULL OR bottom > 0", name="bottom_above_zero"),)

    @property
    def place_in_line(self) -> str:
        """What no other standing figure may share with this one."""
        return f"{self.indicator} {self.place_id} {self.period} {self.priority_group_id or 0}"


class Target(Kept, table=True):
    """Where an indicator should be, for a place, period, topic or priority group.

    `period` is a period's code, or `month`, `quarter` or `year` for every period of that length,
    or `any`. `low` and `high` are read as the form says: at least `low`; at most `high`; `low` per
    cent of; `low` of `high`; from `low` to `high` by `by`; up by `low` per cent on the baseline.
    """

    indicator: str = Field(max_length=10, index=True)
    form: TargetForm = Field(sa_type=closed(TargetForm, "form"))  # type: ignore[call-overload]
    place_id: int | None = Field(default=None, foreign_key="place.id")
    period: str = Field(default="any", max_length=12)
    topic_id: int | None = Field(default=None, foreign_key="topic.id")
    priority_group_id: int | None = Field(default=None, foreign_key="priority_group.id")
    low: float | None = None
    high: float | None = None
    by: date | None = None
    set_on: date | None = None
    note: str = Field(default="", max_length=TEXT)


class Baseline(Kept, table=True):
    """Where an indicator stood, for a place, topic or priority group."""

    indicator: str = Field(max_length=10, index=True)
    place_id: int | None = Field(default=None, foreign_key="place.id")
    period: str = Field(max_length=12)
    topic_id: int | None = Field(default=None, foreign_key="topic.id")
    priority_group_id: int | None = Field(default=None, foreign_key="priority_group.id")
    value: float
    note: str = Field(default="", max_length=TEXT)
