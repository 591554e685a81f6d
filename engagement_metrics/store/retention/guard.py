"""The guards of the history, taken away for the one transaction that may remove or erase."""

from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa

from engagement_metrics.store import migration


@contextmanager
def unguarded(connection: sa.Connection) -> Iterator[None]:
    """Take the guards of the history away for this transaction alone, which ends with them there.

    Nobody else can use the gap: on both databases other writers wait until the transaction ends.
    """
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("PRAGMA secure_delete = ON")  # leave nothing in freed pages
        for name in migration.TRIGGER_NAMES["sqlite"]:
            connection.exec_driver_sql(f"DROP TRIGGER {name}")
        yield
        migration.append_only(connection)
        return
    names = migration.TRIGGER_NAMES["postgresql"]
    for name in names:
        connection.exec_driver_sql(f"ALTER TABLE history DISABLE TRIGGER {name}")
    yield
    for name in names:
        connection.exec_driver_sql(f"ALTER TABLE history ENABLE TRIGGER {name}")
