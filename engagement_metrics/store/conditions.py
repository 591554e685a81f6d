"""Which records count towards what, in SQL: adding up and listing go by the same conditions."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased
from sqlmodel import col

from engagement_metrics.models import (
    Activity,
    ActivityStatus,
    Aim,
    AnswerSheet,
    Change,
    ChangeSuggestion,
    Suggestion,
    SuggestionStatus,
    SuggestionStep,
)
from engagement_metrics.store.days import days_after
from engagement_metrics.store.filters import WITHOUT_PROMISE, Filter

WHOLE_DAY = 10  # letters of a date whose day is known
OUTREACH = "outreach_stall"
SETTLED = (
    SuggestionStep.ACTED_IN_FULL,
    SuggestionStep.ACTED_IN_PART,
    SuggestionStep.NOT_POSSIBLE,
)


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


def ended_on() -> Any:
    """The day an activity ended; NULL where its day is not known."""
    return sa.case((sa.func.length(Activity.ends) == WHOLE_DAY, col(Activity.ends)))


def asked_people() -> Any:
    """That an activity asked people for something: its aim is more than to inform."""
    return Activity.aim != Aim.INFORM


def owed_by() -> Any:
    """The day people are owed what came of an activity: the promised day, or 60 days after it.

    NULL for one that only informs and promised nothing, and where there is no day to count from.
    """
    without = days_after(ended_on(), WITHOUT_PROMISE.days)
    return sa.func.coalesce(
        col(Activity.feedback_promised_on), sa.case((asked_people(), without)), type_=sa.Date()
    )


def owed(wanted: Filter) -> Any:
    """That an activity took place, and people are owed its results on a day of the period."""
    return sa.or_(promised(wanted), unpromised(wanted))


def promised(wanted: Filter) -> Any:
    """That it took place, and people were promised its results for a day of the period."""
    period, day = wanted.period, col(Activity.feedback_promised_on)
    in_it = day.is_not(None) if period is None else day.between(period.start, period.end)
    return sa.and_(held(), in_it)


def unpromised(wanted: Filter) -> Any:
    """That it took place without a promise, and people are owed its results 60 days after it.

    Its month, which follows from its day, is asked for too: the database finds it by that.
    """
    found = [held(), asked_people(), col(Activity.feedback_promised_on).is_(None)]
    if wanted.period is None:
        return sa.and_(*found, ended_on().is_not(None))
    ended = wanted.unpromised
    return sa.and_(
        *found,
        col(Activity.financial_year).in_(ended.years),
        col(Activity.month).between(ended.first_month, ended.last_month),
        ended_on().between(ended.first, ended.last),
    )


def owed_by_now(wanted: Filter) -> Any:
    """That the day people were to be told has come."""
    return owed_by() <= wanted.day


def told_in_time(wanted: Filter) -> Any:
    """That it has come and people had been told by then."""
    return sa.and_(owed_by_now(wanted), col(Activity.fed_back_on) <= owed_by())


def fed_back(wanted: Filter) -> Any:
    """That an activity of a known day took place, and people were told of it in the period."""
    told = col(Activity.fed_back_on)
    in_it = (
        told.is_not(None)
        if wanted.period is None
        else told.between(wanted.period.start, wanted.period.end)
    )
    return sa.and_(held(), in_it, ended_on().is_not(None))


def waiting_to_be_told() -> Any:
    """That an activity of a known day took place, is owed to people, and they are not told yet."""
    return sa.and_(
        held(),
        ended_on().is_not(None),
        sa.or_(asked_people(), col(Activity.feedback_promised_on).is_not(None)),
        col(Activity.fed_back_on).is_(None),
    )


def open_to_all() -> Any:
    """That an activity open to the public took place, and says how people could take part.

    One visit to what others put on is left out.
    """
    return sa.and_(
        held(),
        col(Activity.open_to_public).is_(True),
        sa.or_(Activity.modes != "", col(Activity.sessions).is_not(None)),
        sa.or_(Activity.method != OUTREACH, col(Activity.sessions) > 1),
    )


def unsaid_if_open() -> Any:
    """That an activity took place, and does not say whether it was open, or in what ways."""
    nothing = sa.and_(Activity.modes == "", col(Activity.sessions).is_(None))
    return sa.and_(
        held(),
        sa.or_(
            col(Activity.open_to_public).is_(None),
            sa.and_(col(Activity.open_to_public).is_(True), nothing),
        ),
    )


def second_way() -> Any:
    """That an open activity had two ways to take part, or two times."""
    return sa.and_(
        open_to_all(), sa.or_(col(Activity.modes).contains(";"), col(Activity.sessions) > 1)
    )


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


def refused() -> Any:
    """That what came of a suggestion, as far as it is known today, is that it is not possible."""
    return Suggestion.step == SuggestionStep.NOT_POSSIBLE


def explained() -> Any:
    """That people were told why it is not possible: a reason, and a telling no earlier than it."""
    why, told = aliased(SuggestionStatus), aliased(SuggestionStatus)
    return sa.and_(
        refused(),
        sa.exists().where(
            why.suggestion_id == Suggestion.id,
            why.step == SuggestionStep.NOT_POSSIBLE,
            why.result != "",
            told.suggestion_id == Suggestion.id,
            told.step == SuggestionStep.TOLD,
            sa.or_(told.on.is_(None), why.on.is_(None), told.on >= why.on),
        ),
    )


def settled() -> Any:
    """The first day each suggestion was acted on or found not possible; NULL if its day is not
    known. One that is neither has no row.
    """
    return (
        sa.select(
            col(SuggestionStatus.suggestion_id).label("id"),
            sa.func.min(SuggestionStatus.on).label("day"),
        )
        .where(col(SuggestionStatus.step).in_(SETTLED))
        .group_by(col(SuggestionStatus.suggestion_id))
        .subquery()
    )


def placed_in_time(settled: Any) -> Any:
    """That it can be told on which days a suggestion was open: no end of it lacks its day."""
    return sa.or_(settled.c.id.is_(None), settled.c.day.is_not(None))


def open_at_the_end(wanted: Filter) -> Any:
    """That a suggestion was open on the last day, and it can be told that it was.

    None was in a period that has not begun. Each suggestion's own steps are looked up, which for a
    place or a topic are few of all there are.
    """
    last, day = wanted.last_day, sa.type_coerce(wanted.day, sa.Date())
    begun = sa.true() if wanted.period is None else day >= wanted.period.start
    ends = sa.exists().where(
        col(SuggestionStatus.suggestion_id) == Suggestion.id,
        col(SuggestionStatus.step).in_(SETTLED),
    )
    day_of_it = col(SuggestionStatus.on)
    return sa.and_(
        begun,
        dated(),
        col(Suggestion.received_on) <= last,
        ~ends.where(day_of_it <= last),
        sa.or_(~ends, ends.where(day_of_it > last)),
    )


def waits_too_long(wanted: Filter) -> Any:
    """That on the last day it was older than 90 days, and nothing had come of it."""
    last = wanted.last_day
    answered_by_then = col(Suggestion.answered_on) <= last
    return sa.and_(
        col(Suggestion.day_90) < last,
        sa.or_(col(Suggestion.answered_on).is_(None), sa.not_(answered_by_then)),
    )


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
