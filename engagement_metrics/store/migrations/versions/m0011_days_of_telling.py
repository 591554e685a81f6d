"""Finding quickly whom we promised an answer, and whom we told."""

from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the store one step forward."""
    with op.batch_alter_table("activity", schema=None) as batch_op:
        for day in ("feedback_promised_on", "fed_back_on"):
            batch_op.create_index(f"ix_activity_{day}", ["place_id", day], unique=False)
