"""A draft may be a tally sheet that belongs to the draft of a return."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the store one step forward."""
    with op.batch_alter_table("draft", schema=None) as batch_op:
        batch_op.add_column(sa.Column("of", sa.String(length=40), nullable=True))
        batch_op.create_index(batch_op.f("ix_draft_of"), ["of"], unique=False)
