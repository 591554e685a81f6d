"""Figures of groups that are made safe to share when a period is closed."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

AIMS = ("inform", "engage", "involve", "co_produce")


def upgrade() -> None:
    """Bring the store one step forward."""
    _by_characteristic(
        "release_cell",
        ("place_id", "period", "aim", "characteristic", "answer"),
        sa.Column("answer", sa.String(length=60), nullable=False),
        sa.Column("shown", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "shown >= 0 AND shown % 5 = 0", name=op.f("ck_release_cell_shown_by_fives")
        ),
    )
    _by_characteristic("release_left_out", ("place_id", "period", "aim", "characteristic"))
    op.create_table(
        "release_pooled",
        sa.Column("place_id", sa.Integer(), nullable=False),
        sa.Column("period", sa.String(length=12), nullable=False),
        sa.Column("shown_with_id", sa.Integer(), nullable=True),
        sa.Column("closing_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["place_id"], ["place.id"], name=op.f("fk_release_pooled_place_id")
        ),
        sa.ForeignKeyConstraint(
            ["shown_with_id"], ["place.id"], name=op.f("fk_release_pooled_shown_with_id")
        ),
        sa.ForeignKeyConstraint(
            ["closing_id"], ["closing.id"], name=op.f("fk_release_pooled_closing_id")
        ),
        sa.PrimaryKeyConstraint("place_id", "period", name=op.f("pk_release_pooled")),
    )
    op.create_table(
        "release_grain",
        sa.Column("place_id", sa.Integer(), nullable=False),
        sa.Column("financial_year", sa.Integer(), nullable=False),
        sa.Column("by_quarter", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("fk_release_grain_place_id")),
        sa.PrimaryKeyConstraint("place_id", "financial_year", name=op.f("pk_release_grain")),
    )
    op.create_table(
        "release_secret",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_release_secret")),
    )
    for table in ("release_cell", "release_left_out", "release_pooled"):
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.create_index(
                batch_op.f(f"ix_{table}_closing_id"), ["closing_id"], unique=False
            )


def _by_characteristic(
    table: str, key: tuple[str, ...], *more: sa.Column[object] | sa.CheckConstraint
) -> None:
    op.create_table(
        table,
        sa.Column("place_id", sa.Integer(), nullable=False),
        sa.Column("period", sa.String(length=12), nullable=False),
        sa.Column(
            "aim",
            sa.Enum(*AIMS, name="aim", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("characteristic", sa.String(length=60), nullable=False),
        *more,
        sa.Column("closing_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f(f"fk_{table}_place_id")),
        sa.ForeignKeyConstraint(
            ["closing_id"], ["closing.id"], name=op.f(f"fk_{table}_closing_id")
        ),
        sa.PrimaryKeyConstraint(*key, name=op.f(f"pk_{table}")),
        sqlite_with_rowid=False,
    )
