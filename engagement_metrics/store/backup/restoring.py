"""Putting a backup back: into an empty store, or in the place of one that is set aside whole."""

import os
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from urllib.parse import quote

import sqlalchemy as sa
from alembic.runtime.migration import MigrationContext

from engagement_metrics.access import Action, Actor
from engagement_metrics.models import DataVersion, Event, History, RecordType
from engagement_metrics.store import migration, setting_aside
from engagement_metrics.store.asking import permit
from engagement_metrics.store.backup import parcel, rows
from engagement_metrics.store.backup.parcel import BackupRefused, Told
from engagement_metrics.store.engine import (
    BUSY_MILLISECONDS,
    WRITING,
    StoreUnavailable,
    close,
    database_url,
    told_plainly,
    without_rows,
)
from engagement_metrics.store.owning import as_owner

End = Callable[..., None]  # called with the connection and the earlier store's `number`
ASIDE = "replaced"
PATIENCE = 60_000  # milliseconds to wait for others who write
OWN = {"alembic_version", "data_version"}  # a store that holds rows in these alone is empty
HELD = "The store is not empty. Nothing was changed: add --replace to set it aside first."
NEWER = (
    "The backup was made by a newer version of this tool. Nothing was changed: "
    "install that version first."
)


@dataclass(frozen=True)
class Restored:
    """What was put back, and the name under which the earlier store can be found, if any."""

    told: Told
    aside: str | None


def restore(actor: Actor, file: Path, *, replace: bool = False) -> Restored:
    """Put the backup in a file back as the store; all of it or nothing.

    A store that holds anything is refused, unless it is to be replaced: then it is set aside whole
    first, as a file beside the new one or as a schema in the same database. Servers that run go on
    with what was put back. BackupRefused with the reason otherwise, StoreUnavailable when the
    database cannot be reached.
    """
    permit(actor, Action.LOOK_AFTER)
    url = sa.make_url(database_url())
    target = Path(str(url.database)).resolve() if url.get_backend_name() == "sqlite" else None
    beside = target.parent if target else Path(tempfile.gettempdir())
    if not file.is_file():
        raise BackupRefused(f"There is no file {file}.")
    with suppress(OSError):  # told of when the folder is to be written in
        beside.mkdir(parents=True, exist_ok=True)
    with parcel.workroom(beside) as folder:
        told, copy = parcel.unpack(file, folder)
        _prove(told, copy)
        parcel.without_triggers(copy)
        with parcel.told_by_sqlite():
            migration._migrate_sqlite(_address(copy))
        with parcel.opened(copy) as connection:
            connection.execute("PRAGMA journal_mode = DELETE")
        end = partial(_end, actor=actor, told=told)
        aside = _file(target, copy, replace, end) if target else _database(copy, replace, end)
    close(database_url())
    return Restored(told, aside)


def _prove(told: Told, copy: Path) -> None:
    """Raise BackupRefused unless the store inside is whole and what it is said to be."""
    with parcel.opened(copy) as connection:
        try:
            whole = connection.execute("PRAGMA integrity_check(1)").fetchone() == ("ok",)
            broken = connection.execute("PRAGMA foreign_key_check").fetchone()
            counted = parcel.counted(connection)
            foreign = parcel.foreign(connection)
        except sqlite3.DatabaseError as fault:
            raise BackupRefused("The store inside this backup is damaged.") from fault
    if not whole or broken or counted != told.rows:
        raise BackupRefused("The store inside this backup is damaged.")
    if told.revision not in {step.revision for step in migration._steps()}:
        raise BackupRefused(NEWER)
    if foreign:
        raise BackupRefused(
            f"The store inside this backup holds {foreign}, which this tool never makes. "
            "Nothing was changed: use another backup."
        )


def _address(file: Path) -> sa.URL:
    return sa.URL.create("sqlite", database=str(file))


# ---- SQLite ------------------------------------------------------------------------------------


def _file(target: Path, copy: Path, replace: bool, end: End) -> str | None:
    """Into the store's own file where it is sound; a file that is damaged or gone gives way."""
    if not target.exists() or not _sound(target):
        if target.exists() and not replace:
            raise BackupRefused(HELD)
        return _in_place_of(target, copy, end)
    with parcel.opened(target) as connection:
        there, at = parcel.counted(connection), parcel.revision(connection)
    if there and at is None:
        raise BackupRefused(f"The file {target} is no store of this tool. Nothing was changed.")
    if not replace and any(there[table] for table in there.keys() - OWN):
        raise BackupRefused(HELD)
    if at != migration.newest():
        migration.migrate()
    return _into(target, copy, end)


def _sound(file: Path) -> bool:
    with parcel.opened(file) as connection:
        try:
            return connection.execute("PRAGMA integrity_check(1)").fetchone() == ("ok",)
        except sqlite3.OperationalError as fault:
            raise StoreUnavailable(
                "The store cannot be read just now. Nothing was changed: try again."
            ) from fault
        except sqlite3.DatabaseError:
            return False


def _into(target: Path, copy: Path, end: End) -> str | None:
    """Exchange the rows in one transaction, and set aside what was there, if anything was.

    Were the file exchanged, somebody who waits for the old one to be free would still write to it.
    """
    aside = None
    try:
        with _writing(target, copy) as connection:
            if _holds_anything(connection, sa.inspect(connection).get_table_names()):
                aside = _copied_aside(target, copy.with_name("aside"))
            number = connection.execute(sa.select(DataVersion.number)).scalar_one()
            rows.from_attached(connection)
            migration.append_only(connection)
            end(connection, number=number)
    except BaseException:
        if aside is not None:
            aside.unlink()
        raise
    return aside.name if aside else None


