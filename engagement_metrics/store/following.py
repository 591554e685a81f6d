"""What follows from a record as it is stored: its place in a line, and where its sheets count."""

import sqlalchemy as sa
from sqlmodel import Session, col

from engagement_metrics.models import Activity, AnswerSheet, TypedFigure, Wave
from engagement_metrics.models.columns import Kept


def hold_place(record: Kept) -> None:
    """Let one typed figure stand for its measure, place and period; a withdrawn one holds none."""
    if isinstance(record, TypedFigure):
        record.stands = None if record.withdrawn else record.place_in_line


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
