"""Self-assessment: models of one's own, rounds, evidence, actions, and private scores."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

RECORD_TYPES = (
    "organisation", "place", "topic", "priority_group", "piece_of_work", "activity", "suggestion",
    "change", "answer_sheet", "typed_figure", "target", "baseline", "person", "local_measure",
    "forum_review", "review_item", "review_action", "closing", "re_base", "point_note",
    "maturity_model", "assessment_round", "assessed_dimension", "assessment_evidence",
    "improvement_action", "store",
)  # fmt: skip


def upgrade() -> None:
    """Bring the store one step forward."""
    words = ", ".join(f"'{word}'" for word in RECORD_TYPES)
    for table in ("history", "write_key"):
        name = op.f(f"ck_{table}_record_type")
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.drop_constraint(name, type_="check")
            batch_op.create_check_constraint(name, sa.text(f"record_type IN ({words})"))
    _local_maturity_model()
    _wrong_code()
    _assessment_round()
    _assessed_dimension()
    _assessment_evidence()
    _improvement_action()
    _score()
    _scorer()


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


def _word(name: str, words: tuple[str, ...], *, nullable: bool = False) -> sa.Column[object]:
    kind = sa.Enum(*words, name=name, native_enum=False, create_constraint=True, length=40)
    return sa.Column(name, kind, nullable=nullable)


def _local_maturity_model() -> None:
    op.create_table(
        "local_maturity_model",
        *_kept(),
        sa.Column("code", sa.String(length=60), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("note", sa.String(length=2000), nullable=False),
        sa.CheckConstraint("edition > 0", name=op.f("ck_local_maturity_model_edition_from_one")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_local_maturity_model")),
        sa.UniqueConstraint("code", "edition", name="uq_local_maturity_model_edition"),
    )


def _wrong_code() -> None:
    op.create_table(
        "wrong_code",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wrong_code")),
    )
    with op.batch_alter_table("wrong_code", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_wrong_code_at"), ["at"], unique=False)


def _assessment_round() -> None:
    op.create_table(
        "assessment_round",
        *_kept(),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("place_id", sa.Integer(), nullable=True),
        sa.Column("model_code", sa.String(length=60), nullable=False),
        sa.Column("model_edition", sa.Integer(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("anchor", sa.String(length=120), nullable=False),
        sa.Column("rules", sa.String(length=2000), nullable=False),
        sa.Column("scorers_expected", sa.Integer(), nullable=True),
        sa.Column("volunteers_expected", sa.Integer(), nullable=True),
        _word("state", ("being_prepared", "under_way", "finished"), nullable=False),
        sa.Column("finished_on", sa.Date(), nullable=True),
        sa.Column("join_code", sa.String(length=6), nullable=True),
        sa.Column("join_key", sa.String(length=40), nullable=True),
        sa.CheckConstraint(
            "scorers_expected IS NULL OR scorers_expected >= 0",
            name=op.f("ck_assessment_round_nobody_or_more_expected"),
        ),
        sa.ForeignKeyConstraint(
            ["place_id"], ["place.id"], name=op.f("fk_assessment_round_place_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assessment_round")),
        sa.UniqueConstraint("join_code", name=op.f("uq_assessment_round_join_code")),
        sa.UniqueConstraint("join_key", name=op.f("uq_assessment_round_join_key")),
    )


def _assessed_dimension() -> None:
    op.create_table(
        "assessed_dimension",
        *_kept(),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("dimension", sa.String(length=20), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("meets_on", sa.Date(), nullable=True),
        _word(
            "stage",
            ("waiting", "scoring", "revealed", "scoring_again", "revealed_again", "settled"),
            nullable=False,
        ),
        sa.Column("agreed_level", sa.Integer(), nullable=True),
        sa.Column("backed", sa.String(length=120), nullable=False),
        sa.Column("reason", sa.String(length=2000), nullable=False),
        sa.Column("missing", sa.String(length=2000), nullable=False),
        sa.Column("note", sa.String(length=2000), nullable=False),
        sa.Column("elsewhere", sa.String(length=2000), nullable=False),
        sa.Column("minority", sa.String(length=2000), nullable=False),
        sa.Column("improve", sa.Boolean(), nullable=False),
        sa.Column("target_level", sa.Integer(), nullable=True),
        sa.Column("target_by", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "agreed_level IS NULL OR (stage = 'settled' AND agreed_level BETWEEN 1 AND 8)",
            name=op.f("ck_assessed_dimension_agreed_when_settled"),
        ),
        sa.ForeignKeyConstraint(
            ["round_id"], ["assessment_round.id"], name=op.f("fk_assessed_dimension_round_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assessed_dimension")),
        sa.UniqueConstraint(
            "round_id", "dimension", name=op.f("uq_assessed_dimension_round_id_dimension")
        ),
    )
    with op.batch_alter_table("assessed_dimension", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_assessed_dimension_round_id"), ["round_id"], unique=False
        )


def _assessment_evidence() -> None:
    op.create_table(
        "assessment_evidence",
        *_kept(),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("dimension", sa.String(length=20), nullable=False),
        sa.Column("text", sa.String(length=2000), nullable=False),
        sa.Column("link", sa.String(length=500), nullable=False),
        sa.Column("dated_on", sa.Date(), nullable=True),
        sa.Column("good", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["round_id"], ["assessment_round.id"], name=op.f("fk_assessment_evidence_round_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assessment_evidence")),
    )
    with op.batch_alter_table("assessment_evidence", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_assessment_evidence_round_id"), ["round_id"], unique=False
        )


def _improvement_action() -> None:
    op.create_table(
        "improvement_action",
        *_kept(),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("dimension", sa.String(length=20), nullable=False),
        sa.Column("task", sa.String(length=2000), nullable=False),
        sa.Column("first_step", sa.String(length=2000), nullable=False),
        sa.Column("owner", sa.String(length=120), nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        _word("status", ("open", "done", "dropped"), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("came_of_it", sa.String(length=2000), nullable=False),
        sa.CheckConstraint(
            "(status = 'open') = (done_on IS NULL)",
            name=op.f("ck_improvement_action_settled_on_a_day"),
        ),
        sa.ForeignKeyConstraint(
            ["round_id"], ["assessment_round.id"], name=op.f("fk_improvement_action_round_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_improvement_action")),
    )
    with op.batch_alter_table("improvement_action", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_improvement_action_round_id"), ["round_id"], unique=False
        )


def _score() -> None:
    op.create_table(
        "score",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("dimension", sa.String(length=20), nullable=False),
        sa.Column("wave", sa.Integer(), nullable=False),
        _word("kind", ("volunteer", "staff", "other"), nullable=False),
        sa.Column("level", sa.Integer(), nullable=True),
        _word("sure", ("low", "medium", "high"), nullable=True),
        sa.Column("reason", sa.String(length=2000), nullable=False),
        sa.Column("shared", sa.Boolean(), nullable=False),
        sa.Column("link_hash", sa.String(length=64), nullable=True),
        sa.CheckConstraint(
            "level IS NULL OR level BETWEEN 1 AND 8", name=op.f("ck_score_level_of_a_model")
        ),
        sa.CheckConstraint("wave IN (1, 2)", name=op.f("ck_score_first_or_second")),
        sa.ForeignKeyConstraint(
            ["round_id"], ["assessment_round.id"], name=op.f("fk_score_round_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_score")),
        sa.UniqueConstraint(
            "round_id",
            "dimension",
            "wave",
            "link_hash",
            name=op.f("uq_score_round_id_dimension_wave_link_hash"),
        ),
        sqlite_with_rowid=False,
    )


def _scorer() -> None:
    op.create_table(
        "scorer",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        _word("kind", ("volunteer", "staff", "other"), nullable=False),
        sa.Column("link_hash", sa.String(length=64), nullable=True),
        sa.Column("sheet", sa.Integer(), nullable=True),
        sa.Column("left", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["round_id"], ["assessment_round.id"], name=op.f("fk_scorer_round_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_scorer")),
        sa.UniqueConstraint("link_hash", name=op.f("uq_scorer_link_hash")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("scorer", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_scorer_round_id"), ["round_id"], unique=False)
