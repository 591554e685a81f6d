"""Periods that were closed, and what was reported of them then."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

STATES = (
    "measured", "no_activity", "none_received", "not_measured", "too_early", "withheld",
)  # fmt: skip


def upgrade() -> None:
    """Bring the store one step forward."""
    _closing()
    _reported_figure()
    _late_change()


def _closing() -> None:
    op.create_table(
        "closing",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_by", sa.String(length=120), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("updated_by", sa.String(length=120), nullable=False),
        sa.Column("period", sa.String(length=12), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=False),
        sa.Column("reopened_on", sa.Date(), nullable=True),
        sa.Column("figures", sa.Integer(), nullable=False),
        sa.Column("note", sa.String(length=2000), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_closing")),
    )
    with op.batch_alter_table("closing", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_closing_period"), ["period"], unique=False)


def _reported_figure() -> None:
    numbers = ("number", "top", "bottom", "low", "high")
    flags = ("estimated", "counted", "pooled")
    op.create_table(
        "reported_figure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("closing_id", sa.Integer(), nullable=False),
        sa.Column("indicator", sa.String(length=10), nullable=False),
        sa.Column("indicator_version", sa.Integer(), nullable=False),
        sa.Column("place_id", sa.Integer(), nullable=True),
        sa.Column("period", sa.String(length=12), nullable=False),
        sa.Column(
            "state",
            sa.Enum(*STATES, name="state", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        *(sa.Column(name, sa.Float(), nullable=True) for name in numbers),
        *(sa.Column(name, sa.Boolean(), nullable=False) for name in flags),
        sa.Column("because", sa.String(length=2000), nullable=False),
        sa.Column("complete", sa.Integer(), nullable=True),
        sa.Column("held", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["closing_id"], ["closing.id"], name=op.f("fk_reported_figure_closing_id")
        ),
        sa.ForeignKeyConstraint(
            ["place_id"], ["place.id"], name=op.f("fk_reported_figure_place_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reported_figure")),
    )
    with op.batch_alter_table("reported_figure", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_reported_figure_closing_id"), ["closing_id"], unique=False
        )
        batch_op.create_index("ix_reported_figure_period", ["period", "place_id"], unique=False)


def _late_change() -> None:
    op.create_table(
        "late_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("history_id", sa.Integer(), nullable=False),
        sa.Column("place_id", sa.Integer(), nullable=False),
        sa.Column("period", sa.String(length=12), nullable=False),
        sa.Column("indicator", sa.String(length=10), nullable=False),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("fk_late_change_place_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_late_change")),
    )
    with op.batch_alter_table("late_change", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_late_change_history_id"), ["history_id"], unique=False)
        batch_op.create_index("ix_late_change_period", ["period", "place_id"], unique=False)
