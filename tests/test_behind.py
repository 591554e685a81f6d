"""What is behind a cell is what the cell is made of: summed over its pages it comes to the cell."""

from datetime import date
from statistics import median

import pytest

from engagement_metrics import framework, indicators, store
from engagement_metrics.access import LOCAL_USER, Actor, Refused
from engagement_metrics.indicators import Value
from engagement_metrics.models import Audience, Period, Role
from engagement_metrics.store import Filter, MadeOf, Mark, Row, Source
from tests import made_up_store

TODAY = date(2026, 10, 31)  # some suggestions of the day are young, some returns are not yet due
DEFINITIONS = framework.load()
YEAR, QUARTER, MONTH = Period.year(2025), Period.quarter(2025, 3), Period.month(2025, 6)
MEMBER = Actor("A forum member", frozenset({Role.FORUM_MEMBER}))
# place, period, topic, priority group
ASKED = [
    ("", YEAR, "", ""),
    ("Made-up system", YEAR, "", ""),
    ("Made-up system", QUARTER, "", ""),
    ("Made-up system", MONTH, "", ""),
    ("Made-up system", Period.year(2026), "", ""),
    ("Made-up system", Period.month(2026, 8), "", ""),
    ("North place", YEAR, "", ""),
    ("North place", QUARTER, "", ""),
    ("South place", MONTH, "", ""),
    ("Made-up system", YEAR, "first", ""),
    ("North place", QUARTER, "first", ""),
    ("Made-up system", YEAR, "", "first"),
    ("North place", MONTH, "", "first"),
    ("Made-up system", YEAR, "first", "first"),
]
OF_FEW_PEOPLE = ("DEV-05", "STF-01")  # its sheets are listed, but not what each of them says
READ = {Audience.TEAM: store.team_frames, Audience.SHARED: store.shared_frames}


@pytest.fixture(autouse=True)
def made_up_year(tmp_path_factory, monkeypatch):
    """The made-up store as DATABASE_URL: filled once in a run of the tests, and only read."""
    yield from made_up_store.in_use(tmp_path_factory.getbasetemp(), monkeypatch)


def filter_of(place: str, period: Period, topic: str = "", group: str = ""):
    """The filter, and the priority group, of a line of ASKED."""
    setup = store.setup()
    place_id = setup.find_place(place) if place else None
    topic_id = next(iter(setup.topics)) if topic else None
    wanted = Filter(place_id, setup.within(place_id), period, topic_id, TODAY)
    return wanted, next(iter(setup.groups)) if group else None


def opened(
    key: str, wanted: Filter, group_id: int | None = None, audience: Audience = Audience.TEAM
) -> tuple[Value, MadeOf | None]:
    """One cell and what it was made of."""
    setup, frames = store.setup(), READ[audience](LOCAL_USER, wanted)
    values = indicators.cells(DEFINITIONS, setup, frames, wanted, group_id)
    made = indicators.behind(
        DEFINITIONS.indicators[key], values[key], DEFINITIONS, setup, frames, wanted, group_id
    )
    return values[key], made


def every_row(wanted: Filter, made: MadeOf | None, audience: Audience = Audience.TEAM) -> list[Row]:
    """The rows of all pages."""
    if made is None:
        return []
    first = store.behind(LOCAL_USER, audience, wanted, made)
    rows = [
        row
        for page in range(1, first.pages + 1)
        for row in store.behind(LOCAL_USER, audience, wanted, made, page).rows
    ]
    assert len(rows) == first.total
    assert len({(row.number, getattr(row, "question", "")) for row in rows}) == len(rows)
    return rows


def added(rows: list[Row], group_id: int | None = None) -> tuple[float, float | None]:
    """What the rows add up to; with no bottom where a row has none."""
    adds = [one for row in rows for one in row.adds if one.group_id == group_id]
    bottoms = [one.bottom for one in adds if one.bottom is not None]
    return sum(one.top for one in adds), sum(bottoms) if len(bottoms) == len(adds) else None


def expected(value: Value) -> tuple[float, float | None]:
    """The top and bottom that a value shows; nothing over nothing where it shows neither."""
    return (0, 0) if value.top is None else (value.top, value.bottom)


def by_line(value: Value, made: MadeOf, rows: list[Row], group_id: int | None) -> list[tuple]:
    """For each line of a cell what it shows, and what the rows behind it come to."""
    if made.source is Source.ANSWERS:
        parts = [part.value for part in value.parts] or [value]
        assert len(parts) == len(made.answers)
        return [
            (expected(part), added([row for row in rows if kind_of(row) == kind_of(line)]))
            for part, line in zip(parts, made.answers, strict=True)
        ]
    if made.source in (Source.MINUTES, Source.TOLD):
        times = [row.adds[0].top for row in rows]
        return [(expected(value), (median(times), len(times)) if times else (0, 0))]
    if any(part.group_id is not None for part in value.parts):
        return [(expected(part.value), added(rows, part.group_id)) for part in value.parts]
    return [(expected(value), added(rows, group_id))]


def kind_of(row_or_line) -> tuple:
    return row_or_line.question, row_or_line.wave, row_or_line.format


def named(asked: tuple) -> str:
    return " ".join([asked[0] or "everywhere", asked[1].short, *asked[2:]])


