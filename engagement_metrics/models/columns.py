"""How the nouns are kept in a table: closed words, moments in time, and who changed what when."""

from datetime import UTC, datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

# Named constraints, so that a migration can drop and renew each one on both databases.
SQLModel.metadata.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}

TITLE, NAME, TEXT = 200, 120, 2000


def closed(words: type[StrEnum], name: str) -> sa.Enum:
    """A column that holds one word of a closed list and refuses any other on both databases."""
    return sa.Enum(
        words,
        name=name,
        native_enum=False,
        create_constraint=True,
        length=40,
        values_callable=lambda members: [member.value for member in members],
    )


def known(name: str, *columns: str) -> sa.Index:
    """An index of those rows alone in which the last of its columns is known."""
    where = sa.text(f"{columns[-1]} IS NOT NULL")
    return sa.Index(name, *columns, sqlite_where=where, postgresql_where=where)


class Moment(sa.types.TypeDecorator[datetime]):
    """A point in time, kept as UTC; SQLite would hand back times without a zone."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs its time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Kept(SQLModel):
    """What every record carries: its number, its version, and who last touched it when."""

    id: int | None = Field(default=None, primary_key=True)
    version: int = Field(default=1)
    withdrawn: bool = Field(default=False)
    created_at: datetime | None = Field(default=None, sa_type=Moment)  # type: ignore[call-overload]
    created_by: str = Field(default="", max_length=NAME)
    updated_at: datetime | None = Field(default=None, sa_type=Moment)  # type: ignore[call-overload]
    updated_by: str = Field(default="", max_length=NAME)
