"""Answers to evaluation questions that are made safe to share when a period is closed."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the store one step forward."""
    op.create_table(
        "release_answer",
        sa.Column("place_id", sa.Integer(), nullable=False),
        sa.Column("period", sa.String(length=12), nullable=False),
        sa.Column("question", sa.String(length=10), nullable=False),
        sa.Column("wave", sa.String(length=40), nullable=False),
        sa.Column("format", sa.String(length=40), nullable=False),
        sa.Column("top", sa.Integer(), nullable=True),
        sa.Column("base", sa.Integer(), nullable=True),
        sa.Column("closing_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(top IS NULL AND base IS NULL)"
            " OR (top >= 0 AND (base >= 10 OR (question = 'forms' AND top >= 10)))",
            name=op.f("ck_release_answer_ten_or_more"),
        ),
        sa.ForeignKeyConstraint(
            ["place_id"], ["place.id"], name=op.f("fk_release_answer_place_id")
        ),
        sa.ForeignKeyConstraint(
            ["closing_id"], ["closing.id"], name=op.f("fk_release_answer_closing_id")
        ),
        sa.PrimaryKeyConstraint(
            "place_id", "period", "question", "wave", "format", name=op.f("pk_release_answer")
        ),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("release_answer", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_release_answer_closing_id"), ["closing_id"], unique=False
        )
