"""The foundation: places, activities, suggestions, answers, figures."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the store one step forward."""
    op.create_table(
        "data_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_data_version")),
    )
    op.create_table(
        "draft",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("form", sa.String(length=40), nullable=False),
        sa.Column("owner", sa.String(length=120), nullable=False),
        sa.Column("content", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("used_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft")),
    )
    with op.batch_alter_table("draft", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_draft_owner"), ["owner"], unique=False)

    op.create_table(
        "history",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("who", sa.String(length=120), nullable=False),
        sa.Column(
            "event",
            sa.Enum(
                "added",
                "changed",
                "withdrawn",
                "restored",
                name="event",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "record_type",
            sa.Enum(
                "organisation",
                "place",
                "topic",
                "priority_group",
                "piece_of_work",
                "activity",
                "suggestion",
                "change",
                "answer_sheet",
                "typed_figure",
                "target",
                "baseline",
                name="record_type",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=2000), nullable=False),
        sa.Column("before", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("after", sa.JSON(none_as_null=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_history")),
    )
    with op.batch_alter_table("history", schema=None) as batch_op:
        batch_op.create_index("ix_history_of_record", ["record_type", "record_id"], unique=False)

    op.create_table(
        "organisation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_by", sa.String(length=120), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("updated_by", sa.String(length=120), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("vision", sa.String(length=2000), nullable=False),
        sa.Column("example", sa.String(length=120), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisation")),
    )
    op.create_table(
        "place",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_by", sa.String(length=120), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("updated_by", sa.String(length=120), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("caution", sa.String(length=2000), nullable=False),
        sa.ForeignKeyConstraint(["parent_id"], ["place.id"], name=op.f("fk_place_parent_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_place")),
    )
    with op.batch_alter_table("place", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_place_parent_id"), ["parent_id"], unique=False)

    op.create_table(
        "priority_group",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_by", sa.String(length=120), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("updated_by", sa.String(length=120), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("characteristic", sa.String(length=60), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_priority_group")),
    )
    op.create_table(
        "topic",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_by", sa.String(length=120), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("updated_by", sa.String(length=120), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_topic")),
    )
    op.create_table(
        "write_key",
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column(
            "record_type",
            sa.Enum(
                "organisation",
                "place",
                "topic",
                "priority_group",
                "piece_of_work",
                "activity",
                "suggestion",
                "change",
                "answer_sheet",
                "typed_figure",
                "target",
                "baseline",
                name="record_type",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("record_id", sa.Integer(), nullable=True),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_write_key")),
    )
    op.create_table(
        "baseline",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_by", sa.String(length=120), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("updated_by", sa.String(length=120), nullable=False),
        sa.Column("indicator", sa.String(length=10), nullable=False),
        sa.Column("place_id", sa.Integer(), nullable=True),
        sa.Column("period", sa.String(length=12), nullable=False),
        sa.Column("topic_id", sa.Integer(), nullable=True),
        sa.Column("priority_group_id", sa.Integer(), nullable=True),
        sa.Column("value", sa.Float(), nullable=False),
        sa.Column("note", sa.String(length=2000), nullable=False),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("fk_baseline_place_id")),
        sa.ForeignKeyConstraint(
            ["priority_group_id"], ["priority_group.id"], name=op.f("fk_baseline_priority_group_id")
        ),
        sa.ForeignKeyConstraint(["topic_id"], ["topic.id"], name=op.f("fk_baseline_topic_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_baseline")),
    )
    with op.batch_alter_table("baseline", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_baseline_indicator"), ["indicator"], unique=False)

    op.create_table(
        "group_total",
        sa.Column("place_id", sa.Integer(), nullable=False),
        sa.Column("financial_year", sa.Integer(), nullable=False),
        sa.Column("month", sa.String(length=7), nullable=False),
        sa.Column(
            "aim",
            sa.Enum(
                "inform",
                "engage",
                "involve",
                "co_produce",
                name="aim",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("topic_id", sa.Integer(), nullable=False),
        sa.Column("characteristic", sa.String(length=60), nullable=False),
        sa.Column("category", sa.String(length=60), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("estimated", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("fk_group_total_place_id")),
        sa.PrimaryKeyConstraint(
            "place_id",
            "financial_year",
            "month",
            "aim",
            "topic_id",
            "characteristic",
            "category",
            name=op.f("pk_group_total"),
        ),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "piece_of_work",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_by", sa.String(length=120), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("updated_by", sa.String(length=120), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "project",
                "service",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("place_id", sa.Integer(), nullable=False),
        sa.Column(
            "stage",
            sa.Enum(
                "ideas",
                "options",
                "design",
                "delivery",
                "review",
                name="stage",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("started_on", sa.Date(), nullable=True),
        sa.Column("decision_on", sa.Date(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "closed_on IS NULL OR started_on IS NULL OR closed_on >= started_on",
            name=op.f("ck_piece_of_work_closed_after_start"),
        ),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("fk_piece_of_work_place_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_piece_of_work")),
    )
    with op.batch_alter_table("piece_of_work", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_piece_of_work_place_id"), ["place_id"], unique=False)

    op.create_table(
        "place_authority",
        sa.Column("place_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=9), nullable=False),
        sa.ForeignKeyConstraint(
            ["place_id"], ["place.id"], name=op.f("fk_place_authority_place_id")
        ),
        sa.PrimaryKeyConstraint("place_id", "code", name=op.f("pk_place_authority")),
    )
    op.create_table(
        "priority_group_category",
        sa.Column("priority_group_id", sa.Integer(), nullable=False),
        sa.Column("category", sa.String(length=60), nullable=False),
        sa.ForeignKeyConstraint(
            ["priority_group_id"],
            ["priority_group.id"],
            name=op.f("fk_priority_group_category_priority_group_id"),
        ),
        sa.PrimaryKeyConstraint(
            "priority_group_id", "category", name=op.f("pk_priority_group_category")
        ),
    )
    op.create_table(
        "target",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_by", sa.String(length=120), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("updated_by", sa.String(length=120), nullable=False),
        sa.Column("indicator", sa.String(length=10), nullable=False),
        sa.Column(
            "form",
            sa.Enum(
                "at_least",
                "at_most",
                "share_of",
                "some_of",
                "from_to",
                "up_by_percent",
                "done_by",
                "not_below_chance",
                "watch",
                name="form",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("place_id", sa.Integer(), nullable=True),
        sa.Column("period", sa.String(length=12), nullable=False),
        sa.Column("topic_id", sa.Integer(), nullable=True),
        sa.Column("priority_group_id", sa.Integer(), nullable=True),
        sa.Column("low", sa.Float(), nullable=True),
        sa.Column("high", sa.Float(), nullable=True),
        sa.Column("by", sa.Date(), nullable=True),
        sa.Column("set_on", sa.Date(), nullable=True),
        sa.Column("note", sa.String(length=2000), nullable=False),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("fk_target_place_id")),
        sa.ForeignKeyConstraint(
            ["priority_group_id"], ["priority_group.id"], name=op.f("fk_target_priority_group_id")
        ),
        sa.ForeignKeyConstraint(["topic_id"], ["topic.id"], name=op.f("fk_target_topic_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_target")),
    )
    with op.batch_alter_table("target", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_target_indicator"), ["indicator"], unique=False)

    op.create_table(
        "typed_figure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_by", sa.String(length=120), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("updated_by", sa.String(length=120), nullable=False),
        sa.Column("indicator", sa.String(length=10), nullable=False),
        sa.Column("indicator_version", sa.Integer(), nullable=False),
        sa.Column("place_id", sa.Integer(), nullable=False),
        sa.Column("period", sa.String(length=12), nullable=False),
        sa.Column("priority_group_id", sa.Integer(), nullable=True),
        sa.Column("top", sa.Float(), nullable=False),
        sa.Column("bottom", sa.Float(), nullable=True),
        sa.Column(
            "basis",
            sa.Enum(
                "counted",
                "estimated",
                name="basis",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("source", sa.String(length=2000), nullable=False),
        sa.Column("note", sa.String(length=2000), nullable=False),
        sa.Column("stands", sa.String(length=60), nullable=True),
        sa.CheckConstraint(
            "bottom IS NULL OR bottom > 0", name=op.f("ck_typed_figure_bottom_above_zero")
        ),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("fk_typed_figure_place_id")),
        sa.ForeignKeyConstraint(
            ["priority_group_id"],
            ["priority_group.id"],
            name=op.f("fk_typed_figure_priority_group_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_typed_figure")),
        sa.UniqueConstraint("stands", name=op.f("uq_typed_figure_stands")),
    )
    op.create_table(
        "activity",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_by", sa.String(length=120), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("updated_by", sa.String(length=120), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column(
            "aim",
            sa.Enum(
                "inform",
                "engage",
                "involve",
                "co_produce",
                name="aim",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("method", sa.String(length=60), nullable=False),
        sa.Column("place_id", sa.Integer(), nullable=False),
        sa.Column("topic_id", sa.Integer(), nullable=True),
        sa.Column("piece_of_work_id", sa.Integer(), nullable=True),
        sa.Column("part_of_id", sa.Integer(), nullable=True),
        sa.Column("starts", sa.String(length=10), nullable=False),
        sa.Column("ends", sa.String(length=10), nullable=False),
        sa.Column("month", sa.String(length=7), nullable=True),
        sa.Column("financial_year", sa.Integer(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "planned",
                "figures_to_follow",
                "complete",
                "cancelled",
                name="status",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("heads", sa.Integer(), nullable=True),
        sa.Column(
            "heads_basis",
            sa.Enum(
                "counted",
                "estimated",
                name="heads_basis",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("heads_added", sa.Boolean(), nullable=False),
        sa.Column("modes", sa.String(length=60), nullable=False),
        sa.Column("sessions", sa.Integer(), nullable=True),
        sa.Column("open_to_public", sa.Boolean(), nullable=True),
        sa.Column("people_invited", sa.Integer(), nullable=True),
        sa.Column("minutes_taken", sa.Integer(), nullable=True),
        sa.Column("return_due_on", sa.Date(), nullable=True),
        sa.Column("return_completed_on", sa.Date(), nullable=True),
        sa.Column("feedback_promised_on", sa.Date(), nullable=True),
        sa.Column("fed_back_on", sa.Date(), nullable=True),
        sa.Column("note", sa.String(length=2000), nullable=False),
        sa.Column("source", sa.String(length=2000), nullable=False),
        sa.Column("reference", sa.String(length=120), nullable=False),
        sa.CheckConstraint(
            "heads IS NULL OR heads >= 0", name=op.f("ck_activity_heads_not_negative")
        ),
        sa.ForeignKeyConstraint(
            ["part_of_id"], ["activity.id"], name=op.f("fk_activity_part_of_id")
        ),
        sa.ForeignKeyConstraint(
            ["piece_of_work_id"], ["piece_of_work.id"], name=op.f("fk_activity_piece_of_work_id")
        ),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("fk_activity_place_id")),
        sa.ForeignKeyConstraint(["topic_id"], ["topic.id"], name=op.f("fk_activity_topic_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_activity")),
    )
    with op.batch_alter_table("activity", schema=None) as batch_op:
        batch_op.create_index(
            "ix_activity_adding_up",
            [
                "place_id",
                "financial_year",
                "month",
                "aim",
                "status",
                "withdrawn",
                "heads_added",
                "heads",
                "heads_basis",
                "topic_id",
            ],
            unique=False,
        )
        batch_op.create_index(batch_op.f("ix_activity_ends"), ["ends"], unique=False)
        batch_op.create_index(batch_op.f("ix_activity_part_of_id"), ["part_of_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_activity_piece_of_work_id"), ["piece_of_work_id"], unique=False
        )

    op.create_table(
        "change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_by", sa.String(length=120), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("updated_by", sa.String(length=120), nullable=False),
        sa.Column("what", sa.String(length=2000), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("place_id", sa.Integer(), nullable=False),
        sa.Column("topic_id", sa.Integer(), nullable=True),
        sa.Column("piece_of_work_id", sa.Integer(), nullable=True),
        sa.Column("month", sa.String(length=7), nullable=False),
        sa.Column("financial_year", sa.Integer(), nullable=False),
        sa.Column("size", sa.String(length=40), nullable=False),
        sa.Column("reversed_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["piece_of_work_id"], ["piece_of_work.id"], name=op.f("fk_change_piece_of_work_id")
        ),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("fk_change_place_id")),
        sa.ForeignKeyConstraint(["topic_id"], ["topic.id"], name=op.f("fk_change_topic_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_change")),
    )
    with op.batch_alter_table("change", schema=None) as batch_op:
        batch_op.create_index(
            "ix_change_adding_up", ["place_id", "financial_year", "month"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_change_piece_of_work_id"), ["piece_of_work_id"], unique=False
        )

    op.create_table(
        "answer_sheet",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_by", sa.String(length=120), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("updated_by", sa.String(length=120), nullable=False),
        sa.Column("activity_id", sa.Integer(), nullable=True),
        sa.Column("piece_of_work_id", sa.Integer(), nullable=True),
        sa.Column("place_id", sa.Integer(), nullable=False),
        sa.Column("topic_id", sa.Integer(), nullable=True),
        sa.Column("month", sa.String(length=7), nullable=True),
        sa.Column("financial_year", sa.Integer(), nullable=False),
        sa.Column(
            "wave",
            sa.Enum(
                "on_the_day",
                "follow_up",
                name="wave",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "format",
            sa.Enum(
                "standard",
                "easy_read",
                name="format",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("collected_on", sa.Date(), nullable=True),
        sa.Column("forms_received", sa.Integer(), nullable=False),
        sa.Column("people_invited", sa.Integer(), nullable=True),
        sa.Column("note", sa.String(length=2000), nullable=False),
        sa.CheckConstraint(
            "(activity_id IS NULL) <> (piece_of_work_id IS NULL)",
            name=op.f("ck_answer_sheet_activity_or_service"),
        ),
        sa.CheckConstraint("forms_received >= 0", name=op.f("ck_answer_sheet_forms_not_negative")),
        sa.ForeignKeyConstraint(
            ["activity_id"], ["activity.id"], name=op.f("fk_answer_sheet_activity_id")
        ),
        sa.ForeignKeyConstraint(
            ["piece_of_work_id"],
            ["piece_of_work.id"],
            name=op.f("fk_answer_sheet_piece_of_work_id"),
        ),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("fk_answer_sheet_place_id")),
        sa.ForeignKeyConstraint(["topic_id"], ["topic.id"], name=op.f("fk_answer_sheet_topic_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answer_sheet")),
    )
    with op.batch_alter_table("answer_sheet", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_answer_sheet_activity_id"), ["activity_id"], unique=False
        )
        batch_op.create_index(
            "ix_answer_sheet_adding_up", ["place_id", "financial_year", "month"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_answer_sheet_piece_of_work_id"), ["piece_of_work_id"], unique=False
        )

    op.create_table(
        "group_count",
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.Column("characteristic", sa.String(length=60), nullable=False),
        sa.Column("category", sa.String(length=60), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("estimated", sa.Boolean(), nullable=False),
        sa.CheckConstraint("n >= 0", name=op.f("ck_group_count_n_not_negative")),
        sa.ForeignKeyConstraint(
            ["activity_id"], ["activity.id"], name=op.f("fk_group_count_activity_id")
        ),
        sa.PrimaryKeyConstraint(
            "activity_id", "characteristic", "category", name=op.f("pk_group_count")
        ),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "suggestion",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_by", sa.String(length=120), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("updated_by", sa.String(length=120), nullable=False),
        sa.Column("text", sa.String(length=2000), nullable=False),
        sa.Column("activity_id", sa.Integer(), nullable=True),
        sa.Column("place_id", sa.Integer(), nullable=False),
        sa.Column("topic_id", sa.Integer(), nullable=True),
        sa.Column("piece_of_work_id", sa.Integer(), nullable=True),
        sa.Column("raised_by", sa.Integer(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=True),
        sa.Column("month", sa.String(length=7), nullable=True),
        sa.Column("financial_year", sa.Integer(), nullable=True),
        sa.Column("owner", sa.String(length=120), nullable=False),
        sa.Column("promised_on", sa.Date(), nullable=True),
        sa.Column("source", sa.String(length=2000), nullable=False),
        sa.Column("note", sa.String(length=2000), nullable=False),
        sa.Column(
            "step",
            sa.Enum(
                "looked_into",
                "acted_in_full",
                "acted_in_part",
                "not_possible",
                "told",
                "removed",
                name="step",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("day_90", sa.Date(), nullable=True),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("told_on", sa.Date(), nullable=True),
        sa.CheckConstraint("raised_by >= 1", name=op.f("ck_suggestion_raised_by_somebody")),
        sa.ForeignKeyConstraint(
            ["activity_id"], ["activity.id"], name=op.f("fk_suggestion_activity_id")
        ),
        sa.ForeignKeyConstraint(
            ["piece_of_work_id"], ["piece_of_work.id"], name=op.f("fk_suggestion_piece_of_work_id")
        ),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("fk_suggestion_place_id")),
        sa.ForeignKeyConstraint(["topic_id"], ["topic.id"], name=op.f("fk_suggestion_topic_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_suggestion")),
    )
    with op.batch_alter_table("suggestion", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_suggestion_activity_id"), ["activity_id"], unique=False
        )
        batch_op.create_index(
            "ix_suggestion_adding_up", ["place_id", "financial_year", "month"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_suggestion_piece_of_work_id"), ["piece_of_work_id"], unique=False
        )

    op.create_table(
        "answer_count",
        sa.Column("sheet_id", sa.Integer(), nullable=False),
        sa.Column("question", sa.String(length=10), nullable=False),
        sa.Column("choice", sa.String(length=80), nullable=False),
        sa.Column("question_version", sa.Integer(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.CheckConstraint("n >= 0", name=op.f("ck_answer_count_n_not_negative")),
        sa.ForeignKeyConstraint(
            ["sheet_id"], ["answer_sheet.id"], name=op.f("fk_answer_count_sheet_id")
        ),
        sa.PrimaryKeyConstraint("sheet_id", "question", "choice", name=op.f("pk_answer_count")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "change_suggestion",
        sa.Column("change_id", sa.Integer(), nullable=False),
        sa.Column("suggestion_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["change_id"], ["change.id"], name=op.f("fk_change_suggestion_change_id")
        ),
        sa.ForeignKeyConstraint(
            ["suggestion_id"], ["suggestion.id"], name=op.f("fk_change_suggestion_suggestion_id")
        ),
        sa.PrimaryKeyConstraint("change_id", "suggestion_id", name=op.f("pk_change_suggestion")),
    )
    op.create_table(
        "suggestion_status",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("suggestion_id", sa.Integer(), nullable=False),
        sa.Column(
            "step",
            sa.Enum(
                "looked_into",
                "acted_in_full",
                "acted_in_part",
                "not_possible",
                "told",
                "removed",
                name="step",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("on", sa.Date(), nullable=True),
        sa.Column("who", sa.String(length=120), nullable=False),
        sa.Column("result", sa.String(length=2000), nullable=False),
        sa.ForeignKeyConstraint(
            ["suggestion_id"], ["suggestion.id"], name=op.f("fk_suggestion_status_suggestion_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_suggestion_status")),
    )
    with op.batch_alter_table("suggestion_status", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_suggestion_status_suggestion_id"), ["suggestion_id"], unique=False
        )
    op.execute(sa.text("INSERT INTO data_version (id, number) VALUES (1, 0)"))
