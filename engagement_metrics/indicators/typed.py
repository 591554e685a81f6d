"""Indicators whose figures are typed in with their source, and how those make one."""

from dataclasses import dataclass
from functools import lru_cache, reduce

import pandas as pd

from engagement_metrics.framework import Indicator, local
from engagement_metrics.indicators.records import NO_RELEASE, of_groups
from engagement_metrics.indicators.totals import About, rows_about
from engagement_metrics.indicators.values import Part, Value, no
from engagement_metrics.models import AddsUp, HeadsBasis, Period, PeriodKind, ValueState
from engagement_metrics.store import Filter, Setup

NO_FIGURE = "No figure has been typed in for this period."
NOT_JOINED = "Figures of shorter times are not joined into one. Choose a shorter period."
CHANGED = "The wording changed within this period."
TWO_WORDINGS = "These figures were made under different wordings, so they cannot be added up."


@dataclass(frozen=True)
class Figure:
    """One figure: what is over what, whether any of it is estimated, and of what it is made.

    `periods` are those it was typed in for; `months` those that every place in it has a figure
    for, `some_months` those that at least one has; `numbers` are those of the records. `editions`
    are the versions of the definition that they were made under: two are not the same measure.
    """

    top: float
    bottom: float | None
    estimated: bool
    periods: frozenset[Period]
    months: frozenset[str]
    some_months: frozenset[str]
    numbers: frozenset[int]
    editions: frozenset[int]

    @property
    def latest(self) -> Period:
        """The latest of its periods."""
        return max(self.periods, key=lambda period: (period.end, period.start))


Figures = dict[int | None, dict[int, list[Figure]]]
parse = lru_cache(maxsize=2048)(Period.parse)


@lru_cache(maxsize=2048)
def _months_of(code: str) -> frozenset[str]:
    return frozenset(parse(code).months)


def read(figures: About, indicator: Indicator) -> Figures:
    """The figures typed in for an indicator, by priority group (None for none) and by place."""
    found: Figures = {}
    for row in rows_about(figures, indicator.id):
        group = row["priority_group_id"]
        period = parse(row["period"])
        months = _months_of(row["period"])
        found.setdefault(None if pd.isna(group) else int(group), {}).setdefault(
            int(row["place_id"]), []
        ).append(
            Figure(
                float(row["top"]),
                None if pd.isna(row["bottom"]) else float(row["bottom"]),
                row["basis"] == HeadsBasis.ESTIMATED,
                frozenset({period}), months, months, frozenset({int(row["id"])}),
                frozenset({int(row["indicator_version"])}),
            )
        )  # fmt: skip
    return found


def typed(
    figures: Figures,
    indicator: Indicator,
    setup: Setup,
    wanted: Filter,
    group_id: int | None,
    shared: bool,
) -> Value:
    """The typed figure for a place and period, added up as the definition allows.

    A place's own figure stands before the sum of those below it; a figure for a longer period
    never serves a shorter one. Figures made under two wordings are never added up.
    """
    if wanted.topic_id is not None:
        return no(ValueState.NOT_MEASURED, "This measure is not recorded by topic.")
    if wanted.period is None:
        return no(ValueState.NOT_MEASURED, "Choose a period to see this measure.")
    indicator = local.in_force(setup.measures, indicator, wanted.period) or indicator
    if not indicator.by_group:
        return _one(figures.get(None, {}), indicator, setup, wanted, wanted.period)
    if shared:
        return no(ValueState.WITHHELD, NO_RELEASE)
    parts = tuple(
        Part(
            group.name,
            _one(figures.get(group.id, {}), indicator, setup, wanted, wanted.period),
            group.id,
        )
        for group in setup.asked_for(group_id)
    )
    return of_groups(parts, group_id, NO_FIGURE)


def used(
    figures: Figures, indicator: Indicator, setup: Setup, wanted: Filter, group_id: int | None
) -> tuple[int, ...]:
    """The numbers of the records that `typed` makes its value of."""
    if wanted.topic_id is not None or wanted.period is None:
        return ()
    groups: list[int | None] = [None]
    if indicator.by_group:
        groups = [group.id for group in setup.asked_for(group_id)]
    indicator = local.in_force(setup.measures, indicator, wanted.period) or indicator
    found = [
        _added_up(figures.get(group, {}), indicator, setup, wanted, wanted.period)[0]
        for group in groups
    ]
    return tuple(
        sorted(
            number
            for figure in found
            if figure and len(figure.editions) == 1
            for number in figure.numbers
        )
    )


def _added_up(
    by_place: dict[int, list[Figure]],
    indicator: Indicator,
    setup: Setup,
    wanted: Filter,
    period: Period,
) -> tuple[Figure | None, int, int]:
    """One figure for the place and period; how many places reported, and how many could have."""
    in_time = {
        place: figure
        for place, figures in by_place.items()
        if (figure := over_time(figures, period, indicator.adds_over_time))
    }
    return over_place(in_time, setup, wanted.place_id, indicator.adds_over_place)


