"""Records as they stand: one at a time, a page at a time, and what happened to them."""

from collections.abc import Sequence
from datetime import date
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlmodel import Session, SQLModel, col, select

from engagement_metrics.access import Action, Actor
from engagement_metrics.models import (
    Activity,
    ActivityStatus,
    AnswerSheet,
    Audience,
    Change,
    ChangeSuggestion,
    History,
    RecordType,
    Suggestion,
    SuggestionStep,
    TypedFigure,
)
from engagement_metrics.models.columns import Kept
from engagement_metrics.store.asking import (
    only_theirs,
    permit,
    permit_record,
    permit_view,
    seen_alike,
    to_read,
)
from engagement_metrics.store.cache import remembered
from engagement_metrics.store.engine import reading
from engagement_metrics.store.filters import Filter, stands, within
from engagement_metrics.store.paged import Page, paged
from engagement_metrics.store.setup import Setup, read_setup
from engagement_metrics.store.telling import KINDS, PARTS

K = TypeVar("K", bound=Kept)
LARGEST = 2**31 - 1  # the largest number that PostgreSQL gives a record


def setup() -> Setup:
    """Whose store it is, its places, topics, priority groups and pieces of work."""
    return remembered(("setup",), read_setup)


def _seen_by(actor: Actor, audience: Audience, table: Any) -> list[Any]:
    """The condition that leaves the rows of a list that this audience may see, if it may at all."""
    permit_view(actor, audience)
    return only_theirs(actor, table) if audience is Audience.TEAM else []


def record(actor: Actor, record_class: type[K], record_id: int) -> tuple[K, list[SQLModel]]:
    """One record with the rows that belong to it; LookupError where there is none.

    For the team of its place alone: the parts of an activity are raw group counts. A review is for
    everybody inside.
    """
    permit(actor, to_read(record_class))
    with reading() as orm:
        found = find(orm, record_class, record_id)
        if found is None:
            raise LookupError(f"There is no {record_class.__name__.lower()} number {record_id}.")
        permit_record(actor, found)
        parts: list[SQLModel] = []
        if record_class in PARTS:
            part, link = PARTS[record_class]
            parts = list(orm.exec(select(part).where(getattr(part, link) == record_id)))
        orm.expunge_all()
        return found, parts


def find(orm: Session, record_class: type[K], record_id: int) -> K | None:
    """A record by its number, withdrawn or not; None where there is none of that number."""
    return orm.get(record_class, record_id) if 0 < record_id <= LARGEST else None


def activities(
    actor: Actor,
    wanted: Filter | None = None,
    *,
    aim: str | None = None,
    statuses: Sequence[ActivityStatus] = (),
    text: str = "",
    numbers: Sequence[int] | None = None,
    withdrawn: bool = False,
    page: int = 1,
    audience: Audience = Audience.TEAM,
) -> Page:
    """Activities, the latest first, a page at a time; titles and totals, nothing about groups.

    `numbers` leaves only those; None is no such limit.
    """
    seen = _seen_by(actor, audience, Activity)

    def read(orm: Session) -> Page:
        query = select(Activity).where(col(Activity.withdrawn).is_(withdrawn), *seen)
        if wanted is not None:
            query = query.where(*within(Activity, wanted))
        if aim:
            query = query.where(Activity.aim == aim)
        if statuses:
            query = query.where(col(Activity.status).in_(list(statuses)))
        if text.strip():
            query = query.where(_contains(Activity.title, text))
        if numbers is not None:
            query = query.where(col(Activity.id).in_(list(numbers)))
        order = [col(Activity.ends).desc(), col(Activity.id).desc()]
        return paged(orm, query, order, page, audience)

    only = None if numbers is None else tuple(numbers)
    asked = ("activities", wanted, aim, tuple(statuses), text, only, withdrawn, page)
    return remembered((*asked, seen_alike(actor, audience)), read)


def suggestions(
    actor: Actor,
    wanted: Filter | None = None,
    *,
    steps: Sequence[str | None] | None = None,
    dated_only: bool = False,
    told_only: bool = False,
    withdrawn: bool = False,
    page: int = 1,
    audience: Audience = Audience.TEAM,
) -> Page:
    """Suggestions with their texts: promises overdue first, then the longest waiting.

    Undated ones are listed too, and belong to no period; `dated_only` leaves them out. `told_only`
    leaves those that people were told about.
    """
    seen = _seen_by(actor, audience, Suggestion)

    def read(orm: Session) -> Page:
        query = select(Suggestion).where(col(Suggestion.withdrawn).is_(withdrawn), *seen)
        if told_only:
            query = query.where(col(Suggestion.told_on).is_not(None))
        if wanted is not None:
            conditions = within(Suggestion, wanted)
            if wanted.period is not None and not dated_only:
                undated = within(
                    Suggestion, Filter(wanted.place_id, wanted.place_ids, None, wanted.topic_id)
                )
                query = query.where(
                    sa.or_(
                        sa.and_(*conditions),
                        sa.and_(*undated, col(Suggestion.received_on).is_(None)),
                    )
                )
            else:
                query = query.where(*conditions)
        if dated_only:
            query = query.where(col(Suggestion.received_on).is_not(None))
        if steps is not None:
            named = [step for step in steps if step is not None]
            either = [col(Suggestion.step).in_(named)]
            if None in steps:
                either.append(col(Suggestion.step).is_(None))
            query = query.where(sa.or_(*either))
        return paged(orm, query, _most_needed_first(), page, audience)

    asked = ("suggestions", wanted, None if steps is None else tuple(steps))
    more = (dated_only, told_only, withdrawn, page)
    return remembered((*asked, *more, seen_alike(actor, audience)), read)


