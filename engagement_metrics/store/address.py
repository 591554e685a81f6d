"""Reading the address of a store before anything is opened."""

from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.exc import ArgumentError

from engagement_metrics.store.engine import StoreUnavailable, database_url

FIRST_BYTES = b"SQLite format 3\0"


def store_file(*, sound: bool = True) -> Path | None:
    """The file that the store is in, there or not yet; None where a server keeps it.

    StoreUnavailable where DATABASE_URL is no address of a store, or the file is something else,
    as one whose head is damaged seems to be: that may be so unless it is to be `sound`.
    """
    try:
        url = sa.make_url(database_url())
    except ArgumentError as fault:
        raise StoreUnavailable(_no_address()) from fault
    if url.drivername == "postgresql+psycopg":
        return None
    if url.drivername not in ("sqlite", "sqlite+pysqlite") or not url.database:
        raise StoreUnavailable(_no_address())
    file = Path(url.database)
    if sound and file.is_file():
        with file.open("rb") as opened:
            start = opened.read(len(FIRST_BYTES))
        if start and start != FIRST_BYTES:
            raise StoreUnavailable(f"The file {file} is not a store. Nothing was changed.")
    return file


def _no_address() -> str:
    return (
        "The database's address cannot be used. Write sqlite:///FILE or "
        "postgresql+psycopg://USER@HOST/NAME."
    )
