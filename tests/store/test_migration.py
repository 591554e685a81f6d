"""Bringing a store to the present shape: once, whichever server is first, and never half."""

import sqlite3
from pathlib import Path

import pytest
import sqlalchemy as sa

from engagement_metrics import store
from engagement_metrics.access import LOCAL_USER
from engagement_metrics.models import Place
from engagement_metrics.store import migration
from engagement_metrics.store.engine import engine

ROOT = Path(__file__).parents[2]


def test_an_empty_database_is_brought_to_the_present_shape(bare_database_url):
    store.migrate()

    assert migration.revision() == migration.newest()
    assert store.faults() == []
    assert store.data_version() == 0
    assert store.setup().empty


def test_a_store_that_is_there_already_is_left_as_it_is(database_url):
    with store.session(LOCAL_USER) as write:
        write.add(Place(name="North"))

    store.migrate()

    assert [place.name for place in store.setup().places.values()] == ["North"]


def test_six_servers_may_start_at_once(bare_database_url, saver):
    for _ in range(6):
        saver.tell("migrate", bare_database_url)

    assert [saver.hear()[1] for _ in range(6)] == ["found []"] * 6


def test_the_folder_of_the_embedded_file_is_made(tmp_path, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/not/there/store.db")

    store.migrate()

    assert store.faults() == []
    store.close(store.database_url())


def test_a_folder_that_cannot_be_made_is_told(tmp_path, monkeypatch):
    (tmp_path / "file").touch()
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/file/store.db")

    with pytest.raises(store.StoreUnavailable) as unavailable:
        store.migrate()

    assert str(unavailable.value) == (
        f"The file {tmp_path}/file/store.db for the store cannot be made. "
        "Ask the person who looks after this tool."
    )


def test_a_store_of_a_newer_version_is_left_alone(database_url):
    with engine(database_url).begin() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))

    with pytest.raises(store.StoreUnavailable, match="made by a newer version of this tool"):
        store.migrate()

    assert store.faults() == [
        f"The store is at revision 9999, this version needs {migration.newest()}."
    ]


def test_a_migration_that_would_leave_broken_links_changes_nothing(
    sqlite_url, tmp_path, monkeypatch
):
    file = tmp_path / "broken.db"
    with sqlite3.connect(file) as connection:
        connection.executescript(
            "CREATE TABLE a (id INTEGER PRIMARY KEY);"
            "CREATE TABLE b (a_id INTEGER REFERENCES a (id)); INSERT INTO b VALUES (99);"
        )
    connection.close()
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{file}")

    with pytest.raises(RuntimeError, match="would leave broken links"):
        store.migrate()

    assert migration.revision() is None
    store.close(store.database_url())


def test_without_a_name_the_store_is_the_file_beside_the_definitions(monkeypatch):
    monkeypatch.delenv("DATABASE_URL")
    assert store.database_url() == f"sqlite:///{ROOT}/data/engagement.db"

    monkeypatch.setenv("DATABASE_URL", "  ")
    assert store.database_url() == f"sqlite:///{store.EMBEDDED}"
