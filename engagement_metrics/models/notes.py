"""What is kept about a chart: where its limits begin anew and why, and notes on its points."""

from dataclasses import dataclass

from sqlmodel import Field

from engagement_metrics.models.columns import TITLE, Kept


class ReBase(Kept, table=True):
    """New limits for an indicator from one period on, with the reason.

    The first twelve figures from there set them, and later ones leave them as they are.
    `period` is the code of their first period; it is of months, quarters or years as that one is.
    Without a place it is about all places together.
    """

    __tablename__ = "re_base"
    indicator: str = Field(max_length=10, index=True)
    place_id: int | None = Field(default=None, foreign_key="place.id")
    period: str = Field(max_length=12)
    reason: str = Field(max_length=TITLE)


class PointNote(Kept, table=True):
    """What to know of an indicator in one period, for whoever reads its chart."""

    __tablename__ = "point_note"
    indicator: str = Field(max_length=10, index=True)
    place_id: int | None = Field(default=None, foreign_key="place.id")
    period: str = Field(max_length=12)
    text: str = Field(max_length=TITLE)


@dataclass
class ReBaseDraft:
    """Where new limits are to begin, and why."""

    indicator: str | None = None
    place: int | None = None
    period: str | None = None
    reason: str = ""
    checked: bool = False


@dataclass
class PointNoteDraft:
    """What to know of one point of a chart."""

    indicator: str | None = None
    place: int | None = None
    period: str | None = None
    text: str = ""
    checked: bool = False
