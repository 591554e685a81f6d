"""The steps that a group takes in a round: open it, show the scores, settle a level, end it."""

import secrets
from collections.abc import Mapping
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, SQLModel, col, select

from engagement_metrics.access import Actor
from engagement_metrics.models import (
    AssessedDimension,
    AssessmentEvidence,
    AssessmentRound,
    ReviewState,
    Score,
    Scorer,
    ScoringStage,
)
from engagement_metrics.models.maturity_models import from_json
from engagement_metrics.store.engine import scrub
from engagement_metrics.store.records import find
from engagement_metrics.store.rounds import WAVES
from engagement_metrics.store.writing import Writer, session

# No vowel, so that no code is a word; no letter twice that looks like another.
LETTERS, LENGTH = "BCDFGHJKLMNPQRSTVWXZ", 6
# What may follow what; a dimension is settled by `settle` alone.
FOLLOWS = {
    ScoringStage.WAITING: {ScoringStage.SCORING},
    ScoringStage.SCORING: {ScoringStage.REVEALED},
    ScoringStage.REVEALED: {ScoringStage.SCORING_AGAIN},
    ScoringStage.SCORING_AGAIN: {ScoringStage.REVEALED_AGAIN},
}
# One step back, for as long as nobody has scored: what was opened by mistake is closed again.
BACK = {
    ScoringStage.SCORING: ScoringStage.WAITING,
    ScoringStage.SCORING_AGAIN: ScoringStage.REVEALED,
}
CAN_SETTLE = {ScoringStage.REVEALED, ScoringStage.REVEALED_AGAIN}
OPEN_FIRST = "Open the round first, so that people can join."
IS_FINISHED = "This round is finished. Nothing in it can be scored any more."


class NotNow(Exception):
    """A step that cannot be taken at this point of a round; the message can be shown."""


def begin(actor: Actor, number: int, seen_version: int) -> None:
    """Open a round, so that people can join and score; it gets the code they join by.

    One that is open stays as it is, with its code; one that is finished stays finished.
    """
    with session(actor, routine="The round begins.") as write:
        write.permitted(AssessmentRound)
        here = _standing(write, number)
        if here.state is ReviewState.FINISHED:
            raise NotNow(IS_FINISHED)
        if here.state is ReviewState.UNDER_WAY:
            return
        has = write.orm.exec(
            select(AssessedDimension.id).where(
                AssessedDimension.round_id == number, col(AssessedDimension.withdrawn).is_(False)
            )
        ).first()
        if has is None:
            raise NotNow("This round has no dimension yet. Choose at least one first.")
        values = {"state": ReviewState.UNDER_WAY}
        write.change(AssessmentRound, number, seen_version, values)
        _give_code(write, number)


def new_code(actor: Actor, number: int) -> None:
    """Give a round another code to join by; the old one lets nobody in from now on."""
    with session(actor) as write:
        _permit_change(write, number)
        _give_code(write, number)


def _permit_change(write: Writer, number: int) -> AssessmentRound:
    write.permitted(AssessmentRound)
    return _under_way(write.orm, number)


def _give_code(write: Writer, number: int) -> None:
    taken = set(write.orm.exec(select(AssessmentRound.join_code)).all())
    code = None
    while code is None or code in taken:
        code = "".join(secrets.choice(LETTERS) for _ in range(LENGTH))
    write.orm.connection().execute(
        sa.update(AssessmentRound)
        .where(col(AssessmentRound.id) == number)
        .values(join_code=code, join_key=secrets.token_urlsafe(16))
    )
    write.changed += 1


def _standing(write: Writer, number: int) -> AssessmentRound:
    found = find(write.orm, AssessmentRound, number)
    if found is None or found.withdrawn:
        raise NotNow("This round was withdrawn.")
    return found


def _under_way(orm: Session, number: int) -> AssessmentRound:
    found = find(orm, AssessmentRound, number)
    if found is None or found.withdrawn:
        raise NotNow("This round was withdrawn.")
    if found.state is ReviewState.FINISHED:
        raise NotNow(IS_FINISHED)
    if found.state is ReviewState.BEING_PREPARED:
        raise NotNow(OPEN_FIRST)
    return found