def _most_needed_first() -> list[Any]:
    waiting = sa.and_(
        col(Suggestion.told_on).is_(None),
        sa.or_(col(Suggestion.step).is_(None), Suggestion.step != SuggestionStep.REMOVED),
    )
    owed = sa.and_(waiting, col(Suggestion.promised_on).is_not(None))
    return [
        sa.case((owed, 0), else_=1),
        sa.case((owed, col(Suggestion.promised_on))),  # a promise that was kept orders nothing
        sa.case((col(Suggestion.step).is_(None), 0), else_=1),
        sa.func.coalesce(col(Suggestion.received_on), sa.literal(date.max, sa.Date)),
        col(Suggestion.id),
    ]


def changes(
    actor: Actor,
    wanted: Filter | None = None,
    page: int = 1,
    audience: Audience = Audience.TEAM,
) -> Page:
    """Changes made because of feedback, the latest first, each with its number of suggestions."""
    seen = _seen_by(actor, audience, Change)

    def read(orm: Session) -> Page:
        query = select(Change).where(col(Change.withdrawn).is_(False), *seen)
        if wanted is not None:
            query = query.where(*within(Change, wanted))
        order = [col(Change.on).desc(), col(Change.id).desc()]
        found = paged(orm, query, order, page, audience)
        linked = {
            row[0]: row[1]
            for row in orm.connection().execute(
                sa.select(ChangeSuggestion.change_id, sa.func.count())
                .where(col(ChangeSuggestion.change_id).in_([row.id for row in found.rows]))
                .group_by(col(ChangeSuggestion.change_id))
            )
        }
        rows = tuple((row, linked.get(row.id, 0)) for row in found.rows)
        return Page(rows, found.total, found.number)

    return remembered(("changes", wanted, page, seen_alike(actor, audience)), read)


def sheets(
    actor: Actor,
    wanted: Filter | None = None,
    page: int = 1,
    audience: Audience = Audience.TEAM,
) -> Page:
    """Evaluation sheets, the latest first; the counts of answers are not in them."""
    seen = _seen_by(actor, audience, AnswerSheet)
    query = select(AnswerSheet).where(stands(AnswerSheet), *seen)
    if wanted is not None:
        query = query.where(*within(AnswerSheet, wanted))
    with reading() as orm:
        return paged(orm, query, [col(AnswerSheet.id).desc()], page, audience)


def figures(actor: Actor, indicator: str | None = None, page: int = 1) -> Page:
    """Typed figures that stand, the latest first."""
    permit(actor, Action.SEE_TEAM)
    theirs = only_theirs(actor, TypedFigure)

    def read(orm: Session) -> Page:
        query = select(TypedFigure).where(col(TypedFigure.withdrawn).is_(False), *theirs)
        if indicator:
            query = query.where(TypedFigure.indicator == indicator)
        order = [col(TypedFigure.updated_at).desc(), col(TypedFigure.id).desc()]
        return paged(orm, query, order, page)

    return remembered(("figures", indicator, page, seen_alike(actor, Audience.TEAM)), read)


def history(actor: Actor, record_type: RecordType, record_id: int) -> tuple[History, ...]:
    """All that happened to one record, the latest first."""
    person = record_type is RecordType.PERSON
    permit(actor, Action.MANAGE_PEOPLE if person else Action.SEE_TEAM)
    with reading() as orm:
        for record_class, (name, _) in KINDS.items():
            if name is record_type and (about := find(orm, record_class, record_id)) is not None:
                permit_record(actor, about)
        found = orm.exec(
            select(History)
            .where(History.record_type == record_type, History.record_id == record_id)
            .order_by(col(History.id).desc())
        ).all()
        orm.expunge_all()
        return tuple(found)


def _contains(column: Any, text: str) -> Any:
    return sa.func.lower(column).contains(text.strip().lower(), autoescape=True)


def has_parts(activity_id: int) -> bool:
    """Whether other activities are part of this one."""
    with reading() as orm:
        parts = orm.exec(select(Activity.id).where(Activity.part_of_id == activity_id)).first()
    return parts is not None
