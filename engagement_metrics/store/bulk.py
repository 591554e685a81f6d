"""What an import asks of the store, and bare rows poured into it."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from itertools import islice
from typing import Any, NamedTuple, TypeVar

import sqlalchemy as sa
from sqlmodel import SQLModel, col, select

from engagement_metrics.models import Activity, RecordType, Suggestion, WriteKey
from engagement_metrics.models.columns import Kept
from engagement_metrics.store.engine import reading
from engagement_metrics.store.telling import KINDS
from engagement_metrics.store.writing import Writer

T = TypeVar("T")
AT_ONCE = 1000


def brought_in(writer: Writer, mark: str) -> list[tuple[type[Kept], int]]:
    """The records that were stored under keys that begin with a mark, the latest first."""
    rows = writer.orm.exec(
        select(WriteKey.record_type, WriteKey.record_id)
        .where(col(WriteKey.key).startswith(mark, autoescape=True))
        .order_by(col(WriteKey.record_id).desc())
    ).all()
    tables = {kind: table for table, (kind, _) in KINDS.items()}
    found = [(tables[RecordType(kind)], number) for kind, number in rows if number is not None]
    return sorted(found, key=lambda one: KINDS[one[0]][0], reverse=True)


def pour(writer: Writer, table: type[SQLModel], rows: Iterable[dict[str, Any]]) -> int:
    """Put bare rows with their numbers into a table, for a synthetic store; how many there were.

    No history line, no totals: `rebuild` makes those that are added up.
    """
    connection = writer.orm.connection()
    count = 0
    rows = iter(rows)
    while batch := list(islice(rows, 10 * AT_ONCE)):
        connection.execute(sa.insert(table), batch)
        count += len(batch)
    name = str(table.__tablename__)
    if connection.dialect.name == "postgresql" and "id" in table.model_fields:
        # Its counter knows nothing of numbers that were given.
        connection.execute(
            sa.select(
                sa.func.setval(
                    sa.func.pg_get_serial_sequence(name, "id"), sa.func.max(sa.column("id"))
                )
            )
            .select_from(table)
            .having(sa.func.max(sa.column("id")).is_not(None))
        )
    writer.changed += 1
    return count


def stored_under(prefix: str) -> dict[str, int]:
    """The numbers of the records whose write key begins so, by the rest of the key."""
    with reading() as orm:
        rows = orm.exec(
            select(WriteKey.key, WriteKey.record_id).where(
                col(WriteKey.key).startswith(prefix, autoescape=True)
            )
        )
        return {key.removeprefix(prefix): number for key, number in rows if number is not None}


class Called(NamedTuple):
    """What a row that names an activity by its reference needs to know of it."""

    id: int
    place_id: int
    topic_id: int | None
    piece_of_work_id: int | None


def activities_called(references: Collection[str]) -> dict[str, list[Called]]:
    """The standing activities of these references."""
    found: dict[str, list[Called]] = {}
    asked = sa.select(
        col(Activity.reference), Activity.id, Activity.place_id, col(Activity.topic_id),
        col(Activity.piece_of_work_id),
    ).order_by(col(Activity.id))  # fmt: skip
    for reference, *told in _standing(asked, Activity, col(Activity.reference), references):
        found.setdefault(reference, []).append(Called(*told))
    return found


def like_activities(titles: Collection[str]) -> set[tuple[str, int, str]]:
    """Title, place and end of the standing activities that have one of these titles."""
    asked = sa.select(Activity.title, Activity.place_id, Activity.ends)
    return set(_standing(asked, Activity, col(Activity.title), titles))


def like_suggestions(texts: Collection[str]) -> set[tuple[str, int, int | None, date | None]]:
    """Text, place, activity and day of the standing suggestions that have one of these texts."""
    asked = sa.select(
        Suggestion.text, Suggestion.place_id, col(Suggestion.activity_id),
        col(Suggestion.received_on),
    )  # fmt: skip
    return set(_standing(asked, Suggestion, col(Suggestion.text), texts))


def _standing(
    asked: sa.Select[Any], table: type[Kept], column: Any, wanted: Collection[str]
) -> Iterator[tuple[Any, ...]]:
    """The rows of standing records whose column, the first asked for, has one of the texts.

    The column has no index: where many are wanted the table is read through, once.
    """
    standing = asked.where(col(table.withdrawn).is_(False))
    if not wanted:
        return
    if len(wanted) <= AT_ONCE:
        standing = standing.where(column.in_(sorted(wanted)))
    with reading() as orm:
        rows = orm.connection().execution_options(yield_per=10 * AT_ONCE).execute(standing)
        yield from (tuple(row) for row in rows if row[0] in wanted)
