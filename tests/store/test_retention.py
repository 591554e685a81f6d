"""Records go when their time is over and somebody says so; their history goes with them."""

import json
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime

import pytest
import sqlalchemy as sa
from sqlmodel import select

from engagement_metrics import framework, store
from engagement_metrics.access import LOCAL_USER, Actor, Refused
from engagement_metrics.models import (
    Activity,
    Event,
    History,
    Place,
    RecordType,
    Role,
    Suggestion,
)
from engagement_metrics.store import retention
from engagement_metrics.store.engine import engine, reading
from engagement_metrics.store.retention.guard import unguarded

KEEPING = framework.load().retention
TODAY = date(2026, 11, 22)
LONG_AGO = "2014-05-20"
REASON = "The records manager agreed on 20 November 2026."
GUARDED = "only ever added to"


def due(town, today=TODAY, keeping=KEEPING):
    return retention.due(LOCAL_USER, keeping, today)


def remove(town, today=TODAY, keeping=KEEPING):
    return retention.remove(LOCAL_USER, REASON, keeping, today)


def numbers(found):
    return {kind.value: set(years) for kind, years in found.records.items()}


@pytest.fixture
def old(town):
    """The town with what was last touched in its own year, and one young record of each kind."""
    town.whole = town.add(town.activity(LONG_AGO, heads=100), town.ages(u16=30))
    town.part = town.add(town.activity(LONG_AGO, heads=7, part_of_id=town.whole))
    town.alone = town.add(town.activity("2015-06", title="Alone"), town.ages(u16=4))
    said = town.suggestion(date(2014, 6, 1), activity_id=town.alone)
    town.said = town.add(said, [town.looked_into(date(2014, 7, 1))])
    town.done = town.add(town.made_change(date(2015, 2, 1)), town.because_of(town.said))
    town.sheet_of = town.add(
        town.sheet(town.whole, month="2014-05", financial_year=2014), town.answers(c5=3)
    )
    town.figure_of = town.add(town.figure(period="2014-15"))
    town.sql("UPDATE suggestion SET financial_year = 2014")
    town.sql("UPDATE change SET financial_year = 2014")
    for table in OF_OLD:
        town.sql(f"UPDATE {table} SET updated_at = '2015-03-01 10:00:00'")
    young = town.add(town.activity(), town.ages(u16=5))
    town.add(town.suggestion(activity_id=young))
    town.add(town.made_change())
    town.add(town.sheet(young), town.answers(c4=1))
    town.add(town.figure())
    return town


OF_OLD = ("activity", "suggestion", "change", "answer_sheet", "typed_figure")


def test_every_kind_of_record_has_a_rule_with_its_source():
    assert set(KEEPING) == set(RecordType)
    assert {rule.source for rule in KEEPING.values()} == {
        "Our proposal, to be confirmed by the records manager"
    }


def test_what_is_over_for_ten_full_years_is_due_by_kind_and_year(old):
    found = due(old)

    assert numbers(found) == {
        "activity": {old.whole, old.part, old.alone},
        "suggestion": {old.said},
        "change": {old.done},
        "answer_sheet": {old.sheet_of},
        "typed_figure": {old.figure_of},
    }
    assert found.total == 7
    assert found.by_year(RecordType.ACTIVITY) == {"2014/15": 2, "2015/16": 1}
    assert set(found.stay.values()) == {0}


@pytest.mark.parametrize(("today", "there"), [(date(2025, 3, 31), False), (date(2025, 4, 1), True)])
def test_the_time_is_over_as_a_financial_year_ends(old, today, there):
    assert (RecordType.TYPED_FIGURE in due(old, today).records) is there


def test_what_was_changed_lately_stays_however_old_it_is(old):
    figure = store.record(LOCAL_USER, Activity, old.alone)[0]
    old.change(Activity, old.alone, figure.version, note="Looked at again.")

    found = due(old)

    assert old.alone not in found.records[RecordType.ACTIVITY]


def test_what_something_younger_points_to_stays(old):
    old.add(old.suggestion(activity_id=old.alone))
    old.add(old.made_change(), old.because_of(old.said))
    old.add(old.activity(part_of_id=old.whole))

    found = due(old)

    assert numbers(found) == {
        "change": {old.done},
        "answer_sheet": {old.sheet_of},
        "typed_figure": {old.figure_of},
    }
    assert found.stay == {
        RecordType.CHANGE: 0,
        RecordType.SUGGESTION: 1,
        RecordType.ANSWER_SHEET: 0,
        RecordType.ACTIVITY: 3,
        RecordType.TYPED_FIGURE: 0,
    }


def test_a_suggestion_of_no_date_belongs_to_the_year_it_was_last_touched_in(town):
    number = town.add(town.suggestion(None))
    town.add(town.suggestion())
    assert numbers(due(town)) == {}

    town.sql("UPDATE suggestion SET updated_at = '2011-05-01 10:00:00' WHERE id = :id", id=number)
    assert due(town).by_year(RecordType.SUGGESTION) == {"2011/12": 1}

    town.sql("UPDATE suggestion SET updated_at = NULL WHERE id = :id", id=number)
    assert numbers(due(town)) == {"suggestion": {number}}


