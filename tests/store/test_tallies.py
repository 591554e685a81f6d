"""Tally sheets: later states win, nothing is kept of when, and the return and its sheets agree."""

import threading
from dataclasses import replace
from datetime import date

import pytest
from sqlmodel import Session

from engagement_metrics import store
from engagement_metrics.access import LOCAL_USER, Actor, Refused
from engagement_metrics.models import Draft, Role
from engagement_metrics.store.engine import engine

LONG_AGO = date(2026, 1, 5)


@pytest.fixture
def of(database_url) -> str:
    """The draft of a return, last used long ago."""
    with Session(engine(database_url)) as orm, orm.begin():
        content = {"values": {"title": "Market stall"}, "about": {}}
        orm.add(Draft(id="a" * 32, form="entry", owner="Alex", content=content, used_on=LONG_AGO))
    return "a" * 32


def row(url: str, number: str) -> Draft | None:
    with Session(engine(url)) as orm, orm.begin():
        found = orm.get(Draft, number)
        orm.expunge_all()
        return found


def tapped(sheet: store.Tally, people: int, taps: int, **ages: int) -> store.Tally:
    return replace(sheet, people=people, taps=taps, groups={"age": ages} if ages else {})


def test_sheets_are_numbered_in_the_order_of_opening_and_begin_at_nought(of):
    first, second = store.open_tally(LOCAL_USER, of), store.open_tally(LOCAL_USER, of)

    assert first.sheet != second.sheet
    assert first == store.Tally(first.sheet, of, "Sheet 1", people=0, groups={}, taps=0)
    assert second.name == "Sheet 2"
    assert store.tallies(LOCAL_USER, of) == (first, second)


def test_a_sheet_that_is_thrown_away_leaves_the_others_their_names(of):
    first, second = store.open_tally(LOCAL_USER, of), store.open_tally(LOCAL_USER, of)
    store.drop_tally(LOCAL_USER, first.sheet)
    store.drop_tally(LOCAL_USER, first.sheet)

    assert store.open_tally(LOCAL_USER, of).name == "Sheet 3"
    assert store.tally(LOCAL_USER, first.sheet) is None
    assert store.tally(LOCAL_USER, second.sheet) == second


def test_a_sheet_belongs_to_the_draft_of_a_return_and_to_nothing_else(of):
    sheet = store.open_tally(LOCAL_USER, of)

    with pytest.raises(LookupError):
        store.open_tally(LOCAL_USER, "no-such-draft")
    with pytest.raises(LookupError):
        store.open_tally(LOCAL_USER, sheet.sheet)
    assert store.tally(LOCAL_USER, of) is None
    assert store.tallies(LOCAL_USER, "no-such-draft") == ()


def test_a_later_state_is_kept_and_an_earlier_one_that_comes_late_is_not(of):
    sheet = store.open_tally(LOCAL_USER, of)
    third = tapped(sheet, people=2, taps=3, u16=1)

    assert store.keep_tally(LOCAL_USER, third)
    assert store.keep_tally(LOCAL_USER, tapped(sheet, people=1, taps=1))
    assert store.keep_tally(LOCAL_USER, tapped(sheet, people=9, taps=3))

    assert store.tally(LOCAL_USER, sheet.sheet) == third


def test_a_state_from_a_browser_renames_no_sheet_and_moves_it_to_no_other_return(of):
    sheet = store.open_tally(LOCAL_USER, of)

    assert store.keep_tally(
        LOCAL_USER, replace(sheet, name="Another", of="another", people=1, taps=1)
    )

    assert store.tally(LOCAL_USER, sheet.sheet) == tapped(sheet, people=1, taps=1)


def test_a_sheet_that_is_gone_takes_no_more_taps_and_is_not_made_anew(of):
    sheet = store.open_tally(LOCAL_USER, of)
    store.drop_tally(LOCAL_USER, sheet.sheet)

    assert store.keep_tally(LOCAL_USER, tapped(sheet, people=1, taps=1)) is False
    assert store.tallies(LOCAL_USER, of) == ()


