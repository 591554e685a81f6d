"""Who may do what: one table, asked by the menu, by each page and by the store before it acts."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from engagement_metrics.models import Role


class Action(StrEnum):
    """What somebody may be allowed to do."""

    SEE_SHARED = "see_shared"
    SEE_TEAM = "see_team"
    RECORD = "record"
    KEEP_DRAFTS = "keep_drafts"
    SET_TARGETS = "set_targets"
    DEFINE_MEASURES = "define_measures"
    CLOSE_PERIODS = "close_periods"
    TAKE_NOTES = "take_notes"
    FACILITATE = "facilitate"
    DEFINE_MODELS = "define_models"
    SET_UP = "set_up"
    MANAGE_PEOPLE = "manage_people"
    LOOK_AFTER = "look_after"
    SEE_HISTORY = "see_history"


ALLOWED: dict[Role, frozenset[Action]] = {
    # Who takes notes keeps unfinished ones; the link of a draft opens it for nobody but them.
    Role.FORUM_MEMBER: frozenset({Action.SEE_SHARED, Action.TAKE_NOTES, Action.KEEP_DRAFTS}),
    Role.CONTRIBUTOR: frozenset(
        {Action.SEE_SHARED, Action.SEE_TEAM, Action.RECORD, Action.KEEP_DRAFTS}
    ),
    Role.FACILITATOR: frozenset(
        {Action.SEE_SHARED, Action.TAKE_NOTES, Action.KEEP_DRAFTS, Action.FACILITATE}
    ),
    Role.LEAD: frozenset(
        {
            Action.SEE_SHARED,
            Action.SEE_TEAM,
            Action.RECORD,
            Action.KEEP_DRAFTS,
            Action.SET_TARGETS,
            Action.DEFINE_MEASURES,
            Action.CLOSE_PERIODS,
            Action.TAKE_NOTES,
            Action.FACILITATE,
            Action.DEFINE_MODELS,
            Action.SET_UP,
            Action.SEE_HISTORY,
        }
    ),
    Role.ADMINISTRATOR: frozenset(
        {
            Action.SEE_SHARED,
            Action.KEEP_DRAFTS,
            Action.SET_UP,
            Action.MANAGE_PEOPLE,
            Action.SEE_HISTORY,
            Action.LOOK_AFTER,
        }
    ),
    # Whoever comes by a public address: what such an address offers, it grants by itself.
    Role.PUBLIC: frozenset(),
}

# What a contributor may do at their own places, and those below them, alone.
AT_OWN_PLACES: dict[Role, frozenset[Action]] = {
    Role.CONTRIBUTOR: frozenset({Action.SEE_TEAM, Action.RECORD}),
}

PAGES: dict[str, Action] = {
    "outcomes": Action.SEE_SHARED,
    "measures": Action.SEE_SHARED,
    "measure": Action.SEE_SHARED,
    "equality": Action.SEE_SHARED,
    "you_said": Action.SEE_SHARED,
    "meeting": Action.SEE_SHARED,
    "self_assessment": Action.SEE_SHARED,
    "room": Action.FACILITATE,
    "maturity_model": Action.DEFINE_MODELS,
    "quick_entry": Action.RECORD,
    "tally": Action.RECORD,
    "paper": Action.RECORD,
    "unfinished": Action.KEEP_DRAFTS,
    "evaluation_answers": Action.RECORD,
    "figures": Action.RECORD,
    "activities": Action.SEE_TEAM,
    "set_up": Action.SET_UP,
    "people": Action.MANAGE_PEOPLE,
    "closing": Action.CLOSE_PERIODS,
    "history": Action.SEE_HISTORY,
    "help_page": Action.SEE_SHARED,
}


# Pages that a code or a link opens, whoever holds it: what they offer they grant by themselves.
OPEN_TO_ALL = frozenset({"join"})

NEVER = datetime.max.replace(tzinfo=UTC)


class Refused(Exception):
    """Somebody asked for what their role does not allow; the message can be shown to them."""


@dataclass(frozen=True)
class SignedIn:
    """The sign-in that somebody acts under, as it was when this page began.

    `key` names it in the store; `person` and `version` are the number and version of their row. It
    ends at `until`, and earlier once it has not been used for the time that is `idle`.
    """

    key: str
    person: int
    version: int
    until: datetime = NEVER
    idle: timedelta = timedelta.max


@dataclass(frozen=True)
class Actor:
    """Somebody at the tool: a name for the history, the roles they hold, and their own places.

    `places` are those a contributor works for, with all below them. `signed_in` is None where
    there is no sign-in: on this machine alone, and for the command line.
    """

    name: str
    roles: frozenset[Role]
    places: frozenset[int] = frozenset()
    signed_in: SignedIn | None = None

    @property
    def key(self) -> str:
        """What is theirs alone, as the owner of a draft; two people may have one name."""
        return f"person {self.signed_in.person}" if self.signed_in else self.name

    def may(self, action: Action) -> bool:
        """Whether a role of theirs allows the action somewhere; nobody may what no row allows."""
        reach = self.reach(action)
        return reach is None or bool(reach)

    def reach(self, action: Action) -> frozenset[int] | None:
        """The places at which they may do it; None for everywhere, and for what has no place."""
        holding = [role for role in self.roles if action in ALLOWED[role]]
        if any(action not in AT_OWN_PLACES.get(role, ()) for role in holding):
            return None
        return self.places if holding else frozenset()

    def opens(self, page: str) -> bool:
        """Whether they may open the page of that name; one not in the table opens for none."""
        return page in OPEN_TO_ALL or (page in PAGES and self.may(PAGES[page]))


# Until sign-in is set up the app serves this machine only, and whoever sits at it holds every role.
LOCAL_USER = Actor("Local user", frozenset(Role))

# Whoever has not signed in, where there is a sign-in.
ANYBODY = Actor("Anybody", frozenset({Role.PUBLIC}))

NOT_ALLOWED = "Your role does not allow this. Ask the person who looks after this tool."
OTHER_PLACES = "Your role covers other places only. Ask the person who looks after this tool."


def require(actor: Actor, action: Action) -> None:
    """Let the action pass, or raise Refused with a sentence to show."""
    if not actor.may(action):
        raise Refused(NOT_ALLOWED)


def require_at(actor: Actor, action: Action, places: Iterable[int | None]) -> None:
    """Let the action pass at all of these places (None is no one place), or raise Refused."""
    require(actor, action)
    reach = actor.reach(action)
    if reach is not None and not set(places) <= reach:
        raise Refused(OTHER_PLACES)
