"""People who sign in: who they are, what they may do now, and whether their sign-in still holds."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import Enum

import sqlalchemy as sa
from sqlmodel import Session, col, select

from engagement_metrics.access import LOCAL_USER, Action, Actor, SignedIn
from engagement_metrics.models import Person, PersonRole, Role, SignIn
from engagement_metrics.models.columns import NAME
from engagement_metrics.models.names import as_seen
from engagement_metrics.sign_in import CLOCKS_APART, Claimed, Settings, is_first
from engagement_metrics.store.asking import permit
from engagement_metrics.store.engine import (
    database_url,
    engine,
    one_at_a_time,
    reading,
    told_plainly,
)
from engagement_metrics.store.records import setup
from engagement_metrics.store.setup import Setup
from engagement_metrics.store.writing import Writer

SEEN_EVERY = timedelta(minutes=1)  # a rerun within it writes nothing
KEPT = timedelta(days=40)  # longer than Streamlit's cookie can be used again


class Standing(Enum):
    """How somebody who came with a sign-in stands; the value is a sentence to show them."""

    IN = ""
    NOBODY = (
        "This tool is for people who have been given a role in it. Sign in with your work account."
    )
    UNKNOWN = "Nobody can be let in just now, because the store cannot be reached."
    ENDED = "You signed out, here or in another tab."
    EXPIRED = "Your sign-in has run out. Sign in again, and you come back to this page."
    IDLE = "You were away for a while. Sign in again, and you come back to this page."
    REVOKED = "Your access has ended. Ask the person who looks after this tool."
    NO_ROLE = "Ask the person who looks after this tool to give you one, then look again."


@dataclass(frozen=True)
class Visit:
    """Who came, and how they stand; the actor may do nothing unless they are in."""

    standing: Standing
    actor: Actor


@dataclass(frozen=True)
class PersonRow:
    """A person as an administrator sees them; `seen_on` is None for somebody never seen since."""

    id: int
    version: int
    name: str
    email: str
    withdrawn: bool
    grants: tuple[tuple[Role, int | None], ...]
    seen_on: date | None


@dataclass(frozen=True)
class _Row:
    """What one read finds of a sign-in and its person."""

    began_at: datetime
    seen_at: datetime
    ended_at: datetime | None
    id: int
    name: str
    version: int
    withdrawn: bool


def visit(of: Claimed, by: Settings, now: datetime | None = None) -> Visit:
    """Who somebody with these claims is now, and whether they are let in.

    Asked at each rerun. The first time, within minutes of the sign-in, it is stored, and a person
    never seen before with it. StoreUnavailable when that cannot be known: nobody is let in then.
    """
    now = now or datetime.now(UTC)
    row, held = _read(of)
    if row is None:
        # Only who signed in just now is new. An older one that is not there may have been ended:
        # a restored store has no sign-ins, for backups leave them out.
        if abs(now - of.issued) > CLOCKS_APART:
            return Visit(Standing.EXPIRED, Actor(of.name, frozenset()))
        _arrive(of, by, now)
        row, held = _read(of)
    assert row is not None, "an arrival is stored"
    actor = _actor(of, by, row, held, setup())
    standing = _standing(row, actor, of, by, now)
    if standing is not Standing.IN:
        return Visit(standing, Actor(row.name, frozenset(), signed_in=actor.signed_in))
    if now - row.seen_at > min(SEEN_EVERY, by.idle / 4):
        _put(of.key, seen_at=now)
    return Visit(standing, actor)


def sign_out(actor: Actor) -> None:
    """End the sign-in, in every tab that came by it; the person's others go on."""
    if actor.signed_in is not None:
        _put(actor.signed_in.key, ended_at=datetime.now(UTC))


def people(actor: Actor) -> tuple[PersonRow, ...]:
    """Everybody who ever signed in, by name; those who may not come in any more too."""
    permit(actor, Action.MANAGE_PEOPLE)
    with reading() as orm:
        seen = dict(
            orm.connection()
            .execute(
                sa.select(col(SignIn.person_id), sa.func.max(col(SignIn.seen_at))).group_by(
                    col(SignIn.person_id)
                )
            )
            .all()
        )
        held: dict[int, list[tuple[Role, int | None]]] = {}
        for grant in orm.exec(select(PersonRole).order_by(col(PersonRole.id))):
            held.setdefault(grant.person_id, []).append((grant.role, grant.place_id))
        return tuple(
            PersonRow(
                row.id, row.version, row.name, row.email, row.withdrawn,
                tuple(held.get(row.id, ())),
                seen[row.id].astimezone().date() if row.id in seen else None,
            )
            for row in orm.exec(select(Person).order_by(sa.func.lower(col(Person.name))))
        )  # fmt: skip


