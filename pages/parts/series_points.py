"""A measure's points over time, worked out once for all that they follow from."""

from dataclasses import dataclass

from engagement_metrics import indicators
from engagement_metrics.access import Actor
from engagement_metrics.framework import Framework, Indicator
from engagement_metrics.indicators import Point
from engagement_metrics.models import Audience, Period, PeriodKind
from engagement_metrics.store import By, Filter, Frames, Setup, until_changed
from pages.parts.view import View, frames

POINTS = {PeriodKind.YEAR: 5, PeriodKind.QUARTER: 20, PeriodKind.MONTH: 36}
LONGEST = 20  # years that a series is judged over, so that nobody waits for a mistyped date
IN_A_YEAR = {PeriodKind.YEAR: 1, PeriodKind.QUARTER: 4, PeriodKind.MONTH: 12}


@dataclass(frozen=True)
class Reader:
    """Who reads frames, and for which audience; two alike read alike."""

    actor: Actor
    audience: Audience

    def __call__(self, wanted: Filter, by: By = "") -> Frames:
        """The frames that this audience may see."""
        return frames(self.actor, self.audience, wanted, by)


@dataclass(frozen=True)
class Asked:
    """All that a measure's series follows from, so that what is worked out of it is kept by it.

    Frames are alike only where they are the same ones: read by one reader, of one data version.
    """

    indicator: Indicator
    read: Reader
    definitions: Framework
    setup: Setup
    wanted: Filter
    group_id: int | None
    frames: Frames
    by_month: Frames

    @property
    def view(self) -> View:
        """The view that it is asked in, without its values."""
        return View(
            self.definitions, self.setup, self.read.audience, self.wanted, self.group_id,
            self.frames, {}, {},
        )  # fmt: skip


def asked(actor: Actor, view: View, indicator: Indicator) -> Asked:
    """What a series of this view follows from; its frames are read anew, or Refused."""
    read = Reader(actor, view.audience)
    return Asked(
        indicator, read, view.definitions, view.setup, view.wanted, view.group_id, view.frames,
        read(view.wanted, "month"),
    )  # fmt: skip


def periods(wanted: Filter, kind: PeriodKind) -> tuple[Period, ...]:
    """The periods of a series, oldest first: up to the end of the year asked for, or to today."""
    last = _last(wanted, kind)
    return tuple(last.before(steps) for steps in reversed(range(POINTS[kind])))


def every_period(
    indicator: Indicator, wanted: Filter, kind: PeriodKind, by_month: Frames
) -> tuple[Period, ...]:
    """The periods that a series is judged over, oldest first: those, and all before them.

    So the limits stay as they are when the series moves on by a month.
    """
    last = _last(wanted, kind)
    first = indicators.first_year(indicator, by_month)
    years = 0 if first is None else min(last.financial_year - first + 1, LONGEST)
    steps = max(years * IN_A_YEAR[kind], POINTS[kind])
    return tuple(last.before(step) for step in reversed(range(steps)))


def _last(wanted: Filter, kind: PeriodKind) -> Period:
    assert wanted.period is not None
    end = Period.year(wanted.period.financial_year).end
    return Period.containing(min(end, wanted.day), kind)


@until_changed(256)
def every(about: Asked, kind: PeriodKind) -> tuple[Point, ...]:
    """A measure's whole series."""
    wanted, by_month = about.wanted, about.by_month
    over = periods(wanted, kind)
    if kind is not PeriodKind.YEAR:  # years are not judged
        over = every_period(about.indicator, wanted, kind, by_month)
    return indicators.over_periods(
        about.indicator, about.definitions, about.setup, by_month, wanted, over, about.group_id,
        whole=about.read,
    )  # fmt: skip


@until_changed(256)
def drawn(about: Asked, kind: PeriodKind) -> tuple[Point, ...]:
    """The last points of a series: those that are drawn, from the first with something in it."""
    points = every(about, kind)[-POINTS[kind] :]
    while len(points) > 2 and points[0].value.number is None and not points[0].value.parts:
        points = points[1:]
    return points
