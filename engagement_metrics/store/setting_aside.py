"""Setting a store of examples aside under a dated name, and starting an empty one in its place."""

import sqlite3
import time
from datetime import date
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.exc import ProgrammingError

from engagement_metrics.access import Action, Actor, Refused
from engagement_metrics.models import DataVersion
from engagement_metrics.store import cache, carrying, migration
from engagement_metrics.store.asking import permit
from engagement_metrics.store.engine import (
    StoreUnavailable,
    close,
    database_url,
    engine,
    told_plainly,
)

TRIES, PAUSE = 40, 0.25
EXAMPLE = "SELECT example FROM organisation WHERE NOT withdrawn"
NOT_AN_EXAMPLE = "These are not examples, so they stay where they are. Nothing was cleared."


def set_aside(actor: Actor) -> str:
    """Put a store of examples away whole, start an empty one, and give the name it now has.

    Who signs in goes along, with the roles that hold everywhere; a place stays behind.
    Refused where the store holds anything but examples. On SQLite the name is a file's, beside the
    new one; on PostgreSQL a schema's, in the same database. StoreUnavailable while it is in use.
    """
    permit(actor, Action.SET_UP)
    url = database_url()
    if sa.make_url(url).get_backend_name() == "sqlite":
        return _file(url)
    return _schema(url)


def _file(url: str) -> str:
    file = Path(str(sa.make_url(url).database))
    if not file.exists():
        raise Refused(NOT_AN_EXAMPLE)
    connection = _alone(url, file)
    try:
        connection.execute("BEGIN EXCLUSIVE")
        _hold_examples([row[0] for row in connection.execute(EXAMPLE)])
        number = connection.execute("SELECT number FROM data_version").fetchone()[0]
        people = carrying.taken(connection)
        name = unused(file, "example")
        file.rename(file.with_name(name))
    except sqlite3.OperationalError as fault:
        raise StoreUnavailable(_in_use()) from fault
    finally:
        connection.close()
    close(url)  # whoever waited for the lock meanwhile has the old file open
    cache.look_again()
    migration.migrate(url)
    with told_plainly(), engine(url).begin() as fresh:
        carrying.put(fresh, people)
        _go_on_counting(fresh, number)
    return name


def _alone(url: str, file: Path) -> sqlite3.Connection:
    """The one connection to a file, with nothing left in a log beside it.

    A log that stayed behind under the old name would be read into the new store. SQLite gives up
    its log only while nobody else has the file open, so this is tried until the readers are gone.
    """
    for _ in range(TRIES):
        close(url)
        connection = sqlite3.connect(file, isolation_level=None, timeout=1)
        try:
            if connection.execute("PRAGMA journal_mode=DELETE").fetchone()[0] == "delete":
                return connection
        except sqlite3.OperationalError as fault:
            if "locked" not in str(fault):
                connection.close()
                raise StoreUnavailable(_in_use()) from fault
        connection.close()
        time.sleep(PAUSE)
    raise StoreUnavailable(_in_use())


def unused(file: Path, word: str) -> str:
    """A name beside a file for what is set aside today, such as `store-example-2026-11-22.db`."""
    dated = f"{file.stem}-{word}-{date.today().isoformat()}"
    names = [f"{dated}{ending}{file.suffix}" for ending in ("", *(f"-{n}" for n in range(2, 1000)))]
    return next(name for name in names if not file.with_name(name).exists())


def _schema(url: str) -> str:
    try:
        with told_plainly(), engine(url).begin() as connection:
            connection.execute(sa.text(f"select pg_advisory_xact_lock({migration.LOCK})"))
            _hold_examples(list(connection.execute(sa.text(EXAMPLE)).scalars()))
            number = connection.execute(sa.select(DataVersion.number)).scalar_one()
            people = carrying.taken(connection)
            name = rename_schema(connection, "example")
            migration._upgrade(connection)
            migration.append_only(connection)
            carrying.put(connection, people)
            _go_on_counting(connection, number)
    except ProgrammingError as fault:
        if "permission denied" in str(fault.orig) or "must be owner" in str(fault.orig):
            raise StoreUnavailable(
                "The database does not let this tool start a fresh store. Nothing was cleared: "
                "ask the person who looks after it."
            ) from fault
        raise
    return name


def rename_schema(connection: sa.Connection, word: str) -> str:
    """Put a PostgreSQL store away under a dated name, leave an empty schema, and give that name."""
    present = connection.execute(sa.text("SELECT current_schema()")).scalar_one()
    there = set(connection.execute(sa.text("SELECT nspname FROM pg_namespace")).scalars())
    dated = f"{word}_{date.today():%Y_%m_%d}"
    names = [dated, *(f"{dated}_{n}" for n in range(2, 1000))]
    name = next(name for name in names if name not in there)
    quote = connection.dialect.identifier_preparer.quote
    connection.exec_driver_sql(f"ALTER SCHEMA {quote(present)} RENAME TO {quote(name)}")
    connection.exec_driver_sql(f"CREATE SCHEMA {quote(present)}")
    return name


def _hold_examples(examples: list[str]) -> None:
    if not any(examples):
        raise Refused(NOT_AN_EXAMPLE)


def _go_on_counting(connection: sa.Connection, number: int) -> None:
    """Count data versions on, so that no server takes what it remembers for the new store."""
    connection.execute(
        sa.update(DataVersion).values(number=DataVersion.number + number + 1)  # type: ignore[operator]
    )


def _in_use() -> str:
    return "The store is in use just now. Nothing was cleared: wait a moment and try again."
