"""Group figures made safe to share: when, by quarter or year, with whom, once, and for whom."""

from datetime import date

import pytest
from sqlmodel import Session, select

from engagement_metrics import disclosure, store
from engagement_metrics.access import ANYBODY, LOCAL_USER, Refused
from engagement_metrics.models import (
    Closing,
    Period,
    ReleaseCell,
    ReleaseGrain,
    ReleaseLeftOut,
    ReleaseSecret,
)
from engagement_metrics.store import closings, releases
from engagement_metrics.store.engine import engine
from engagement_metrics.store.filters import Filter

YEAR = Period.year(2025)
Q1, Q2, Q3, Q4 = (Period.quarter(2025, number) for number in (1, 2, 3, 4))


@pytest.fixture(autouse=True)
def no_secret_of_the_server(monkeypatch):
    monkeypatch.delenv(releases.SECRET, raising=False)


def close(town, period, *before):
    """A closing and its release, as one write."""
    with store.session(LOCAL_USER) as write:
        number = write.add(Closing(period=period.code, closed_on=date(2026, 5, 1)))
        releases.make(write.orm, period, number, [period, *before])


def held(town, place, ends="2025-05-20", heads=60, **ages):
    town.add(town.activity(ends, place_id=place, heads=heads), town.ages(**ages))


def shown(town, place, period):
    """Shown counts by characteristic and answer."""
    found = releases.released(LOCAL_USER, Filter(place, (place,), period))
    return {(cell.characteristic, cell.answer): cell.shown for cell in found.cells}


def rows(town, table):
    with Session(engine(town.url)) as orm:
        return list(orm.exec(select(table)))


def near(found, true):
    assert found % 5 == 0
    return abs(found - true) <= 4


def test_a_year_that_is_closed_shows_its_groups_by_fives(town):
    held(town, town.north, u16=23, **{"16_24": 12})
    close(town, YEAR)

    found = shown(town, town.north, YEAR)
    assert near(found["age", "u16"], 23)
    assert near(found["age", "16_24"], 12)
    assert near(found["age", "known"], 35)
    assert near(found["age", "not_asked"], 25)
    assert found["age", "85p"] in (0,)
    assert shown(town, town.north, Q1) == {}


def test_nothing_is_shown_before_a_period_is_closed(town):
    held(town, town.north, u16=23)

    assert releases.released(LOCAL_USER, Filter(town.north, (town.north,), YEAR)).empty


def test_a_month_that_is_closed_releases_nothing(town):
    held(town, town.north, u16=23)
    close(town, Period.month(2025, 5))

    assert rows(town, ReleaseCell) == rows(town, ReleaseGrain) == []


def test_a_quarter_is_shown_only_where_each_question_has_two_hundred_answers(town):
    held(town, town.north, heads=400, u16=120, **{"16_24": 100})
    held(town, town.south, heads=400, u16=100, **{"16_24": 99})
    close(town, Q1)

    assert near(shown(town, town.north, Q1)["age", "u16"], 120)
    assert shown(town, town.south, Q1) == {}
    grains = {row.place_id: row.by_quarter for row in rows(town, ReleaseGrain)}
    assert grains == {town.system: False, town.north: True, town.south: False}


def test_how_a_place_is_shown_is_settled_at_the_first_closing_of_the_year(town):
    held(town, town.north, heads=400, u16=220)
    close(town, Q1)
    held(town, town.south, "2025-08-02", heads=400, u16=300)
    held(town, town.north, "2025-08-02", heads=90, u16=44)
    close(town, Q2, Q1)

    assert near(shown(town, town.north, Q2)["age", "u16"], 44)
    assert shown(town, town.south, Q2) == {}


def test_the_year_of_a_place_by_quarter_is_the_sum_of_its_quarters(town):
    held(town, town.north, heads=400, u16=220)
    held(town, town.north, "2025-08-02", heads=90, u16=44)
    for period, before in ((Q1, []), (Q2, [Q1]), (Q3, [Q1, Q2]), (Q4, [Q1, Q2, Q3])):
        close(town, period, *before)

    cells = releases.released(LOCAL_USER, Filter(town.north, (town.north,), YEAR)).cells
    assert {cell.period for cell in cells} == {Q1.code, Q2.code}
    of_year = sum(cell.shown for cell in cells if cell.answer == "u16")
    assert of_year == sum(shown(town, town.north, q)["age", "u16"] for q in (Q1, Q2))


def test_a_year_is_shown_once_its_four_quarters_are_closed(town):
    held(town, town.north, u16=23)
    for period, before in ((Q1, []), (Q2, [Q1]), (Q3, [Q1, Q2])):
        close(town, period, *before)
    assert shown(town, town.north, YEAR) == {}
    close(town, Q4, Q1, Q2, Q3)

    assert near(shown(town, town.north, YEAR)["age", "u16"], 23)


