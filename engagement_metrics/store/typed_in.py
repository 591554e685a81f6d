"""What the team typed in besides activities: evaluation sheets, and figures that were withdrawn."""

from typing import TypeVar

import sqlalchemy as sa
from sqlmodel import Session, col, select

from engagement_metrics.access import Action, Actor
from engagement_metrics.models import (
    Activity,
    AnswerSheet,
    Audience,
    Baseline,
    PieceOfWork,
    Target,
    TypedFigure,
)
from engagement_metrics.store.asking import only_theirs, permit, seen_alike
from engagement_metrics.store.cache import remembered
from engagement_metrics.store.paged import PAGE, Page

A = TypeVar("A", Target, Baseline)


def sheets_typed_in(
    actor: Actor, *, activity_id: int | None = None, withdrawn: bool = False, page: int = 1
) -> Page:
    """Evaluation sheets, the latest first; each is (sheet, title of its activity or service)."""
    permit(actor, Action.SEE_TEAM)
    number = max(1, page)

    def read(orm: Session) -> Page:
        about = sa.func.coalesce(col(Activity.title), col(PieceOfWork.name))
        query = (
            select(AnswerSheet, about)
            .outerjoin(Activity, col(Activity.id) == col(AnswerSheet.activity_id))
            .outerjoin(PieceOfWork, col(PieceOfWork.id) == col(AnswerSheet.piece_of_work_id))
            .where(col(AnswerSheet.withdrawn).is_(withdrawn), *only_theirs(actor, AnswerSheet))
        )
        if activity_id is not None:
            query = query.where(AnswerSheet.activity_id == activity_id)
        rows = orm.exec(
            query.order_by(col(AnswerSheet.id).desc()).limit(PAGE).offset((number - 1) * PAGE)
        ).all()
        total = len(rows)
        if number > 1 or total == PAGE:  # else these are all there are
            inner = query.with_only_columns(col(AnswerSheet.id)).subquery()
            total = orm.exec(select(sa.func.count()).select_from(inner)).one()
        orm.expunge_all()
        return Page(tuple((sheet, title) for sheet, title in rows), total, number)

    alike = seen_alike(actor, Audience.TEAM)
    return remembered(("sheets_typed_in", activity_id, withdrawn, number, alike), read)


def figures_withdrawn(actor: Actor, most: int = 100) -> tuple[TypedFigure, ...]:
    """Typed figures that were withdrawn, the latest first, and no more than so many."""
    permit(actor, Action.SEE_TEAM)

    def read(orm: Session) -> tuple[TypedFigure, ...]:
        found = orm.exec(
            select(TypedFigure)
            .where(col(TypedFigure.withdrawn).is_(True), *only_theirs(actor, TypedFigure))
            .order_by(col(TypedFigure.updated_at).desc(), col(TypedFigure.id).desc())
            .limit(most)
        ).all()
        orm.expunge_all()
        return tuple(found)

    return remembered(("figures_withdrawn", most, seen_alike(actor, Audience.TEAM)), read)


def aims_withdrawn(
    actor: Actor, record_class: type[A], indicator: str, most: int = 100
) -> tuple[A, ...]:
    """Targets or baselines of a measure that were withdrawn, the latest first."""
    permit(actor, Action.SEE_TEAM)
    reach = actor.reach(Action.SEE_TEAM)

    def read(orm: Session) -> tuple[A, ...]:
        found = orm.exec(
            select(record_class)
            .where(col(record_class.withdrawn).is_(True))
            .order_by(col(record_class.updated_at).desc(), col(record_class.id).desc())
        ).all()
        orm.expunge_all()
        return tuple(found)

    # All are read at once and remembered, for they are few; each person is given their own.
    there = remembered(("aims_withdrawn", record_class.__name__), read)
    theirs = [row for row in there if reach is None or row.place_id in reach]
    return tuple(row for row in theirs if row.indicator == indicator)[:most]
