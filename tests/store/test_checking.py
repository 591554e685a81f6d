"""The check finds each kind of damage, and nothing in a store that is whole."""

import sqlite3
from pathlib import Path

import pytest

from engagement_metrics import store
from engagement_metrics.models import Activity
from engagement_metrics.store import migration


@pytest.fixture
def whole(town):
    """A store with an activity, a part of it and their counts."""
    campaign = town.add(town.activity(heads=100), town.ages(u16=30))
    town.add(town.activity(heads=40, part_of_id=campaign), town.ages(u16=8))
    return town


def test_a_whole_store_has_no_faults(whole):
    assert store.faults() == []


def test_a_total_that_is_off_is_named_with_both_counts(whole):
    whole.sql("UPDATE group_total SET n = 31")

    [fault] = store.faults()

    assert fault.endswith("'age', 'u16') says (31, 0), a recount (30, 0).")


def test_a_total_that_is_missing_is_named(whole):
    whole.sql("DELETE FROM group_total")

    [fault] = store.faults()

    assert fault.endswith("says (0, 0), a recount (30, 0).")


def test_a_total_of_nothing_is_named(whole):
    whole.sql("UPDATE group_total SET category = '75p'")

    assert len(store.faults()) == 2


def test_an_activity_whose_heads_are_added_wrongly_is_named(whole):
    whole.sql("UPDATE activity SET heads_added = NOT heads_added WHERE part_of_id IS NOT NULL")

    assert store.faults() == ["Activity 2 is added up wrongly."]


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_a_guard_of_the_history_that_is_missing_is_named(kind, request):
    town = request.getfixturevalue({"sqlite": "sqlite_town", "postgresql": "postgres_town"}[kind])
    for name in migration.TRIGGER_NAMES[kind]:
        town.sql(f"DROP TRIGGER {name}" + (" ON history" if kind == "postgresql" else ""))

    assert store.faults() == [
        f"The guard {name} of the history is missing."
        for name in sorted(migration.TRIGGER_NAMES[kind])
    ]


def test_a_shape_that_is_not_this_versions_is_named(whole):
    whole.sql("ALTER TABLE activity ADD COLUMN extra INTEGER")

    [fault] = store.faults()

    assert fault.startswith("The store's shape differs from this version's: ('remove_column'")


def test_an_index_that_is_missing_is_named(whole):
    whole.sql("DROP INDEX ix_history_of_record")

    [fault] = store.faults()

    assert "add_index" in fault
    assert "ix_history_of_record" in fault


@pytest.mark.parametrize(
    ("statement", "rows"),
    [("DELETE FROM data_version", 0), ("INSERT INTO data_version VALUES (2, 5, NULL)", 2)],
)
def test_a_count_of_changes_that_is_not_one_row_is_named(whole, statement, rows):
    whole.sql(statement)

    assert store.faults() == [f"The count of changes has {rows} rows, not one."]


def test_a_store_that_was_never_migrated_is_named(bare_database_url):
    if bare_database_url.startswith("sqlite"):
        Path(bare_database_url.removeprefix("sqlite:///")).touch()

    assert store.faults() == [
        f"The store is at revision none, this version needs {migration.newest()}."
    ]


def test_a_link_to_a_missing_row_is_named(sqlite_town):
    sqlite_town.add(sqlite_town.activity())
    store.close(sqlite_town.url)
    with sqlite3.connect(sqlite_town.url.removeprefix("sqlite:///")) as connection:
        connection.execute("UPDATE activity SET topic_id = 99")
    connection.close()

    assert store.faults() == ["A row of activity points at a missing row of topic."]


def test_a_file_that_is_not_sound_is_named(sqlite_town):
    sqlite_town.add(sqlite_town.activity(), sqlite_town.ages(u16=3))
    store.close(sqlite_town.url)
    with sqlite3.connect(sqlite_town.url.removeprefix("sqlite:///")) as connection:
        connection.execute("PRAGMA ignore_check_constraints=ON")
        connection.execute("UPDATE group_count SET n = -1")
    connection.close()

    assert store.faults() == ["The file is damaged: CHECK constraint failed in group_count."]


def test_the_store_can_be_checked_again_when_it_has_been_mended(whole):
    whole.sql("UPDATE group_total SET n = 31")
    assert len(store.faults()) == 1

    whole.sql("UPDATE group_total SET n = 30")

    assert store.faults() == []
    whole.withdraw(Activity, 1)
    assert store.faults() == []