def test_a_draft_that_is_no_sheet_is_neither_tapped_nor_thrown_away_as_one(of, database_url):
    sheet = store.Tally(of, of, "Sheet 1", people=1, groups={}, taps=1)

    assert store.keep_tally(LOCAL_USER, sheet) is False
    store.drop_tally(LOCAL_USER, of)

    assert row(database_url, of).content["values"] == {"title": "Market stall"}


@pytest.mark.parametrize(
    "wrong",
    [
        {"people": -1},
        {"people": 100_000},
        {"people": 1.5},
        {"people": True},
        {"people": "7"},
        {"people": None},
        {"taps": -1},
        {"taps": 10_000_000},
        {"taps": "9"},
        {"groups": []},
        {"groups": {"age": 3}},
        {"groups": {"age": {"u16": -1}}},
        {"groups": {"age": {"u16": 100_000}}},
        {"groups": {"age": {"u16": "many"}}},
        {"groups": {"age": {"never heard of": 1}}},
        {"groups": {"age": {"not_asked": 1}}},
        {"groups": {"star sign": {"leo": 1}}},
    ],
)
def test_what_is_no_count_of_a_known_group_is_refused_and_nothing_is_kept(of, wrong):
    sheet = store.open_tally(LOCAL_USER, of)

    with pytest.raises(ValueError, match=r"must be|there is no|has no|counts by"):
        store.keep_tally(LOCAL_USER, replace(sheet, **{"taps": 1} | wrong))

    assert store.tally(LOCAL_USER, sheet.sheet) == sheet


def test_the_largest_counts_and_people_who_would_rather_not_say_are_taken(of):
    sheet = store.open_tally(LOCAL_USER, of)
    full = tapped(sheet, people=99_999, taps=9_999_999, prefer_not_to_say=99_999)

    assert store.keep_tally(LOCAL_USER, full)

    assert store.tally(LOCAL_USER, sheet.sheet) == full


def test_taps_leave_no_history_no_data_version_and_only_the_day(of, database_url):
    before = store.data_version()
    sheet = store.open_tally(LOCAL_USER, of)
    store.keep_tally(LOCAL_USER, tapped(sheet, people=1, taps=1))
    kept = row(database_url, sheet.sheet)

    assert store.data_version() == before
    assert kept.used_on == date.today()
    assert kept.content == {"name": "Sheet 1", "people": 1, "groups": {}, "taps": 1}


def test_a_return_that_is_tallied_was_used_today(of, database_url):
    sheet = store.open_tally(LOCAL_USER, of)
    assert row(database_url, of).used_on == date.today()
    with Session(engine(database_url)) as orm, orm.begin():
        for used in (orm.get(Draft, of), orm.get(Draft, sheet.sheet)):
            used.used_on = LONG_AGO

    store.keep_tally(LOCAL_USER, tapped(sheet, people=1, taps=1))

    assert row(database_url, of).used_on == date.today()
    assert row(database_url, sheet.sheet).used_on == date.today()


def test_who_may_not_record_has_no_part_in_a_tally(of):
    sheet = store.open_tally(LOCAL_USER, of)
    member = Actor("Sam", frozenset({Role.FORUM_MEMBER}))

    for act in (
        lambda: store.open_tally(member, of),
        lambda: store.tally(member, sheet.sheet),
        lambda: store.tallies(member, of),
        lambda: store.keep_tally(member, tapped(sheet, people=1, taps=1)),
        lambda: store.drop_tally(member, sheet.sheet),
    ):
        with pytest.raises(Refused):
            act()

    assert store.tallies(LOCAL_USER, of) == (sheet,)


def test_phones_that_tap_at_once_lose_nothing_of_each_other(of):
    sheets = [store.open_tally(LOCAL_USER, of) for _ in range(4)]

    def tap(sheet: store.Tally) -> None:
        for n in range(1, 16):
            store.keep_tally(LOCAL_USER, tapped(sheet, people=n, taps=n))

    phones = [threading.Thread(target=tap, args=(sheet,)) for sheet in sheets]
    for phone in phones:
        phone.start()
    for phone in phones:
        phone.join()

    assert [sheet.people for sheet in store.tallies(LOCAL_USER, of)] == [15, 15, 15, 15]
