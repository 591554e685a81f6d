"""A fault of the database goes to the log, and names nothing that somebody typed."""

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from engagement_metrics import store
from engagement_metrics.store.engine import engine


def test_a_fault_names_the_statement_and_not_the_values(sqlite_url):
    store.migrate()
    with pytest.raises(IntegrityError) as fault, engine(sqlite_url).begin() as connection:
        connection.execute(
            sa.text("INSERT INTO person_role (person_id, role) VALUES (:who, :role)"),
            {"who": 1, "role": "Kim who typed this"},
        )

    assert "INSERT INTO person_role" in str(fault.value)
    assert "Kim who typed this" not in str(fault.value)
