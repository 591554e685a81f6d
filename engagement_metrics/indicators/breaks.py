"""Where the wording of a measure changed, so that its line over time must break (R11)."""

from collections.abc import Iterable
from dataclasses import dataclass

from engagement_metrics.framework import Indicator, local
from engagement_metrics.indicators.cells import Point
from engagement_metrics.models import Period
from engagement_metrics.store import Setup


@dataclass(frozen=True)
class Break:
    """A new version of a definition: its figures and those before are not the same measure.

    `at` is the first period of a series that it reaches, before which a line ends; `since` is the
    period it was said to begin with, or `at` where nobody said.
    """

    at: Period
    since: Period
    edition: int

    @property
    def sentence(self) -> str:
        """What to say beside the series."""
        return (
            f"The wording changed from {self.since.short}: "
            "figures before and after are not the same measure."
        )


def breaks(indicator: Indicator, points: Iterable[Point], setup: Setup) -> tuple[Break, ...]:
    """Where figures of another version begin in a series over time, the earliest first.

    Told by the versions that the figures were typed under; none for one that is worked out. In a
    gap between two versions, the break stands where the new wording was said to begin; so it does
    after the last figure, where none was typed under the new one yet.
    """
    found: list[Break] = []
    gap: list[Period] = []
    last: int | None = None
    for point in points:
        if point.period is None:
            continue
        gap.append(point.period)
        edition = point.value.edition
        if edition is None:
            continue
        if last is not None and edition != last:
            found.append(_break(indicator, gap, edition, setup))
        last, gap = edition, []
    if last is not None:
        found += [one for one in _said(indicator, gap, setup) if one.edition > last]
    return tuple(found)


def _break(indicator: Indicator, gap: list[Period], edition: int, setup: Setup) -> Break:
    said = [one for one in _said(indicator, gap, setup) if one.edition == edition]
    return said[0] if said else Break(gap[-1], gap[-1], edition)


def _said(indicator: Indicator, gap: list[Period], setup: Setup) -> list[Break]:
    """The wordings that were said to begin within these periods."""
    return [
        Break(period, one.begins, one.indicator.version)
        for one in local.wordings(setup.measures, indicator.id)
        if one.begins is not None
        for period in gap
        if period.start <= one.begins.start <= period.end
    ]
