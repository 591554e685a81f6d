"""The history tells of what was removed and erased, and of the store as a whole."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

EVENTS = ("added", "changed", "withdrawn", "restored", "removed", "erased")
RECORD_TYPES = (
    "organisation", "place", "topic", "priority_group", "piece_of_work", "activity", "suggestion",
    "change", "answer_sheet", "typed_figure", "target", "baseline", "person", "store",
)  # fmt: skip


def upgrade() -> None:
    """Bring the store one step forward."""
    for table, column, words in (
        ("history", "event", EVENTS),
        ("history", "record_type", RECORD_TYPES),
        ("write_key", "record_type", RECORD_TYPES),
    ):
        allowed = ", ".join(f"'{word}'" for word in words)
        name = op.f(f"ck_{table}_{column}")
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.drop_constraint(name, type_="check")
            batch_op.create_check_constraint(name, sa.text(f"{column} IN ({allowed})"))
