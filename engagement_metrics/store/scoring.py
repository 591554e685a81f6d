"""Scoring by whoever was let into a round: joining by a code, and one's own answers.

Nobody here is signed in. A code or the key of a QR code lets people join; the link they then hold
leads to their own answers and to nobody else's. Nothing here goes into the history but evidence.
"""

import re
import secrets
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import sqlalchemy as sa
from sqlmodel import Session, col, select

from engagement_metrics.access import Actor
from engagement_metrics.models import (
    AssessedDimension,
    AssessmentEvidence,
    AssessmentRound,
    MaturityModel,
    ReviewState,
    Role,
    Score,
    Scorer,
    ScorerKind,
    WrongCode,
)
from engagement_metrics.models.maturity_models import from_json
from engagement_metrics.store.engine import quiet_write, reading
from engagement_metrics.store.round_steps import IS_FINISHED, NotNow
from engagement_metrics.store.scores import Given, dimension, hashed, open_round, put
from engagement_metrics.store.writing import Writer

# With 64 million codes and this many tries a minute, one open round is found in two years.
MOST_WRONG, WITHIN, KEPT = 30, timedelta(minutes=1), timedelta(hours=1)
KEY = re.compile("[A-Za-z0-9_-]{1,40}")
WRONG = "That code lets nobody in. Check the six letters with the person who runs the round."
TOO_MANY = "Too many wrong codes were tried just now. Wait a minute, or scan the square code."
NOT_OPEN = "This round is not open yet. Wait for the person who runs it, then try again."
NO_SEAT = "This link leads nowhere any more. The round is finished, or the link is not whole."
A_SCORER = Actor("Somebody in the round", frozenset({Role.FACILITATOR}))


@dataclass(frozen=True)
class Door:
    """A round that a code or key leads to: what somebody sees of it before they join."""

    number: int
    title: str
    held_on: date


@dataclass(frozen=True)
class Seat:
    """What the holder of a link sees: the round, its dimensions, and their own answers alone.

    `own` is by dimension and wave.
    """

    round: AssessmentRound
    model: MaturityModel
    kind: ScorerKind
    left: bool
    dimensions: tuple[AssessedDimension, ...]
    own: dict[tuple[str, int], Given]


def door(code: str = "", key: str = "") -> Door:
    """The round that a six-letter code, or the key of a QR code, lets people into.

    NotNow with a sentence where it lets nobody in. Wrong codes are counted over the whole store,
    and no code is looked up while there were too many of them; a key, which nobody can guess, is.
    """
    if key:
        with reading() as orm:
            return _door(_by_key(orm, key))
    code = _letters(code)
    now = datetime.now(UTC)
    with quiet_write() as orm:  # one at a time, so that many at once are counted too
        recent = select(sa.func.count()).where(col(WrongCode.at) > now - WITHIN)
        if orm.exec(recent).one() >= MOST_WRONG:
            raise NotNow(TOO_MANY)
        found = _by_code(orm, code)
        if found is None:
            orm.connection().execute(sa.delete(WrongCode).where(col(WrongCode.at) < now - KEPT))
            orm.add(WrongCode(at=now))
    return _door(found)


def _letters(code: str) -> str:
    return "".join(letter for letter in code.upper() if letter.isalpha())


def _by_key(orm: Session, key: str) -> AssessmentRound | None:
    if not KEY.fullmatch(key):
        return None
    return _by(orm, col(AssessmentRound.join_key) == key)


def _by_code(orm: Session, code: str) -> AssessmentRound | None:
    return _by(orm, col(AssessmentRound.join_code) == code)


def _by(orm: Session, which: sa.ColumnElement[bool]) -> AssessmentRound | None:
    query = select(AssessmentRound).where(which, col(AssessmentRound.withdrawn).is_(False))
    return orm.exec(query).first()


def _door(found: AssessmentRound | None) -> Door:
    if found is None:
        raise NotNow(WRONG)
    if found.state is ReviewState.FINISHED:
        raise NotNow(IS_FINISHED)
    if found.state is ReviewState.BEING_PREPARED:
        raise NotNow(NOT_OPEN)
    return Door(found.id or 0, found.title, found.held_on)


def new_link() -> str:
    """A link of one's own: a secret that nobody can guess."""
    return secrets.token_urlsafe(16)


def join(number: int, kind: ScorerKind, link: str, *, code: str = "", key: str = "") -> None:
    """Take a seat in a round that `door` let somebody into; the same link twice is one seat.

    The code or key they came in by must still lead to the round, once a seat is to be taken.
    """
    with quiet_write() as orm:
        open_round(orm, number)
        came_by = _by_key(orm, key) if key else _by_code(orm, _letters(code))
        if _seat_of(orm, link) is None and (came_by is None or came_by.id != number):
            raise NotNow(WRONG)
        if _seat_of(orm, link) is None:
            seat = secrets.token_hex(16)
            orm.add(Scorer(id=seat, round_id=number, kind=kind, link_hash=hashed(link)))


def seat(link: str) -> Seat:
    """What the holder of a link sees; NotNow where the link leads nowhere any more."""
    with reading() as orm:
        here = _needed(orm, link)
        found = orm.get(AssessmentRound, here.round_id)
        if found is None or found.withdrawn or found.state is ReviewState.FINISHED:
            raise NotNow(NO_SEAT)
        dimensions = orm.exec(
            select(AssessedDimension)
            .where(
                AssessedDimension.round_id == here.round_id,
                col(AssessedDimension.withdrawn).is_(False),
            )
            .order_by(col(AssessedDimension.position), col(AssessedDimension.id))
        ).all()
        own = {
            (row.dimension, row.wave): Given(row.level, row.sure, row.reason, row.shared)
            for row in orm.exec(
                select(Score).where(
                    Score.round_id == here.round_id, Score.link_hash == here.link_hash
                )
            )
        }
        orm.expunge_all()
        return Seat(found, from_json(found.content), here.kind, here.left, tuple(dimensions), own)


def score(link: str, dimension: str, wave: int, given: Given) -> None:
    """Store somebody's answer, or change it; NotNow once the scores of it are shown.

    `entry` checked the words. The same answer sent again is stored once.
    """
    with quiet_write() as orm:
        here = _needed(orm, link)
        open_round(orm, here.round_id)
        if here.left:
            here.left = False  # whoever answers is here again
            orm.add(here)
        put(orm, here, dimension, wave, given)


def leave(link: str) -> None:
    """Somebody has to go: their answers stay, and nobody waits for more."""
    with quiet_write() as orm:
        here = _needed(orm, link)
        here.left = True
        orm.add(here)


def add_evidence(link: str, evidence: AssessmentEvidence, key: str) -> None:
    """Add evidence that somebody in a round knows of; the history names nobody for it."""
    with quiet_write() as orm:
        here = _needed(orm, link)
        open_round(orm, here.round_id)
        dimension(orm, here.round_id, evidence.dimension)
        evidence.round_id = here.round_id
        writer = Writer(orm, A_SCORER, "")
        writer.add(evidence, key=key)
        writer.finish()


def _seat_of(orm: Session, link: str) -> Scorer | None:
    return orm.exec(select(Scorer).where(Scorer.link_hash == hashed(link))).first()


def _needed(orm: Session, link: str) -> Scorer:
    found = _seat_of(orm, link)
    if found is None:
        raise NotNow(NO_SEAT)
    return found
