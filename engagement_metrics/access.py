"""Who may do what: one table, asked by the menu, by each page and by the store before it acts."""

from dataclasses import dataclass
from enum import StrEnum

from engagement_metrics.models import Role


class Action(StrEnum):
    """What somebody may be allowed to do."""

    SEE_SHARED = "see_shared"
    SEE_TEAM = "see_team"
    RECORD = "record"
    KEEP_DRAFTS = "keep_drafts"
    SET_TARGETS = "set_targets"
    SET_UP = "set_up"


ALLOWED: dict[Role, frozenset[Action]] = {
    Role.FORUM_MEMBER: frozenset({Action.SEE_SHARED}),
    Role.CONTRIBUTOR: frozenset(
        {Action.SEE_SHARED, Action.SEE_TEAM, Action.RECORD, Action.KEEP_DRAFTS}
    ),
    Role.FACILITATOR: frozenset({Action.SEE_SHARED}),
    Role.LEAD: frozenset(
        {
            Action.SEE_SHARED,
            Action.SEE_TEAM,
            Action.RECORD,
            Action.KEEP_DRAFTS,
            Action.SET_TARGETS,
            Action.SET_UP,
        }
    ),
    Role.ADMINISTRATOR: frozenset({Action.SEE_SHARED, Action.KEEP_DRAFTS, Action.SET_UP}),
}

PAGES: dict[str, Action] = {
    "outcomes": Action.SEE_SHARED,
    "measure": Action.SEE_SHARED,
    "you_said": Action.SEE_SHARED,
    "quick_entry": Action.RECORD,
    "evaluation_answers": Action.RECORD,
    "figures": Action.RECORD,
    "activities": Action.SEE_TEAM,
    "set_up": Action.SET_UP,
    "help_page": Action.SEE_SHARED,
}


class Refused(Exception):
    """Somebody asked for what their role does not allow; the message can be shown to them."""


@dataclass(frozen=True)
class Actor:
    """Somebody at the tool: a name for the history, and the roles they hold."""

    name: str
    roles: frozenset[Role]

    def may(self, action: Action) -> bool:
        """Whether any of their roles allows the action; nobody may do what no row allows."""
        return any(action in ALLOWED[role] for role in self.roles)

    def opens(self, page: str) -> bool:
        """Whether they may open the page of that name; one not in the table opens for none."""
        return page in PAGES and self.may(PAGES[page])


# Until sign-in is set up the app serves this machine only, and whoever sits at it holds every role.
LOCAL_USER = Actor("Local user", frozenset(Role))


def require(actor: Actor, action: Action) -> None:
    """Let the action pass, or raise Refused with a sentence to show."""
    if not actor.may(action):
        raise Refused("Your role does not allow this. Ask the person who looks after this tool.")
