"""What the store asks before it acts: may they, may they here, and are they still signed in?"""

from collections.abc import Hashable, Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col

from engagement_metrics import access
from engagement_metrics.access import Action, Actor, Refused
from engagement_metrics.models import (
    Activity,
    AnswerSheet,
    AssessedDimension,
    AssessmentEvidence,
    AssessmentRound,
    Audience,
    Change,
    ForumReview,
    ImprovementAction,
    LocalMaturityModel,
    Person,
    PersonRole,
    ReviewAction,
    ReviewItem,
    Role,
    SignIn,
    Suggestion,
)
from engagement_metrics.models.columns import Kept
from engagement_metrics.store.engine import reading

ENDED = "Your sign-in has ended, so nothing was done. Load this page again to sign in."
CHANGED = "What you may do was changed just now. Load this page again."
ELSEWHERE = "That is a record of another place, and your role does not cover it. Choose another."
ONESELF = "You cannot take your own access away. Ask another administrator."

# Which fields of a record name another one by its number, and the rows that do so for it.
LINKS: dict[type[Kept], dict[str, type[Kept]]] = {
    Activity: {"part_of_id": Activity},
    Suggestion: {"activity_id": Activity},
    AnswerSheet: {"activity_id": Activity},
    Change: {"parts": Suggestion},
}


# What a forum looked at, said and asked for is for everybody inside, wherever it met; and what a
# group agreed of itself.
FOR_ALL_INSIDE = (
    ForumReview,
    ReviewItem,
    ReviewAction,
    LocalMaturityModel,
    AssessmentRound,
    AssessedDimension,
    AssessmentEvidence,
    ImprovementAction,
)


def permit(actor: Actor, action: Action, places: Iterable[int | None] = ()) -> None:
    """Let a read pass, at all of these places, or raise Refused.

    Who signed in is looked up each time: a sign-in that has ended since the page began, or a role
    that was changed, reads nothing more.
    """
    access.require_at(actor, action, places)
    if actor.signed_in is not None:
        with reading() as orm:
            still_in(orm, actor)


def permit_view(actor: Actor, audience: Audience, places: Iterable[int | None] = ()) -> None:
    """Let a read for the team pass at these places; what everybody may see, at any place."""
    if audience is Audience.TEAM:
        permit(actor, Action.SEE_TEAM, places)
    else:
        permit(actor, Action.SEE_SHARED)


def still_in(orm: Session, actor: Actor) -> None:
    """Raise Refused where the actor's sign-in has ended, or they are not as they were.

    An actor without a sign-in is this machine's own.
    """
    if actor.signed_in is None:
        return
    found = orm.connection().execute(
        sa.select(
            col(SignIn.ended_at), col(SignIn.seen_at), col(Person.withdrawn), col(Person.version)
        )
        .join(Person, col(Person.id) == col(SignIn.person_id))
        .where(SignIn.id == actor.signed_in.key, Person.id == actor.signed_in.person)
    )
    now = datetime.now(UTC)
    ended_at, seen_at, withdrawn, version = found.first() or (now, now, True, 0)
    too_late = now > actor.signed_in.until or now - seen_at > actor.signed_in.idle
    if ended_at is not None or withdrawn or too_late:
        raise Refused(ENDED)
    if version != actor.signed_in.version:
        raise Refused(CHANGED)


def to_read(record_class: type[Kept]) -> Action:
    """What somebody must be allowed to do, to read a record of that kind in full.

    What is kept of a person is for who manages people, and nobody else of the team.
    """
    if issubclass(record_class, Person):
        return Action.MANAGE_PEOPLE
    return Action.SEE_SHARED if issubclass(record_class, FOR_ALL_INSIDE) else Action.SEE_TEAM


def permit_record(actor: Actor, record: Kept) -> None:
    """Raise Refused where somebody may not read a record in full: it lies at another's place."""
    if isinstance(record, (Person, *FOR_ALL_INSIDE)):
        access.require(actor, to_read(type(record)))
    elif "place_id" in type(record).model_fields:
        access.require_at(actor, Action.SEE_TEAM, [record.place_id])


def only_theirs(actor: Actor, table: Any) -> list[Any]:
    """The condition that leaves the rows of a table at the places whose team view they may see."""
    reach = actor.reach(Action.SEE_TEAM)
    return [] if reach is None else [col(table.place_id).in_(sorted(reach))]


def seen_alike(actor: Actor, audience: Audience) -> Hashable:
    """What a list is remembered under besides what it was asked for: who sees the same rows."""
    return audience, actor.reach(Action.SEE_TEAM) if audience is Audience.TEAM else None


def not_oneself(actor: Actor, record: Kept, grants: Iterable[Any] | None) -> None:
    """Raise Refused where an administrator would shut themselves out; None is no role at all."""
    own = actor.signed_in is not None and isinstance(record, Person)
    if not own or record.id != actor.signed_in.person:
        return
    left = {grant.role for grant in grants or () if isinstance(grant, PersonRole)}
    if Role.ADMINISTRATOR not in left:
        raise Refused(ONESELF)


def permit_links(
    orm: Session, actor: Actor, record: Kept, before: Mapping[str, Any], after: Mapping[str, Any]
) -> None:
    """Raise Refused where a write links to a record at a place whose team view is not theirs.

    `before` and `after` are what differs, as the history tells it. A link that stood before, which
    somebody else may have made, may stay.
    """
    reach = actor.reach(Action.SEE_TEAM)
    if reach is None:
        return
    for name, target in LINKS.get(type(record), {}).items():
        new = _numbers(after.get(name)) - _numbers(before.get(name))
        place = sa.select(col(target.place_id)).where(col(target.id).in_(sorted(new)))  # type: ignore[attr-defined]
        if new and not set(orm.connection().scalars(place)) <= reach:
            raise Refused(ELSEWHERE)


def _numbers(told: Any) -> set[int]:
    """The numbers that a field names: none, one, or one in each row that belongs to the record."""
    if told is None:
        return set()
    return {number for row in told for number in row} if isinstance(told, list) else {told}
