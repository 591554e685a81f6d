"""Whether the store is whole: its shape, its guards, and totals that equal a recount."""

import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlmodel import SQLModel, col

from engagement_metrics.models import Closing, DataVersion, GroupTotal, ReportedFigure
from engagement_metrics.store import adding_up, migration
from engagement_metrics.store.engine import reading


def faults() -> list[str]:
    """What is wrong with the store, a sentence each; an empty list when it is whole.

    StoreUnavailable when it cannot be reached.
    """
    at, newest = migration.revision(), migration.newest()
    if at != newest:
        return [f"The store is at revision {at or 'none'}, this version needs {newest}."]
    with reading() as orm:
        connection = orm.connection()
        if damaged := _damage(connection):
            return damaged
        found = [
            f"The guard {name} of {_guarded(name)} is missing."
            for name in sorted(migration.missing_triggers(connection))
        ]
        context = MigrationContext.configure(connection, opts={"compare_type": False})
        found += [
            f"The store's shape differs from this version's: {difference}"
            for difference in compare_metadata(context, SQLModel.metadata)
        ]
        found += _counter(connection) + _totals(connection) + _heads(connection)
        found += _links(connection) + _reported(connection)
    return found


def _guarded(trigger: str) -> str:
    return "what was reported" if trigger.startswith("reported") else "the history"


def _reported(connection: sa.Connection) -> list[str]:
    """Each closing still has as many reported figures as it made."""
    there = sa.func.count(col(ReportedFigure.id))
    rows = connection.execute(
        sa.select(col(Closing.id), col(Closing.figures), there)
        .outerjoin(ReportedFigure, col(ReportedFigure.closing_id) == Closing.id)
        .group_by(col(Closing.id), col(Closing.figures))
        .having(there != Closing.figures)
        .order_by(col(Closing.id))
    )
    return [
        f"Closing {number} reported {made} figures, of which {found} are there."
        for number, made, found in rows
    ]


def _totals(connection: sa.Connection) -> list[str]:
    keys = [getattr(GroupTotal, name) for name in adding_up.KEYS]
    kept = {
        tuple(row[:7]): tuple(row[7:])
        for row in connection.execute(sa.select(*keys, GroupTotal.n, GroupTotal.estimated))
        if row[7] or row[8]
    }
    counted = {
        tuple(row[:7]): tuple(row[7:])
        for row in connection.execute(adding_up.RECOUNT)
        if row[7] or row[8]
    }
    return [
        f"The total {key} says {kept.get(key, (0, 0))}, a recount {counted.get(key, (0, 0))}."
        for key in sorted(kept.keys() | counted.keys(), key=str)
        if kept.get(key) != counted.get(key)
    ]


def _heads(connection: sa.Connection) -> list[str]:
    wrong = connection.execute(
        sa.text(f"""
        SELECT a.id FROM activity a LEFT JOIN activity w ON w.id = a.part_of_id
        WHERE a.heads_added <> (NOT a.withdrawn AND a.status = 'complete' AND a.heads IS NOT NULL
          AND NOT ({adding_up.WHOLE_COUNTS} AND w.heads IS NOT NULL))
        ORDER BY 1 LIMIT 20""")  # noqa: S608  (no value in it)
    )
    return [f"Activity {row[0]} is added up wrongly." for row in wrong]


def _counter(connection: sa.Connection) -> list[str]:
    rows = len(connection.execute(sa.select(DataVersion.id)).fetchall())
    return [] if rows == 1 else [f"The count of changes has {rows} rows, not one."]


def _damage(connection: sa.Connection) -> list[str]:
    if connection.dialect.name != "sqlite":
        return []  # PostgreSQL sees to its own files
    rows = connection.exec_driver_sql("PRAGMA integrity_check(20)").fetchall()
    return [f"The file is damaged: {row[0]}." for row in rows if row[0] != "ok"]


def _links(connection: sa.Connection) -> list[str]:
    if connection.dialect.name != "sqlite":
        return []  # PostgreSQL holds its own links
    rows = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    return [f"A row of {row[0]} points at a missing row of {row[2]}." for row in rows]
