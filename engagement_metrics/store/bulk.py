"""Many records in one write, as an import needs it, and which of them the store holds already."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import make_transient
from sqlmodel import SQLModel, col, select

from engagement_metrics.models import (
    Activity,
    Event,
    GroupCount,
    History,
    RecordType,
    Suggestion,
    WriteKey,
)
from engagement_metrics.models.columns import Kept
from engagement_metrics.store import adding_up, late
from engagement_metrics.store.engine import reading
from engagement_metrics.store.telling import KINDS, PARTS, kept_back, number_of, told
from engagement_metrics.store.writing import Writer

T = TypeVar("T")
AT_ONCE = 1000


@dataclass(frozen=True)
class New:
    """A record to be stored with its parts, under a key that stores it once."""

    record: Kept
    parts: tuple[SQLModel, ...]
    key: str


@dataclass(frozen=True)
class Stored:
    """The number a record has, and whether this write stored it or an earlier one had."""

    number: int
    new: bool


def add_many(writer: Writer, rows: Sequence[New]) -> list[Stored]:
    """Store records of one kind as `Writer.add` would one by one, many times as fast.

    The answers are in the order of the rows. An activity that is part of another is stored singly,
    since the figures of the other decide what it adds.
    """
    if not rows:
        return []
    kind = next(iter({writer.permitted(row.record) for row in rows}))
    found: dict[str, Stored] = {}
    totals = adding_up.Contribution()
    lone = [row for row in rows if getattr(row.record, "part_of_id", None) is None]
    for chunk in _chunks(lone, AT_ONCE):
        found |= _add_chunk(writer, kind, chunk, totals)
    adding_up.add_to_totals(writer.orm, totals)
    for row in rows:
        if row.key not in found:
            row.record.id = None
            before = writer.changed
            number = writer.add(row.record, row.parts, key=row.key)
            found[row.key] = Stored(number, writer.changed > before)
    return [found[row.key] for row in rows]


def _add_chunk(
    writer: Writer, kind: RecordType, chunk: Sequence[New], totals: adding_up.Contribution
) -> dict[str, Stored]:
    taken = _claim(writer, kind, [row.key for row in chunk])
    new = [row for row in chunk if row.key not in taken]
    for row in new:
        row.record.id = None  # it has one where an earlier try was undone
        row.record.created_at = row.record.updated_at = writer.now
        row.record.created_by = row.record.updated_by = writer.actor.name
        if isinstance(row.record, Activity):
            _count(row.record, row.parts, totals)
    writer.orm.add_all([row.record for row in new])
    writer.orm.flush()
    numbers = {row.key: number_of(row.record) for row in new}
    connection = writer.orm.connection()
    parts = [
        part.model_dump(exclude={"id"} if "id" in type(part).model_fields else set())
        | {PARTS[type(row.record)][1]: row.record.id}
        for row in new
        for part in row.parts
    ]
    if parts:
        connection.execute(sa.insert(PARTS[type(new[0].record)][0]), parts)
    if new:
        connection.execute(sa.insert(History), [_line(writer, row) for row in new])
        connection.execute(
            sa.update(WriteKey)
            .where(col(WriteKey.key) == sa.bindparam("used"))
            .values(record_id=sa.bindparam("number")),
            [{"used": key, "number": number} for key, number in numbers.items()],
        )
    stored = {numbers[row.key]: row.record for row in new}
    late.note_many(writer.orm, writer.closed, kind, writer.why, stored)
    for row in new:
        writer.orm.expunge(row.record)
        make_transient(row.record)
    writer.changed += len(new)
    return {key: Stored(number, True) for key, number in numbers.items()} | {
        key: Stored(number, False) for key, number in taken.items()
    }


def _claim(writer: Writer, kind: RecordType, keys: Sequence[str]) -> dict[str, int]:
    """Take the keys for this write; those taken before, with the numbers stored under them."""
    connection = writer.orm.connection()
    insert = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}[connection.dialect.name]
    claimed = connection.execute(
        insert(WriteKey)
        .values(
            [
                {"key": key, "record_type": kind, "made_on": writer.now.astimezone().date()}
                for key in keys
            ]
        )
        .on_conflict_do_nothing(index_elements=["key"])
        .returning(WriteKey.key)  # type: ignore[call-overload]
    )
    others = set(keys) - {row[0] for row in claimed}
    if not others:
        return {}
    rows = connection.execute(
        sa.select(WriteKey.key, WriteKey.record_id).where(col(WriteKey.key).in_(others))
    )
    return {row[0]: row[1] for row in rows}


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


def _count(record: Activity, parts: Iterable[SQLModel], totals: adding_up.Contribution) -> None:
    """What an activity that stands by itself adds up to; the rule is that of `adding_up`."""
    counts = adding_up.counts(record)
    record.heads_added = counts and record.heads is not None
    if not counts:
        return
    for part in parts:
        assert isinstance(part, GroupCount)
        key = (
            record.place_id, record.financial_year, record.month or "", record.aim,
            record.topic_id or 0, part.characteristic, part.category,
        )  # fmt: skip
        totals.people[key] += part.n
        totals.estimated[key] += part.n if part.estimated else 0


def _line(writer: Writer, row: New) -> dict[str, Any]:
    before, after = kept_back(row.record, {}, told(row.record, row.parts))
    return {
        "at": writer.now, "who": writer.actor.name, "event": Event.ADDED,
        "record_type": KINDS[type(row.record)][0], "record_id": number_of(row.record),
        "reason": writer.reason, "before": before, "after": after,
    }  # fmt: skip


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


def activities_called(references: Collection[str]) -> dict[str, list[Activity]]:
    """The standing activities of these references."""
    found: dict[str, list[Activity]] = {}
    with reading() as orm:
        for chunk in _chunks(sorted(references), AT_ONCE):
            for row in orm.exec(
                select(Activity).where(
                    col(Activity.withdrawn).is_(False), col(Activity.reference).in_(chunk)
                )
            ):
                found.setdefault(row.reference, []).append(row)
        orm.expunge_all()
    return found


def like_activities(titles: Collection[str]) -> set[tuple[str, int, str]]:
    """Title, place and end of the standing activities that have one of these titles."""
    with reading() as orm:
        return {
            (row.title, row.place_id, row.ends)
            for chunk in _chunks(sorted(titles), AT_ONCE)
            for row in orm.connection().execute(
                sa.select(Activity.title, Activity.place_id, Activity.ends).where(
                    col(Activity.withdrawn).is_(False), col(Activity.title).in_(chunk)
                )
            )
        }


def like_suggestions(texts: Collection[str]) -> set[tuple[str, int, int | None, date | None]]:
    """Text, place, activity and day of the standing suggestions that have one of these texts."""
    with reading() as orm:
        return {
            (row.text, row.place_id, row.activity_id, row.received_on)
            for chunk in _chunks(sorted(texts), AT_ONCE)
            for row in orm.connection().execute(
                sa.select(
                    Suggestion.text,
                    Suggestion.place_id,
                    Suggestion.activity_id,
                    Suggestion.received_on,
                ).where(col(Suggestion.withdrawn).is_(False), col(Suggestion.text).in_(chunk))
            )
        }


def _chunks(things: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    return (things[at : at + size] for at in range(0, len(things), size))
