"""Which records count towards what, in SQL: adding up and listing go by the same conditions."""

from typing import Any

import sqlalchemy as sa
from sqlmodel import col

from engagement_metrics.models import (
    Activity,
    ActivityStatus,
    AnswerSheet,
    Change,
    ChangeSuggestion,
    Suggestion,
    SuggestionStep,
)
from engagement_metrics.store.filters import Filter


def complete(activity: Any = Activity) -> Any:
    """That an activity's return is complete."""
    return activity.status == ActivityStatus.COMPLETE


def to_follow() -> Any:
    """That an activity was held and its figures are still to come."""
    return Activity.status == ActivityStatus.FIGURES_TO_FOLLOW


def held() -> Any:
    """That an activity took place."""
    return sa.or_(complete(), to_follow())


def due(wanted: Filter) -> Any:
    """That an activity took place and the day its return was due has come."""
    return sa.and_(held(), col(Activity.return_due_on) <= wanted.day)


def in_time(wanted: Filter) -> Any:
    """That its return was due, and done by then."""
    return sa.and_(due(wanted), col(Activity.return_completed_on) <= col(Activity.return_due_on))


def timed() -> Any:
    """That the minutes a complete return took were noted."""
    return sa.and_(complete(), col(Activity.minutes_taken).is_not(None))


def asked() -> Any:
    """That an evaluation sheet says how many people were asked."""
    return col(AnswerSheet.people_invited).is_not(None)


def not_removed() -> Any:
    """That a suggestion was not taken off the list."""
    return sa.or_(col(Suggestion.step).is_(None), Suggestion.step != SuggestionStep.REMOVED)


def dated() -> Any:
    """That a suggestion is on the list and has a day of receipt."""
    return sa.and_(col(Suggestion.received_on).is_not(None), not_removed())


def of_age(wanted: Filter) -> Any:
    """That a suggestion is 90 days old."""
    return col(Suggestion.day_90) <= wanted.day


def answered(wanted: Filter) -> Any:
    """That it is 90 days old and was answered by then."""
    return sa.and_(of_age(wanted), col(Suggestion.answered_on) <= col(Suggestion.day_90))


def answers_one() -> Any:
    """That a standing suggestion belongs to a link from a change; for an EXISTS or a count."""
    return sa.and_(
        col(ChangeSuggestion.change_id) == Change.id,
        col(ChangeSuggestion.suggestion_id) == Suggestion.id,
        col(Suggestion.withdrawn).is_(False),
    )


def made(wanted: Filter) -> Any:
    """That a change was made by the day, and answers a standing suggestion."""
    return sa.and_(sa.exists().where(answers_one()), col(Change.on) <= wanted.day)