def test_a_place_with_fewer_than_thirty_people_is_shown_with_the_one_above(town):
    held(town, town.north, heads=29, u16=14)
    held(town, town.system, heads=40, u16=20)
    close(town, YEAR)

    assert shown(town, town.north, YEAR) == {}
    assert near(shown(town, town.system, YEAR)["age", "u16"], 34)
    assert releases.shown_with(LOCAL_USER, YEAR) == {town.north: town.system}


def test_a_small_quarter_of_a_place_by_quarter_waits_for_the_year(town):
    held(town, town.north, heads=400, u16=220)
    held(town, town.north, "2025-08-02", heads=29, u16=14)
    held(town, town.system, heads=40, u16=20)
    for period, before in ((Q1, []), (Q2, [Q1]), (Q3, [Q1, Q2])):
        close(town, period, *before)
    assert shown(town, town.north, Q2) == {}
    assert releases.shown_with(LOCAL_USER, Q2) == {town.north: None}
    close(town, Q4, Q1, Q2, Q3)

    assert near(shown(town, town.system, YEAR)["age", "u16"], 34)
    assert {c.period for c in rows(town, ReleaseCell) if c.place_id == town.north} == {Q1.code}


def test_what_is_known_only_by_its_year_counts_in_the_year(town):
    town.add(town.activity("2025/26", heads=60), town.ages(u16=31))
    close(town, YEAR)

    assert near(shown(town, town.north, YEAR)["age", "u16"], 31)


def test_a_release_is_never_made_anew_whatever_is_changed_later(town):
    held(town, town.north, u16=23)
    close(town, YEAR)
    before = shown(town, town.north, YEAR)
    with store.session(LOCAL_USER, "Came in late.") as write:
        for place in (town.north, town.south):
            late = town.activity("2025-06-20", place_id=place, heads=200)
            write.add(late, town.ages(u16=180))
    close(town, YEAR)

    assert shown(town, town.north, YEAR) == before
    assert shown(town, town.south, YEAR) == {}


def test_more_answers_than_people_are_left_out_and_hold_nothing_up(town):
    # Parts of one activity may have asked where the whole did not: the same person twice.
    whole = town.add(town.activity("2025-05-20", heads=40))
    for _ in range(2):
        part = town.activity("2025-05-20", heads=40, part_of_id=whole)
        town.add(part, town.ages(u16=30))
    close(town, YEAR)

    assert shown(town, town.north, YEAR) == {}
    assert [row.characteristic for row in rows(town, ReleaseLeftOut)] == ["age"]


def test_by_topic_or_month_there_is_nothing(town):
    held(town, town.north, u16=23)
    close(town, YEAR)

    for wanted in (
        Filter(town.north, (town.north,), YEAR, topic_id=town.health),
        Filter(town.north, (town.north,), Period.month(2025, 5)),
        Filter(town.south, (town.south,), YEAR),
    ):
        assert releases.released(LOCAL_USER, wanted).empty


def test_all_time_is_all_that_was_released(town):
    held(town, town.north, u16=23)
    close(town, YEAR)

    found = releases.released(LOCAL_USER, Filter(None, (town.system, town.north, town.south), None))
    assert {cell.period for cell in found.cells} == {YEAR.code}


def test_the_key_is_made_once_and_a_servers_own_goes_before_it(town, monkeypatch):
    held(town, town.north, heads=400, u16=220)
    close(town, Q1)
    (kept,) = rows(town, ReleaseSecret)
    assert len(bytes.fromhex(kept.key)) == 32
    held(town, town.north, "2025-08-02", heads=90, u16=44)
    monkeypatch.setenv(releases.SECRET, "of the server")
    close(town, Q2, Q1)

    at = town.north, Q2.code, "engage", "age", "u16"
    wanted = disclosure.shown(44, disclosure.cell_id(*at), b"of the server")
    assert shown(town, town.north, Q2)["age", "u16"] == wanted
    assert [row.key for row in rows(town, ReleaseSecret)] == [kept.key]


def test_nobody_who_may_see_nothing_sees_a_release(town):
    with pytest.raises(Refused):
        releases.released(ANYBODY, Filter(town.north, (town.north,), YEAR))
    with pytest.raises(Refused):
        releases.shown_with(ANYBODY, YEAR)


def test_closing_a_year_in_the_app_releases_its_groups(town):
    held(town, town.north, u16=23)
    closing = Closing(period=YEAR.code, closed_on=date(2026, 5, 1))
    closings.close(LOCAL_USER, lambda: [(closing, [])], first=YEAR)

    assert near(shown(town, town.north, YEAR)["age", "u16"], 23)
    frames = store.shared_frames(LOCAL_USER, Filter(town.north, (town.north,), YEAR))
    assert not frames.groups.empty
