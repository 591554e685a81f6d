"""What stands around a record: the steps of a suggestion, the parts of an activity, what waits."""

from collections.abc import Sequence
from datetime import date

import sqlalchemy as sa
from sqlmodel import Session, col, select

from engagement_metrics.access import Action, Actor
from engagement_metrics.models import (
    Activity,
    ActivityStatus,
    Audience,
    Change,
    ChangeSuggestion,
    PartialDate,
    Suggestion,
    SuggestionStatus,
    SuggestionStep,
)
from engagement_metrics.store.asking import only_theirs, permit, permit_view, seen_alike
from engagement_metrics.store.cache import remembered
from engagement_metrics.store.engine import reading
from engagement_metrics.store.filters import Filter, within


def statuses(
    actor: Actor, audience: Audience, numbers: Sequence[int]
) -> dict[int, tuple[SuggestionStatus, ...]]:
    """The dated steps of some suggestions, the earliest first; undated ones lead.

    For the shared view without who and result: they are free text that nobody has passed.
    """
    team = audience is Audience.TEAM
    permit_view(actor, audience)
    theirs = only_theirs(actor, Suggestion) if team else []

    def read(orm: Session) -> dict[int, tuple[SuggestionStatus, ...]]:
        found: dict[int, list[SuggestionStatus]] = {number: [] for number in numbers}
        rows = orm.exec(
            select(SuggestionStatus)
            .join(Suggestion, col(Suggestion.id) == col(SuggestionStatus.suggestion_id))
            .where(col(SuggestionStatus.suggestion_id).in_(list(numbers)), *theirs)
            .order_by(
                sa.func.coalesce(col(SuggestionStatus.on), sa.literal(date.min, sa.Date)),
                col(SuggestionStatus.id),
            )
        ).all()
        orm.expunge_all()
        for row in rows:
            if not team:
                row.who = row.result = ""
            found[row.suggestion_id].append(row)
        return {number: tuple(steps) for number, steps in found.items()}

    return dict(remembered(("statuses", *numbers, seen_alike(actor, audience)), read))


def suggestion_steps(actor: Actor, wanted: Filter) -> dict[SuggestionStep | None, int]:
    """How many standing suggestions have come how far; told ones are counted beside, under TOLD.

    A suggestion that people were told about is counted under its own step as well.
    """
    permit(actor, Action.SEE_SHARED)

    def read(orm: Session) -> dict[SuggestionStep | None, int]:
        standing = [col(Suggestion.withdrawn).is_(False), *within(Suggestion, wanted)]
        rows = orm.exec(
            select(Suggestion.step, sa.func.count()).where(*standing).group_by(col(Suggestion.step))
        ).all()
        told = orm.exec(
            select(sa.func.count())
            .select_from(Suggestion)
            .where(*standing, col(Suggestion.told_on).is_not(None))
        ).one()
        steps = {None if step is None else SuggestionStep(step): number for step, number in rows}
        return {SuggestionStep.TOLD: told, **steps}

    return dict(remembered(("suggestion_steps", wanted), read))


def suggestion_choices(actor: Actor, wanted: Filter, most: int = 500) -> tuple[Suggestion, ...]:
    """Standing suggestions to choose from, the latest first, at most so many."""
    permit(actor, Action.SEE_TEAM)
    with reading() as orm:
        found = orm.exec(
            select(Suggestion)
            .where(
                col(Suggestion.withdrawn).is_(False),
                *within(Suggestion, wanted),
                *only_theirs(actor, Suggestion),
            )
            .order_by(col(Suggestion.id).desc())
            .limit(most)
        ).all()
        orm.expunge_all()
        return tuple(found)


def suggestions_by_number(actor: Actor, numbers: Sequence[int]) -> tuple[Suggestion, ...]:
    """The suggestions of some numbers, withdrawn ones too."""
    return _suggestions(actor, col(Suggestion.id).in_(list(numbers)))


def suggestions_heard_at(actor: Actor, activity_id: int) -> tuple[Suggestion, ...]:
    """The suggestions that were heard at an activity, withdrawn ones too."""
    return _suggestions(actor, Suggestion.activity_id == activity_id)


def _suggestions(actor: Actor, condition: sa.ColumnElement[bool]) -> tuple[Suggestion, ...]:
    permit(actor, Action.SEE_TEAM)
    with reading() as orm:
        theirs = only_theirs(actor, Suggestion)
        found = orm.exec(
            select(Suggestion).where(condition, *theirs).order_by(col(Suggestion.id))
        ).all()
        orm.expunge_all()
        return tuple(found)


def changes_answering(actor: Actor, suggestion_id: int) -> tuple[Change, ...]:
    """The standing changes that answer a suggestion, the earliest first."""
    permit(actor, Action.SEE_TEAM)
    with reading() as orm:
        found = orm.exec(
            select(Change)
            .join(ChangeSuggestion, col(ChangeSuggestion.change_id) == col(Change.id))
            .where(
                ChangeSuggestion.suggestion_id == suggestion_id,
                col(Change.withdrawn).is_(False),
                *only_theirs(actor, Change),
            )
            .order_by(col(Change.on), col(Change.id))
        ).all()
        orm.expunge_all()
        return tuple(found)


def parts_of_activity(actor: Actor, activity_id: int) -> tuple[Activity, ...]:
    """The activities that are part of another, in order of their dates, withdrawn ones too."""
    permit(actor, Action.SEE_TEAM)
    with reading() as orm:
        found = orm.exec(
            select(Activity)
            .where(Activity.part_of_id == activity_id, *only_theirs(actor, Activity))
            .order_by(col(Activity.ends), col(Activity.id))
        ).all()
        orm.expunge_all()
        return tuple(found)


def figures_awaited(
    actor: Actor, place_ids: tuple[int, ...], today: date
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The numbers of activities that were held and lack their figures, and of those that were
    planned for a day that has passed.
    """
    permit(actor, Action.SEE_TEAM)

    def read(orm: Session) -> tuple[tuple[int, ...], tuple[int, ...]]:
        rows = orm.exec(
            select(Activity.id, Activity.status, Activity.ends).where(
                col(Activity.withdrawn).is_(False),
                col(Activity.place_id).in_(place_ids),
                *only_theirs(actor, Activity),
                col(Activity.status).in_(
                    [ActivityStatus.PLANNED, ActivityStatus.FIGURES_TO_FOLLOW]
                ),
            )
        ).all()
        held = [n for n, status, _ in rows if status is ActivityStatus.FIGURES_TO_FOLLOW and n]
        past = [
            number
            for number, status, ends in rows
            if status is ActivityStatus.PLANNED and number and PartialDate.parse(ends).last < today
        ]
        return tuple(held), tuple(past)

    alike = seen_alike(actor, Audience.TEAM)
    return remembered(("figures_awaited", place_ids, today, alike), read)
