"""Small readings that every page needs at a glance: the years there are, and promises that wait."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from engagement_metrics.access import Action, Actor
from engagement_metrics.models import (
    Activity,
    ActivityStatus,
    AnswerSheet,
    Change,
    Period,
    Suggestion,
    SuggestionStep,
    TypedFigure,
)
from engagement_metrics.store.asking import permit
from engagement_metrics.store.cache import drawn_at, remembered

SOON = timedelta(days=30)


def years(actor: Actor) -> tuple[int, ...]:
    """The financial years that a held activity, suggestion, change, answer or figure falls in."""
    permit(actor, Action.SEE_SHARED)

    def read(orm: Session) -> tuple[int, ...]:
        held = col(Activity.status).in_([ActivityStatus.COMPLETE, ActivityStatus.FIGURES_TO_FOLLOW])
        queries: list[Any] = [
            select(col(Activity.financial_year).label("y")).where(
                col(Activity.withdrawn).is_(False), held
            ),
            *(
                select(col(table.financial_year).label("y")).where(col(table.withdrawn).is_(False))
                for table in (Suggestion, Change, AnswerSheet)
            ),
        ]
        found = {
            year
            for query in queries
            for year in orm.connection().execute(query.distinct()).scalars()
            if year is not None
        }
        typed = select(col(TypedFigure.period)).where(col(TypedFigure.withdrawn).is_(False))
        codes = orm.connection().execute(typed.distinct()).scalars()
        found |= {Period.parse(code).financial_year for code in codes}
        return tuple(sorted(found))

    return remembered(("years",), read)


@dataclass(frozen=True)
class Promises:
    """Promises to people that are not kept yet: past their day, and due within 30 days.

    `activities` are the numbers of the activities whose promise is overdue; the rest of the overdue
    ones are about suggestions.
    """

    overdue: int
    soon: int
    activities: tuple[int, ...] = ()


def promises(actor: Actor, place_ids: tuple[int, ...], today: date) -> Promises:
    """Promises to tell people what came of it, of suggestions and of activities, as of today."""
    permit(actor, Action.SEE_SHARED)

    def read(orm: Session) -> Promises:
        open_suggestions = sa.and_(
            col(Suggestion.withdrawn).is_(False),
            col(Suggestion.place_id).in_(place_ids),
            col(Suggestion.told_on).is_(None),
            sa.or_(col(Suggestion.step).is_(None), Suggestion.step != SuggestionStep.REMOVED),
        )
        open_activities = sa.and_(
            col(Activity.withdrawn).is_(False),
            col(Activity.place_id).in_(place_ids),
            col(Activity.fed_back_on).is_(None),
            Activity.status != ActivityStatus.CANCELLED,
        )
        overdue = soon = 0
        for table, promised, still_open in (
            (Suggestion, Suggestion.promised_on, open_suggestions),
            (Activity, Activity.feedback_promised_on, open_activities),
        ):
            late, next_month = orm.connection().execute(
                sa.select(
                    sa.func.count(sa.case((col(promised) < today, 1))),
                    sa.func.count(
                        sa.case((sa.and_(promised >= today, promised <= today + SOON), 1))
                    ),
                )
                .select_from(table)
                .where(still_open, promised <= today + SOON)
            ).one()  # fmt: skip
            overdue, soon = overdue + late, soon + next_month
        late_activities = orm.exec(
            select(Activity.id)
            .where(open_activities, col(Activity.feedback_promised_on) < today)
            .order_by(col(Activity.id))
        )
        return Promises(overdue, soon, tuple(number for number in late_activities if number))

    return remembered(("promises", place_ids, today), read)


def last_change(actor: Actor) -> tuple[int, datetime | None]:
    """The data version, and when it was reached; of a page being drawn, the one it is drawn at."""
    permit(actor, Action.SEE_SHARED)
    return drawn_at()
