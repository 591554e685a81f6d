"""Sign-in by OpenID Connect: its settings, and what a provider says of somebody who signed in.

Nothing here asks a provider anything: Streamlit's own sign-in does, and hands over the claims.
"""

import hashlib
import ipaddress
import tomllib
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from engagement_metrics.models import Role
from engagement_metrics.models.columns import NAME
from engagement_metrics.models.names import as_seen
from engagement_metrics.models.people import EMAIL, IDENTITY

NEEDED = {
    "SIGN_IN_METADATA_URL": "the provider's address that ends in /.well-known/openid-configuration",
    "SIGN_IN_CLIENT_ID": "the name the provider knows this app by",
    "SIGN_IN_CLIENT_SECRET": "the secret that goes with it",
    "SIGN_IN_COOKIE_SECRET": "32 or more random characters of your own",
    "PUBLIC_URL": "the address people open, such as https://engagement.example.nhs.uk",
}
MORE = {
    "SIGN_IN_SCOPE", "SIGN_IN_PROMPT", "SIGN_IN_ROLE_CLAIM", "SIGN_IN_ROLES", "SIGN_IN_HOURS",
    "SIGN_IN_IDLE_MINUTES", "FIRST_ADMINISTRATOR",
}  # fmt: skip
LEAST_SECRET = 32
MOST_HOURS = 24 * 7
CLOCKS_APART = timedelta(minutes=5)  # ours and the provider's, with the way back from there
GRANTED = tuple(role for role in Role if role is not Role.PUBLIC)
at_start: "Settings | None" = None  # what app.py started with, and holds to while it runs


class SettingsError(Exception):
    """The settings of sign-in are not whole; the message is one sentence for who starts the app."""


@dataclass(frozen=True)
class Grant:
    """A role; for a contributor, with the name of the place they work for."""

    role: Role
    place: str = ""


@dataclass(frozen=True)
class Settings:
    """How people sign in, and for how long a sign-in lasts."""

    metadata_url: str
    client_id: str
    client_secret: str = field(repr=False)
    cookie_secret: str = field(repr=False)
    public_url: str = ""
    scope: str = "openid email profile"
    prompt: str = "select_account"
    role_claim: str = ""
    roles: tuple[tuple[str, Grant], ...] = ()
    longest: timedelta = timedelta(hours=10)
    idle: timedelta = timedelta(minutes=60)
    first_administrator: str = ""

    @property
    def secure(self) -> bool:
        """Whether people come by TLS."""
        return self.public_url.startswith("https://")

    @property
    def host(self) -> str:
        """The name of the server that people open."""
        return urlsplit(self.public_url).hostname or ""

    def for_streamlit(self) -> dict[str, Any]:
        """The same as Streamlit's own secrets have it."""
        return {
            "auth": {
                "redirect_uri": f"{self.public_url}/oauth2callback",
                "cookie_secret": self.cookie_secret,
                "client_id": self.client_id,
                "client_secret": self.client_secret,
                "server_metadata_url": self.metadata_url,
                "client_kwargs": {"scope": self.scope, "prompt": self.prompt},
            }
        }


