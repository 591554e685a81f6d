"""Rows from PostgreSQL into SQLite and back, each value as the other would have kept it."""

from collections.abc import Generator, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg
import sqlalchemy as sa
from sqlalchemy.exc import OperationalError
from sqlmodel import SQLModel

from engagement_metrics.store.backup import parcel
from engagement_metrics.store.backup.parcel import BackupRefused

AT_ONCE = 5000
# How a value is read from PostgreSQL so that it stands as SQLAlchemy writes it into SQLite. A kind
# that is not here stops the backup: nobody has thought about it yet.
AS_SQLITE = {
    "boolean": "{}::int",
    "date": "to_char({}, 'YYYY-MM-DD')",
    "timestamp with time zone": "to_char({} AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US')",
    "json": "{}::text",
    "integer": "{}",
    "bigint": "{}",
    "double precision": "{}",
    "character varying": "{}",
    "text": "{}",
    "bytea": "{}",
}


def from_postgresql(connection: sa.Connection, copy: Path) -> None:
    """Fill the tables of an SQLite store with the rows that the connection sees."""
    with parcel.opened(copy) as target:
        target.execute("PRAGMA synchronous = OFF")  # a file that nobody waits for until it is whole
        target.execute("BEGIN")
        for table in parcel.tables(target):
            columns = [row[1] for row in target.execute(f'PRAGMA table_info("{table}")')]
            names = ", ".join(f'"{name}"' for name in columns)
            places = ", ".join("?" * len(columns))
            target.execute(f'DELETE FROM "{table}"')  # noqa: S608  (names of our own tables)
            with closing(_read(connection, table, columns)) as found:
                target.executemany(
                    f'INSERT INTO "{table}" ({names}) VALUES ({places})',  # noqa: S608
                    found,
                )
        target.execute("COMMIT")


def _read(
    connection: sa.Connection, table: str, columns: list[str]
) -> Generator[tuple[object, ...], None, None]:
    kinds: dict[str, str] = dict(
        connection.execute(
            sa.text(
                "SELECT column_name, data_type FROM information_schema.columns "
                "WHERE table_schema = current_schema() AND table_name = :table"
            ),
            {"table": table},
        ).all()
    )
    chosen = ", ".join(AS_SQLITE[kinds[name]].format(f'"{name}"') for name in columns)
    with connection.execution_options(yield_per=AT_ONCE).exec_driver_sql(
        f'SELECT {chosen} FROM "{table}"'  # noqa: S608
    ) as found:
        for row in found:
            yield tuple(row)


def from_attached(connection: sa.Connection) -> None:
    """Put the rows of the store that is attached as `backup` in the place of a store's own.

    The guards of the history go meanwhile, and are to be made anew in the same transaction.
    """
    guards = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'")
    for guard in guards.scalars().all():
        connection.exec_driver_sql(f'DROP TRIGGER "{guard}"')
    for table in SQLModel.metadata.sorted_tables:
        names = ", ".join(f'"{column.name}"' for column in table.columns)
        connection.exec_driver_sql(f'DELETE FROM main."{table.name}"')  # noqa: S608
        connection.exec_driver_sql(
            f'INSERT INTO main."{table.name}" ({names}) '  # noqa: S608
            f'SELECT {names} FROM backup."{table.name}"'
        )


def into_postgresql(connection: sa.Connection, copy: Path) -> None:
    """Fill the empty tables of a store with the rows of an SQLite store of the same revision.

    Afterwards each new record gets a number that none of these has.
    """
    connection.execute(sa.text("SET LOCAL TIME ZONE 'UTC'"))
    driver = connection.connection.driver_connection
    assert driver is not None, "the connection is open"
    for table in reversed(SQLModel.metadata.sorted_tables):
        connection.execute(sa.delete(table))  # what the migrations themselves put there
    with parcel.opened(copy) as source, driver.cursor() as cursor, _told_as_sqlalchemys():
        for table in SQLModel.metadata.sorted_tables:
            columns = [column.name for column in table.columns]
            names = ", ".join(f'"{name}"' for name in columns)
            with cursor.copy(f'COPY "{table.name}" ({names}) FROM STDIN') as written:
                for row in source.execute(f'SELECT {names} FROM "{table.name}"'):  # noqa: S608
                    written.write_row(row)
            for column in table.columns:
                _count_on(connection, table, column)


@contextmanager
def _told_as_sqlalchemys() -> Iterator[None]:
    """Turn what the driver itself complains of into what SQLAlchemy would, or a sentence."""
    try:
        yield
    except (psycopg.DataError, psycopg.IntegrityError) as fault:  # its detail quotes the row
        raise BackupRefused(
            "The backup holds something that this database does not take: "
            f"{fault.diag.message_primary or 'no reason given'}. Nothing was changed."
        ) from fault
    except psycopg.OperationalError as fault:
        raise OperationalError("COPY", None, fault) from fault


def _count_on(connection: sa.Connection, table: sa.Table, column: sa.Column) -> None:
    """Let numbers that PostgreSQL gives by itself begin after the highest that is there."""
    counter = connection.execute(
        sa.text("SELECT pg_get_serial_sequence(:table, :column)"),
        {"table": f'"{table.name}"', "column": column.name},
    ).scalar_one()
    if counter is not None:
        highest = connection.execute(sa.select(sa.func.max(column))).scalar_one()
        connection.execute(
            sa.text("SELECT setval(:counter, :number, :used)"),
            {"counter": counter, "number": highest or 1, "used": highest is not None},
        )
