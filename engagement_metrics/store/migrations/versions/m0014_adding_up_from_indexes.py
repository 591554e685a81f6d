"""Adding up reads indexes alone, and totals of groups in the order they are kept in."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

ADDING_UP = {
    "activity": (
        *("place_id", "financial_year", "month", "withdrawn", "topic_id", "aim", "status"),
        *("ends", "heads", "heads_added", "heads_basis", "return_due_on"),
        *("return_completed_on", "minutes_taken", "feedback_promised_on", "fed_back_on"),
        *("open_to_public", "sessions", "modes", "method"),
    ),
    "suggestion": (
        *("place_id", "financial_year", "month", "withdrawn", "topic_id", "received_on"),
        *("step", "day_90", "answered_on", "id"),
    ),
}
KNOWN_DAYS = (
    ("activity", "feedback_promised_on"),
    ("activity", "fed_back_on"),
    ("suggestion", "promised_on"),
)
AIMS = ("inform", "engage", "involve", "co_produce")
KEY = ("place_id", "financial_year", "aim", "characteristic", "category", "month", "topic_id")


def upgrade() -> None:
    """Bring the store one step forward."""
    _indexes()
    if op.get_bind().dialect.name == "sqlite":
        _order_totals_in_sqlite()
    else:
        op.drop_constraint("pk_group_total", "group_total", type_="primary")
        op.create_primary_key("pk_group_total", "group_total", [*KEY])


def _indexes() -> None:
    for table in ADDING_UP:
        op.drop_index(f"ix_{table}_adding_up", table_name=table)
    for day in ("feedback_promised_on", "fed_back_on"):
        op.drop_index(f"ix_activity_{day}", table_name="activity")
    op.drop_index("ix_suggestion_status_suggestion_id", table_name="suggestion_status")
    for table, columns in ADDING_UP.items():
        op.create_index(f"ix_{table}_adding_up", table, [*columns])
    for table, day in KNOWN_DAYS:
        known = sa.text(f"{day} IS NOT NULL")
        op.create_index(
            f"ix_{table}_{day}", table, ["place_id", day],
            sqlite_where=known, postgresql_where=known,
        )  # fmt: skip
    op.create_index("ix_suggestion_status_of", "suggestion_status", ["suggestion_id", "on", "step"])


def _order_totals_in_sqlite() -> None:
    """The rows of this table lie in the order of its key, so it is made anew; no other names it."""
    op.rename_table("group_total", "group_total_before")
    op.create_table(
        "group_total",
        sa.Column("place_id", sa.Integer(), nullable=False),
        sa.Column("financial_year", sa.Integer(), nullable=False),
        sa.Column("month", sa.String(length=7), nullable=False),
        sa.Column(
            "aim",
            sa.Enum(*AIMS, name="aim", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("topic_id", sa.Integer(), nullable=False),
        sa.Column("characteristic", sa.String(length=60), nullable=False),
        sa.Column("category", sa.String(length=60), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("estimated", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("fk_group_total_place_id")),
        sa.PrimaryKeyConstraint(*KEY, name=op.f("pk_group_total")),
        sqlite_with_rowid=False,
    )
    columns = ", ".join((*KEY, "n", "estimated"))
    op.execute(
        f"INSERT INTO group_total ({columns}) "  # noqa: S608  (names of this file alone)
        f"SELECT {columns} FROM group_total_before ORDER BY {', '.join(KEY)}"
    )
    op.drop_table("group_total_before")