def test_the_highest_number_stays_so_that_none_is_given_twice(town):
    town.add(town.figure(period="2014-15"))
    town.sql("UPDATE typed_figure SET updated_at = '2015-03-01 10:00:00'")

    found = remove(town)

    assert (found.total, found.stay[RecordType.TYPED_FIGURE]) == (0, 1)
    assert town.add(town.figure()) == 2


def test_what_no_rule_names_or_limits_is_kept(old):
    keeping = {
        RecordType.ACTIVITY: replace(KEEPING[RecordType.ACTIVITY], years=None),
        RecordType.CHANGE: KEEPING[RecordType.CHANGE],
    }

    assert numbers(due(old, keeping=keeping)) == {"change": {old.done}}


def test_looking_removes_nothing(old):
    version = store.data_version()

    due(old)

    assert store.data_version() == version
    assert old.sql("SELECT count(*) FROM activity") == [(4,)]


def test_what_goes_goes_with_all_that_belongs_to_it_and_the_store_is_whole(old):
    lines = old.sql("SELECT count(*) FROM history")[0][0]
    version = store.data_version()

    found = remove(old)

    assert found.total == 7
    for table, left in {
        "activity": 1, "group_count": 1, "suggestion": 1, "suggestion_status": 0, "change": 1,
        "change_suggestion": 0, "answer_sheet": 1, "answer_count": 1, "typed_figure": 1,
        "group_total": 1, "place": 3,
    }.items():  # fmt: skip
        assert old.sql(f"SELECT count(*) FROM {table}") == [(left,)], table
    assert old.sql("SELECT n FROM group_total") == [(5,)]
    assert old.sql("SELECT count(*) FROM history") == [(lines - 7 + 1,)]
    assert store.data_version() > version
    assert store.faults() == []


def test_the_history_tells_of_it_for_good(old):
    remove(old)

    [(who, event, number, reason, before)] = old.sql(
        "SELECT who, event, record_id, reason, before FROM history WHERE record_type = 'store'"
    )
    before = json.loads(before) if isinstance(before, str) else before
    assert (who, event, number, reason) == ("Local user", "removed", 0, REASON)
    assert before["activity"] == {"years": {"2014/15": 2, "2015/16": 1}, "numbers": "1-3"}
    assert remove(old, date(2090, 1, 1)).total == 0, "only the highest numbers are left"
    assert old.sql("SELECT count(*) FROM history WHERE record_type = 'store'") == [(1,)]


def test_nothing_goes_without_a_reason(old):
    for attempt in (
        lambda: retention.remove(LOCAL_USER, "  ", KEEPING, TODAY),
        lambda: retention.erase_text(LOCAL_USER, RecordType.ACTIVITY, old.alone, ""),
    ):
        with pytest.raises(ValueError, match="needs a reason"):
            attempt()
    assert old.sql("SELECT count(*) FROM activity") == [(4,)]


def test_only_an_administrator_may_look_remove_and_erase(old):
    for role in set(Role) - {Role.ADMINISTRATOR}:
        who = Actor("Alex", frozenset({role}))
        for attempt in (
            lambda who=who: retention.due(who, KEEPING, TODAY),
            lambda who=who: retention.remove(who, REASON, KEEPING, TODAY),
            lambda who=who: retention.erase_text(who, RecordType.ACTIVITY, 1, REASON),
        ):
            with pytest.raises(Refused):
                attempt()
    administrator = Actor("Alex", frozenset({Role.ADMINISTRATOR}))
    assert retention.remove(administrator, REASON, KEEPING, TODAY).total == 7


# ---- the guard ---------------------------------------------------------------------------------


def test_after_a_removal_and_an_erasure_the_guards_stand_again(old):
    remove(old)
    retention.erase_text(LOCAL_USER, RecordType.PLACE, old.north, REASON)

    for attempt in ("DELETE FROM history", "UPDATE history SET reason = ''"):
        with pytest.raises(sa.exc.DatabaseError, match=GUARDED):
            old.sql(attempt)
    assert store.faults() == []


def test_a_removal_that_fails_removes_nothing_and_leaves_the_guards(old, monkeypatch):
    old.sql("CREATE TABLE other (activity_id integer REFERENCES activity (id))")
    old.sql("INSERT INTO other VALUES (:number)", number=old.alone)
    before = old.sql("SELECT count(*) FROM history")

    with pytest.raises(sa.exc.IntegrityError):
        remove(old)

    old.sql("DROP TABLE other")
    assert old.sql("SELECT count(*) FROM history") == before
    assert old.sql("SELECT count(*) FROM answer_sheet") == [(2,)]
    with pytest.raises(sa.exc.DatabaseError, match=GUARDED):
        old.sql("DELETE FROM history")
    assert store.faults() == []


