"""A self-assessment by a group: its round, dimensions, evidence, actions, and private scores."""

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from engagement_metrics.models.columns import NAME, TEXT, TITLE, Kept, Moment, closed
from engagement_metrics.models.lists import (
    ActionStatus,
    ReviewState,
    ScorerKind,
    ScoringStage,
    Sureness,
)
from engagement_metrics.models.maturity_models import MOST_LEVELS

LINK, CODE, KEY, HASH, DIMENSION = 500, 6, 40, 64, 20


class LocalMaturityModel(Kept, table=True):
    """One wording of a maturity model that was made in the app; it never changes afterwards.

    `content` is the model as `MaturityModel.as_json` gives it. `note` says why it was reworded.
    """

    __tablename__ = "local_maturity_model"
    code: str = Field(max_length=60)
    edition: int
    name: str = Field(max_length=NAME)
    content: dict[str, Any] = Field(sa_type=sa.JSON)
    note: str = Field(default="", max_length=TEXT)
    __table_args__ = (
        sa.UniqueConstraint("code", "edition", name="uq_local_maturity_model_edition"),
        sa.CheckConstraint("edition > 0", name="edition_from_one"),
    )


class AssessmentRound(Kept, table=True):
    """A round: a group scores the dimensions of one model, and agrees on a level for each.

    `content` is the wording that it uses, kept with it. `anchor` is who sees to what was agreed.
    `rules` says beforehand what counts as agreement. `join_code` and `join_key` let people in while
    the round is under way; neither goes into the history.
    """

    __tablename__ = "assessment_round"
    title: str = Field(max_length=TITLE)
    held_on: date
    place_id: int | None = Field(default=None, foreign_key="place.id")
    model_code: str = Field(max_length=60)
    model_edition: int
    content: dict[str, Any] = Field(sa_type=sa.JSON)
    anchor: str = Field(default="", max_length=NAME)
    rules: str = Field(default="", max_length=TEXT)
    scorers_expected: int | None = None
    volunteers_expected: int | None = None
    state: ReviewState = Field(
        default=ReviewState.BEING_PREPARED,
        sa_type=closed(ReviewState, "state"),  # type: ignore[call-overload]
    )
    finished_on: date | None = None
    join_code: str | None = Field(default=None, max_length=CODE, unique=True)
    join_key: str | None = Field(default=None, max_length=KEY, unique=True)
    __table_args__ = (
        sa.CheckConstraint(
            "scorers_expected IS NULL OR scorers_expected >= 0", name="nobody_or_more_expected"
        ),
    )


class AssessedDimension(Kept, table=True):
    """One dimension in a round: how far its scoring is, and what the group agreed of it.

    Settled without `agreed_level` means that the group did not agree. `backed` numbers the
    sentences of the agreed statement for which there is dated evidence, joined by ';'.
    `meets_on` is the day this dimension is talked about, where a round is spread over several.
    """

    __tablename__ = "assessed_dimension"
    round_id: int = Field(foreign_key="assessment_round.id", index=True)
    dimension: str = Field(max_length=DIMENSION)
    position: int
    meets_on: date | None = None
    stage: ScoringStage = Field(
        default=ScoringStage.WAITING,
        sa_type=closed(ScoringStage, "stage"),  # type: ignore[call-overload]
    )
    agreed_level: int | None = None
    backed: str = Field(default="", max_length=NAME)
    reason: str = Field(default="", max_length=TEXT)
    missing: str = Field(default="", max_length=TEXT)
    note: str = Field(default="", max_length=TEXT)
    elsewhere: str = Field(default="", max_length=TEXT)
    minority: str = Field(default="", max_length=TEXT)
    improve: bool = False
    target_level: int | None = None
    target_by: date | None = None
    __table_args__ = (
        sa.UniqueConstraint("round_id", "dimension"),
        sa.CheckConstraint(
            f"agreed_level IS NULL OR (stage = 'settled' AND agreed_level BETWEEN 1 AND "
            f"{MOST_LEVELS})",
            name="agreed_when_settled",
        ),
    )


