"""Many rows of one table at once, given column by column, as the database itself takes them.

What SQLAlchemy does for each value of each row it does here for each distinct value of a column.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import repeat
from typing import Any

import sqlalchemy as sa
from sqlmodel import SQLModel

from engagement_metrics.store.engine import without_the_row

Columns = dict[str, Sequence[Any]]


def numbered(connection: sa.Connection, table: type[SQLModel], many: int) -> list[int]:
    """The next numbers of a table, as it would give them itself; no other write runs meanwhile."""
    name = str(table.__tablename__)
    if connection.dialect.name == "postgresql":
        counter = sa.func.pg_get_serial_sequence(name, "id")
        each = sa.func.generate_series(1, many).table_valued("turn")
        return list(connection.scalars(sa.select(sa.func.nextval(counter)).select_from(each)))
    highest = connection.scalar(sa.select(sa.func.max(sa.column("id"))).select_from(table)) or 0
    return list(range(highest + 1, highest + 1 + many))


def side_by_side(names: Iterable[str], rows: Iterable[Sequence[Any]]) -> Columns:
    """Rows as columns."""
    return dict(zip(names, zip(*rows, strict=True), strict=True))


def put(
    connection: sa.Connection,
    table: type[SQLModel],
    columns: Mapping[str, Sequence[Any]],
    **alike: Any,
) -> None:
    """Put rows into a table, with more columns in which they are all alike.

    A column of JSON is given as text, every other as the model has it.
    """
    dialect, made = connection.dialect, sa.inspect(table).local_table
    many = len(next(iter(columns.values())))
    stored: list[Iterable[Any]] = [
        _stored(made.c[name].type, dialect, values) for name, values in columns.items()
    ]
    stored += [
        repeat(_stored(made.c[name].type, dialect, [value])[0], many)
        for name, value in alike.items()
    ]
    quote = dialect.identifier_preparer.quote
    into = f"{quote(made.name)} ({', '.join(quote(name) for name in (*columns, *alike))})"
    rows = zip(*stored, strict=True)
    if dialect.name == "postgresql":
        _copy(connection, f"COPY {into} FROM STDIN", rows)
    else:
        marks = ", ".join("?" * len(stored))
        connection.exec_driver_sql(f"INSERT INTO {into} VALUES ({marks})", list(rows))  # noqa: S608


def _copy(connection: sa.Connection, copy: str, rows: Iterable[Sequence[Any]]) -> None:
    """Hand rows to PostgreSQL in one go; what it refuses is told as by any other statement."""
    dialect = connection.dialect
    faults: Any = dialect.loaded_dbapi.Error
    try:
        with connection.connection.cursor() as cursor, cursor.copy(copy) as into:
            for row in rows:
                into.write_row(row)
    except faults as fault:
        without_the_row(fault)
        raise sa.exc.DBAPIError.instance(
            copy, None, fault, faults, hide_parameters=True, dialect=dialect
        ) from fault


def _stored(
    kind: sa.types.TypeEngine[Any], dialect: sa.Dialect, values: Sequence[Any]
) -> Sequence[Any]:
    if isinstance(kind, sa.JSON):
        return values
    stored = kind.dialect_impl(dialect).bind_processor(dialect)
    if stored is None:
        return values
    each = {value: stored(value) for value in set(values)}
    return [each[value] for value in values]
