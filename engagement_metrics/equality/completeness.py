"""Of how many people do we know the answer; who was not asked, and who would rather not say?"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Band(StrEnum):
    """How complete the answers are; under the first no verdict, under the second a notice."""

    UNDER_30 = "under 30%"
    FROM_30 = "30% to 60%"
    FROM_60 = "60% to 80%"
    OVER_80 = "over 80%"


@dataclass(frozen=True)
class Completeness:
    """What became of one question about `headcount` people; the four states make them up.

    `unaccounted` is how many fewer answers than people there are; below 0 there are too many.
    """

    headcount: int
    known: int
    prefer_not_to_say: int
    not_known: int
    not_asked: int

    @property
    def unaccounted(self) -> int:
        """People of whom nothing is told; below 0 where more answers than people are."""
        told = self.known + self.prefer_not_to_say + self.not_known + self.not_asked
        return self.headcount - told

    @property
    def valid(self) -> bool:
        """Whether there are no more answers than people."""
        return self.unaccounted >= 0

    @property
    def known_share(self) -> float | None:
        """The share of people whose answer is known, 0 to 1; None where nobody came."""
        return self.known / self.headcount if self.headcount else None

    @property
    def asked_share(self) -> float | None:
        """The share of people who answered, or would rather not say, 0 to 1.

        An answer that cannot be read may stand for somebody who was never asked.
        """
        if not self.headcount:
            return None
        return (self.known + self.prefer_not_to_say) / self.headcount

    @property
    def declined_share(self) -> float | None:
        """Of those who were asked and understood, the share who would rather not say."""
        answered = self.known + self.prefer_not_to_say
        return self.prefer_not_to_say / answered if answered else None

    @property
    def band(self) -> Band | None:
        """How complete the answers are, in words; None where nobody came."""
        if self.known_share is None:
            return None
        bands = ((0.3, Band.UNDER_30), (0.6, Band.FROM_30), (0.8, Band.FROM_60))
        return next((band for below, band in bands if self.known_share < below), Band.OVER_80)

    def range_of_share(self, reached: int) -> tuple[float, float] | None:
        """A category's share if none, and if all, of those not known belonged to it."""
        if not self.headcount:
            return None
        return reached / self.headcount, (reached + self.headcount - self.known) / self.headcount


def complete(
    headcount: int, categories: Mapping[str, int], prefer_not_to_say: int = 0, not_known: int = 0
) -> Completeness:
    """What is told of so many people; whoever is in no answer was not asked.

    `categories` counts people by answer. More answers than people leave `valid` False.
    """
    known = sum(categories.values())
    rest = headcount - known - prefer_not_to_say - not_known
    return Completeness(headcount, known, prefer_not_to_say, not_known, max(0, rest))


def shares(categories: Mapping[str, int]) -> dict[str, float | None]:
    """Each category's share of the known answers, 0 to 1; None for all where none is known."""
    known = sum(categories.values())
    return {key: count / known if known else None for key, count in categories.items()}
