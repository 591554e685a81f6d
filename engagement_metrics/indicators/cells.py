"""The cells of the matrix: every indicator for one filter; one of them over time or by place."""

from collections.abc import Callable, Collection, Hashable
from dataclasses import dataclass, replace
from typing import TypeVar

from engagement_metrics.framework import Framework, Indicator
from engagement_metrics.indicators import (
    answered,
    assessed,
    matching,
    records,
    released,
    totals,
)
from engagement_metrics.indicators.totals import Totals
from engagement_metrics.indicators.typed import Figures, read, typed
from engagement_metrics.indicators.values import Value, no
from engagement_metrics.models import Period, PeriodKind, ValueState
from engagement_metrics.store import Filter, Frames, Setup

H = TypeVar("H", bound=Hashable)
MATCH = "INF-02"
FORMS_BACK = "REC-03"
NOT_ADDED = "What was released of groups is not told by the month, so these cannot be added up."


def cells(
    framework: Framework,
    setup: Setup,
    frames: Frames,
    wanted: Filter,
    group_id: int | None = None,
    only: Collection[str] | None = None,
) -> dict[str, Value]:
    """Each indicator's value for a filter, by id; `only` those of these ids where some are given.

    A priority group acts on the indicators about groups; every other says it is not recorded by
    group. Answers that are not shared of a shorter period are told of the whole year.
    """
    found = totals.whole(frames)
    figures = totals.by_indicator(frames.figures)
    return {
        key: _value(
            indicator, framework, setup, found,
            read(figures, indicator) if indicator.typed else {}, wanted, group_id, of_year=True,
        )
        for key, indicator in framework.indicators.items()
        if only is None or key in only
    }  # fmt: skip


def _needed(indicator: Indicator) -> tuple[str, ...]:
    """The frames that an indicator is worked out from."""
    if not indicator.calculated or indicator.id in assessed.KEYS:
        return ()
    if indicator.questions:
        return ("answers",)
    if indicator.released:
        return ("activities", "groups")
    return records.METHODS[indicator.id][0]


def _value(
    indicator: Indicator,
    framework: Framework,
    setup: Setup,
    found: Totals,
    figures: Figures,
    wanted: Filter,
    group_id: int | None = None,
    *,
    of_year: bool = False,
) -> Value:
    if indicator.waits:
        return no(ValueState.NOT_MEASURED, indicator.waits_for)
    if group_id is not None and not indicator.by_group:
        return no(ValueState.NOT_MEASURED, "This measure is not recorded by group.")
    if indicator.typed:
        return typed(figures, indicator, setup, wanted, group_id, found.shared)
    if indicator.id in assessed.KEYS:
        return assessed.value(indicator.id, found.rounds, setup, wanted)
    if indicator.questions:
        return answered.answers(found, framework, indicator, wanted, of_year)
    if indicator.id == FORMS_BACK and found.shared:
        return answered.forms_back(found, wanted, of_year)
    if indicator.id == MATCH:
        return matching.match(found, framework, setup, wanted)
    if indicator.by_group and found.shared:
        return released.groups(found, framework, setup, wanted, indicator.aims[0], group_id)
    if indicator.by_group:
        return records.groups(found, framework, setup, indicator.aims[0], group_id)
    if wanted.topic_id is not None and indicator.id in records.NOT_BY_TOPIC:
        return no(ValueState.NOT_MEASURED, "This measure is not recorded by topic.")
    return records.METHODS[indicator.id][1](found)


@dataclass(frozen=True)
class Point:
    """An indicator's value for one period or place of a series."""

    label: str
    value: Value
    period: Period | None = None
    place_id: int | None = None


def first_year(indicator: Indicator, by_month: Frames) -> int | None:
    """The financial year in which an indicator's series can begin; None where it has nothing."""
    if indicator.typed:
        rows = totals.rows_about(by_month.figures, indicator.id)
        return min((Period.parse(row["period"]).financial_year for row in rows), default=None)
    if indicator.id in assessed.KEYS:
        return assessed.first_year(by_month.rounds)
    months = {at for name in _needed(indicator) for at in totals.headings(by_month, name)}
    year_only = {int(at.removeprefix("FY")) for at in months if at.startswith("FY")}
    dated = {Period.parse(at).financial_year for at in months if not at.startswith("FY")}
    return min(year_only | dated, default=None)


def over_periods(
    indicator: Indicator,
    framework: Framework,
    setup: Setup,
    by_month: Frames,
    wanted: Filter,
    periods: tuple[Period, ...],
    group_id: int | None = None,
    whole: Callable[[Filter], Frames] | None = None,
) -> tuple[Point, ...]:
    """The indicator for each of some periods, out of frames by month.

    What was released of groups is in no month: `whole` reads the frames of each period by itself,
    and without it such measures are withheld from the shared view.
    """
    headings = {period: (replace(wanted, period=period), _months(period)) for period in periods}
    values = _series(indicator, framework, setup, by_month, headings, group_id, whole)
    return tuple(Point(period.short, values[period], period=period) for period in periods)


def over_places(
    indicator: Indicator,
    framework: Framework,
    setup: Setup,
    by_place: Frames,
    wanted: Filter,
    group_id: int | None = None,
    whole: Callable[[Filter], Frames] | None = None,
) -> tuple[Point, ...]:
    """The indicator for each place directly below the chosen one, out of frames by place.

    What is recorded for the chosen place itself is in none of them. `whole` is as in
    `over_periods`, for places with others below them.
    """
    headings = {
        place: (
            replace(wanted, place_id=place, place_ids=setup.within(place)),
            {str(within) for within in setup.within(place)},
        )
        for place in setup.children(wanted.place_id)
    }
    values = _series(indicator, framework, setup, by_place, headings, group_id, whole)
    return tuple(
        Point(setup.place_name(place), value, place_id=place) for place, value in values.items()
    )


def _series(
    indicator: Indicator,
    framework: Framework,
    setup: Setup,
    frames: Frames,
    headings: dict[H, tuple[Filter, set[str]]],
    group_id: int | None,
    whole: Callable[[Filter], Frames] | None,
) -> dict[H, Value]:
    """The indicator under each heading: a filter, and the `at`s of the frames that belong to it."""
    found = totals.under(
        frames, _needed(indicator), {heading: ats for heading, (_, ats) in headings.items()}
    )
    figures = read(frames.figures, indicator) if indicator.typed else {}
    values = {}
    for heading, (wanted, _) in headings.items():
        total = found[heading]
        by_itself = indicator.calculated and indicator.released
        if total.shared and by_itself:
            if whole is None:
                values[heading] = no(ValueState.WITHHELD, NOT_ADDED)
                continue
            total = totals.whole(whole(wanted), ("activities",))
        values[heading] = _value(indicator, framework, setup, total, figures, wanted, group_id)
    return values


def _months(period: Period) -> set[str]:
    year_only = {f"FY{period.financial_year}"} if period.kind is PeriodKind.YEAR else set()
    return {*period.months, *year_only}