def given(environment: Mapping[str, str], file: Path) -> dict[str, str]:
    """The settings of sign-in that are set: in the environment, else in a file of secrets.

    The file is `.streamlit/secrets.toml`, with the same names at its top. SettingsError where it
    cannot be read, or holds Streamlit's own section for sign-in, which nothing here would guard.
    """
    there: dict[str, Any] = {}
    if file.is_file():
        try:
            there = tomllib.loads(file.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as fault:
            raise SettingsError(f"The file {file.name} cannot be read: {fault}.") from fault
        if "auth" in there:
            raise SettingsError(
                f"The file {file.name} has a section [auth]: take it out, and set "
                f"{', '.join(NEEDED)} instead."
            )
    found = {}
    for name in (*NEEDED, *sorted(MORE)):
        value = environment.get(name, "").strip() or str(there.get(name, "")).strip()
        if value:
            found[name] = value
    return found


def settings(found: Mapping[str, str]) -> Settings | None:
    """The settings; None where none is set. SettingsError, with what is missing, for half of them.

    >>> settings({}) is None
    True
    >>> settings({"PUBLIC_URL": "https://example.org", "SIGN_IN_CLIENT_ID": "a"})
    Traceback (most recent call last):
        ...
    engagement_metrics.sign_in.SettingsError: Sign-in is half set up: set SIGN_IN_METADATA_URL \
(the provider's address that ends in /.well-known/openid-configuration), SIGN_IN_CLIENT_SECRET \
(the secret that goes with it) and SIGN_IN_COOKIE_SECRET (32 or more random characters of your own).
    """
    if not found:
        return None
    missing = [f"{name} ({what})" for name, what in NEEDED.items() if name not in found]
    if missing:
        raise SettingsError(f"Sign-in is half set up: set {_and(missing)}.")
    if len(found["SIGN_IN_COOKIE_SECRET"]) < LEAST_SECRET:
        raise SettingsError(f"SIGN_IN_COOKIE_SECRET is too short: give it {LEAST_SECRET} letters.")
    if ("SIGN_IN_ROLE_CLAIM" in found) != ("SIGN_IN_ROLES" in found):
        raise SettingsError(
            "Roles from the provider are half set up: set SIGN_IN_ROLE_CLAIM and SIGN_IN_ROLES."
        )
    return Settings(
        _address(found, "SIGN_IN_METADATA_URL"),
        found["SIGN_IN_CLIENT_ID"],
        found["SIGN_IN_CLIENT_SECRET"],
        found["SIGN_IN_COOKIE_SECRET"],
        _origin(found),
        found.get("SIGN_IN_SCOPE", Settings.scope),
        _prompt(found.get("SIGN_IN_PROMPT", Settings.prompt)),
        found.get("SIGN_IN_ROLE_CLAIM", ""),
        _roles(found.get("SIGN_IN_ROLES", "")),
        timedelta(hours=_number(found, "SIGN_IN_HOURS", 10, MOST_HOURS)),
        timedelta(minutes=_number(found, "SIGN_IN_IDLE_MINUTES", 60, MOST_HOURS * 60)),
        found.get("FIRST_ADMINISTRATOR", ""),
    )


def _and(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def is_loopback(address: str | None) -> bool:
    """Whether the address can be reached from this machine alone; no address means all of them.

    >>> [is_loopback(a) for a in ("127.0.0.1", "::1", "localhost")]
    [True, True, True]
    >>> [is_loopback(a) for a in (None, "", "0.0.0.0", "::", "192.0.2.7", "example.org")]
    [False, False, False, False, False, False]
    """
    if address == "localhost":
        return True
    with suppress(ValueError):
        return ipaddress.ip_address(address or "").is_loopback
    return False


def _address(found: Mapping[str, str], name: str) -> str:
    """An https address; a plain http one only on this machine, where tests have their provider."""
    parts = urlsplit(found[name])
    plain = parts.scheme == "http" and is_loopback(parts.hostname)
    if not parts.hostname or not (parts.scheme == "https" or plain):
        raise SettingsError(f"{name} must be an address that begins with https://.")
    return found[name]


def _origin(found: Mapping[str, str]) -> str:
    parts = urlsplit(_address(found, "PUBLIC_URL").rstrip("/"))
    if parts.path or parts.query or parts.fragment or parts.username:
        raise SettingsError("PUBLIC_URL must be an address without a path, such as https://name.")
    return f"{parts.scheme}://{parts.netloc}"


def _prompt(word: str) -> str:
    return "" if word == "leave out" else word


def _number(found: Mapping[str, str], name: str, otherwise: float, most: float) -> float:
    try:
        number = float(found.get(name, otherwise))
    except ValueError:
        number = 0
    if not 0 < number <= most:
        raise SettingsError(f"{name} must be a number above 0 and up to {most:g}.")
    return number


def _roles(text: str) -> tuple[tuple[str, Grant], ...]:
    """Which role goes with which word of the claim: 'a word = role, another = contributor@Place'.

    >>> _roles("eng-leads = lead, north=contributor@North Wold")[1]
    ('north', Grant(role=<Role.CONTRIBUTOR: 'contributor'>, place='North Wold'))
    """
    found = []
    for pair in filter(None, (part.strip() for part in text.split(","))):
        word, _, role_at = pair.partition("=")
        role, _, place = role_at.strip().partition("@")
        if not word.strip() or role.strip() not in GRANTED:
            raise SettingsError(
                f"SIGN_IN_ROLES: '{pair}' is not 'word = role', where a role is one of "
                f"{', '.join(GRANTED)}."
            )
        if (role.strip() == Role.CONTRIBUTOR) != bool(place.strip()):
            raise SettingsError(
                f"SIGN_IN_ROLES: '{pair}': a contributor, and no other role, has a place: "
                "'word = contributor@Name of the place'."
            )
        found.append((word.strip(), Grant(Role(role.strip()), place.strip())))
    return tuple(found)


@dataclass(frozen=True)
class Claimed:
    """What the provider says of somebody: who they are, since when, and perhaps in what roles.

    `key` is this one sign-in's: the same in each tab of a browser, another after the next sign-in.
    """

    issuer: str
    subject: str
    name: str
    email: str
    key: str
    issued: datetime
    grants: frozenset[Grant] = frozenset()


def claimed(claims: Mapping[str, Any], by: Settings) -> Claimed | None:
    """What the claims of a signed-in person say; None for anybody else."""
    if claims.get("is_logged_in") is not True:
        return None
    issuer, subject = claims.get("iss"), claims.get("sub")
    issued = _moment(claims.get("iat"))
    whole = all(isinstance(own, str) and 0 < len(own) <= IDENTITY for own in (issuer, subject))
    if not whole or issued is None:
        return None
    own = (issuer, subject, claims["iat"], claims.get("nonce") or claims.get("jti") or "")
    email = str(claims.get("email") or "").strip()
    if claims.get("email_verified", True) is not True:
        email = ""  # anybody may have typed it
    return Claimed(
        str(issuer),
        str(subject),
        _name(claims, email),
        email[:EMAIL],
        hashlib.sha256("\n".join(map(str, own)).encode()).hexdigest(),
        issued,
        frozenset(_granted(claims, by)),
    )


def _moment(seconds: Any) -> datetime | None:
    """The moment that many seconds after the start of 1970; None for what is no moment."""
    with suppress(ValueError, OverflowError, OSError):
        if isinstance(seconds, int | float) and not isinstance(seconds, bool):
            return datetime.fromtimestamp(seconds, UTC)
    return None


def _name(claims: Mapping[str, Any], email: str) -> str:
    whole = " ".join(str(claims.get(part) or "") for part in ("given_name", "family_name"))
    known_as = (claims.get("name"), whole, claims.get("preferred_username"), email)
    seen = (as_seen(str(name or ""))[:NAME].strip() for name in known_as)
    return next(filter(None, seen), "Somebody without a name")


def _granted(claims: Mapping[str, Any], by: Settings) -> Iterable[Grant]:
    """The roles that the claim stands for; a text is one word, however many words it looks like."""
    value: Any = claims if by.role_claim else ()
    # A claim of that very name, else one within another: 'https://a.example/roles', 'realm.roles'.
    for step in [by.role_claim] if by.role_claim in claims else by.role_claim.split("."):
        value = value.get(step, ()) if isinstance(value, Mapping) else ()
    held = value if isinstance(value, list | tuple) else [value]
    return (grant for word, grant in by.roles if word in held)


def is_first(of: Claimed, by: Settings) -> bool:
    """Whether this is whom the settings name as the first administrator, by subject or email."""
    wanted = by.first_administrator
    return bool(wanted) and (of.subject == wanted or of.email.casefold() == wanted.casefold())