def move(actor: Actor, number: int, seen_version: int, stage: ScoringStage) -> None:
    """Open a dimension for scoring, show its scores, or open it once more; `number` is its own.

    What nobody has scored yet can be closed again.

    Whoever comes second with the same step changes nothing, and both see it. Stale where it stands
    elsewhere by now; NotNow where nobody has scored yet, or the step does not follow.
    """
    with session(actor) as write:
        here = _dimension(write, number)
        _under_way(write.orm, here.round_id)
        if here.stage is stage:
            return
        back = BACK.get(here.stage) is stage
        follows = back or stage in FOLLOWS.get(here.stage, ())
        if here.version == seen_version and not follows:
            raise NotNow("That step does not follow from where this one stands.")
        wave = WAVES.get(here.stage)
        scored = wave is not None and _scores(write.orm, here, wave)
        if back and scored:
            raise NotNow("Somebody has scored this already. Show the scores instead.")
        if wave is not None and not back and not scored:
            raise NotNow("Nobody has scored this yet, so there is nothing to show.")
        write.change(AssessedDimension, number, seen_version, {"stage": stage})


def settle(actor: Actor, number: int, seen_version: int, values: Mapping[str, Any]) -> None:
    """Keep what the group agreed of a dimension, or that it did not; `entry` checked the values.

    In the same moment the link between each scorer and their score is deleted. NotNow where the
    scores are not shown, the model has no such level, or a level above 1 has nothing to show for
    it. What is settled is put right by a change with a reason, and not by this.
    """
    with session(actor) as write:
        here = _dimension(write, number)
        of_round = _under_way(write.orm, here.round_id)
        if here.stage is ScoringStage.SETTLED and here.version == seen_version:
            raise NotNow("This is settled. Say why it is put right.")
        if here.stage not in CAN_SETTLE | {ScoringStage.SETTLED}:
            raise NotNow("Show the scores to the group first, then agree on a level.")
        level = values.get("agreed_level")
        if level is not None and not 1 <= level <= len(of_round.content["levels"]):
            raise NotNow(f"This model has no level {level}. Choose one of its levels.")
        if level is not None and level > 1 and not _good_evidence(write.orm, here):
            raise NotNow("A level above 1 needs evidence that shows it. Add some first.")
        given = {**values, "stage": ScoringStage.SETTLED}
        write.change(AssessedDimension, number, seen_version, given)
        _forget_links(write.orm, Score, here.round_id, Score.dimension == here.dimension)
    scrub()


def finish(actor: Actor, number: int, seen_version: int, today: date) -> None:
    """End a round: nobody scores or joins any more, and no link leads to anybody's answers.

    Words that nobody chose to share are deleted.

    NotNow while a dimension that was scored is not settled.
    """
    with session(actor) as write:
        here = _under_way(write.orm, number)
        unsettled = write.orm.exec(
            select(AssessedDimension.dimension).where(
                AssessedDimension.round_id == number,
                col(AssessedDimension.withdrawn).is_(False),
                col(AssessedDimension.stage).not_in([ScoringStage.SETTLED, ScoringStage.WAITING]),
            )
        ).all()
        settled = write.orm.exec(
            select(AssessedDimension.id).where(
                AssessedDimension.round_id == number,
                col(AssessedDimension.withdrawn).is_(False),
                AssessedDimension.stage == ScoringStage.SETTLED,
            )
        ).first()
        if settled is None and not unsettled:
            raise NotNow("Nothing is settled yet, so there is nothing to finish.")
        if unsettled:
            names = [from_json(here.content).dimension(key).name for key in unsettled]
            raise NotNow(f"Settle these first, or say that you did not agree: {'; '.join(names)}.")
        values = {"state": ReviewState.FINISHED, "finished_on": today}
        write.change(AssessmentRound, number, seen_version, values)
        _forget_links(write.orm, Score, number)
        _forget_links(write.orm, Scorer, number)
        unshared = (col(Score.round_id) == number, col(Score.shared).is_(False))
        write.orm.connection().execute(sa.update(Score).where(*unshared).values(reason=""))
    scrub()


def _forget_links(orm: Session, table: type[SQLModel], number: int, *also: Any) -> None:
    of_round = table.round_id == number  # type: ignore[attr-defined]
    orm.connection().execute(sa.update(table).where(of_round, *also).values(link_hash=None))


def _dimension(write: Writer, number: int) -> AssessedDimension:
    write.permitted(AssessedDimension)
    found = find(write.orm, AssessedDimension, number)
    if found is None or found.withdrawn:
        raise NotNow("This is not part of the round any more.")
    return found


def _good_evidence(orm: Session, here: AssessedDimension) -> bool:
    found = orm.exec(
        select(AssessmentEvidence.id).where(
            AssessmentEvidence.round_id == here.round_id,
            AssessmentEvidence.dimension == here.dimension,
            col(AssessmentEvidence.good).is_(True),
            col(AssessmentEvidence.withdrawn).is_(False),
        )
    )
    return found.first() is not None


def _scores(orm: Session, here: AssessedDimension, wave: int) -> bool:
    found = orm.exec(
        select(Score.id).where(
            Score.round_id == here.round_id,
            Score.dimension == here.dimension,
            Score.wave == wave,
        )
    )
    return found.first() is not None
