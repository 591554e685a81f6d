"""Reviews by a forum: the list of them, one with all that was noted, and what is still to do."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from engagement_metrics.access import Action, Actor
from engagement_metrics.models import ActionStatus, ForumReview, ReviewAction, ReviewItem
from engagement_metrics.store.asking import permit
from engagement_metrics.store.cache import remembered
from engagement_metrics.store.records import find
from engagement_metrics.store.setup import read_setup


@dataclass(frozen=True)
class Review:
    """One review with its agenda in order, what was asked for in it, and what it came back to.

    `before` are actions of earlier reviews that were still to be told of in this one: open ones,
    and those settled since the review before. `asked_at` is the day each action was asked for.
    """

    review: ForumReview
    items: tuple[ReviewItem, ...]
    actions: tuple[ReviewAction, ...]
    before: tuple[ReviewAction, ...]
    asked_at: dict[int, date]

    def asked_of(self, indicator: str | None) -> tuple[ReviewAction, ...]:
        """What was asked for of one measure; None for what is about no one measure."""
        return tuple(action for action in self.actions if action.indicator == indicator)


def reviews(actor: Actor, *, withdrawn: bool = False) -> tuple[ForumReview, ...]:
    """Every review, the latest meeting first."""
    permit(actor, Action.SEE_SHARED)

    def read(orm: Session) -> tuple[ForumReview, ...]:
        found = _standing(orm, withdrawn=withdrawn)
        orm.expunge_all()
        return tuple(reversed(found))

    return remembered(("reviews", withdrawn), read)


def review(actor: Actor, number: int) -> Review:
    """One review, withdrawn or not; LookupError where there is none of that number.

    Actions return to a review of the same place, or of one that their own lies within; a review
    without a place is of all places.
    """
    permit(actor, Action.SEE_SHARED)

    def read(orm: Session) -> Review:
        here = find(orm, ForumReview, number)
        if here is None:
            raise LookupError(f"There is no review number {number}.")
        items = orm.exec(
            select(ReviewItem)
            .where(ReviewItem.review_id == number, col(ReviewItem.withdrawn).is_(False))
            .order_by(col(ReviewItem.position), col(ReviewItem.id))
        ).all()
        earlier = _earlier(orm, here)
        before = _returning(_actions(orm, earlier), earlier)
        asked_at = {row.id: earlier[row.review_id].held_on for row in before if row.id}
        actions = _actions(orm, [number])
        orm.expunge_all()
        return Review(here, tuple(items), actions, before, asked_at)

    return remembered(("review", number), read)


def actions(actor: Actor, *, settled: bool = False) -> tuple[tuple[ReviewAction, ForumReview], ...]:
    """What forums asked for and is open, the earliest day first; or what is settled, latest first.

    Each comes with the review in which it was asked for.
    """
    permit(actor, Action.SEE_SHARED)
    rows = [
        (row, review)
        for row, review in remembered(("review actions",), _asked_for)
        if (row.status is not ActionStatus.OPEN) is settled
    ]
    if settled:
        rows.sort(key=lambda pair: (pair[0].done_on or date.min, pair[0].id or 0), reverse=True)
    return tuple(rows)


def _asked_for(orm: Session) -> tuple[tuple[ReviewAction, ForumReview], ...]:
    asked_in = {row.id: row for row in _standing(orm)}
    found = _actions(orm, [number for number in asked_in if number is not None])
    orm.expunge_all()
    return tuple((row, asked_in[row.review_id]) for row in found)


def _standing(orm: Session, *, withdrawn: bool = False) -> list[ForumReview]:
    """The reviews, the earliest meeting first."""
    query = select(ForumReview).where(col(ForumReview.withdrawn).is_(withdrawn))
    return list(orm.exec(query.order_by(col(ForumReview.held_on), col(ForumReview.id))))


def _earlier(orm: Session, here: ForumReview) -> dict[int, ForumReview]:
    """The reviews before this one whose actions return to it, the earliest first."""
    within = read_setup(orm).within(here.place_id)
    return {
        row.id: row
        for row in _standing(orm)
        if row.id is not None
        and (row.held_on, row.id) < (here.held_on, here.id or 0)
        and (here.place_id is None or row.place_id in within)
    }


def _actions(orm: Session, numbers: Iterable[int]) -> tuple[ReviewAction, ...]:
    """What was asked for in these reviews: the earliest day to have it done first, then no day."""
    found = orm.exec(
        select(ReviewAction).where(
            col(ReviewAction.review_id).in_(list(numbers)), col(ReviewAction.withdrawn).is_(False)
        )
    )
    return tuple(sorted(found, key=lambda row: (row.due or date.max, row.id or 0)))


def _returning(
    found: tuple[ReviewAction, ...], earlier: dict[int, ForumReview]
) -> tuple[ReviewAction, ...]:
    """The actions that are open, or were settled since the review before."""
    if not earlier:
        return ()
    last = list(earlier.values())[-1]
    return tuple(
        row
        for row in found
        if row.done_on is None or row.done_on > last.held_on or row.review_id == last.id
    )
