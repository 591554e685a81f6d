"""Many records in one write, as an import needs it: what `Writer.add` does, for many at once."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, NamedTuple, cast

import sqlalchemy as sa
from sqlmodel import col

from engagement_metrics.models import (
    Activity,
    ActivityStatus,
    Aim,
    Event,
    GroupCount,
    History,
    Suggestion,
    WriteKey,
)
from engagement_metrics.store import adding_up, in_columns, late
from engagement_metrics.store.in_columns import Columns
from engagement_metrics.store.telling import KINDS, PARTS, plain, told
from engagement_metrics.store.writing import Writer

AT_ONCE = 2000
in_json = json.JSONEncoder().encode  # as the database's driver writes it


class New(NamedTuple):
    """A record to be stored, field by field, with its parts, under a key that stores it once."""

    fields: tuple[Any, ...]
    parts: Sequence[tuple[Any, ...]]
    key: str


@dataclass(frozen=True)
class Kind:
    """What many are stored of: the fields that are given of a record, and those of its parts."""

    record: type[Activity | Suggestion]
    fields: tuple[str, ...]
    of_parts: tuple[str, ...]

    def bare(self, **fields: Any) -> Activity | Suggestion:
        """A record with these fields and no others."""
        made: Any = self.record
        return cast("Activity | Suggestion", made(**fields))

    def told(self) -> list[str]:
        """The fields that the history tells, in its order."""
        return list(told(self.bare(), ()))


class Stored(NamedTuple):
    """The number a record has, and whether this write stored it or an earlier one had."""

    number: int
    new: bool


def add_many(writer: Writer, kind: Kind, rows: Iterable[New]) -> list[Stored]:
    """Store activities or suggestions as `Writer.add` would one by one, many times as fast.

    The answers are in the order of the rows. An activity may be part of one that is stored already,
    not of another row.
    """
    adding = _Adding(writer, kind)
    found: list[Stored] = []
    rows = iter(rows)
    while chunk := list(islice(rows, AT_ONCE)):
        found += adding.add(chunk)
    adding_up.add_to_totals(writer.orm, adding.totals)
    return found


class _Adding:
    """Adds the rows of one kind, some at a time; keeps what they come to in the totals."""

    def __init__(self, writer: Writer, kind: Kind) -> None:
        self.writer, self.kind = writer, kind
        self.record_type = KINDS[kind.record][0]
        self.connection = writer.orm.connection()
        self.totals = adding_up.Contribution()
        self.held = _Held(writer, kind)
        # What the history says of a value of a field, for fields whose values come again.
        self.said: dict[str, dict[Any, str]] = {name: {} for name in kind.told()}

    def add(self, rows: list[New]) -> list[Stored]:
        """Store those of the rows whose keys were not used before."""
        writer, kind = self.writer, self.kind
        place = kind.fields.index("place_id")
        for number in {row.fields[place] for row in rows}:
            writer.permitted(kind.bare(place_id=number))
        there = self._used([row.key for row in rows])
        new = [row for row in rows if row.key not in there] if there else rows
        if not new:
            return [Stored(there[row.key], False) for row in rows]
        numbers = in_columns.numbered(self.connection, kind.record, len(new))
        columns = in_columns.side_by_side(kind.fields, [row.fields for row in new])
        columns["id"] = numbers
        self._put_records(columns, new)
        in_columns.put(
            self.connection, History, {"record_id": numbers, "after": self._after(columns, new)},
            at=writer.now, who=writer.actor.name, event=Event.ADDED, record_type=self.record_type,
            reason=writer.reason, before="{}",
        )  # fmt: skip
        self.held.note(columns)
        in_columns.put(
            self.connection, WriteKey, {"key": [row.key for row in new], "record_id": numbers},
            record_type=self.record_type, made_on=writer.now.astimezone().date(),
        )  # fmt: skip
        writer.changed += len(new)
        if not there:
            return [Stored(number, True) for number in numbers]
        ours = {row.key: number for row, number in zip(new, numbers, strict=True)}
        return [
            Stored(ours[row.key], True) if row.key in ours else Stored(there[row.key], False)
            for row in rows
        ]

    def _used(self, keys: list[str]) -> dict[str, int]:
        """Those of the keys that were used before, with their numbers; no other write runs now."""
        found = self.connection.execute(
            sa.select(WriteKey.key, WriteKey.record_id).where(col(WriteKey.key).in_(keys))
        )
        return {row.key: row.record_id for row in found}

    def _put_records(self, columns: Columns, new: list[New]) -> None:
        writer, table = self.writer, self.kind.record
        own: Columns = {}
        if table is Activity:
            own["heads_added"] = _count(self.connection, columns, new, self.totals)
        in_columns.put(
            self.connection, table, columns | own,
            version=1, withdrawn=False, created_at=writer.now, updated_at=writer.now,
            created_by=writer.actor.name, updated_by=writer.actor.name,
        )  # fmt: skip
        parts = [
            (number, *part)
            for number, row in zip(columns["id"], new, strict=True)
            for part in row.parts
        ]
        if parts:
            part, link = PARTS[table]
            names = (link, *self.kind.of_parts)
            in_columns.put(self.connection, part, in_columns.side_by_side(names, parts))

    def _after(self, columns: Columns, new: list[New]) -> list[str]:
        """What the history tells of each record, as JSON: each distinct value is said once."""
        said = []
        for name, each in self.said.items():
            if name == "parts":
                said.append([f'"parts": {in_json(self._parts_told(row))}' for row in new])
                continue
            values = columns[name]
            if len(each) > AT_ONCE:
                each.clear()
            for value in set(values).difference(each):
                each[value] = f'"{name}": {in_json(plain(value))}'
            said.append([each[value] for value in values])
        return [f"{{{fields}}}" for fields in map(", ".join, zip(*said, strict=True))]

    def _parts_told(self, row: New) -> list[list[Any]]:
        names = self.kind.of_parts
        order = sorted(range(len(names)), key=names.__getitem__)
        return sorted([[plain(part[at]) for at in order] for part in row.parts], key=str)


class _Held:
    """Notes which of the new records lie in closed periods; NeedsReason where no reason is given.

    Records that are alike in what says where they count lie in the same.
    """

    def __init__(self, writer: Writer, kind: Kind) -> None:
        self.writer, self.kind = writer, kind
        wanted = ("place_id", "month", "financial_year", "status", "received_on", "step")
        self.names = [name for name in wanted if name in kind.fields]
        self.found: dict[tuple[Any, ...], list[late.Spot]] = {}

    def note(self, columns: Columns) -> None:
        if not self.writer.closed:
            return
        touched = {}
        those = zip(*(columns[name] for name in self.names), strict=True)
        for number, says in zip(columns["id"], those, strict=True):
            if says not in self.found:
                record = self.kind.bare(**dict(zip(self.names, says, strict=True)))
                spots = late.spots(record)
                self.found[says] = late.held(self.writer.closed, self.writer.why, spots)
            if spots_held := self.found[says]:
                touched[number] = spots_held
        late.note_many(self.writer.orm, KINDS[self.kind.record][0], touched)


def _count(
    connection: sa.Connection, columns: Columns, new: list[New], totals: adding_up.Contribution
) -> list[bool]:
    """Whether the heads of each activity are added; what they add up to joins the totals."""
    whole_of = _wholes(connection, {number for number in columns["part_of_id"] if number})
    alone: tuple[None, frozenset[str]] = (None, frozenset())
    names = ("place_id", "financial_year", "month", "aim", "topic_id", "status", "heads")
    those = zip(*(columns[name] for name in (*names, "part_of_id")), new, strict=True)
    added = []
    for place, year, month, aim, topic, status, heads, part_of, row in those:
        one = Figures(False, status, aim, heads)
        whole, characteristics = whole_of[part_of] if part_of else alone
        added.append(adding_up.adds_heads(one, whole))
        if row.parts and adding_up.counts(one):
            above = characteristics if adding_up.covered_by(one, whole) else ()
            for characteristic, category, n, estimated in row.parts:
                if characteristic not in above:
                    key = (place, year, month or "", aim, topic or 0, characteristic, category)
                    totals.people[key] += n
                    totals.estimated[key] += n if estimated else 0
    return added


class Figures(NamedTuple):
    """What says whether an activity counts."""

    withdrawn: bool
    status: ActivityStatus
    aim: Aim
    heads: int | None


def _wholes(
    connection: sa.Connection, numbers: set[int]
) -> dict[int, tuple[Figures, frozenset[str]]]:
    """The activities that others are part of, and the characteristics that each has counts of."""
    counted: dict[int, set[str]] = {}
    found: dict[int, Figures] = {}
    wanted = iter(sorted(numbers))
    while chunk := list(islice(wanted, AT_ONCE)):
        counts = sa.select(GroupCount.activity_id, GroupCount.characteristic).distinct()
        for number, name in connection.execute(
            counts.where(col(GroupCount.activity_id).in_(chunk))
        ):
            counted.setdefault(number, set()).add(name)
        rows = sa.select(
            Activity.id, Activity.withdrawn, Activity.status, Activity.aim, Activity.heads
        ).where(col(Activity.id).in_(chunk))
        found |= {number: Figures(*told) for number, *told in connection.execute(rows)}
    return {number: (one, frozenset(counted.get(number, ()))) for number, one in found.items()}
