"""Reviews: what a forum looked at, said, decided and asked for."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

STATES = ("being_prepared", "under_way", "finished")
STATUSES = ("open", "done", "dropped")


def upgrade() -> None:
    """Bring the store one step forward."""
    _forum_review()
    _review_item()
    _review_action()


def _kept() -> tuple[sa.Column[object], ...]:
    return (
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_by", sa.String(length=120), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("updated_by", sa.String(length=120), nullable=False),
    )


def _word(name: str, words: tuple[str, ...]) -> sa.Column[object]:
    kind = sa.Enum(*words, name=name, native_enum=False, create_constraint=True, length=40)
    return sa.Column(name, kind, nullable=False)


def _of_review(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["review_id"], ["forum_review.id"], name=op.f(f"fk_{table}_review_id")
    )


def _index(table: str) -> None:
    with op.batch_alter_table(table, schema=None) as batch_op:
        batch_op.create_index(batch_op.f(f"ix_{table}_review_id"), ["review_id"], unique=False)


def _forum_review() -> None:
    op.create_table(
        "forum_review",
        *_kept(),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("place_id", sa.Integer(), nullable=True),
        sa.Column("period", sa.String(length=20), nullable=False),
        _word("state", STATES),
        sa.Column("present", sa.Integer(), nullable=True),
        sa.Column("note", sa.String(length=2000), nullable=False),
        sa.CheckConstraint(
            "present IS NULL OR present >= 0",
            name=op.f("ck_forum_review_nobody_or_more_present"),
        ),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("fk_forum_review_place_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_forum_review")),
    )


def _review_item() -> None:
    op.create_table(
        "review_item",
        *_kept(),
        sa.Column("review_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("indicator", sa.String(length=40), nullable=False),
        sa.Column("said", sa.String(length=2000), nullable=False),
        sa.Column("decided", sa.String(length=2000), nullable=False),
        sa.Column("shown", sa.JSON(none_as_null=True), nullable=True),
        _of_review("review_item"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_item")),
    )
    _index("review_item")


def _review_action() -> None:
    op.create_table(
        "review_action",
        *_kept(),
        sa.Column("review_id", sa.Integer(), nullable=False),
        sa.Column("indicator", sa.String(length=40), nullable=True),
        sa.Column("task", sa.String(length=2000), nullable=False),
        sa.Column("owner", sa.String(length=120), nullable=False),
        sa.Column("due", sa.Date(), nullable=True),
        _word("status", STATUSES),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("came_of_it", sa.String(length=2000), nullable=False),
        sa.CheckConstraint(
            "(status = 'open') = (done_on IS NULL)",
            name=op.f("ck_review_action_settled_on_a_day"),
        ),
        _of_review("review_action"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_action")),
    )
    _index("review_action")
