"""What is kept about a chart, for everybody who reads it: its re-bases and notes on its points."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlmodel import Session, col, select

from engagement_metrics.access import Action, Actor
from engagement_metrics.models import PointNote, ReBase
from engagement_metrics.store.asking import permit
from engagement_metrics.store.cache import remembered
from engagement_metrics.store.engine import reading


@dataclass(frozen=True)
class ChartNotes:
    """What stands about one indicator's charts at one place, whatever its periods."""

    re_bases: tuple[ReBase, ...]
    notes: tuple[PointNote, ...]


def chart_notes(actor: Actor, indicator: str, places: Collection[int | None]) -> ChartNotes:
    """What stands about an indicator at any of these places, by period; None is all places."""
    permit(actor, Action.SEE_SHARED)
    there = remembered(("chart_notes",), _standing)
    return ChartNotes(
        tuple(r for r in there.re_bases if r.indicator == indicator and r.place_id in places),
        tuple(n for n in there.notes if n.indicator == indicator and n.place_id in places),
    )


def _standing(orm: Session) -> ChartNotes:
    """All that stand: they are few, and everybody who may see a chart may see what is about it."""
    re_bases, notes = (
        tuple(
            orm.exec(
                select(table)
                .where(col(table.withdrawn).is_(False))
                .order_by(col(table.period), col(table.id))
            ).all()
        )
        for table in (ReBase, PointNote)
    )
    orm.expunge_all()
    return ChartNotes(re_bases, notes)


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
