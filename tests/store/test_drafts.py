"""Unfinished entries: kept as they are typed, by link, without a trace in history or versions."""

from datetime import date, timedelta

import pytest

from engagement_metrics import store
from engagement_metrics.access import LOCAL_USER, Actor, Refused
from engagement_metrics.models import Role

SAM = Actor("Sam", frozenset({Role.LEAD}))
KIM = Actor("Kim", frozenset({Role.LEAD}))
TODAY = date.today()
ABOUT = {"page": "quick-entry", "query": {}, "chosen": {}, "opened": None}


class Broken(Exception):
    """Something goes wrong in the middle of a write."""


def used(town, draft_id, on):
    town.sql(f"UPDATE draft SET used_on = '{on}' WHERE id = '{draft_id}'")


def test_a_draft_is_kept_and_given_back_by_its_link_to_whoever_has_it(town):
    store.begin_draft(SAM, "abc", "entry", {"title": "Stall"}, ABOUT)

    expected = store.DraftRow("abc", "entry", {"title": "Stall"}, ABOUT, TODAY)
    assert store.draft(KIM, "abc") == expected
    assert (store.my_drafts(SAM), store.drafts_waiting(SAM)) == ((expected,), 1)
    assert (store.my_drafts(KIM), store.drafts_waiting(KIM)) == ((), 0)


@pytest.mark.parametrize("content", ["{}", "[]", "null", '"text"', '{"values": 1, "about": []}'])
def test_a_draft_that_cannot_be_read_can_still_be_listed_and_thrown_away(town, content):
    store.begin_draft(SAM, "abc", "entry", {"title": "Stall"}, {})
    town.sql(f"UPDATE draft SET content = '{content}'")

    (row,) = store.my_drafts(SAM)
    assert (row.values, row.about["page"]) == ({}, "")
    store.drop_draft(SAM, row.id)
    assert store.my_drafts(SAM) == ()


def test_two_devices_on_one_draft_each_change_only_what_was_typed_there(town):
    store.begin_draft(SAM, "abc", "entry", {"title": "Stall", "heads": None}, {"seconds": 1})

    store.keep_draft(SAM, "abc", {"title": "Winter stall"}, {})
    now = store.keep_draft(SAM, "abc", {"heads": 12}, {"seconds": 9})

    assert now is not None
    assert now.values == {"title": "Winter stall", "heads": 12}
    assert now.about["seconds"] == 9


def test_a_draft_that_is_begun_twice_is_gone_on_with(town):
    store.begin_draft(SAM, "abc", "entry", {"title": "Stall"}, {})
    store.begin_draft(SAM, "abc", "entry", {"heads": 3}, {})

    found = store.draft(SAM, "abc")
    assert found is not None
    assert found.values == {"title": "Stall", "heads": 3}


def test_a_draft_leaves_no_history_no_time_of_day_and_no_data_version(town):
    before = store.data_version(), town.sql("SELECT count(*) FROM history")

    store.begin_draft(SAM, "abc", "entry", {"title": "Stall"}, {})
    store.keep_draft(SAM, "abc", {"title": "Winter stall"}, {})
    store.drop_draft(SAM, "abc")

    assert (store.data_version(), town.sql("SELECT count(*) FROM history")) == before
    assert store.draft(SAM, "abc") is None


def test_a_draft_that_is_gone_stays_gone_whatever_is_typed_on_another_device(town):
    store.begin_draft(SAM, "abc", "entry", {}, {})
    store.drop_draft(SAM, "abc")

    assert store.keep_draft(SAM, "abc", {"title": "Late"}, {}) is None
    assert store.draft(SAM, "abc") is None


def test_saving_takes_the_draft_and_its_tally_sheets_away_in_the_same_write(town):
    store.begin_draft(SAM, "abc", "entry", {}, {})
    store.begin_draft(SAM, "other", "entry", {}, {})
    town.sql(
        "INSERT INTO draft (id, form, owner, content, used_on, of) "
        f"VALUES ('sheet', 'tally', 'Sam', '{{}}', '{TODAY}', 'abc')"
    )

    with store.session(LOCAL_USER, draft="abc") as write:
        write.add(town.activity(), key="abc")

    assert town.sql("SELECT id FROM draft") == [("other",)]


def test_a_save_that_fails_leaves_the_draft_where_it_is(town):
    store.begin_draft(SAM, "abc", "entry", {"title": "Stall"}, {})

    def save_and_break() -> None:
        with store.session(LOCAL_USER, draft="abc") as write:
            write.add(town.activity(), key="abc")
            raise Broken

    with pytest.raises(Broken):
        save_and_break()

    assert store.draft(SAM, "abc") is not None


@pytest.mark.parametrize(("days", "there"), [(29, True), (30, False)])
def test_what_nobody_used_for_thirty_days_is_taken_away(town, days, there):
    store.begin_draft(SAM, "abc", "entry", {}, {})
    used(town, "abc", TODAY - timedelta(days=days))

    assert store.remove_old_drafts(TODAY) == (0 if there else 1)
    assert (store.draft(SAM, "abc") is not None) is there


def test_beginning_a_draft_takes_old_ones_away(town):
    store.begin_draft(SAM, "old", "entry", {}, {})
    used(town, "old", TODAY - timedelta(days=30))

    store.begin_draft(KIM, "new", "entry", {}, {})

    assert town.sql("SELECT id FROM draft") == [("new",)]


