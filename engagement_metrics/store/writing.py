"""One write: all of it or none, once however often it is sent, with its line of history."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cached_property
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, SQLModel, col, select

from engagement_metrics import access
from engagement_metrics.access import Actor
from engagement_metrics.models import (
    Activity,
    DataVersion,
    Event,
    History,
    Period,
    RecordType,
    WriteKey,
)
from engagement_metrics.models.columns import Kept
from engagement_metrics.store import asking, cache, drafts, following, late, tallies, telling
from engagement_metrics.store.engine import database_url, engine, one_at_a_time, told_plainly
from engagement_metrics.store.refusing import Stale, Taken, already
from engagement_metrics.store.tallies import Tally
from engagement_metrics.store.telling import KINDS, PARTS, UNTOLD, number_of


class Writer:
    """The hands of one write transaction; see `session`."""

    def __init__(self, orm: Session, actor: Actor, why: str, routine: str = "") -> None:
        self.orm, self.actor, self.why = orm, actor, why.strip()
        self.reason = ": ".join(filter(None, (routine, why)))
        self.changed = 0
        self.now = datetime.now(UTC)

    def add(self, record: Kept, parts: Sequence[SQLModel] = (), *, key: str | None = None) -> int:
        """Store a new record with its parts and give its number.

        A key that was used before stores nothing and gives the number stored then; Taken when what
        was stored then differs, since nobody may be told 'saved' of what was not. Refused when the
        actor's role may not write such a record.
        """
        kind = self.permitted(record)
        if key is not None and (there := self._claim(key, kind)) is not None:
            self._same_as(there, record, parts)
            return there
        record.created_at = record.updated_at = self.now
        record.created_by = record.updated_by = self.actor.name
        before = following.totals_before(self.orm, record)
        following.hold_place(record)
        following.give_key(self.orm, record)
        self.orm.add(record)
        self.orm.flush()
        number = number_of(record)
        self._put_parts(record, parts)
        family = following.totals_after(self.orm, record, before)
        if key is not None:
            self.orm.connection().execute(
                sa.update(WriteKey).where(col(WriteKey.key) == key).values(record_id=number)
            )
        touched = late.spots(record) | family
        self._tell(record, Event.ADDED, {}, telling.told(record, parts), touched)
        return number

    def change(
        self,
        record_class: type[Kept],
        record_id: int,
        seen_version: int,
        values: dict[str, Any],
        parts: Sequence[SQLModel] | None = None,
    ) -> Kept:
        """Change a record that still stands at the version that was seen; Stale otherwise.

        `parts` replaces the rows that belong to it; None leaves them as they are. What the store
        keeps by itself (number, version, who and when) is not set. A change that changes nothing,
        such as a repeat of one that was made, writes nothing.
        """
        self.permitted(record_class)
        record = self._locked(record_class, record_id)
        values = {name: value for name, value in values.items() if name not in telling.KEPT}
        self.permitted(record, values.get("place_id", getattr(record, "place_id", None)))
        if parts is not None:
            asking.not_oneself(self.actor, record, parts)
        old_parts = self.parts_of(record)
        told = telling.told(record, old_parts)
        after = {n: telling.plain(value) for n, value in values.items() if n in told}
        parts_differ = parts is not None and telling.rows(parts) != telling.rows(old_parts)
        tells_parts = parts_differ and PARTS[record_class][0] not in UNTOLD
        if tells_parts:
            after["parts"] = telling.rows(parts or ())
        differing = {name for name in after if after[name] != told[name]}
        if not differing and not parts_differ:
            return record
        if record.version != seen_version:
            for row in (record, *old_parts):  # to be told of after this write is undone
                sa.orm.make_transient(row)
            raise Stale(record, old_parts, values, parts)
        before = following.totals_before(self.orm, record, values.get("part_of_id"))
        earlier, steps = late.spots(record), late.steps_that_differ(old_parts, parts)
        for name, value in values.items():
            setattr(record, name, value)
        if parts_differ:
            self._drop_parts(record)
            self._put_parts(record, parts or ())
        self._touch(record)
        family = following.totals_after(self.orm, record, before)
        old = {name: told[name] for name in differing}
        was = old | ({"parts": ""} if parts_differ else {})
        touched = late.by_change(self.orm, self.closed, record, earlier, was, steps)
        new = {name: after[name] for name in differing}
        if parts_differ and not tells_parts:
            new["parts"] = "changed"
        self._tell(record, Event.CHANGED, old, new, touched | family)
        return record

    def withdraw(self, record_class: type[Kept], record_id: int, seen_version: int) -> None:
        """Take a record out of every figure; it stays in the store and can be restored."""
        self._stand(record_class, record_id, seen_version, withdrawn=True)

    def restore(self, record_class: type[Kept], record_id: int, seen_version: int) -> None:
        """Bring a withdrawn record back; Taken when another stands in its place by now."""
        self._stand(record_class, record_id, seen_version, withdrawn=False)

    def _stand(self, record_class: type[Kept], record_id: int, seen: int, withdrawn: bool) -> None:
        self.permitted(record_class)
        record = self._locked(record_class, record_id)
        self.permitted(record)
        asking.not_oneself(self.actor, record, None)
        if record.withdrawn == withdrawn:
            return
        if record.version != seen:
            sa.orm.make_transient(record)
            raise Stale(record)
        before, earlier = following.totals_before(self.orm, record), late.spots(record)
        record.withdrawn = withdrawn
        self._touch(record)
        family = following.totals_after(self.orm, record, before)
        touched = late.by_standing(self.orm, self.closed, record, earlier) | family
        self._tell(record, Event.WITHDRAWN if withdrawn else Event.RESTORED, {}, {}, touched)

    def tallies(self, draft: str) -> tuple[Tally, ...]:
        """The tally sheets of a return; none can be tapped until this write ends."""
        return tallies.standing(self.orm, self.actor, draft)

    def permitted(self, record: Kept | type[Kept], *new_place: int | None) -> RecordType:
        """What such a record is called; Refused where the actor's role may not write it here."""
        kind, action = KINDS[record if isinstance(record, type) else type(record)]
        access.require(self.actor, action)
        if not isinstance(record, type) and "place_id" in type(record).model_fields:
            access.require_at(self.actor, action, [record.place_id, *new_place])
        return kind

    def _claim(self, key: str, kind: RecordType) -> int | None:
        dialect = self.orm.get_bind().dialect.name
        insert = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}[dialect]
        claimed = self.orm.connection().execute(
            insert(WriteKey)
            .values(key=key, record_type=kind, made_on=self.now.astimezone().date())
            .on_conflict_do_nothing(index_elements=["key"])
            .returning(WriteKey.key)  # type: ignore[call-overload]
        )
        if claimed.first() is not None:
            return None
        return self.orm.exec(select(WriteKey.record_id).where(WriteKey.key == key)).one()

    def _same_as(self, number: int, record: Kept, parts: Sequence[SQLModel]) -> None:
        there = self._locked(type(record), number)
        stood, proposed = telling.told(there, ()), telling.told(record, ())
        alike = telling.rows(self.parts_of(there)) == telling.rows(parts)
        # The day a return was finished follows from the clock, so a retry after midnight differs.
        if not alike or any(
            stood[name] != proposed[name] for name in stood if name != "return_completed_on"
        ):
            raise Taken(
                f"This was saved before, as number {number}, and does not say the same. "
                "Nothing was saved again: open that one to change it."
            )

    def _locked(self, record_class: type[Kept], record_id: int) -> Kept:
        record = self.orm.get(record_class, record_id, with_for_update=True)
        if record is None:
            raise LookupError(f"there is no {KINDS[record_class][0]} of number {record_id}")
        return record

    def _touch(self, record: Kept) -> None:
        following.hold_place(record)
        record.version += 1
        record.updated_at, record.updated_by = self.now, self.actor.name
        self.orm.add(record)
        self.orm.flush()
        if isinstance(record, Activity):
            following.take_sheets_along(self.orm, record)

    def parts_of(self, record: Kept) -> list[SQLModel]:
        """The rows that belong to a record."""
        if type(record) not in PARTS:
            return []
        part, link = PARTS[type(record)]
        return list(self.orm.exec(select(part).where(getattr(part, link) == record.id)))

    def _drop_parts(self, record: Kept) -> None:
        part, link = PARTS[type(record)]
        self.orm.flush()  # expiring would forget what is not yet written
        self.orm.connection().execute(sa.delete(part).where(getattr(part, link) == record.id))
        self.orm.expire_all()

    def _put_parts(self, record: Kept, parts: Sequence[SQLModel]) -> None:
        if not parts:
            return
        part, link = PARTS[type(record)]
        rows = [
            row.model_dump(exclude={"id"} if "id" in part.model_fields else set())
            | {link: record.id}
            for row in parts
        ]
        self.orm.connection().execute(sa.insert(part), rows)

    def _tell(
        self,
        record: Kept,
        event: Event,
        before: dict[str, Any],
        after: dict[str, Any],
        touched: frozenset[late.Spot],
    ) -> None:
        asking.permit_links(self.orm, self.actor, record, before, after)
        before, after = telling.kept_back(record, before, after)
        line = History(
            at=self.now,
            who=self.actor.name,
            event=event,
            record_type=KINDS[type(record)][0],
            record_id=number_of(record),
            reason=self.reason,
            before=before,
            after=after,
        )
        self.orm.add(line)
        self.changed += 1
        late.note(self.orm, self.closed, line, self.why, touched)

    @cached_property
    def closed(self) -> tuple[Period, ...]:
        """The periods that are closed while this write lasts."""
        return late.closed_periods(self.orm)

    def finish(self) -> None:
        """Raise the data version, so that readers look again."""
        self.orm.flush()
        if self.changed:
            self.orm.connection().execute(
                sa.update(DataVersion).values(
                    number=DataVersion.number + self.changed,  # type: ignore[operator]
                    at=datetime.now(UTC),
                )
            )


@contextmanager
def session(
    actor: Actor, reason: str = "", draft: str | None = None, *, routine: str = ""
) -> Iterator[Writer]:
    """One short write transaction: all that happens inside is stored, or none of it.

    `reason` is why somebody does it; `routine` what the history says where nobody was asked.
    `draft` is the unfinished entry that this write finishes: it goes away in the same transaction.

    StoreUnavailable when the database cannot be written, Refused when the role does not allow it,
    Stale when somebody else was first, Taken when a record like it stands already, NeedsReason when
    a closed period is touched and no reason is given.
    """
    with told_plainly():
        try:
            with Session(engine(database_url()), expire_on_commit=False) as orm, orm.begin():
                one_at_a_time(orm)
                asking.still_in(orm, actor)
                writer = Writer(orm, actor, reason, routine)
                yield writer
                writer.finish()
                if draft is not None:
                    drafts.remove(orm, actor, draft)
        except IntegrityError as fault:
            if there := already(str(fault.orig)):
                raise there from fault
            raise
        finally:
            cache.look_again()
