"""Every calculated indicator equals a slow plain recount of the rows, for every filter.

828 filters of the made-up store: each place, the system and all places in each of 69 periods (all
time, four years, their quarters and months); for the system each topic in all but the months; for
each place each topic in the years and in every sixth month in turn.
"""

from dataclasses import replace
from datetime import date

import pytest

from engagement_metrics import framework, indicators, store
from engagement_metrics.access import LOCAL_USER
from engagement_metrics.indicators import Value
from engagement_metrics.models import Period
from engagement_metrics.store import Filter
from tests import made_up_store
from tests.oracle import (
    ANSWERS,
    RECOUNTED,
    Recount,
    Recounted,
    Window,
    ten_working_days_after,
    when_of,
)

TODAY = date(2026, 10, 31)  # some suggestions of the day are young, some returns are not yet due
YEARS = [Period.year(year) for year in range(2023, 2027)]
QUARTERS = [Period.quarter(year, number) for year in range(2023, 2027) for number in range(1, 5)]
MONTHS = [Period.parse(code) for year in YEARS for code in year.months]
# Sums that have to add up over places: all but the medians; over months a snapshot does not.
OVER_PLACES = [key for key in RECOUNTED if key not in ("REC-02", "FBK-02")]
OVER_MONTHS = [key for key in OVER_PLACES if key != "FBK-04"]
PLACES = ["", "Made-up system", "North place", "South place", "East place", "West place"]


@pytest.fixture
def made_up_year(tmp_path_factory, monkeypatch):
    """The made-up store as DATABASE_URL: filled once in a run of the tests, and only read."""
    yield from made_up_store.in_use(tmp_path_factory.getbasetemp(), monkeypatch)


@pytest.fixture
def recount(made_up_year):
    """The rows of the made-up store, read with plain SQL."""
    return Recount(made_up_year.removeprefix("sqlite:///"), TODAY)


def filter_of(place: str, period: Period | None, topic: int | None = None) -> Filter:
    setup = store.setup()
    place_id = setup.find_place(place) if place else None
    return Filter(place_id, setup.within(place_id), period, topic, TODAY)


def window_of(wanted: Filter) -> Window:
    code = wanted.period.code if wanted.period else ""
    return Window(frozenset(wanted.place_ids), wanted.topic_id, code)


def told(value: Value) -> Recounted:
    """A value of the app in the recount's own terms."""
    return Recounted(
        value.state.value, value.number, value.top, value.bottom, value.estimated,
        {part.label: told(part.value) for part in value.parts},
    )  # fmt: skip


def differences(found: dict[str, Value], expected: dict[str, Recounted]) -> list[str]:
    return [
        f"{key}: {told(found[key])}, a recount {expected[key]}"
        for key in RECOUNTED
        if told(found[key]) != expected[key]
    ]


def cells(wanted: Filter) -> dict[str, Value]:
    """The cells of the indicators that are recounted; the typed ones would only take time."""
    whole = framework.load()
    calculated = replace(whole, indicators={key: whole.indicators[key] for key in RECOUNTED})
    frames = store.team_frames(LOCAL_USER, wanted)
    return indicators.cells(calculated, store.setup(), frames, wanted)


def compare(recount: Recount, wanted: Filter) -> list[str]:
    found = cells(wanted)
    window = window_of(wanted)
    return [f"{window}: {line}" for line in differences(found, recount.all(window))]


def windows() -> dict[str, list[Filter]]:
    """Every place in every period, and topics in places, by what they share."""
    topics = list(store.setup().topics)
    every = {
        f"{place or 'all places'}, no topic": [
            filter_of(place, period) for period in [None, *YEARS, *QUARTERS, *MONTHS]
        ]
        for place in PLACES
    }
    of_topics = {
        f"the system, topic {topic}": [
            filter_of("Made-up system", period, topic) for period in [None, *YEARS, *QUARTERS]
        ]
        for topic in topics
    }
    in_turn = {
        f"{place}, topic {topic}": [
            filter_of(place, period, topic)
            for period in [
                *YEARS,
                *(month for at, month in enumerate(MONTHS) if (at + shift + topic) % 6 == 0),
            ]
        ]
        for shift, place in enumerate(PLACES[2:])
        for topic in topics
    }
    return every | of_topics | in_turn


def test_every_indicator_equals_a_recount_for_every_filter(made_up_year, recount):
    wanted = [one for group in windows().values() for one in group]
    wrong = [line for one in wanted for line in compare(recount, one)]

    assert len(wanted) == 6 * 69 + 6 * 21 + 24 * (4 + 8)  # 828
    assert wrong == []