def _copied_aside(target: Path, kept: Path) -> Path:
    """A copy of the store beside it, as it stands while somebody holds the lock for writing."""
    kept.touch(mode=parcel.PRIVATE)
    with parcel.opened(target) as reader:
        reader.execute("VACUUM INTO ?", (str(kept),))
    _as_owned_as(kept, target)
    aside = target.with_name(setting_aside.unused(target, ASIDE))
    parcel.put_in_place(kept, aside)
    return aside


@contextmanager
def _writing(target: Path, copy: Path) -> Iterator[sa.Connection]:
    """One write transaction on a store's file, with the copy attached as `backup`."""
    address = sa.URL.create(
        "sqlite", database=f"file:{quote(str(target))}", query={"mode": "rw", "uri": "true"}
    )
    made = sa.create_engine(address, poolclass=sa.NullPool, hide_parameters=True)

    @sa.event.listens_for(made, "connect")
    def prepare(connection: sa.engine.interfaces.DBAPIConnection, _: object) -> None:
        connection.isolation_level = None  # type: ignore[attr-defined]
        connection.execute(f"PRAGMA busy_timeout = {PATIENCE}")  # type: ignore[attr-defined]
        connection.execute("ATTACH ? AS backup", (str(copy),))  # type: ignore[attr-defined]

    @sa.event.listens_for(made, "begin")
    def start(connection: sa.Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    with told_plainly(), made.begin() as connection:
        yield connection


def _in_place_of(target: Path, copy: Path, end: End) -> str | None:
    """Give the copy the store's name; what bore it is set aside, and any log beside it."""
    made = sa.create_engine(_address(copy), poolclass=sa.NullPool, hide_parameters=True)
    with parcel.told_by_sqlite(), made.begin() as connection:
        end(connection, number=0)
    _as_owned_as(copy, target if target.exists() else target.parent)
    name = setting_aside.unused(target, ASIDE)
    found = None
    for ending in ("-wal", "-shm", ""):
        file = target.with_name(target.name + ending)
        if file.exists():
            file.rename(target.with_name(name + ending))
            found = name
    parcel.put_in_place(copy, target)
    return found


def _as_owned_as(file: Path, other: Path) -> None:
    """Let whoever the other belongs to use the file: root may restore what a service owns."""
    found = other.stat()
    with suppress(PermissionError):  # anybody else can only restore what is theirs
        os.chown(file, found.st_uid, found.st_gid)
    if other.is_file():
        file.chmod(found.st_mode & 0o777)


# ---- PostgreSQL --------------------------------------------------------------------------------


def _database(copy: Path, replace: bool, end: End) -> str | None:
    """Into an empty schema of the present shape, in one transaction with setting aside the old."""
    aside = None
    made = without_rows(
        sa.create_engine(database_url(), poolclass=sa.NullPool, hide_parameters=True)
    )
    with told_plainly(), as_owner(), made.begin() as connection:
        connection.execute(sa.text(f"SET LOCAL lock_timeout = {BUSY_MILLISECONDS}"))
        for lock in (migration.LOCK, WRITING):
            connection.execute(sa.text(f"SELECT pg_advisory_xact_lock({lock})"))
        there = sa.inspect(connection).get_table_names()
        held = _holds_anything(connection, there)
        if held and not replace:
            raise BackupRefused(HELD)
        number = 0
        if "data_version" in there:
            number = connection.execute(sa.select(DataVersion.number)).scalar_one()
        if held:
            aside = setting_aside.rename_schema(connection, ASIDE)
        _hold_no_newer(connection)
        migration._upgrade(connection)
        migration.append_only(connection)
        rows.into_postgresql(connection, copy)
        end(connection, number=number)
    return aside


def _hold_no_newer(connection: sa.Connection) -> None:
    at = MigrationContext.configure(connection).get_current_revision()
    if at not in {None, *(step.revision for step in migration._steps())}:
        raise StoreUnavailable(
            "The store was made by a newer version of this tool. Nothing was changed."
        )


# ---- either ------------------------------------------------------------------------------------


def _holds_anything(connection: sa.Connection, there: list[str]) -> bool:
    quoted = connection.dialect.identifier_preparer.quote
    return any(
        connection.exec_driver_sql(f"SELECT 1 FROM {quoted(table)} LIMIT 1").first()  # noqa: S608
        for table in sorted(set(there) - OWN)
    )


def _end(connection: sa.Connection, actor: Actor, told: Told, number: int) -> None:
    """Tell the history of it, and count data versions on from those of the earlier store.

    So no server takes what it remembers of that store for what is there now.
    """
    now = datetime.now(UTC)
    connection.execute(
        sa.insert(History).values(
            at=now,
            who=actor.name,
            event=Event.RESTORED,
            record_type=RecordType.STORE,
            record_id=0,
            reason="",
            before={},
            after={"made_at": told.made_at},
        )
    )
    connection.execute(
        sa.update(DataVersion).values(number=DataVersion.number + number + 1, at=now)  # type: ignore[operator]
    )
