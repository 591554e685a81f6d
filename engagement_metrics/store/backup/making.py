"""Making a backup: the store as it is at one instant, while others go on writing."""

import sqlite3
from pathlib import Path

import sqlalchemy as sa
from alembic.runtime.migration import MigrationContext

from engagement_metrics.access import Action, Actor
from engagement_metrics.store import migration
from engagement_metrics.store.asking import permit
from engagement_metrics.store.backup import parcel, rows
from engagement_metrics.store.backup.parcel import STORE, BackupRefused, Told
from engagement_metrics.store.engine import (
    DAMAGED,
    StoreUnavailable,
    database_url,
    told_plainly,
    without_rows,
)
from engagement_metrics.store.owning import as_owner

# Who is signed in is nobody's to put back: after a restore everybody signs in again.
LEFT_OUT = ("sign_in",)
NEWER = "The store was made by a newer version of this tool. Make the backup with that version."


def make(actor: Actor, file: Path) -> Told:
    """Write a backup of the store into a file, and give what it says of itself.

    The file is there whole or not at all, for this user's eyes only, and never takes the place of
    another. BackupRefused where it cannot be written, StoreUnavailable where the store cannot be
    read; the store is left as it is.
    """
    permit(actor, Action.LOOK_AFTER)
    parcel.refuse_to_overwrite(file)
    url = database_url()
    kind = sa.make_url(url).get_backend_name()
    with parcel.workroom(file.parent) as folder:
        copy = folder / STORE
        copy.touch(mode=parcel.PRIVATE)
        if kind == "sqlite":
            _copy_sqlite(Path(str(sa.make_url(url).database)), copy)
        else:
            _copy_postgresql(url, copy)
        with parcel.opened(copy) as connection:
            for table in set(LEFT_OUT) & set(parcel.tables(connection)):
                connection.execute("PRAGMA secure_delete = ON")
                connection.execute(f'DELETE FROM "{table}"')  # noqa: S608  (a name of ours)
        told = parcel.of(copy, kind)
        parcel.pack(told, copy, folder, file)
    return told


def _copy_sqlite(file: Path, copy: Path) -> None:
    """Copy an SQLite store in one read, which holds up no writer and is held up by none.

    Unlike SQLite's backup interface, which copies page by page, this leaves out the pages that
    were set free: what was erased from the store does not live on in its backups.
    """
    if not file.is_file():
        raise StoreUnavailable(f"There is no store at {file}. Check the name.")
    try:
        with parcel.opened(file) as source:
            _hold_known(parcel.revision(source))
            source.execute("VACUUM INTO ?", (str(copy),))
    except sqlite3.Error as fault:
        if any(word in str(fault) for word in DAMAGED):
            raise BackupRefused(
                f"The store {file} is damaged, so no backup can be made of it. "
                "Restore an earlier backup."
            ) from fault
        if fault.sqlite_errorname in parcel.NO_ROOM_FOR_SQLITE:
            raise
        raise StoreUnavailable(
            f"The store {file} cannot be read just now. Nothing was written: try again."
        ) from fault


def _hold_known(revision: str | None) -> str:
    if revision is None:
        raise BackupRefused("There is no store there yet, so there is nothing to back up.")
    if revision not in {step.revision for step in migration._steps()}:
        raise BackupRefused(NEWER)
    return revision


def _copy_postgresql(url: str, copy: Path) -> None:
    """Copy a PostgreSQL store into SQLite in one transaction, which sees a single instant."""
    # Not the app's engine, where many may wait.
    made = without_rows(sa.create_engine(url, poolclass=sa.NullPool, hide_parameters=True))
    at_one_instant = made.execution_options(
        isolation_level="REPEATABLE READ", postgresql_readonly=True
    )
    with told_plainly(), as_owner(), made.begin() as waiting:
        # No migration, and no setting aside, while the tables are read one after another. Asked
        # for in a transaction of its own: a snapshot is taken before a lock is waited for.
        waiting.execute(sa.text(f"SELECT pg_advisory_xact_lock_shared({migration.LOCK})"))
        with at_one_instant.connect() as connection:
            revision = MigrationContext.configure(connection).get_current_revision()
            _lay_out(copy, _hold_known(revision))
            rows.from_postgresql(connection, copy)


def _lay_out(copy: Path, revision: str) -> None:
    """Make the tables of that revision in an empty SQLite file."""
    file = sa.URL.create("sqlite", database=str(copy))
    made = sa.create_engine(file, poolclass=sa.NullPool, hide_parameters=True)
    with parcel.told_by_sqlite(), made.begin() as connection:
        migration._upgrade(connection, revision)
    made.dispose()