def test_a_tally_sheet_goes_with_its_return_and_never_before_it(town):
    for number in ("1", "2"):
        store.begin_draft(SAM, f"return {number}", "entry", {}, {})
        sheet = store.open_tally(SAM, f"return {number}").sheet
        used(town, sheet, TODAY - timedelta(days=40))
    used(town, "return 1", TODAY - timedelta(days=40))

    assert store.remove_old_drafts(TODAY) == 1

    assert store.tallies(SAM, "return 1") == ()
    assert [sheet.name for sheet in store.tallies(SAM, "return 2")] == ["Sheet 1"]


def test_using_a_draft_lets_its_thirty_days_begin_anew(town):
    store.begin_draft(SAM, "abc", "entry", {}, {})
    used(town, "abc", TODAY - timedelta(days=29))
    (before,) = store.my_drafts(SAM)

    after = store.keep_draft(SAM, "abc", {}, {})

    assert before.goes_on == TODAY + timedelta(days=1)
    assert after is not None
    assert after.goes_on == TODAY + timedelta(days=30)


@pytest.mark.parametrize(
    "act",
    [
        lambda actor: store.begin_draft(actor, "abc", "entry", {}, {}),
        lambda actor: store.keep_draft(actor, "abc", {}, {}),
        lambda actor: store.draft(actor, "abc"),
        lambda actor: store.my_drafts(actor),
        lambda actor: store.drop_draft(actor, "abc"),
    ],
    ids=["begin", "keep", "open", "list", "drop"],
)
def test_who_may_type_nothing_in_has_no_drafts(town, act):
    with pytest.raises(Refused):
        act(Actor("Pat", frozenset({Role.PUBLIC})))


# ---- by place ----------------------------------------------------------------------------------


def at(name: str, *places: int) -> Actor:
    return Actor(name, frozenset({Role.CONTRIBUTOR}), frozenset(places))


USES = {
    "open": lambda actor: store.draft(actor, "abc"),
    "keep": lambda actor: store.keep_draft(actor, "abc", {}, {}),
    "begin": lambda actor: store.begin_draft(actor, "abc", "entry", {}, {}),
    "drop": lambda actor: store.drop_draft(actor, "abc"),
    "tally": lambda actor: store.open_tally(actor, "abc"),
    "see the sheets": lambda actor: store.tallies(actor, "abc"),
    "see a sheet": lambda actor: store.tally(actor, "sheet"),
    "tap": lambda actor: store.keep_tally(
        actor, store.Tally("sheet", "abc", "Sheet 1", people=9, groups={}, taps=9)
    ),
    "drop a sheet": lambda actor: store.drop_tally(actor, "sheet"),
    "finish": lambda actor: finished(actor),
}


def finished(actor: Actor) -> None:
    with store.session(actor, draft="abc") as write:
        write.tallies("abc")


@pytest.fixture
def of_south(town):
    """A return of the south, begun there, with one sheet that was tapped."""
    owner = at("Sue", town.south)
    store.begin_draft(owner, "abc", "entry", {"place": town.south, "title": "Stall"}, {})
    sheet = store.open_tally(owner, "abc").sheet
    town.sql(f"UPDATE draft SET id = 'sheet' WHERE id = '{sheet}'")
    return town


@pytest.mark.parametrize("use", USES.values(), ids=USES)
def test_the_link_of_a_draft_opens_nothing_of_another_place(of_south, use):
    before = of_south.sql("SELECT id, content FROM draft ORDER BY id")

    with pytest.raises(Refused, match="Your role covers other places only"):
        use(at("Sam", of_south.north))

    assert of_south.sql("SELECT id, content FROM draft ORDER BY id") == before


LEFT = {"drop": [], "finish": [], "drop a sheet": ["abc"], "tally": ["abc", "new", "sheet"]}


@pytest.mark.parametrize("use", USES)
def test_the_link_of_a_draft_opens_it_for_a_colleague_of_its_place(of_south, use):
    USES[use](at("Kit", of_south.south, of_south.north))

    there = {row for (row,) in of_south.sql("SELECT id FROM draft")}
    named = sorted(row if row in {"abc", "sheet"} else "new" for row in there)
    assert named == LEFT.get(use, ["abc", "sheet"])


def test_a_draft_without_a_place_yet_is_its_owners_and_a_leads(town):
    store.begin_draft(at("Sue", town.south), "abc", "entry", {"title": "Stall"}, {})

    assert store.draft(KIM, "abc") is not None
    with pytest.raises(Refused):
        store.draft(at("Sam", town.north), "abc")


def test_the_draft_of_a_change_opens_where_the_activity_lies_and_not_where_it_would_go(town):
    number = town.add(town.activity(place_id=town.south))
    values = {"record": number, "place": town.north}
    store.begin_draft(KIM, "abc", "entry", values, {})

    with pytest.raises(Refused):
        store.draft(at("Sam", town.north), "abc")


def test_who_only_looks_after_people_opens_no_draft_of_another(town):
    store.begin_draft(KIM, "abc", "entry", {"place": town.north}, {})

    with pytest.raises(Refused):
        store.draft(Actor("Lee", frozenset({Role.ADMINISTRATOR})), "abc")
