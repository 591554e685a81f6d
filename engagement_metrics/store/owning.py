"""What only the database user that owns a PostgreSQL store may do."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import ProgrammingError

from engagement_metrics.store.engine import StoreUnavailable

NOT_OWNED = (
    "Only the database user that owns the store may do this. Nothing was done: "
    "use that user, or ask whoever looks after the database."
)


@contextmanager
def as_owner() -> Iterator[None]:
    """Turn the database's refusal of a user with too few rights into StoreUnavailable."""
    try:
        yield
    except ProgrammingError as fault:
        if "permission denied" in str(fault.orig) or "must be owner" in str(fault.orig):
            raise StoreUnavailable(NOT_OWNED) from fault
        raise