@pytest.mark.parametrize("asked", ASKED, ids=named)
def test_the_rows_behind_every_measure_come_to_its_figure(asked):
    wanted, group_id = filter_of(*asked)
    different = []
    for key in DEFINITIONS.indicators:
        value, made = opened(key, wanted, group_id)
        if made is None:
            # What is behind these is shown on the page of the rounds.
            assert not value.measured or key.startswith("MAT-"), key
            continue
        if key in OF_FEW_PEOPLE:
            continue
        if key == "INF-02":  # no number comes of its people alone; they are those of INF-01
            assert made == opened("INF-01", wanted, group_id)[1]
            continue
        for shown, behind in by_line(value, made, every_row(wanted, made), group_id):
            # A sum of nothing has no bottom to tell from a bottom of 0.
            if (shown[0], shown[1] or 0) != (behind[0], behind[1] or 0):
                different.append(f"{key}: {shown}, behind it {behind}")
    assert different == []


def test_what_one_sheet_of_few_people_says_is_not_told_even_to_the_team():
    wanted, _ = filter_of("Made-up system", YEAR)
    value, made = opened("DEV-05", wanted)
    rows = every_row(wanted, made)

    assert (value.top, value.bottom) == (18, 30)
    assert [(row.when, row.adds) for row in rows] == [("2026-01", ()), ("2025-07", ())]
    assert all(row.title for row in rows)


def test_every_kind_of_list_was_held_against_its_figure():
    wanted, _ = filter_of("Made-up system", YEAR)
    sources = {
        made.source
        for key in DEFINITIONS.indicators
        if (made := opened(key, wanted)[1]) and every_row(wanted, made)
    }
    assert sources == set(Source)


@pytest.mark.parametrize(
    ("key", "place", "rows"),
    [
        ("INF-03", "North place", 12),
        ("ENG-11", "North place", 0),
        ("ENG-02", "Made-up system", 91),
        ("ENG-13", "Made-up system", 16),
        ("REC-02", "Made-up system", 108),
    ],
)
def test_only_what_counts_is_behind_a_cell(key, place, rows):
    wanted, _ = filter_of(place, YEAR)
    assert len(every_row(wanted, opened(key, wanted)[1])) == rows


@pytest.mark.parametrize("asked", ASKED, ids=named)
def test_everybody_sees_no_words_and_nothing_behind_what_is_released(asked):
    wanted, group_id = filter_of(*asked)
    for key, indicator in DEFINITIONS.indicators.items():
        _, made = opened(key, wanted, group_id, Audience.SHARED)
        assert made is None or not (indicator.by_group or indicator.of_answers), key
        for row in every_row(wanted, made, Audience.SHARED):
            assert row.words == "", key
            assert len(row.when) <= 7 or made.source is Source.FIGURES, key


@pytest.mark.parametrize("asked", ASKED, ids=named)
def test_everybody_sees_the_records_that_the_shared_figure_is_made_of(asked):
    wanted, group_id = filter_of(*asked)
    for key in DEFINITIONS.indicators:
        value, made = opened(key, wanted, group_id, Audience.SHARED)
        if made is None:
            continue
        rows = every_row(wanted, made, Audience.SHARED)
        for shown, behind in by_line(value, made, rows, group_id):
            assert (shown[0], shown[1] or 0) == (behind[0], behind[1] or 0), key


@pytest.mark.parametrize("key", ["ENG-04", "ENG-11", "REC-03"])
def test_what_is_released_has_no_records_in_the_shared_view_even_for_who_asks_the_store(key):
    wanted, _ = filter_of("Made-up system", YEAR)
    _, made = opened(key, wanted)
    assert store.behind(LOCAL_USER, Audience.TEAM, wanted, made).total > 0
    assert store.behind(MEMBER, Audience.SHARED, wanted, made).rows == ()
    with pytest.raises(Refused):
        store.behind(MEMBER, Audience.TEAM, wanted, made)


def test_a_figure_of_a_group_is_behind_nothing_in_the_shared_view():
    wanted, _ = filter_of("Made-up system", YEAR)
    _, made = opened("INV-02", wanted)
    assert store.behind(LOCAL_USER, Audience.TEAM, wanted, made).total > 0
    assert store.behind(MEMBER, Audience.SHARED, wanted, made).total == 0


def test_what_adds_nothing_to_the_heads_is_listed_with_its_reason():
    wanted, _ = filter_of("Made-up system", YEAR)
    for key, mark in (("INF-01", Mark.IN_LARGER), ("ENG-01", Mark.TO_FOLLOW)):
        value, made = opened(key, wanted)
        rows = every_row(wanted, made)
        assert len(rows) == value.held
        assert {(row.mark, row.adds[0].top) for row in rows if row.mark} == {(mark, 0)}
        assert sum(row.mark is Mark.TO_FOLLOW for row in rows) == value.held - value.complete


def test_a_page_past_the_end_is_the_last_and_rows_are_the_latest_first():
    wanted, _ = filter_of("Made-up system", YEAR)
    _, made = opened("REC-02", wanted)
    last = store.behind(LOCAL_USER, Audience.TEAM, wanted, made, 10**6)
    assert (last.number, last.pages, last.total, len(last.rows)) == (5, 5, 108, 8)
    dates = [row.when for row in every_row(wanted, made) if len(row.when) == 10]
    assert dates == sorted(dates, reverse=True)
