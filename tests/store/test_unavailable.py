"""A database that is locked, read-only, full, damaged or gone: a sentence, then recovery."""

import sqlite3
import traceback
from pathlib import Path

import psycopg
import pytest
import sqlalchemy as sa

from engagement_metrics import store
from engagement_metrics.access import LOCAL_USER
from engagement_metrics.models import Place
from engagement_metrics.store import engine

BUSY = "The store is busy just now. Nothing was lost: wait a moment and try again."
GONE = (
    "The store cannot be reached. Try again in a moment: a save is stored only once, "
    "however often you try. If it goes on, ask the person who looks after this tool."
)
READ_ONLY = (
    "The store can be read but not written. Nothing was saved: "
    "ask the person who looks after this tool."
)
FULL = "The disk is full. Nothing was saved: ask the person who looks after this tool."
DAMAGED = (
    "The store's file is damaged. Nothing was saved: "
    "ask the person who looks after this tool to restore a backup."
)


def places(town):
    return [row[0] for row in town.sql("SELECT name FROM place ORDER BY id")]


def test_a_fault_of_the_database_quotes_nothing_that_people_typed(town):
    with pytest.raises(sa.exc.IntegrityError) as fault, engine.engine(town.url).begin() as write:
        write.execute(
            sa.text("INSERT INTO sign_in VALUES (:own, NULL, :at, :at, NULL)"),
            {"own": "what was typed", "at": "2026-11-22 09:00:00"},
        )

    logged = "".join(traceback.format_exception(fault.value))
    assert "person_id" in logged
    assert "what was typed" not in logged


def refused(town, kind="write"):
    """What a person is told when they try."""
    attempt = {"write": lambda: town.add(Place(name="East")), "read": store.setup}[kind]
    with pytest.raises(store.StoreUnavailable) as unavailable:
        attempt()
    return str(unavailable.value)


def works_again(town):
    town.add(Place(name="West"))
    return places(town)[3:] == ["West"] and len(store.setup().places) == 4


# ---- SQLite ------------------------------------------------------------------------------------


def file_of(town):
    return Path(town.url.removeprefix("sqlite:///"))


def test_a_locked_file_is_busy_and_then_works_again(sqlite_town, monkeypatch):
    monkeypatch.setattr(engine, "BUSY_MILLISECONDS", 50)
    store.close(sqlite_town.url)
    with sqlite3.connect(file_of(sqlite_town), isolation_level=None) as other:
        other.execute("BEGIN IMMEDIATE")
        assert refused(sqlite_town) == BUSY
        assert len(store.setup().places) == 3, "readers do not wait for a writer"
        other.execute("ROLLBACK")
    other.close()

    assert works_again(sqlite_town)


def test_a_connection_pool_that_is_used_up_is_busy(sqlite_town, monkeypatch):
    pool = engine.reading_engine(sqlite_town.url).pool
    monkeypatch.setattr(pool, "_timeout", 0.05)
    held = [pool.connect() for _ in range(10)]

    assert refused(sqlite_town, "read") == BUSY

    for connection in held:
        connection.close()
    assert len(store.setup().places) == 3


def test_a_file_that_may_not_be_written_can_still_be_read(sqlite_town):
    made = engine.engine(sqlite_town.url)

    def forbid(connection, *_):
        connection.execute("PRAGMA query_only=ON")

    sa.event.listen(made, "checkout", forbid)
    assert refused(sqlite_town) == READ_ONLY
    assert len(store.setup().places) == 3

    sa.event.remove(made, "checkout", forbid)
    store.close(sqlite_town.url)
    assert works_again(sqlite_town)


def test_a_full_disk_is_told_and_nothing_is_half_stored(sqlite_town):
    made = engine.engine(sqlite_town.url)

    def fill(connection, *_):
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
        connection.execute(f"PRAGMA max_page_count={pages}")

    sa.event.listen(made, "checkout", fill)
    with pytest.raises(store.StoreUnavailable) as unavailable:
        save_many(sqlite_town)
    sa.event.remove(made, "checkout", fill)

    assert str(unavailable.value) == FULL
    assert sqlite_town.sql("SELECT count(*) FROM activity") == [(0,)]
    store.close(sqlite_town.url)
    assert works_again(sqlite_town)


def save_many(town):
    with store.session(LOCAL_USER) as write:
        for _ in range(500):
            write.add(town.activity(note="x" * 2000))


