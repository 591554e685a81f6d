"""A longer list, a page at a time; for everybody, without what is the team's alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, select

from engagement_metrics.models import Activity, AnswerSheet, Audience, Change, Suggestion
from engagement_metrics.models.columns import Kept

PAGE = 25
# What is left out of a row that everybody may see: people's own words, who wrote them, and how
# few answered. What is left out is empty.
_NOT_SHARED: dict[type[Kept], tuple[str, ...]] = {
    Activity: ("note", "source", "reference"),
    Suggestion: ("text", "note", "source", "owner"),
    Change: ("title", "what"),
    AnswerSheet: ("note", "forms_received", "people_invited"),
}


@dataclass(frozen=True)
class Page:
    """Some rows of a longer list, and how long the list is; past its end, the last rows."""

    rows: tuple[Any, ...]
    total: int
    number: int = 1

    @property
    def pages(self) -> int:
        """How many pages there are; at least one."""
        return max(1, -(-self.total // PAGE))


def paged(
    orm: Session, query: Any, order: Sequence[Any], number: int, audience: Audience = Audience.TEAM
) -> Page:
    """The rows of one page of a query, in that order; past the end, those of the last page."""
    total = orm.exec(select(sa.func.count()).select_from(query.subquery())).one()
    number = min(max(1, number), Page((), total).pages)
    rows = orm.exec(query.order_by(*order).limit(PAGE).offset((number - 1) * PAGE)).all()
    orm.expunge_all()
    if audience is Audience.SHARED:
        for row in rows:
            _blank(row)
    return Page(tuple(rows), total, number)


def _blank(row: Kept) -> None:
    """Take from a row what not everybody may see; the row is on nobody's way to the store."""
    for name in (*_NOT_SHARED[type(row)], "created_by", "updated_by"):
        value = getattr(row, name)
        setattr(row, name, "" if isinstance(value, str) else None)
