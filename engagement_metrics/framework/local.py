"""Measures that an organisation added for itself, as indicators beside those of the files."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from engagement_metrics.framework.definitions import Framework, Indicator
from engagement_metrics.models import Aim, Direction, LocalMeasure, Period, PeriodKind, TargetForm

SECTION, HEADING = "local", "Our own measures"
FIRST_IN_ORDER = 1000  # after every indicator of the files
# The forms of target that fit its good direction, and what to hint.
TARGETS = {
    Direction.UP: ((TargetForm.AT_LEAST, TargetForm.FROM_TO), "At least so many"),
    Direction.DOWN: ((TargetForm.AT_MOST, TargetForm.FROM_TO), "So many or less"),
    Direction.WATCH: ((TargetForm.WATCH,), "No target: we only watch it"),
}


@dataclass(frozen=True)
class Edition:
    """One wording of a local measure; `number` and `seen` are the number and version of its row.

    `begins` is its first period, None for the first wording. `retired` is told of every wording.
    """

    indicator: Indicator
    begins: Period | None
    retired: bool
    number: int
    seen: int


def editions(rows: Iterable[LocalMeasure]) -> tuple[Edition, ...]:
    """The wordings of all local measures, each measure's in order; what is withdrawn is retired."""
    ordered = sorted(rows, key=lambda row: (row.key, row.edition))
    last = {row.key: row for row in ordered}
    return tuple(_edition(row, last[row.key]) for row in ordered)


def _edition(row: LocalMeasure, last: LocalMeasure) -> Edition:
    assert row.id is not None, "only a stored row is a wording"
    return Edition(
        _indicator(row),
        Period.parse(row.from_period) if row.from_period else None,
        last.withdrawn or last.retired_on is not None,
        row.id,
        row.version,
    )


def _indicator(row: LocalMeasure) -> Indicator:
    return Indicator(
        id=row.key,
        version=row.edition,
        aims=tuple(Aim(word) for word in row.aims.split(";")),
        kind=row.kind,
        order=FIRST_IN_ORDER + int(row.key.partition("-")[2]),
        name=row.name,
        unit=row.unit,
        unit_kind=row.unit_kind,
        direction=row.direction,
        definition=row.definition,
        top=row.top,
        bottom=row.bottom,
        calculated_from=("typed",),
        adds_over_time=row.adds_over_time,
        adds_over_place=row.adds_over_place,
        by_group=False,
        questions=(),
        waves=(),
        waits_for="",
        target_forms=TARGETS[row.direction][0],
        target_hint=TARGETS[row.direction][1],
        periods=tuple(PeriodKind(word) for word in row.periods.split(";")),
        source=row.source,
        section=SECTION,
        first=None,
        settles_after=0,
    )


@lru_cache(maxsize=64)
def with_local(
    framework: Framework, measures: tuple[Edition, ...], retired: bool = False
) -> Framework:
    """The definitions with the local measures among them, in a section of their own.

    Each as it is worded last; the retired ones only where they are asked for. The same definitions
    and measures give the same object, which pages remember their figures by.
    """
    last = {one.indicator.id: one for one in measures}
    own = {key: one.indicator for key, one in last.items() if retired or not one.retired}
    if not own:
        return framework
    return replace(
        framework,
        headings={**framework.headings, SECTION: HEADING},
        indicators={**framework.indicators, **own},
    )


def wordings(measures: Iterable[Edition], indicator: str) -> tuple[Edition, ...]:
    """The wordings of one local measure, the first one first; none for one of the files."""
    return tuple(one for one in measures if one.indicator.id == indicator)


def in_force(measures: Iterable[Edition], indicator: Indicator, period: Period) -> Indicator | None:
    """The wording that a figure for a period is made under; None where it changes within it.

    A measure of the files has its one wording.
    """
    found = indicator
    for one in wordings(measures, indicator.id):
        if one.begins is None or one.begins.start <= period.start:
            found = one.indicator
        elif one.begins.start <= period.end:
            return None
    return found
