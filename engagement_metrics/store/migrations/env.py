"""Alembic's way in: it is handed the connection by `store.migration`."""

import sqlalchemy as sa
from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlmodel import SQLModel

import engagement_metrics.models  # noqa: F401  (declares the tables)


def plain(kind: str, thing: object, _: AutogenContext) -> str | bool:
    """Column types as plain SQLAlchemy, so that a migration imports no live code."""
    if kind != "type":
        return False
    if isinstance(thing, sa.Enum):
        words = ", ".join(repr(word) for word in thing.enums)
        return (
            f"sa.Enum({words}, name={thing.name!r}, native_enum=False, "
            "create_constraint=True, length=40)"
        )
    if isinstance(thing, sa.types.TypeDecorator) and isinstance(thing.impl, sa.DateTime):
        return "sa.DateTime(timezone=True)"
    if isinstance(thing, sa.String) or type(thing).__name__ == "AutoString":
        return f"sa.String(length={getattr(thing, 'length', None)})"
    return False


connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=SQLModel.metadata,
    render_as_batch=True,
    render_item=plain,
    transactional_ddl=False,  # the transaction is the caller's
)
context.run_migrations()
