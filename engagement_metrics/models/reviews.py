"""What a forum looked at in a meeting, what it said and decided, and what it asked for."""

from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field

from engagement_metrics.models.columns import NAME, TEXT, TITLE, Kept, closed
from engagement_metrics.models.lists import ActionStatus, ReviewState


class ForumReview(Kept, table=True):
    """A meeting in which a forum goes through measures one by one.

    `period` is the code of the period it looks at; without a place it looks at all of them.
    `present` is how many people were there: a number, no names.
    """

    __tablename__ = "forum_review"
    title: str = Field(max_length=TITLE)
    held_on: date
    place_id: int | None = Field(default=None, foreign_key="place.id")
    period: str = Field(max_length=20)
    state: ReviewState = Field(
        default=ReviewState.BEING_PREPARED,
        sa_type=closed(ReviewState, "state"),  # type: ignore[call-overload]
    )
    present: int | None = None
    note: str = Field(default="", max_length=TEXT)
    __table_args__ = (
        sa.CheckConstraint("present IS NULL OR present >= 0", name="nobody_or_more_present"),
    )


class ReviewItem(Kept, table=True):
    """One measure on the agenda of a review: what the forum said of it, and what it decided.

    `shown` is what the shared view said of the measure when the meeting was finished, in words; it
    stays as it was whatever is recorded later.
    """

    __tablename__ = "review_item"
    review_id: int = Field(foreign_key="forum_review.id", index=True)
    position: int
    indicator: str = Field(max_length=40)
    said: str = Field(default="", max_length=TEXT)
    decided: str = Field(default="", max_length=TEXT)
    shown: dict[str, Any] | None = Field(
        default=None,
        sa_type=sa.JSON(none_as_null=True),  # type: ignore[call-overload]
    )


class ReviewAction(Kept, table=True):
    """Something a forum asked for in a review, of which measure, and what came of it."""

    __tablename__ = "review_action"
    review_id: int = Field(foreign_key="forum_review.id", index=True)
    indicator: str | None = Field(default=None, max_length=40)
    task: str = Field(max_length=TEXT)
    owner: str = Field(max_length=NAME)
    due: date | None = None
    status: ActionStatus = Field(
        default=ActionStatus.OPEN,
        sa_type=closed(ActionStatus, "status"),  # type: ignore[call-overload]
    )
    done_on: date | None = None
    came_of_it: str = Field(default="", max_length=TEXT)
    __table_args__ = (
        sa.CheckConstraint("(status = 'open') = (done_on IS NULL)", name="settled_on_a_day"),
    )
