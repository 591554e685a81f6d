"""People who sign in, for tests: the settings of a provider, and the claims it would make."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from engagement_metrics import sign_in, store
from engagement_metrics.access import Actor
from engagement_metrics.models import Person, PersonRole, Role

SETTINGS = {
    "SIGN_IN_METADATA_URL": "https://provider.example/.well-known/openid-configuration",
    "SIGN_IN_CLIENT_ID": "engagement-metrics",
    "SIGN_IN_CLIENT_SECRET": "a-secret-of-the-test",
    "SIGN_IN_COOKIE_SECRET": "a-secret-of-the-test-that-is-long-enough",
    "PUBLIC_URL": "https://engagement.example",
    "FIRST_ADMINISTRATOR": "lee@example.org",
}
LEE = {"sub": "lee", "name": "Lee Ad", "email": "lee@example.org"}
SAM = {"sub": "sam", "name": "Sam North"}


def by(**more: str) -> sign_in.Settings:
    """The settings, with some of them set otherwise."""
    found = sign_in.settings(SETTINGS | more)
    assert found is not None
    return found


def claims(person: Mapping[str, Any], at: datetime | None = None, **more: Any) -> dict[str, Any]:
    """What the provider says of somebody who signs in at that moment, now unless told."""
    moment = at or datetime.now(UTC)
    return {
        "iss": "https://provider.example",
        "iat": int(moment.timestamp()),
        "nonce": "first",
        "is_logged_in": True,
        **person,
        **more,
    }


def come_in(person: Mapping[str, Any], at: datetime | None = None, **more: Any) -> store.Visit:
    """A visit under the settings; `more` are claims besides."""
    claimed = sign_in.claimed(claims(person, at, **more), by())
    assert claimed is not None
    return store.visit(claimed, by(), at)


def given(name: str, grants: list[tuple[str, int | None]], at: datetime | None = None) -> Actor:
    """Somebody who has signed in and holds these roles, each with its place or None."""
    administrator = come_in(LEE, at).actor
    first = come_in({"sub": name, "name": name}, at).actor
    assert first.signed_in is not None
    parts = [PersonRole(person_id=0, role=Role(role), place_id=at) for role, at in grants]
    with store.session(administrator) as write:
        number, version = first.signed_in.person, first.signed_in.version
        write.change(Person, number, version, {}, parts)
    return come_in({"sub": name, "name": name}, at).actor
