"""Measures that an organisation adds for itself, each wording of its own."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

KINDS = ("output", "outcome", "method")
DIRECTIONS = ("up", "down", "watch")
ADDS_UP = ("sum", "ratio_of_sums", "latest", "never")


def upgrade() -> None:
    """Bring the store one step forward."""
    op.create_table(
        "local_measure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_by", sa.String(length=120), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("updated_by", sa.String(length=120), nullable=False),
        sa.Column("key", sa.String(length=10), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("aims", sa.String(length=120), nullable=False),
        _closed("kind", KINDS),
        sa.Column("unit", sa.String(length=60), nullable=False),
        sa.Column("unit_kind", sa.String(length=20), nullable=False),
        _closed("direction", DIRECTIONS),
        sa.Column("definition", sa.String(length=2000), nullable=False),
        sa.Column("top", sa.String(length=2000), nullable=False),
        sa.Column("bottom", sa.String(length=2000), nullable=False),
        _closed("adds_over_time", ADDS_UP),
        _closed("adds_over_place", ADDS_UP),
        sa.Column("periods", sa.String(length=60), nullable=False),
        sa.Column("source", sa.String(length=2000), nullable=False),
        sa.Column("from_period", sa.String(length=12), nullable=False),
        sa.Column("retired_on", sa.Date(), nullable=True),
        sa.CheckConstraint("edition > 0", name=op.f("ck_local_measure_edition_from_one")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_local_measure")),
        sa.UniqueConstraint("key", "edition", name=op.f("uq_local_measure_edition")),
    )


def _closed(name: str, words: tuple[str, ...]) -> sa.Column[str]:
    kept = sa.Enum(*words, name=name, native_enum=False, create_constraint=True, length=40)
    return sa.Column(name, kept, nullable=False)