@pytest.mark.parametrize("in_its_place", ["nothing", "a folder"])
def test_a_file_that_has_gone_is_not_made_anew_and_works_when_it_is_back(sqlite_town, in_its_place):
    file = file_of(sqlite_town)
    aside = file.with_name("aside.db")
    file.rename(aside)
    if in_its_place == "a folder":
        file.mkdir()

    assert [refused(sqlite_town), refused(sqlite_town, "read")] == [GONE, GONE]
    if in_its_place == "a folder":
        file.rmdir()
    assert not file.exists()

    aside.rename(file)
    assert works_again(sqlite_town)


def test_another_file_put_in_its_place_is_the_one_that_is_written(sqlite_town):
    """Connections that are open would go on writing to the file that was taken away."""
    file = file_of(sqlite_town)
    copy = file.with_name("copy.db")
    with sqlite3.connect(file) as source, sqlite3.connect(copy) as target:
        source.backup(target)
    source.close()
    target.close()
    sqlite_town.add(Place(name="Lost with the old file"))
    store.setup()
    for ending in ("-wal", "-shm"):
        Path(f"{file}{ending}").unlink(missing_ok=True)

    copy.replace(file)

    assert works_again(sqlite_town)


@pytest.mark.parametrize("where", [0, 4096 * 2], ids=["at its head", "further in"])
def test_a_damaged_file_is_told_as_such(sqlite_town, where):
    store.close(sqlite_town.url)
    content = bytearray(file_of(sqlite_town).read_bytes())
    content[where : where + 20_000] = b"x" * 20_000
    file_of(sqlite_town).write_bytes(content)

    assert refused(sqlite_town) == DAMAGED


# ---- PostgreSQL --------------------------------------------------------------------------------


def test_a_read_only_database_can_still_be_read_and_then_works_again(postgres_town):
    name = sa.make_url(postgres_town.url).database
    plain = postgres_town.url.replace("+psycopg", "")

    def say(sentence):
        with psycopg.connect(plain, autocommit=True) as connection:
            connection.execute("SET default_transaction_read_only = off")
            connection.execute(sentence)

    say(f'ALTER DATABASE "{name}" SET default_transaction_read_only = on')
    store.close(postgres_town.url)
    assert refused(postgres_town) == READ_ONLY
    assert len(store.setup().places) == 3

    say(f'ALTER DATABASE "{name}" RESET default_transaction_read_only')
    store.close(postgres_town.url)
    assert works_again(postgres_town)


def end_connections(town):
    with psycopg.connect(town.url.replace("+psycopg", ""), autocommit=True) as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


def test_connections_that_the_server_ended_are_made_anew(postgres_town):
    store.setup()

    end_connections(postgres_town)

    assert works_again(postgres_town)


def test_a_server_that_dies_in_the_middle_of_a_write_leaves_nothing_of_it(postgres_town):
    with pytest.raises(store.StoreUnavailable) as unavailable:
        save_while_connections_end(postgres_town)

    assert str(unavailable.value) == GONE
    assert store.activities(LOCAL_USER).total == 0
    assert store.faults() == []
    assert works_again(postgres_town)


def save_while_connections_end(town):
    with store.session(LOCAL_USER) as write:
        write.add(town.activity(), town.ages(u16=3))
        end_connections(town)
        write.add(town.activity())


def test_a_database_that_takes_no_connections_is_gone_and_then_works_again(
    postgres_town, postgres_server
):
    url = sa.make_url(postgres_town.url)
    server = sa.make_url(postgres_server).set(drivername="postgresql")

    def say(sentence):
        with psycopg.connect(server.render_as_string(False), autocommit=True) as connection:
            connection.execute(sentence)

    store.setup()
    say(f'ALTER DATABASE "{url.database}" ALLOW_CONNECTIONS false')
    say(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{url.database}'")
    assert [refused(postgres_town), refused(postgres_town, "read")] == [GONE, GONE]

    say(f'ALTER DATABASE "{url.database}" ALLOW_CONNECTIONS true')
    assert works_again(postgres_town)


def test_a_server_that_is_not_running_is_gone(tmp_path, monkeypatch):
    url = f"postgresql+psycopg://postgres@/postgres?host={tmp_path}"
    monkeypatch.setenv("DATABASE_URL", url)

    for attempt in (store.migrate, store.setup, store.data_version, store.faults):
        with pytest.raises(store.StoreUnavailable) as unavailable:
            attempt()
        assert str(unavailable.value) == GONE
    store.close(url)


# ---- either ------------------------------------------------------------------------------------


def test_a_fault_of_ours_is_not_passed_off_as_the_databases(town):
    with pytest.raises(sa.exc.IntegrityError), store.session(LOCAL_USER) as write:
        write.add(town.activity(place_id=99))

    assert store.activities(LOCAL_USER).total == 0
    assert works_again(town)
