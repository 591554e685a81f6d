"""What is kept about a chart, for everybody who reads it: its re-bases and notes on its points."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import TypeVar

import sqlalchemy as sa
from sqlmodel import Session, col, select

from engagement_metrics.access import Action, Actor
from engagement_metrics.models import PointNote, ReBase
from engagement_metrics.store.asking import permit
from engagement_metrics.store.engine import reading

A = TypeVar("A", ReBase, PointNote)


@dataclass(frozen=True)
class ChartNotes:
    """What stands about one indicator's charts at one place, whatever its periods."""

    re_bases: tuple[ReBase, ...]
    notes: tuple[PointNote, ...]


def chart_notes(actor: Actor, indicator: str, places: Collection[int | None]) -> ChartNotes:
    """What stands about an indicator at any of these places, by period; None is all places."""
    permit(actor, Action.SEE_SHARED)
    with reading() as orm:
        found = ChartNotes(
            _standing(orm, ReBase, indicator, places),
            _standing(orm, PointNote, indicator, places),
        )
        orm.expunge_all()
    return found


def _standing(
    orm: Session, table: type[A], indicator: str, places: Collection[int | None]
) -> tuple[A, ...]:
    at = col(table.place_id).in_(sorted(place for place in places if place is not None))
    everywhere = col(table.place_id).is_(None) if None in places else sa.false()
    return tuple(
        orm.exec(
            select(table)
            .where(
                table.indicator == indicator, col(table.withdrawn).is_(False),
                sa.or_(at, everywhere),
            )
            .order_by(col(table.period), col(table.id))
        ).all()
    )  # fmt: skip


def chart_notes_withdrawn(
    actor: Actor, record_class: type[ReBase] | type[PointNote], indicator: str, most: int = 100
) -> tuple[ReBase | PointNote, ...]:
    """The re-bases or notes of an indicator that were withdrawn, the latest first."""
    permit(actor, Action.SET_TARGETS)
    with reading() as orm:
        found = orm.exec(
            select(record_class)
            .where(record_class.indicator == indicator, col(record_class.withdrawn).is_(True))
            .order_by(col(record_class.updated_at).desc(), col(record_class.id).desc())
            .limit(most)
        ).all()
        orm.expunge_all()
        return tuple(found)
