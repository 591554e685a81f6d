"""The database: where it is, how it is opened, and what to say when it cannot be reached."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.pool import QueuePool
from sqlmodel import Session

EMBEDDED = Path(__file__).parents[2] / "data" / "engagement.db"
BUSY_MILLISECONDS = 10_000
WRITING = 7_316_205  # an arbitrary number that only this project's writes use
DAMAGED = ("malformed", "not a database")


class StoreUnavailable(Exception):
    """The database is gone, locked or may not be written; the message can be shown to a person."""


def database_url() -> str:
    """Where the store is: DATABASE_URL, or the embedded file when that is not set."""
    return os.environ.get("DATABASE_URL", "").strip() or f"sqlite:///{EMBEDDED}"


@cache
def engine(url: str) -> sa.Engine:
    """The engine for writing; on SQLite every transaction takes the write lock as it begins.

    A fault of it names no value that was to be written: faults go to the log.
    """
    if sa.make_url(url).get_backend_name() != "sqlite":
        made = sa.create_engine(
            url, pool_size=5, max_overflow=15, pool_pre_ping=True, hide_parameters=True
        )
        return without_rows(made)
    # SQLite's busy handler is unfair with many waiters: two connections queue in Python instead.
    return _sqlite(url, pool_size=2, begin="BEGIN IMMEDIATE")


@cache
def reading_engine(url: str) -> sa.Engine:
    """The engine for reading; on SQLite it never waits for a writer."""
    if sa.make_url(url).get_backend_name() != "sqlite":
        return engine(url)
    return _sqlite(url, pool_size=10, begin="BEGIN")


def _sqlite(url: str, pool_size: int, begin: str) -> sa.Engine:
    # Mode rw: a file that has gone is not quietly made anew and empty; `migrate` alone makes one.
    file = sa.make_url(url)
    file = file.set(
        database=f"file:{quote(str(file.database))}", query={"mode": "rw", "uri": "true"}
    )
    made = sa.create_engine(
        file, poolclass=QueuePool, pool_size=pool_size, max_overflow=0, pool_timeout=60,
        hide_parameters=True,
    )  # fmt: skip

    @sa.event.listens_for(made, "connect")
    def prepare(connection: Any, record: Any) -> None:
        record.info["file"] = _which_file(url)
        connection.isolation_level = None  # begin and commit are ours, not the driver's
        for pragma in (
            f"busy_timeout={BUSY_MILLISECONDS}",
            "journal_mode=WAL",
            "synchronous=NORMAL",
            "foreign_keys=ON",
            "secure_delete=ON",  # what is deleted is written over
        ):
            connection.execute(f"PRAGMA {pragma}")

    @sa.event.listens_for(made, "checkout")
    def same_file(_: Any, record: Any, __: Any) -> None:
        # A file that was moved or replaced can still be written: what was saved would be lost.
        if record.info["file"] != _which_file(url):
            raise sa.exc.DisconnectionError("another file stands in the store's place")

    @sa.event.listens_for(made, "begin")
    def start(connection: sa.Connection) -> None:
        connection.exec_driver_sql(begin)

    return made


def without_rows(made: sa.Engine) -> sa.Engine:
    """The engine, whose faults quote no row; every engine on PostgreSQL goes through here."""
    sa.event.listen(made, "handle_error", _without_the_row)
    return made


def _without_the_row(context: sa.engine.interfaces.ExceptionContext) -> None:
    for fault in (context.original_exception, context.sqlalchemy_exception):
        if fault is not None:
            without_the_row(fault)


def without_the_row(fault: BaseException) -> None:
    """Cut from a fault what PostgreSQL quotes of the row: a log holds nothing that people typed."""
    if fault.args:
        first = str(fault.args[0]).partition("\nDETAIL:")[0]
        fault.args = (first, *fault.args[1:])


@cache
def _file(url: str) -> Path:
    return Path(str(sa.make_url(url).database))


def _which_file(url: str) -> tuple[int, int] | None:
    try:
        found = _file(url).stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def explain(fault: DBAPIError) -> str:
    """What went wrong with the database, as a sentence for the person at the screen."""
    text = str(fault.orig).lower()
    if any(word in text for word in ("locked", "busy", "lock timeout", "deadlock")):
        return "The store is busy just now. Nothing was lost: wait a moment and try again."
    if "readonly" in text or "read-only" in text:
        return (
            "The store can be read but not written. Nothing was saved: "
            "ask the person who looks after this tool."
        )
    if "disk is full" in text or "no space" in text:
        return "The disk is full. Nothing was saved: ask the person who looks after this tool."
    if any(word in text for word in DAMAGED):
        return (
            "The store's file is damaged. Nothing was saved: "
            "ask the person who looks after this tool to restore a backup."
        )
    # The connection may have broken while the write was being confirmed: nobody knows which it was.
    return (
        "The store cannot be reached. Try again in a moment: a save is stored only once, "
        "however often you try. If it goes on, ask the person who looks after this tool."
    )


@contextmanager
def told_plainly() -> Iterator[None]:
    """Turn the database's own complaint of being unreachable into StoreUnavailable."""
    try:
        yield
    except (OperationalError, InterfaceError) as fault:
        raise StoreUnavailable(explain(fault)) from fault
    except DBAPIError as fault:
        # These come in classes of their own, or in none but the widest.
        text = str(fault.orig)
        if fault.connection_invalidated or any(w in text for w in ("read-only", *DAMAGED)):
            raise StoreUnavailable(explain(fault)) from fault
        raise
    except sa.exc.TimeoutError as fault:
        raise StoreUnavailable(
            "The store is busy just now. Nothing was lost: wait a moment and try again."
        ) from fault


@contextmanager
def reading() -> Iterator[Session]:
    """One short read: everything read inside belongs to the same moment."""
    with told_plainly():
        made = reading_engine(database_url())
        if made.dialect.name == "postgresql":
            made = made.execution_options(
                isolation_level="REPEATABLE READ", postgresql_readonly=True
            )
        with Session(made) as session:
            yield session


def one_row(statement: sa.Select[Any], **given: Any) -> sa.Row[tuple[Any, ...]]:
    """One row that is asked for again and again, without the cost of a session."""
    with told_plainly(), reading_engine(database_url()).connect() as connection:
        return connection.execute(statement, given).one()


def one_at_a_time(orm: Session) -> None:
    """Let no other write begin before this one ends, as SQLite does by itself.

    Totals and heads of a family follow from several rows: two writes side by side would each
    reckon without the other's, and two with rows in common could wait for each other for ever.
    """
    if orm.get_bind().dialect.name == "postgresql":
        orm.connection().execute(sa.text(f"SET LOCAL lock_timeout = {BUSY_MILLISECONDS}"))
        orm.connection().execute(sa.text(f"SELECT pg_advisory_xact_lock({WRITING})"))


@contextmanager
def quiet_write() -> Iterator[Session]:
    """One short write that leaves no line of history: all of it is stored, or none."""
    with told_plainly():
        made = Session(engine(database_url()), expire_on_commit=False)
        with made as orm, orm.begin():
            one_at_a_time(orm)
            yield orm


def scrub() -> None:
    """Have SQLite write what was deleted over, in its log of writes too, as far as it can now.

    Others who read just then keep the log a little longer; the next time takes it away.
    """
    with told_plainly():
        made = engine(database_url())
        if made.dialect.name != "sqlite":
            return
        with made.connect() as connection:
            connection.connection.driver_connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def close(url: str) -> None:
    """Let go of a database's connections, so that its file can be set aside or replaced."""
    reading_engine(url).dispose()
    engine(url).dispose()