def _one(
    by_place: dict[int, list[Figure]],
    indicator: Indicator,
    setup: Setup,
    wanted: Filter,
    period: Period,
) -> Value:
    found, reported, expected = _added_up(by_place, indicator, setup, wanted, period)
    if found is not None and len(found.editions) > 1:
        return no(ValueState.NOT_MEASURED, _mixed(indicator, setup, period))
    if found is not None:
        return _shown(found, indicator, (reported, expected), period)
    if reported:
        return no(
            ValueState.NOT_MEASURED,
            f"No figure for {setup.place_name(wanted.place_id)} as a whole: "
            f"{reported} {'place' if reported == 1 else 'places'} below it reported, "
            "and what they reported cannot be added up.",
        )
    shorter = indicator.adds_over_time is AddsUp.NEVER and any(
        of.start >= period.start and of.end <= period.end
        for place in setup.within(wanted.place_id)
        for figure in by_place.get(place, ())
        for of in figure.periods
    )
    return no(ValueState.NOT_MEASURED, NOT_JOINED if shorter else NO_FIGURE)


def _mixed(indicator: Indicator, setup: Setup, period: Period) -> str:
    """Why figures of two wordings make none: it changed meanwhile, or not everywhere at once."""
    begun = local.wordings(setup.measures, indicator.id)
    told = not begun or local.in_force(setup.measures, indicator, period) is None
    return CHANGED if told else TWO_WORDINGS


def over_time(figures: list[Figure], period: Period, adds: AddsUp) -> Figure | None:
    """One figure for a period out of those typed in for it or for periods inside it."""
    inside = [
        (of, figure)
        for figure in figures
        for of in figure.periods
        if of.start >= period.start and of.end <= period.end
    ]
    for of, figure in inside:
        if of == period:
            return figure
    if not inside or adds is AddsUp.NEVER:
        return None
    if adds is AddsUp.LATEST:
        return max(inside, key=lambda pair: (pair[0].end, pair[0].start))[1]
    # A quarter's own figure stands for its months.
    quarters = [of for of, _ in inside if of.kind is PeriodKind.QUARTER]
    chosen = [
        figure
        for of, figure in inside
        if of.kind is PeriodKind.QUARTER
        or not any(quarter.start <= of.start <= quarter.end for quarter in quarters)
    ]
    months = frozenset().union(*(figure.months for figure in chosen))
    return _added(chosen, months, months)


def over_place(
    by_place: dict[int, Figure], setup: Setup, place_id: int | None, adds: AddsUp
) -> tuple[Figure | None, int, int]:
    """One figure for a place out of its own or those below it; and how many places reported.

    Then how many could have: each place with a figure of its own, or with no place below it.
    """
    if place_id is not None and place_id in by_place:
        return by_place[place_id], 1, 1
    below = [place for place in setup.places.values() if place.parent_id == place_id]
    found: list[Figure] = []
    reported = expected = 0
    for place in below:
        figure, of_it, out_of = over_place(by_place, setup, place.id, adds)
        reported += of_it
        expected += out_of
        if figure is not None:
            found.append(figure)
    if not expected and place_id is not None and not setup.places[place_id].withdrawn:
        expected = 1
    if not found:
        return None, reported, expected
    if adds in (AddsUp.SUM, AddsUp.RATIO_OF_SUMS):
        months = reduce(frozenset.intersection, (figure.months for figure in found))
        some = frozenset().union(*(figure.some_months for figure in found))
        return _added(found, months, some), reported, expected
    # The only system's figure is that of all places.
    alone = place_id is None and expected == len(found) == 1
    return found[0] if alone else None, reported, expected


def _added(figures: list[Figure], months: frozenset[str], some: frozenset[str]) -> Figure:
    """Tops over bottoms, added up; a sum with any estimate is an estimate (R10)."""
    bottoms = [figure.bottom for figure in figures if figure.bottom is not None]
    return Figure(
        sum(figure.top for figure in figures),
        sum(bottoms) if len(bottoms) == len(figures) else None,
        any(figure.estimated for figure in figures),
        frozenset().union(*(figure.periods for figure in figures)),
        months,
        some,
        frozenset().union(*(figure.numbers for figure in figures)),
        frozenset().union(*(figure.editions for figure in figures)),
    )


def _shown(figure: Figure, indicator: Indicator, places: tuple[int, int], period: Period) -> Value:
    number: float = figure.top
    if indicator.unit_kind in ("percent", "average"):
        if not figure.bottom:
            return no(ValueState.NOT_MEASURED, "The figure was typed in without what it is out of.")
        times = 100 if indicator.unit_kind == "percent" else 1
        number = times * figure.top / figure.bottom
    notes = []
    if places[0] < places[1]:
        notes.append(f"From {places[0]} of {places[1]} places.")
    if indicator.adds_over_time is AddsUp.LATEST:
        latest = figure.latest.short
        if len(figure.periods) > 1:
            notes.append(f"The latest figures are for different periods, up to {latest}.")
        elif figure.latest != period:
            notes.append(f"The latest figure is for {latest}.")
    elif figure.months != figure.some_months:
        notes.append("Some places have no figure for some months.")
    elif len(figure.months) < len(period.months):
        notes.append(f"From figures for {len(figure.months)} of {len(period.months)} months.")
    return Value(
        ValueState.MEASURED, number, figure.top, figure.bottom, figure.estimated,
        because=" ".join(notes), edition=next(iter(figure.editions)),
    )  # fmt: skip
