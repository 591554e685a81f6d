"""The file of a backup: a zip of an SQLite store and of what is told of it, written whole."""

import errno
import hashlib
import json
import os
import shutil
import sqlite3
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from sqlalchemy.exc import DBAPIError

from engagement_metrics.store import migration

STORE, TOLD = "store.db", "backup.json"
FORMAT = 1
PATIENCE = 10.0  # seconds to wait for others who use an SQLite file
CHUNK = 1 << 20
LONGEST_TOLD = 1 << 20
QUICKLY = 3  # of 1 to 9: a third of the time of the usual 6, an eighth more room
PRIVATE = 0o600
NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
NO_ROOM_FOR_SQLITE = {"SQLITE_FULL", "SQLITE_IOERR_WRITE"}
KEEP_SAFE = (
    "This holds all that the store holds: small numbers, people's own words, the key that released "
    "figures are rounded with, and the names and emails of those who sign in. "
    "Keep it as safe as the store itself."
)


class BackupRefused(Exception):
    """A backup could not be made or put back; the message can be shown to a person."""


@dataclass(frozen=True)
class Told:
    """What a backup says of itself: when it was made, from what, and how much is in it.

    `rows` is the number of rows by table; `sha256` and `size` are those of the store inside.
    """

    format: int
    made_at: str
    revision: str
    database: str
    data_version: int
    rows: dict[str, int]
    sha256: str
    size: int
    keep_safe: str = KEEP_SAFE

    @property
    def made(self) -> datetime:
        """When the backup was made."""
        return datetime.fromisoformat(self.made_at)


SHAPE = {
    "format": int, "made_at": str, "revision": str, "database": str, "data_version": int,
    "rows": dict, "sha256": str, "size": int, "keep_safe": str,
}  # fmt: skip


def of(copy: Path, database: str) -> Told:
    """What is to be told of a store that was copied into a file."""
    with opened(copy) as connection:
        at = revision(connection)
        number = connection.execute("SELECT number FROM data_version").fetchone()[0]
        rows = counted(connection)
    return Told(
        format=FORMAT,
        made_at=datetime.now(UTC).isoformat(timespec="seconds"),
        revision=str(at),
        database=database,
        data_version=number,
        rows=rows,
        sha256=_digest(copy),
        size=copy.stat().st_size,
    )


@contextmanager
def opened(file: Path) -> Iterator[sqlite3.Connection]:
    """A connection of our own to an SQLite file, closed at the end."""
    connection = sqlite3.connect(file, isolation_level=None, timeout=PATIENCE)
    try:
        yield connection
    finally:
        connection.close()


def tables(connection: sqlite3.Connection) -> list[str]:
    """The tables of an SQLite store, by name."""
    rows = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite!_%' "
        "ESCAPE '!' ORDER BY name"
    )
    return [row[0] for row in rows]


def revision(connection: sqlite3.Connection) -> str | None:
    """The revision that an SQLite store is at; None where it is none of this tool's."""
    if "alembic_version" not in tables(connection):
        return None
    found = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    return found[0] if found else None


def foreign(connection: sqlite3.Connection) -> str | None:
    """A view or trigger in an SQLite store that is none of ours, by kind and name; None if none."""
    rows = connection.execute(
        "SELECT type, name FROM sqlite_master WHERE type IN ('trigger', 'view') ORDER BY name"
    )
    others = (
        f"a {kind} called {name}"
        for kind, name in rows
        if kind == "view" or name not in migration.GUARDS
    )
    return next(others, None)


def without_triggers(copy: Path) -> None:
    """Take the triggers that are called like ours from a store; bringing it forward makes ours."""
    with opened(copy) as connection:
        for name in migration.GUARDS:
            connection.execute(f"DROP TRIGGER IF EXISTS {name}")


def counted(connection: sqlite3.Connection) -> dict[str, int]:
    """How many rows each table of an SQLite store holds."""
    return {
        table: connection.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0]  # noqa: S608
        for table in tables(connection)
    }


@contextmanager
def workroom(beside: Path) -> Iterator[Path]:
    """A folder that only this user may read, inside another; gone at the end, with all in it.

    What goes wrong with files meanwhile is told as BackupRefused.
    """
    try:
        with tempfile.TemporaryDirectory(dir=beside, prefix=".backup-") as folder:
            yield Path(folder)
    except OSError as fault:
        raise BackupRefused(_not_written(fault, beside)) from fault
    except sqlite3.Error as fault:
        if fault.sqlite_errorname in NO_ROOM_FOR_SQLITE:
            raise BackupRefused(_no_room(beside)) from fault
        raise


