"""One private score: what it holds, when it may be stored or changed, and sheets of paper."""

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass

from sqlmodel import Session, col, select

from engagement_metrics import access
from engagement_metrics.access import Action, Actor
from engagement_metrics.models import (
    AssessedDimension,
    AssessmentRound,
    ReviewState,
    Score,
    Scorer,
    ScorerKind,
    ScoringStage,
    Sureness,
)
from engagement_metrics.models.assessments import KEY
from engagement_metrics.store import asking
from engagement_metrics.store.engine import quiet_write
from engagement_metrics.store.round_steps import IS_FINISHED, OPEN_FIRST, NotNow
from engagement_metrics.store.rounds import WAVES

SHOWN_ALREADY = "The scores of this are shown already, so yours cannot be changed any more."
NO_SHEET = "There is no sheet of that number. Choose one from the list."
NOT_YET = "This is not open for scoring yet."
OUTSIDE = "This model has no level {level}. Choose one of its levels."


@dataclass(frozen=True)
class Given:
    """One answer: a level or 'I do not know' (None), how sure, and why.

    `shared` is whether the group may read the why once scores are shown.
    """

    level: int | None
    sure: Sureness | None = None
    reason: str = ""
    shared: bool = False


def hashed(link: str) -> str:
    """What the store keeps of a link, by which nobody can make the link again."""
    return hashlib.sha256(link.encode()).hexdigest()


def put_sheet(
    actor: Actor,
    number: int,
    kind: ScorerKind,
    answers: Mapping[tuple[str, int], Given],
    sheet: int | None,
    key: str,
) -> int:
    """Type in a paper sheet, or the second scores of one; gives its number.

    `answers` are by dimension and wave. `key` is one for each sheet typed: sent again, it stores
    nothing more. All answers are stored or none; NotNow where one of them cannot be any more.
    """
    with quiet_write() as orm:
        asking.still_in(orm, actor)
        access.require(actor, Action.FACILITATE)
        open_round(orm, number)
        of_round = select(Scorer).where(Scorer.round_id == number, col(Scorer.sheet).is_not(None))
        sheets = {row.sheet: row for row in orm.exec(of_round)}
        if sheet is not None and sheet not in sheets:
            raise NotNow(NO_SHEET)
        there = orm.get(Scorer, hashed(f"{number} {key}")[:KEY])
        if sheet is None and there is not None:
            return there.sheet or 0  # it was typed in before
        here = sheets.get(sheet)
        if here is None:
            at = 1 + max((one for one in sheets if one is not None), default=0)
            here = Scorer(
                id=hashed(f"{number} {key}")[:KEY], round_id=number, kind=kind, sheet=at,
                link_hash=hashed(secrets.token_urlsafe(16)),
            )  # fmt: skip
            orm.add(here)
            orm.flush()
        for (name, wave), given in answers.items():
            put(orm, here, name, wave, given)
        return here.sheet or 0


def dimension(orm: Session, number: int, name: str) -> AssessedDimension:
    """A dimension of a round by its id; NotNow where the round does not have it."""
    found = orm.exec(
        select(AssessedDimension).where(
            AssessedDimension.round_id == number,
            AssessedDimension.dimension == name,
            col(AssessedDimension.withdrawn).is_(False),
        )
    ).first()
    if found is None:
        raise NotNow(NOT_YET)
    return found


def put(orm: Session, here: Scorer, name: str, wave: int, given: Given) -> None:
    """Store an answer of somebody's, or change it; NotNow where it cannot be any more."""
    found = dimension(orm, here.round_id, name)
    if found.stage is ScoringStage.WAITING:
        raise NotNow(NOT_YET)
    if WAVES.get(found.stage) != wave:
        raise NotNow(SHOWN_ALREADY)
    of_round = orm.get(AssessmentRound, here.round_id)
    levels = len(of_round.content["levels"]) if of_round else 0
    if given.level is not None and not 1 <= given.level <= levels:
        raise NotNow(OUTSIDE.format(level=given.level))
    row = orm.exec(
        select(Score).where(
            Score.round_id == here.round_id,
            Score.dimension == name,
            Score.wave == wave,
            Score.link_hash == here.link_hash,
        )
    ).first() or Score(
        id=secrets.token_hex(16),
        round_id=here.round_id,
        dimension=name,
        wave=wave,
        kind=here.kind,
        link_hash=here.link_hash,
    )
    row.level, row.sure = given.level, given.sure
    row.reason, row.shared = given.reason, given.shared
    orm.add(row)


def open_round(orm: Session, number: int) -> None:
    """NotNow with a sentence unless the round is under way."""
    found = orm.get(AssessmentRound, number)
    if found is None or found.withdrawn or found.state is ReviewState.FINISHED:
        raise NotNow(IS_FINISHED)
    if found.state is ReviewState.BEING_PREPARED:
        raise NotNow(OPEN_FIRST)
