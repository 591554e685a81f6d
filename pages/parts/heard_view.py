"""What one view of who was heard is drawn from."""

from dataclasses import dataclass

from engagement_metrics import equality, population, store
from engagement_metrics.access import Actor
from engagement_metrics.equality import Counted, Groups, Heard
from engagement_metrics.framework import Framework
from engagement_metrics.models import Audience
from engagement_metrics.population import Population
from engagement_metrics.store import Filter, LastHeard, Setup, SharedGroups, until_changed
from pages.parts import guard


@dataclass(frozen=True, eq=False)
class HeardView:
    """Everything one view of who was heard is drawn from.

    Made once for the same counts, so that one is the same as another only where it is that one,
    and what is worked out of it can be kept by it.
    """

    definitions: Framework
    residents: Population
    setup: Setup
    audience: Audience
    wanted: Filter
    groups: Groups
    counted: Counted
    found: Heard

    @property
    def shared(self) -> bool:
        """Whether the counts are those of a release, rounded to protect people."""
        return self.audience is Audience.SHARED

    @property
    def people(self) -> int:
        """How many people came in all: a total that names no group, live for everyone."""
        return sum(self.groups.heads.values())

    @property
    def released(self) -> bool:
        """Whether there is anything to show of groups: always for the team."""
        return not (isinstance(self.groups, SharedGroups) and self.groups.released.empty)

    @property
    def place(self) -> str:
        """The place in words."""
        return self.setup.place_name(self.wanted.place_id)

    @property
    def period(self) -> str:
        """The period in words."""
        return self.wanted.period.short if self.wanted.period else "all time"


def read(actor: Actor, setup: Setup, audience: Audience, wanted: Filter) -> HeardView:
    """Fetch the counts, and set them beside the residents of the place."""
    count = store.team_groups if audience is Audience.TEAM else store.shared_groups
    found = count(actor, wanted)
    last = store.last_heard(actor, wanted) if audience is Audience.TEAM else None
    return _view(guard.definitions(setup), population.load(), setup, audience, wanted, found, last)


@until_changed(64)
def _view(
    definitions: Framework,
    residents: Population,
    setup: Setup,
    audience: Audience,
    wanted: Filter,
    found: Groups,
    last: LastHeard | None,
) -> HeardView:
    return HeardView(
        definitions, residents, setup, audience, wanted, found,
        equality.of_groups(found, definitions),
        equality.view(definitions, residents, setup, found, wanted, last),
    )  # fmt: skip
