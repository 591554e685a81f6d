"""Whom have we not heard from, since when, and where should we go first?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from engagement_metrics.equality.comparing import Comparison, Verdict


class Recency(StrEnum):
    """How long ago a group was last heard from."""

    HALF_A_YEAR = "within half a year"
    A_YEAR = "half a year to a year ago"
    TWO_YEARS = "one to two years ago"
    LONGER = "over two years ago"
    NEVER = "never"


BANDS = ((182, Recency.HALF_A_YEAR), (365, Recency.A_YEAR), (730, Recency.TWO_YEARS))
CLASSES = {Verdict.UNDER: 0, Verdict.POSSIBLY_UNDER: 1}


@dataclass(frozen=True)
class Gap:
    """A group, how it compares, and for how many days nobody of it was heard (None for never)."""

    key: str
    comparison: Comparison
    days_since: int | None

    @property
    def evidence(self) -> int:
        """0 under, 1 possibly under, 2 too few and none reached, 3 too few, 4 no gap shown."""
        status = self.comparison.status
        if status is Verdict.TOO_FEW:
            return 3 if self.comparison.reached else 2
        return CLASSES.get(status, 4)


def days_since(last: date | None, as_at: date) -> int | None:
    """How many days ago a group was last heard from; None for never. ValueError for a later day."""
    if last is None:
        return None
    if last > as_at:
        raise ValueError(f"{last} lies after {as_at}")
    return (as_at - last).days


def recency(days: int | None) -> Recency:
    """The same in words."""
    if days is None:
        return Recency.NEVER
    return next((band for most, band in BANDS if days <= most), Recency.LONGER)


def gap_order(gaps: Iterable[Gap]) -> list[Gap]:
    """The gaps by how sure they are, then how wide, how long since, and how many people short.

    A plain sort and no weighted score, so that each place in the list can be explained. Groups
    without a population figure do not belong here: they have a list of their own, by recency.
    """

    def place(gap: Gap) -> tuple[float, ...]:
        ratio, short = gap.comparison.ratio, gap.comparison.people_short_of_parity
        never = gap.days_since is None
        return (
            gap.evidence,
            float("inf") if ratio is None else ratio,
            float("-inf") if never else -float(gap.days_since or 0),
            -(short or 0),
        )

    return sorted(gaps, key=place)