def _read(of: Claimed) -> tuple[_Row | None, list[tuple[Role, int | None]]]:
    with reading() as orm:
        found = (
            orm.connection()
            .execute(
                sa.select(
                    col(SignIn.began_at), col(SignIn.seen_at), col(SignIn.ended_at),
                    col(Person.id), col(Person.name), col(Person.version), col(Person.withdrawn),
                )
                .join(Person, col(Person.id) == col(SignIn.person_id))
                .where(SignIn.id == of.key)
            )
            .first()
        )  # fmt: skip
        if found is None:
            return None, []
        row = _Row(*found)
        roles = sa.select(col(PersonRole.role), col(PersonRole.place_id)).where(
            PersonRole.person_id == row.id
        )
        return row, [(role, place) for role, place in orm.connection().execute(roles)]


def _standing(row: _Row, actor: Actor, of: Claimed, by: Settings, now: datetime) -> Standing:
    if row.withdrawn:
        return Standing.REVOKED
    if row.ended_at is not None:
        return Standing.ENDED
    if now - min(of.issued, row.began_at) > by.longest:
        return Standing.EXPIRED
    if now - row.seen_at > by.idle:
        return Standing.IDLE
    return Standing.IN if actor.roles else Standing.NO_ROLE


def _actor(
    of: Claimed, by: Settings, row: _Row, held: list[tuple[Role, int | None]], known: Setup
) -> Actor:
    """The person with the roles they were given here and those the provider claims for them."""
    places = {place for role, place in held if role is Role.CONTRIBUTOR and place is not None}
    roles = {role for role, _ in held}
    for grant in of.grants:
        place = known.find_place(grant.place) if grant.place else None
        if grant.role is not Role.CONTRIBUTOR:
            roles.add(grant.role)
        elif place is not None:  # a place that is not there, or not one alone, gives nothing
            roles.add(grant.role)
            places.add(place)
    below = {number for place in places for number in known.within(place)}
    until = min(of.issued, row.began_at) + by.longest
    signed_in = SignedIn(of.key, row.id, row.version, until, by.idle)
    return Actor(row.name, frozenset(roles), frozenset(below), signed_in)


def _arrive(of: Claimed, by: Settings, now: datetime) -> None:
    """Store a sign-in that was not seen before, and its person where they are new."""
    with told_plainly(), Session(engine(database_url())) as orm, orm.begin():
        one_at_a_time(orm)
        if orm.get(SignIn, of.key) is not None:
            return  # another tab of the same browser was quicker
        person = orm.exec(
            select(Person).where(Person.issuer == of.issuer, Person.subject == of.subject)
        ).first()
        first = is_first(of, by) and not _administrators(orm)
        name = _free_name(orm, of.name) if person is None else person.name
        writer = Writer(
            orm,
            Actor(name, frozenset({Role.ADMINISTRATOR})),
            "Named in the settings as the first administrator." if first else "Signed in.",
        )
        given = [PersonRole(person_id=0, role=Role.ADMINISTRATOR)] if first else []
        if person is None:
            person = Person(issuer=of.issuer, subject=of.subject, name=name, email=of.email)
            writer.add(person, given)
        else:
            if first and not person.withdrawn:
                had = writer.parts_of(person)
                writer.change(Person, person.id or 0, person.version, {}, [*had, *given])
            person.email = of.email
            orm.add(person)
        writer.finish()
        orm.connection().execute(sa.delete(SignIn).where(col(SignIn.began_at) < now - KEPT))
        orm.add(SignIn(id=of.key, person_id=person.id or 0, began_at=now, seen_at=now))


def _administrators(orm: Session) -> bool:
    found = orm.exec(
        select(PersonRole.id)
        .join(Person, col(Person.id) == col(PersonRole.person_id))
        .where(PersonRole.role == Role.ADMINISTRATOR, col(Person.withdrawn).is_(False))
    )
    return found.first() is not None


def _free_name(orm: Session, name: str) -> str:
    """The name, or with a number where somebody has it: the history must tell two people apart."""
    taken: Iterable[str] = orm.exec(select(Person.name)).all()
    others = {as_seen(other).casefold() for other in (*taken, LOCAL_USER.name)}
    names = [name, *(f"{name[: NAME - 8]} ({number})" for number in range(2, len(others) + 3))]
    return next(free for free in names if free.casefold() not in others)


def _put(key: str, **values: datetime) -> None:
    with told_plainly(), Session(engine(database_url())) as orm, orm.begin():
        one_at_a_time(orm)
        still = sa.update(SignIn).where(col(SignIn.id) == key, col(SignIn.ended_at).is_(None))
        orm.connection().execute(still.values(**values))
