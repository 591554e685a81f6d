"""The history tells of measures of one's own, of reviews, of closings, and of notes on charts."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

RECORD_TYPES = (
    "organisation", "place", "topic", "priority_group", "piece_of_work", "activity", "suggestion",
    "change", "answer_sheet", "typed_figure", "target", "baseline", "person", "local_measure",
    "forum_review", "review_item", "review_action", "closing", "re_base", "point_note", "store",
)  # fmt: skip


def upgrade() -> None:
    """Bring the store one step forward."""
    words = ", ".join(f"'{word}'" for word in RECORD_TYPES)
    for table in ("history", "write_key"):
        name = op.f(f"ck_{table}_record_type")
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.drop_constraint(name, type_="check")
            batch_op.create_check_constraint(name, sa.text(f"record_type IN ({words})"))
