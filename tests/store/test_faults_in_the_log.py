"""A fault of the database goes to the log, and names nothing that somebody typed."""

import shutil
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from engagement_metrics import store
from engagement_metrics.models import Place
from engagement_metrics.store.backup import rows
from engagement_metrics.store.backup.parcel import BackupRefused
from engagement_metrics.store.engine import close, engine, without_rows


def test_a_fault_names_the_statement_and_not_the_values(sqlite_url):
    store.migrate()
    with pytest.raises(IntegrityError) as fault, engine(sqlite_url).begin() as connection:
        connection.execute(
            sa.text("INSERT INTO person_role (person_id, role) VALUES (:who, :role)"),
            {"who": 1, "role": "Kim who typed this"},
        )

    assert "INSERT INTO person_role" in str(fault.value)
    assert "Kim who typed this" not in str(fault.value)


def test_a_fault_of_postgresql_quotes_no_row_on_whichever_engine(postgres_url):
    bare = sa.create_engine(postgres_url, poolclass=sa.NullPool, hide_parameters=True)
    same = sa.text("INSERT INTO organisation (name) VALUES ('What Kim typed')")

    def said_by(made):
        with pytest.raises(IntegrityError) as fault, made.begin() as connection:
            connection.execute(same)
        return f"{fault.value} {fault.value.orig}"

    assert "What Kim typed" in said_by(bare).replace(str(same), "")  # what there is to cut
    for made in (engine(postgres_url), without_rows(bare)):
        assert "What Kim typed" not in said_by(made).replace(str(same), "")


def test_a_row_that_postgresql_refuses_as_a_backup_is_put_back_is_not_quoted(
    sqlite_town, tmp_path, postgres_url, monkeypatch
):
    monkeypatch.setenv("DATABASE_URL", sqlite_town.url)
    sqlite_town.add(Place(name="What Kim typed", parent_id=sqlite_town.north))
    close(sqlite_town.url)
    copy = shutil.copy(sqlite_town.url.removeprefix("sqlite:///"), tmp_path / "copy.db")
    bare = sa.create_engine(f"sqlite:///{copy}")
    with bare.begin() as connection:
        connection.execute(sa.text("UPDATE place SET parent_id = 987654 WHERE name LIKE 'What%'"))
    bare.dispose()

    with pytest.raises(BackupRefused) as fault, engine(postgres_url).begin() as connection:
        rows.into_postgresql(connection, Path(copy))

    assert str(fault.value) == (
        "The backup holds something that this database does not take: insert or update on table "
        '"place" violates foreign key constraint "fk_place_parent_id". Nothing was changed.'
    )