class AssessmentEvidence(Kept, table=True):
    """Something that shows how a dimension stands, good or bad, with its link and its day."""

    __tablename__ = "assessment_evidence"
    round_id: int = Field(foreign_key="assessment_round.id", index=True)
    dimension: str = Field(max_length=DIMENSION)
    text: str = Field(max_length=TEXT)
    link: str = Field(default="", max_length=LINK)
    dated_on: date | None = None
    good: bool = True


class ImprovementAction(Kept, table=True):
    """Something to be done so that a dimension gets better: whose it is, by when, how it begins."""

    __tablename__ = "improvement_action"
    round_id: int = Field(foreign_key="assessment_round.id", index=True)
    dimension: str = Field(max_length=DIMENSION)
    task: str = Field(max_length=TEXT)
    first_step: str = Field(default="", max_length=TEXT)
    owner: str = Field(max_length=NAME)
    due: date
    status: ActionStatus = Field(
        default=ActionStatus.OPEN,
        sa_type=closed(ActionStatus, "status"),  # type: ignore[call-overload]
    )
    done_on: date | None = None
    came_of_it: str = Field(default="", max_length=TEXT)
    __table_args__ = (
        sa.CheckConstraint("(status = 'open') = (done_on IS NULL)", name="settled_on_a_day"),
    )


class Scorer(SQLModel, table=True):
    """Somebody who scores in a round: a volunteer, of staff, or other; no name, no time.

    `link_hash` is the hash of the link that gives them their answers back; it goes when the round
    ends. A paper sheet has a number, and no link that anybody holds.
    """

    __tablename__ = "scorer"
    id: str = Field(primary_key=True, max_length=KEY)
    round_id: int = Field(foreign_key="assessment_round.id", index=True)
    kind: ScorerKind = Field(sa_type=closed(ScorerKind, "kind"))  # type: ignore[call-overload]
    link_hash: str | None = Field(default=None, max_length=HASH, unique=True)
    sheet: int | None = None
    left: bool = Field(default=False)
    __table_args__ = ({"sqlite_with_rowid": False},)


class Score(SQLModel, table=True):
    """One private score of one dimension; without a level it says 'I do not know'.

    `wave` is 1 for the first score and 2 for the one after the talk. `link_hash` lets a scorer
    change it, and is deleted when the dimension is settled. Its number is drawn at random, so that
    it does not tell the order in which people scored.
    """

    __tablename__ = "score"
    id: str = Field(primary_key=True, max_length=KEY)
    round_id: int = Field(foreign_key="assessment_round.id")
    dimension: str = Field(max_length=DIMENSION)
    wave: int
    kind: ScorerKind = Field(sa_type=closed(ScorerKind, "kind"))  # type: ignore[call-overload]
    level: int | None = None
    sure: Sureness | None = Field(default=None, sa_type=closed(Sureness, "sure"))  # type: ignore[call-overload]
    reason: str = Field(default="", max_length=TEXT)
    shared: bool = Field(default=False)
    link_hash: str | None = Field(default=None, max_length=HASH)
    __table_args__ = (
        sa.UniqueConstraint("round_id", "dimension", "wave", "link_hash"),
        sa.CheckConstraint("wave IN (1, 2)", name="first_or_second"),
        sa.CheckConstraint(
            f"level IS NULL OR level BETWEEN 1 AND {MOST_LEVELS}", name="level_of_a_model"
        ),
        {"sqlite_with_rowid": False},
    )


class WrongCode(SQLModel, table=True):
    """That somebody tried a code which lets nobody in, and when: codes cannot be tried in bulk."""

    __tablename__ = "wrong_code"
    id: int | None = Field(default=None, primary_key=True)
    at: datetime = Field(sa_type=Moment, index=True)  # type: ignore[call-overload]
