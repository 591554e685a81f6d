"""Bringing a database to the present shape: forward only, one process at a time."""

from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import Script, ScriptDirectory

from engagement_metrics.store.engine import StoreUnavailable, database_url, engine, told_plainly

SCRIPTS = Path(__file__).parent / "migrations"
LOCK = 7_316_204  # an arbitrary number that only this project's migrations use


def migrate(url: str | None = None) -> None:
    """Bring the store to the present shape; a store that is there already is left as it is.

    Several servers may start at once: one migrates, the others wait and find it done.
    StoreUnavailable when the database cannot be reached.
    """
    url = url or database_url()
    with told_plainly():
        made = engine(url)
        if made.dialect.name == "sqlite":
            _make_room(Path(str(sa.make_url(url).database)))
        with made.connect() as connection:
            at = MigrationContext.configure(connection).get_current_revision()
        if at == newest():
            return
        if at not in {None, *(step.revision for step in _steps())}:
            raise StoreUnavailable(
                "The store was made by a newer version of this tool. Nothing was changed: "
                "install that version, or restore an older backup."
            )
        if made.dialect.name == "sqlite":
            _migrate_sqlite(url)
        else:
            with made.begin() as connection:
                connection.execute(sa.text(f"select pg_advisory_xact_lock({LOCK})"))
                _upgrade(connection)
                append_only(connection)


def _make_room(file: Path) -> None:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch()
    except OSError as fault:
        raise StoreUnavailable(
            f"The file {file} for the store cannot be made. "
            "Ask the person who looks after this tool."
        ) from fault


def _steps() -> list[Script]:
    return list(ScriptDirectory.from_config(_config()).walk_revisions())


def _migrate_sqlite(url: str | sa.URL) -> None:
    # Foreign keys can only be switched off outside a transaction, and must be while tables are
    # made anew; so this uses a connection of its own.
    made = sa.create_engine(url, poolclass=sa.pool.NullPool, hide_parameters=True)

    @sa.event.listens_for(made, "connect")
    def prepare(connection: sa.engine.interfaces.DBAPIConnection, _: object) -> None:
        connection.isolation_level = None  # type: ignore[attr-defined]
        for pragma in ("busy_timeout=60000", "journal_mode=WAL", "foreign_keys=OFF"):
            connection.execute(f"PRAGMA {pragma}")  # type: ignore[attr-defined]

    @sa.event.listens_for(made, "begin")
    def start(connection: sa.Connection) -> None:
        connection.exec_driver_sql("BEGIN EXCLUSIVE")

    with made.begin() as connection:
        _upgrade(connection)
        append_only(connection)
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
        if broken:
            raise RuntimeError(f"the migration would leave broken links: {broken[:5]}")
    made.dispose()


def _upgrade(connection: sa.Connection, to: str = "head") -> None:
    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, to)


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS))
    return config


def newest() -> str | None:
    """The revision that this version of the app works with."""
    return ScriptDirectory.from_config(_config()).get_current_head()


def revision() -> str | None:
    """The revision that the store is at; None for an empty database."""
    with told_plainly(), engine(database_url()).connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


TRIGGERS = {
    "sqlite": (
        "CREATE TRIGGER IF NOT EXISTS history_no_update BEFORE UPDATE ON history "
        "BEGIN SELECT RAISE(ABORT, 'history is only ever added to'); END",
        "CREATE TRIGGER IF NOT EXISTS history_no_delete BEFORE DELETE ON history "
        "BEGIN SELECT RAISE(ABORT, 'history is only ever added to'); END",
    ),
    "postgresql": (
        "CREATE OR REPLACE FUNCTION history_only_added() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'history is only ever added to'; END $$",
        "CREATE OR REPLACE TRIGGER history_no_change BEFORE UPDATE OR DELETE ON history "
        "FOR EACH ROW EXECUTE FUNCTION history_only_added()",
        "CREATE OR REPLACE TRIGGER history_no_truncate BEFORE TRUNCATE ON history "
        "FOR EACH STATEMENT EXECUTE FUNCTION history_only_added()",
    ),
}
TRIGGER_NAMES = {
    "sqlite": {"history_no_update", "history_no_delete"},
    "postgresql": {"history_no_change", "history_no_truncate"},
}


# What was reported stands as it was; nobody needs to remove it, as history may be.
REPORTED_TRIGGERS = {
    "sqlite": (
        "CREATE TRIGGER IF NOT EXISTS reported_no_update BEFORE UPDATE ON reported_figure "
        "BEGIN SELECT RAISE(ABORT, 'what was reported is only ever added to'); END",
        "CREATE TRIGGER IF NOT EXISTS reported_no_delete BEFORE DELETE ON reported_figure "
        "BEGIN SELECT RAISE(ABORT, 'what was reported is only ever added to'); END",
    ),
    "postgresql": (
        "CREATE OR REPLACE FUNCTION reported_only_added() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'what was reported is only ever added to'; END $$",
        "CREATE OR REPLACE TRIGGER reported_no_change BEFORE UPDATE OR DELETE ON reported_figure "
        "FOR EACH ROW EXECUTE FUNCTION reported_only_added()",
        "CREATE OR REPLACE TRIGGER reported_no_truncate BEFORE TRUNCATE ON reported_figure "
        "FOR EACH STATEMENT EXECUTE FUNCTION reported_only_added()",
    ),
}
REPORTED_NAMES = {
    "sqlite": {"reported_no_update", "reported_no_delete"},
    "postgresql": {"reported_no_change", "reported_no_truncate"},
}

GUARDS = TRIGGER_NAMES["sqlite"] | REPORTED_NAMES["sqlite"]  # of a store that is a file


def append_only(connection: sa.Connection) -> None:
    """Make the history and what was reported append-only.

    Called after every migration, since SQLite drops triggers.
    """
    for triggers in (TRIGGERS, REPORTED_TRIGGERS):
        for statement in triggers[connection.dialect.name]:
            connection.exec_driver_sql(statement)


def missing_triggers(connection: sa.Connection) -> set[str]:
    """The guards of the history, and of what was reported, that are not there."""
    query = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgname FROM pg_trigger "
        "WHERE NOT tgisinternal AND tgenabled <> 'D' "
        "AND tgrelid IN ('history'::regclass, 'reported_figure'::regclass)",
    }[connection.dialect.name]
    there = {row[0] for row in connection.exec_driver_sql(query)}
    kind = connection.dialect.name
    return (TRIGGER_NAMES[kind] | REPORTED_NAMES[kind]) - there
