"""People and their sign-ins, carried from a store that is set aside to the one in its place."""

import sqlite3
from typing import Any

import sqlalchemy as sa
from sqlmodel import col

from engagement_metrics.models import Person, PersonRole, SignIn

# A contributor's place stays behind with the old store, and so their role does.
WHAT = {
    Person: "SELECT * FROM person",
    PersonRole: "SELECT * FROM person_role WHERE place_id IS NULL",
    SignIn: "SELECT * FROM sign_in",
}
Carried = dict[str, list[dict[str, Any]]]


def taken(connection: sa.Connection | sqlite3.Connection) -> Carried:
    """The rows of those who sign in, as the database holds them."""
    found: Carried = {}
    for table, query in WHAT.items():
        if isinstance(connection, sqlite3.Connection):
            cursor = connection.execute(query)
            names = [column[0] for column in cursor.description]
            found[str(table.__tablename__)] = [dict(zip(names, row, strict=True)) for row in cursor]
        else:
            rows = connection.exec_driver_sql(query).mappings()
            found[str(table.__tablename__)] = [dict(row) for row in rows]
    return found


def put(connection: sa.Connection, carried: Carried) -> None:
    """Put them into the store in its place, under their own numbers."""
    for name, rows in carried.items():
        if rows:
            marks = ", ".join(f":{column}" for column in rows[0])
            into = f"INSERT INTO {name} ({', '.join(rows[0])}) VALUES ({marks})"  # noqa: S608  (names of ours)
            connection.execute(sa.text(into), rows)
    if connection.dialect.name == "postgresql":  # its counters know nothing of numbers given
        for table in (Person, PersonRole):
            counter = sa.func.pg_get_serial_sequence(str(table.__tablename__), "id")
            highest = sa.func.max(col(table.id))
            connection.execute(sa.select(sa.func.setval(counter, highest)).having(highest > 0))