@contextmanager
def told_by_sqlite() -> Iterator[None]:
    """Let what SQLite complains of stand for itself, where SQLAlchemy speaks to a copy of ours."""
    try:
        yield
    except DBAPIError as fault:
        raise fault.orig or fault from fault


def _not_written(fault: OSError, folder: Path) -> str:
    if fault.errno in NO_ROOM:
        return _no_room(folder)
    if fault.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return f"This user may not write in the folder {folder}. Nothing was done."
    if fault.errno in (errno.ENOENT, errno.ENOTDIR):
        return f"There is no folder {folder}. Nothing was done."
    return f"The disk of {folder} gives a fault: {fault.strerror}. Nothing was done."


def _no_room(folder: Path) -> str:
    return f"There is no room left in the folder {folder}. Nothing was done."


def refuse_to_overwrite(file: Path) -> None:
    """Raise BackupRefused where there is something of that name."""
    if os.path.lexists(file):
        raise BackupRefused(f"There is a file {file} already. Choose another name.")


def pack(told: Told, copy: Path, folder: Path, file: Path) -> None:
    """Make the file of a copied store: in `folder` first, and under its own name once whole."""
    made = folder / "made"
    descriptor = os.open(made, os.O_CREAT | os.O_EXCL | os.O_WRONLY, PRIVATE)
    with os.fdopen(descriptor, "wb") as raw:
        with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED, compresslevel=QUICKLY) as parcel:
            parcel.writestr(TOLD, json.dumps(asdict(told), indent=2) + "\n")
            with (
                copy.open("rb") as source,
                parcel.open(STORE, "w", force_zip64=True) as target,
            ):
                shutil.copyfileobj(source, target, CHUNK)
        raw.flush()
        os.fsync(raw.fileno())
    put_in_place(made, file)


def put_in_place(made: Path, file: Path) -> None:
    """Give a file its name, unless something has that name by now; lasting, once this returns."""
    try:
        os.link(made, file)
    except FileExistsError:
        refuse_to_overwrite(file)
    except OSError as fault:
        if fault.errno not in (errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP):
            raise
        refuse_to_overwrite(file)  # a disk that knows no second names: this is as near as it gets
        made.rename(file)
    last(file.parent)


def last(folder: Path) -> None:
    """See to it that the names in a folder outlive a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def unpack(file: Path, folder: Path) -> tuple[Told, Path]:
    """The store inside a backup, written into the folder, and what is told of it.

    BackupRefused where the file is no backup, of a newer form, or not as it was made.
    """
    copy = folder / STORE
    try:
        with zipfile.ZipFile(file) as parcel:
            told = _told(parcel, file)
            if told.size > shutil.disk_usage(folder).free:
                raise BackupRefused(_no_room(folder.parent))
            descriptor = os.open(copy, os.O_CREAT | os.O_EXCL | os.O_WRONLY, PRIVATE)
            with os.fdopen(descriptor, "wb") as target, parcel.open(STORE) as source:
                _write(source, target, told, file)
    except (zipfile.BadZipFile, zlib.error, EOFError, KeyError, NotImplementedError) as fault:
        raise BackupRefused(_no_backup(file)) from fault
    except PermissionError as fault:
        raise BackupRefused(f"The file {file} may not be read by this user.") from fault
    if _digest(copy) != told.sha256:
        raise BackupRefused(_damaged(file))
    return told, copy


def _write(source: IO[bytes], target: IO[bytes], told: Told, file: Path) -> None:
    left = told.size
    while chunk := source.read(CHUNK):
        left -= len(chunk)
        if left < 0:
            raise BackupRefused(_damaged(file))
        target.write(chunk)


def _told(parcel: zipfile.ZipFile, file: Path) -> Told:
    with parcel.open(TOLD) as source:
        text = source.read(LONGEST_TOLD)
    try:
        said = json.loads(text)
        if said["format"] > FORMAT:
            raise BackupRefused(
                f"The backup {file} was made by a newer version of this tool. "
                "Install that version first."
            )
        told = Told(**{name: kind(said[name]) for name, kind in SHAPE.items()})
        told.made.timetuple()
    except (ValueError, TypeError, KeyError) as fault:
        raise BackupRefused(_no_backup(file)) from fault
    return told


def _no_backup(file: Path) -> str:
    with file.open("rb") as source:
        begins = source.read(4)
    return _damaged(file) if begins == b"PK\x03\x04" else f"The file {file} is not a backup."


def _damaged(file: Path) -> str:
    return f"The backup {file} is damaged or was changed after it was made. Use another backup."


def _digest(file: Path) -> str:
    with file.open("rb") as source:
        return hashlib.file_digest(source, "sha256").hexdigest()
