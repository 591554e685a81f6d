"""What a draft is held against: the definitions, the set-up and the day."""

from dataclasses import dataclass
from datetime import date

from engagement_metrics.framework import Framework, local
from engagement_metrics.store import Setup


@dataclass(frozen=True)
class Known:
    """The definitions, the store's set-up and today, as every rule of entry needs them.

    The measures that the set-up adds, and has not retired, are among the definitions.
    """

    framework: Framework
    setup: Setup
    today: date

    def __post_init__(self) -> None:
        with_own = local.with_local(self.framework, self.setup.measures)
        object.__setattr__(self, "framework", with_own)

    def place(self, number: int) -> bool:
        """Whether a place of that number stands."""
        return number in self.setup.places and not self.setup.places[number].withdrawn

    def topic(self, number: int) -> bool:
        """Whether a topic of that number stands."""
        return number in self.setup.topics and not self.setup.topics[number].withdrawn

    def group(self, number: int) -> bool:
        """Whether a priority group of that number stands."""
        return number in self.setup.groups and not self.setup.groups[number].withdrawn

    def work(self, number: int) -> bool:
        """Whether a piece of work of that number stands."""
        return number in self.setup.works and not self.setup.works[number].withdrawn
