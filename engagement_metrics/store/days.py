"""Days in the database's own words: so many days on, days between two, and a day's month."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement


class days_after(FunctionElement[Any]):  # noqa: N801  (reads as a function of SQL)
    """The day so many days after a day: `days_after(day, 60)`."""

    name = "days_after"
    type = sa.Date()
    inherit_cache = True


class days_between(FunctionElement[Any]):  # noqa: N801
    """How many days a later day lies after an earlier one: `days_between(later, earlier)`."""

    name = "days_between"
    type = sa.Integer()
    inherit_cache = True


class month_of(FunctionElement[Any]):  # noqa: N801
    """The month that a day falls in, as YYYY-MM."""

    name = "month_of"
    type = sa.String()
    inherit_cache = True


def _parts(element: FunctionElement[Any], compiler: Any, **how: Any) -> list[str]:
    return [compiler.process(part, **how) for part in element.clauses]


@compiles(days_after, "sqlite")
def _after_in_sqlite(element: days_after, compiler: Any, **how: Any) -> str:
    day, days = _parts(element, compiler, **how)
    return f"date({day}, {days} || ' days')"


@compiles(days_after, "postgresql")
def _after_in_postgresql(element: days_after, compiler: Any, **how: Any) -> str:
    day, days = _parts(element, compiler, **how)
    return f"(CAST({day} AS DATE) + CAST({days} AS INTEGER))"


@compiles(days_between, "sqlite")
def _between_in_sqlite(element: days_between, compiler: Any, **how: Any) -> str:
    later, earlier = _parts(element, compiler, **how)
    return f"CAST(julianday({later}) - julianday({earlier}) AS INTEGER)"


@compiles(days_between, "postgresql")
def _between_in_postgresql(element: days_between, compiler: Any, **how: Any) -> str:
    later, earlier = _parts(element, compiler, **how)
    return f"(CAST({later} AS DATE) - CAST({earlier} AS DATE))"


@compiles(month_of, "sqlite")
def _month_in_sqlite(element: month_of, compiler: Any, **how: Any) -> str:
    (day,) = _parts(element, compiler, **how)
    return f"substr({day}, 1, 7)"


@compiles(month_of, "postgresql")
def _month_in_postgresql(element: month_of, compiler: Any, **how: Any) -> str:
    (day,) = _parts(element, compiler, **how)
    return f"to_char(CAST({day} AS DATE), 'YYYY-MM')"
