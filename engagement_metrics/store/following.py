"""What follows from a record as it is stored: its place in a line, and where its sheets count."""

import sqlalchemy as sa
from sqlmodel import Session, col, select

from engagement_metrics.models import Activity, AnswerSheet, LocalMeasure, TypedFigure, Wave
from engagement_metrics.models.columns import Kept
from engagement_metrics.store import adding_up, late


def hold_place(record: Kept) -> None:
    """Let one typed figure stand for its measure, place and period; a withdrawn one holds none."""
    if isinstance(record, TypedFigure):
        record.stands = None if record.withdrawn else record.place_in_line


def give_key(orm: Session, record: Kept) -> None:
    """Let a new local measure have the next key, LOC-01 or so; a new wording of one has its own.

    A key is never used again. No other write runs meanwhile.
    """
    if isinstance(record, LocalMeasure) and not record.key:
        keys = orm.exec(select(LocalMeasure.key)).all()
        record.key = f"LOC-{1 + max((int(key[4:]) for key in keys), default=0):02d}"


def take_sheets_along(orm: Session, activity: Activity) -> None:
    """Evaluation sheets count where their activity does, and on the day also when it does."""
    where, day = ("place_id", "topic_id"), ("month", "financial_year")
    own = col(AnswerSheet.activity_id) == activity.id
    on_the_day = sa.and_(own, AnswerSheet.wave == Wave.ON_THE_DAY)
    for sheets, fields in ((own, where), (on_the_day, day)):
        orm.connection().execute(
            sa.update(AnswerSheet)
            .where(sheets)
            .values({name: getattr(activity, name) for name in fields})
        )


Before = tuple[set[int], adding_up.Contribution]


def totals_before(orm: Session, record: Kept, new_whole: int | None = None) -> Before | None:
    """What an activity and its family put into the totals, before a write; None of any other."""
    if not isinstance(record, Activity):
        return None
    roots = {root for root in (record.id, record.part_of_id, new_whole) if root is not None}
    members = adding_up.family(orm, roots) if roots else []
    return roots, adding_up.contribution(orm, members)


def totals_after(orm: Session, record: Kept, before: Before | None) -> frozenset[late.Spot]:
    """Bring the totals up to date after it; where others of the family count now, or did before."""
    if before is None:
        return frozenset()
    roots, earlier = before
    members = adding_up.family(orm, roots | {record.id or 0})
    added = {member.id: member.heads_added for member in members}
    adding_up.mark_heads(members)
    orm.flush()
    later = adding_up.contribution(orm, members)
    adding_up.add_to_totals(orm, later.less(earlier))
    return late.in_family(record, members, added)