@pytest.mark.parametrize("place", PLACES)
def test_a_trend_by_month_equals_a_recount_of_each_month(made_up_year, recount, place):
    wanted = filter_of(place, YEARS[2])
    by_month = store.team_frames(LOCAL_USER, wanted, "month")
    wrong = []
    for key in RECOUNTED:
        points = indicators.over_periods(
            framework.load().indicators[key], framework.load(), store.setup(), by_month, wanted,
            (*YEARS, *MONTHS),
        )  # fmt: skip
        for point in points:
            expected = recount.all(window_of(replace(wanted, period=point.period)))[key]
            if told(point.value) != expected:
                wrong.append(f"{key} {point.label}: {told(point.value)}, a recount {expected}")

    assert wrong == []


@pytest.mark.parametrize("period", [*YEARS[:3], Period.quarter(2025, 2), Period.month(2025, 12)])
def test_a_breakdown_by_place_equals_a_recount_of_each_place(made_up_year, recount, period):
    wanted = filter_of("Made-up system", period)
    by_place = store.team_frames(LOCAL_USER, wanted, "place")
    for key in RECOUNTED:
        points = indicators.over_places(
            framework.load().indicators[key], framework.load(), store.setup(), by_place, wanted
        )

        assert [point.label for point in points] == sorted(PLACES[2:])
        for point in points:
            window = Window(frozenset({point.place_id}), None, period.code)
            assert told(point.value) == recount.all(window)[key], (key, point.label)


def lines(key: str, value: Recounted) -> dict[str, tuple[float, float]]:
    """What a value and each of its lines is made of; nothing where there is no number."""
    own = {"": value} if value.top is not None else {}
    # The first line of an answer's value is the value once more.
    others = list(value.parts.items())[int(key in ANSWERS) :]
    return {
        label: (line.top or 0, line.bottom or 0)
        for label, line in (own | dict(others)).items()
        if line.state == "measured"
    }


def total(key: str, values: list[Recounted]) -> dict[str, tuple[float, float]]:
    """Lines added up one by one, tops and bottoms apart."""
    found: dict[str, tuple[float, float]] = {}
    for value in values:
        for label, (top, bottom) in lines(key, value).items():
            before = found.get(label, (0, 0))
            found[label] = (before[0] + top, before[1] + bottom)
    return found


@pytest.mark.parametrize("year", YEARS[:3])
def test_the_months_of_a_year_and_its_year_only_records_add_up_to_the_year(
    made_up_year, recount, year
):
    wanted = filter_of("Made-up system", year)
    by_month = store.team_frames(LOCAL_USER, wanted, "month")
    months = tuple(month for month in MONTHS if month.code in year.months)
    year_only = recount.all(
        Window(frozenset(wanted.place_ids), None, f"only {year.start.year}-{year.end:%y}")
    )
    for key in OVER_MONTHS:
        indicator = framework.load().indicators[key]
        whole, *parts = (
            told(point.value)
            for point in indicators.over_periods(
                indicator, framework.load(), store.setup(), by_month, wanted, (year, *months)
            )
        )

        assert total(key, [*parts, year_only[key]]) == total(key, [whole]), key
        assert lines(key, year_only[key]) == {} or key in ("INF-01", "INF-04", "ENG-01", "ENG-11",
                                                      "REC-03"), key  # fmt: skip


@pytest.mark.parametrize("period", [*YEARS[:3], *QUARTERS[:12]])
def test_the_places_of_a_system_and_its_own_records_add_up_to_the_system(
    made_up_year, recount, period
):
    wanted = filter_of("Made-up system", period)
    by_place = store.team_frames(LOCAL_USER, wanted, "place")
    whole = cells(wanted)
    own = recount.all(Window(frozenset({wanted.place_id}), None, period.code))
    for key in OVER_PLACES:
        points = indicators.over_places(
            framework.load().indicators[key], framework.load(), store.setup(), by_place, wanted
        )
        places = [told(point.value) for point in points]
        if key == "REC-01" and own[key].state == "not_measured":
            continue  # no return of the system's own says when it was finished: it has no figure

        assert total(key, [*places, own[key]]) == total(key, [told(whole[key])]), key


def test_the_recount_reads_dates_as_a_person_does():
    # a calendar year lies for the most part in the financial year of the same number
    assert [when_of(text) for text in ("2025-03-31", "2025-04", "2025", "2025/26")] == [
        (2024, 3), (2025, 4), (2025, 0), (2025, 0),
    ]  # fmt: skip
    # from a Thursday and from a Saturday
    assert ten_working_days_after(date(2026, 2, 12)) == date(2026, 2, 26)
    assert ten_working_days_after(date(2026, 2, 14)) == date(2026, 2, 27)


def test_the_recount_tells_a_wrong_number(made_up_year, recount):
    wanted = filter_of("Made-up system", YEARS[2])
    found = cells(wanted)
    wrong = {key: replace(value, top=(value.top or 0) + 1) for key, value in found.items()}

    assert differences(found, recount.all(window_of(wanted))) == []
    assert len(differences(wrong, recount.all(window_of(wanted)))) == len(RECOUNTED)
