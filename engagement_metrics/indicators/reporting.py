"""What is reported when a period is closed, what has to wait, and what moved since.

Figures of groups and of answers are in none of it: the release keeps them as they are.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from engagement_metrics.framework import Framework, Indicator
from engagement_metrics.indicators import assessed, wording
from engagement_metrics.indicators.board import board
from engagement_metrics.indicators.cells import over_periods
from engagement_metrics.indicators.values import Value
from engagement_metrics.models import (
    Closing,
    Period,
    RecordType,
    ReportedFigure,
    ValueState,
)
from engagement_metrics.store import Filter, Frames, LateLine, Reported, Setup

# What else moves the figures made of one kind of record.
MOVED_BY = {
    RecordType.ANSWER_SHEET: {RecordType.ANSWER_SHEET, RecordType.ACTIVITY},
    RecordType.CHANGE: {RecordType.CHANGE, RecordType.SUGGESTION},
}
TABLES = {
    "answer_count": RecordType.ANSWER_SHEET,
    "change_suggestion": RecordType.CHANGE,
    "group_count": RecordType.ACTIVITY,
    "suggestion_status": RecordType.SUGGESTION,
}


@dataclass(frozen=True)
class One:
    """One indicator for one period, and from which day its figure can be reported."""

    indicator: Indicator
    period: Period
    settled: date


@dataclass(frozen=True)
class Plan:
    """What a closing would report, and what has to wait for a later one.

    `now` is told by the closed period it is kept under: the earliest that covers it, or the one
    that is to be closed.
    """

    now: tuple[tuple[Period, tuple[One, ...]], ...]
    waits: tuple[One, ...]

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        """What would be reported, each indicator once."""
        found = {one.indicator.id: one.indicator for _, ones in self.now for one in ones}
        return tuple(found.values())


def plan(
    definitions: Framework,
    to_close: Period | None,
    closed: Iterable[Period],
    standing: Collection[tuple[str, str]],
    today: date,
) -> Plan:
    """What closing a period today would report; None for what had to wait, and nothing else.

    `closed` are the periods that are closed already, `standing` the indicators and period codes
    that are reported. What waited in any closed period goes along.
    """
    homes = sorted({*closed}, key=lambda one: (one.end - one.start, one.start))
    now: dict[Period, list[One]] = {}
    if to_close is not None and to_close not in homes:
        homes.append(to_close)
        now[to_close] = []  # it is closed though all of it may have to wait
    waits, planned = [], set(standing)
    for home in homes:
        for period in home.inside:
            for one in _reporting(definitions, period):
                if (one.indicator.id, period.code) in planned:
                    continue
                planned.add((one.indicator.id, period.code))
                if one.settled <= today:
                    now.setdefault(home, []).append(one)
                else:
                    waits.append(one)
    in_order = sorted(now, key=lambda home: (home.start, home.end))
    return Plan(tuple((home, tuple(now[home])) for home in in_order), tuple(waits))


def _reporting(definitions: Framework, period: Period) -> list[One]:
    """The indicators that report a period of this length."""
    return [
        One(indicator, period, indicator.settled(period))
        for indicator in definitions.indicators.values()
        if period.kind in indicator.periods and is_reported(indicator)
    ]


def is_reported(indicator: Indicator) -> bool:
    """Whether its figures are kept as they were reported.

    What is released is kept by that, and what a round agreed by the round, once it is finished.
    """
    kept = indicator.released or indicator.of_answers or indicator.id in assessed.KEYS
    return not (kept or indicator.waits)


def acts(
    definitions: Framework,
    setup: Setup,
    planned: Plan,
    note: str,
    read: Callable[[Filter], Frames],
    today: date,
) -> list[tuple[Closing, Sequence[ReportedFigure]]]:
    """The closings of a plan with the figures they report, for each place and all together.

    `read` gives the shared frames of a filter by month: what is reported is what everybody may
    see. Each place is read once, not once for each period: with many places that is what takes
    the time.
    """
    figures: dict[Period, list[ReportedFigure]] = {home: [] for home, _ in planned.now}
    periods: dict[Indicator, list[tuple[Period, One]]] = {}
    for home, ones in planned.now:
        for one in ones:
            periods.setdefault(one.indicator, []).append((home, one))
    for place in (None, *setup.in_order):
        asked = Filter(place, setup.within(place), None, None, today)
        by_month = read(asked)
        for indicator, told in periods.items():
            points = over_periods(
                indicator, definitions, setup, by_month, asked,
                tuple(one.period for _, one in told),
            )  # fmt: skip
            for (home, one), point in zip(told, points, strict=True):
                figures[home].append(_figure(one, place, point.value))
    return [
        (Closing(period=home.code, closed_on=today, note=note), found)
        for home, found in figures.items()
    ]


def shared(
    definitions: Framework,
    setup: Setup,
    place_id: int | None,
    period: Period,
    wanted: Iterable[One],
    read: Callable[[Filter], Frames],
    today: date,
) -> dict[str, Value]:
    """What the shared view says of some indicators for a place and period; not to be changed."""
    asked = Filter(place_id, setup.within(place_id), period, None, today)
    only = frozenset(one.indicator.id for one in wanted)
    return board(definitions, setup, read(asked), asked, None, only).values


def _figure(one: One, place_id: int | None, value: Value) -> ReportedFigure:
    names = set(ReportedFigure.model_fields) & set(Value.__dataclass_fields__)
    return ReportedFigure(
        closing_id=0,
        indicator=one.indicator.id,
        indicator_version=one.indicator.version,
        place_id=place_id,
        period=one.period.code,
        **{name: getattr(value, name) for name in names},
    )


def without_figure(values: dict[str, Value], definitions: Framework) -> tuple[Indicator, ...]:
    """The typed indicators for which nothing was typed in, out of the values of all places."""
    return tuple(
        definitions.indicators[key]
        for key, value in values.items()
        if definitions.indicators[key].typed and value.state is ValueState.NOT_MEASURED
    )


def on_day(found: Iterable[Reported], day: date) -> Reported | None:
    """What stood reported at the end of a day, by this machine's clock; None where nothing did.

    `found` are all figures that were ever reported of one indicator, place and period.
    """
    there = [
        one
        for one in found
        if one.closed_at.astimezone().date() <= day
        and (one.reopened_on is None or one.reopened_on > day)
    ]
    return max(there, key=lambda one: one.closed_at, default=None)


def as_value(reported: Reported) -> Value:
    """What was reported, as a value is shown."""
    names = set(Reported.__dataclass_fields__) & set(Value.__dataclass_fields__)
    return Value(**{name: getattr(reported, name) for name in names})


def differs(reported: Reported, now: Value) -> bool:
    """Whether the figure moved since it was reported."""
    before = as_value(reported)
    return any(
        _number(getattr(before, name)) != _number(getattr(now, name))
        for name in ("number", "top", "bottom", "estimated")
    ) or (before.state is not now.state)


def _number(value: float | None) -> float | None:
    return None if value is None else round(float(value), 6)


def told(indicator: Indicator, reported: Reported, now: Value) -> str:
    """What was reported, and what it is by now where it moved.

    Such as 'Reported 42, now 45', or 'Reported 42' where it stands.
    """
    before = _words(indicator, as_value(reported))
    if not differs(reported, now):
        return f"Reported {before}"
    after = _words(indicator, now)
    if before == after:  # a part of it moved by too little to be seen
        return f"Reported {before}, now nearly the same"
    return f"Reported {before}, now {after}"


def _words(indicator: Indicator, value: Value) -> str:
    face = wording.face(indicator, value)
    made = wording.made_of(indicator, value) if value.low is None else ""
    if value.low is not None and value.top is not None and value.bottom is not None:
        made = f"{wording.plain(value.top)} of {wording.plain(value.bottom)}"
    return f"{face} ({made})" if made else face if value.measured else f"‘{face.lower()}’"


def in_short(
    definitions: Framework,
    found: Mapping[str, Sequence[Reported]],
    values: Mapping[str, Value],
) -> dict[str, str]:
    """For each value what was reported in its stead, in a few words; left out where nothing was."""
    told_of = {}
    for key, value in values.items():
        standing = next((one for one in found.get(key, ()) if one.stands), None)
        indicator = definitions.indicators[key]
        if standing is None or not is_reported(indicator):
            continue
        moved = differs(standing, value)
        told_of[key] = told(indicator, standing, value) if moved else "As reported"
    return told_of


def moved_by(indicator: Indicator, lines: Sequence[LateLine]) -> tuple[LateLine, ...]:
    """Those of the late changes that can have moved an indicator."""
    if indicator.typed:
        return tuple(line for line in lines if line.indicator == indicator.id)
    kinds = {TABLES.get(name) or RecordType(name) for name in _tables(indicator)}
    kinds = set().union(*(MOVED_BY.get(kind, {kind}) for kind in kinds)) | {RecordType.PLACE}
    return tuple(line for line in lines if line.kind in kinds)


def _tables(indicator: Indicator) -> set[str]:
    return {source.split(".")[0] for source in indicator.calculated_from}
