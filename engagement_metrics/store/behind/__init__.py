"""What a cell is made of: the records behind it, a page at a time, and what each of them adds."""

from dataclasses import replace
from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Session, col

from engagement_metrics.access import Actor
from engagement_metrics.models import Audience
from engagement_metrics.store.asking import permit_view
from engagement_metrics.store.behind.lists import LISTS
from engagement_metrics.store.behind.rows import Found, MadeOf, Source
from engagement_metrics.store.cache import remembered
from engagement_metrics.store.filters import Filter
from engagement_metrics.store.paged import PAGE, Page

RELEASED = (Source.GROUPS, Source.ANSWERS, Source.FORMS)


def behind(actor: Actor, audience: Audience, wanted: Filter, made: MadeOf, page: int = 1) -> Found:
    """The records that a cell is made of, the latest first; past the last page, the last page.

    Over all pages what they add comes to the cell's top and bottom (the middle one, for a median).
    In the shared view there are no people's own words; the records behind a figure of groups or of
    answers, which is released, are for the team alone. Each page of it is read once for a data
    version, and remembered apart for each audience.
    """
    team = audience is Audience.TEAM
    permit_view(actor, audience, wanted.place_ids)
    if made.source in RELEASED and not team:
        return Found((), 0)
    wanted = replace(wanted, today=wanted.day)  # a new day is not served yesterday's list

    def measure(orm: Session) -> tuple[int, datetime | None]:
        listed = LISTS[made.source](wanted, made, team)
        changed = listed.query.with_only_columns(col(listed.record.updated_at)).subquery()
        query = sa.select(sa.func.count(), sa.func.max(changed.c.updated_at))
        total, updated = orm.connection().execute(query).one()
        return total, updated

    def read(orm: Session) -> Found:
        listed = LISTS[made.source](wanted, made, team)
        query = listed.query.order_by(*listed.order, col(listed.record.id).desc())
        found = orm.execute(query.limit(PAGE).offset((number - 1) * PAGE)).all()
        return Found(tuple(listed.rows(orm, found)), total, number, updated)

    about = ("behind", audience, wanted, made)
    total, updated = remembered(about, measure)
    number = min(max(1, page), Page((), total).pages)
    return remembered((*about, number), read)