def test_nobody_else_can_use_the_gap_while_the_guards_are_away(old):
    with engine(old.url).begin() as connection, unguarded(connection):
        with pytest.raises(sa.exc.DBAPIError), somebody_else(old.url) as other:
            other.exec_driver_sql("DELETE FROM history")
        assert connection.exec_driver_sql("SELECT count(*) FROM history").scalar_one() > 0


@contextmanager
def somebody_else(url):
    """A connection that does not wait for long."""
    made = sa.create_engine(url, poolclass=sa.NullPool)
    with made.begin() as connection:
        patience = {
            "sqlite": "PRAGMA busy_timeout = 100",
            "postgresql": "SET lock_timeout = 100",
        }
        connection.exec_driver_sql(patience[made.dialect.name])
        yield connection


def test_a_guard_that_somebody_switched_off_is_named(postgres_town):
    postgres_town.sql("ALTER TABLE history DISABLE TRIGGER history_no_change")

    assert store.faults() == ["The guard history_no_change of the history is missing."]


def test_a_database_user_who_does_not_own_the_store_is_told(postgres_town, monkeypatch):
    number = postgres_town.add(Place(name="East"))
    postgres_town.sql("CREATE ROLE clerk LOGIN")
    postgres_town.sql("GRANT ALL ON ALL TABLES IN SCHEMA public TO clerk")
    postgres_town.sql("GRANT ALL ON ALL SEQUENCES IN SCHEMA public TO clerk")
    clerks = sa.make_url(postgres_town.url).set(username="clerk").render_as_string(False)
    monkeypatch.setenv("DATABASE_URL", clerks)
    try:
        with pytest.raises(
            store.StoreUnavailable, match="Only the database user that owns the store"
        ):
            retention.erase_text(LOCAL_USER, RecordType.PLACE, number, REASON)
    finally:
        store.close(clerks)
        postgres_town.sql("DROP OWNED BY clerk")
        postgres_town.sql("DROP ROLE clerk")


# ---- words -------------------------------------------------------------------------------------


def all_words(town, kind, number):
    lines = "SELECT reason, before, after FROM history WHERE event <> 'erased' "
    found = town.sql(
        lines + "AND record_type = :kind AND record_id = :number", kind=kind, number=number
    )
    return json.dumps(found)


def test_words_of_one_record_are_erased_from_its_history_and_from_no_other(town):
    secret = "Mrs Violet Example, 12 Elm Row"
    with store.session(LOCAL_USER, f"heard from {secret}") as write:
        number = write.add(town.suggestion(text=f"{secret} wants a ramp", source=secret))
        other = write.add(town.suggestion(text="Violet paint"))
        steps = [town.looked_into(date(2026, 5, 2))]
        steps[0].result, steps[0].who = f"Rang {secret}", secret
        write.change(Suggestion, number, 1, {"text": "A ramp", "note": secret}, steps)
    assert all_words(town, "suggestion", number).count("Violet") == 8

    lines = retention.erase_text(LOCAL_USER, RecordType.SUGGESTION, number, REASON)

    assert lines == 2
    left = all_words(town, "suggestion", number)
    assert "Violet" not in left
    assert "ramp" not in left
    assert "2026-05-01" in left, "days stay"
    assert "looked_into" in left, "and steps"
    assert "Violet" in all_words(town, "suggestion", other)
    assert town.sql("SELECT text FROM suggestion WHERE id = :id", id=number) == [("A ramp",)]
    assert store.faults() == []


def test_the_history_tells_that_words_were_erased_and_why(town):
    number = town.add(town.activity(note="Mrs Violet Example came"))

    assert retention.erase_text(LOCAL_USER, RecordType.ACTIVITY, number, REASON) == 1
    assert retention.erase_text(LOCAL_USER, RecordType.ACTIVITY, number, "Once more.") == 0

    lines = store.history(LOCAL_USER, RecordType.ACTIVITY, number)
    assert [(line.event.value, line.reason, line.after.get("lines")) for line in lines] == [
        ("erased", "Once more.", 0),
        ("erased", REASON, 1),
        ("added", "", None),
    ]
    assert (lines[2].after["note"], lines[2].after["heads"]) == ("(erased)", 10)
    assert lines[2].at < datetime.now(lines[2].at.tzinfo)


def test_a_line_of_the_store_itself_keeps_what_it_counts(old):
    remove(old)

    assert retention.erase_text(LOCAL_USER, RecordType.STORE, 0, REASON) == 1

    with reading() as orm:
        line = orm.exec(select(History).where(History.event == Event.REMOVED)).one()
        assert line.reason == "(erased)"
        assert line.before["change"]["numbers"] == str(old.done)


def test_a_record_without_a_history_is_told(town):
    with pytest.raises(LookupError, match="There is no history of activity number 99"):
        retention.erase_text(LOCAL_USER, RecordType.ACTIVITY, 99, REASON)
