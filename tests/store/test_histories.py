"""The history of the whole store: each line is found by its words, people, record and day."""

from datetime import date, datetime, time, timedelta

import pytest
import sqlalchemy as sa

from engagement_metrics import store
from engagement_metrics.access import LOCAL_USER, Actor, Refused
from engagement_metrics.models import (
    Activity,
    Baseline,
    DataVersion,
    Event,
    History,
    Person,
    PriorityGroup,
    PriorityGroupCategory,
    RecordType,
    Role,
    Topic,
    TypedFigure,
)
from engagement_metrics.store import histories, retention, telling
from engagement_metrics.store.engine import engine
from engagement_metrics.store.histories import Asked
from engagement_metrics.store.retention.guard import unguarded

ALEX = Actor("Alex Örtl", frozenset(Role))


@pytest.fixture
def busy(town):
    """The town, where two people did a few things; its own five lines come first."""
    with store.session(ALEX) as write:
        town.stall = write.add(
            town.activity(title="Café stall", note='Said "100% sure_" \\ twice'),
            town.ages(u16=3141),
        )
    with store.session(LOCAL_USER, "A slip of the pen") as write:
        write.change(Activity, town.stall, 1, {"heads": 12, "title": "Tea stall"}, None)
    town.said = town.add(town.suggestion(), [town.looked_into(date(2026, 5, 2))])
    town.typed = town.add(town.figure())
    return town


def found(**asked):
    return [
        (line.event.value, line.kind.value, line.number)
        for line in histories.search(LOCAL_USER, Asked(**asked)).rows
    ]


def test_without_a_wish_all_is_told_the_latest_first(busy):
    assert found() == [
        ("added", "typed_figure", busy.typed),
        ("added", "suggestion", busy.said),
        ("changed", "activity", busy.stall),
        ("added", "activity", busy.stall),
        ("added", "topic", busy.travel),
        ("added", "topic", busy.health),
        ("added", "place", busy.south),
        ("added", "place", busy.north),
        ("added", "place", busy.system),
    ]


@pytest.mark.parametrize(
    ("words", "events"),
    [
        ("café", ["changed", "added"]),
        ("tea STALL", ["changed", "added"]),
        ("slip pen", ["changed"]),
        ("örtl", ["added"]),
        ("ÖRTL", ["added"]),
        ("Örtl", ["added"]),
        ('"100% sure_" \\', ["added"]),
        ("100_", []),
        ("heads", []),
        ("title", []),
        ("nowhere", []),
        ("access team", ["added"]),
        ("  ", ["added"] * 8 + ["changed"]),
    ],
)
def test_words_are_found_in_what_was_said_and_not_in_the_names_of_fields(busy, words, events):
    assert sorted(event for event, *_ in found(words=words)) == sorted(events)


def test_a_line_is_found_by_what_its_record_is_called_now(busy):
    with store.session(LOCAL_USER) as write:
        write.change(Topic, busy.health, 1, {"name": "Strong hearts"})
        write.withdraw(Topic, busy.health, 2)

    assert [event for event, *_ in found(words="strong")] == ["withdrawn", "changed", "added"]
    line = histories.search(LOCAL_USER, Asked(words="strong")).rows[0]
    assert (line.name, line.before, line.after) == ("Strong hearts", {}, {})


def test_lines_are_found_by_who_kind_number_and_day(busy):
    assert found(who="Alex Örtl") == [("added", "activity", busy.stall)]
    assert len(found(kind=RecordType.PLACE)) == 3
    assert found(kind=RecordType.TOPIC, number=busy.travel) == [("added", "topic", busy.travel)]
    assert found(number=10**15) == []
    today = datetime.now().astimezone().date()
    assert len(found(first=today, last=today)) == 9
    assert found(last=today - timedelta(days=1)) == []
    assert found(first=today + timedelta(days=1)) == []
    assert histories.people(LOCAL_USER) == ("Alex Örtl", "Local user")


def test_a_day_ends_at_midnight_by_this_machines_clock(busy):
    there = days_back(busy, Event.ADDED, 3)
    midnight = datetime.combine(there, time.min).astimezone()
    for moment, on_that_day in (
        (midnight - timedelta(seconds=1), False),
        (midnight, True),
        (midnight + timedelta(hours=23, minutes=59), True),
        (midnight + timedelta(days=1), False),
    ):
        put_at(busy, moment)
        asked = Asked(kind=RecordType.TYPED_FIGURE, first=there, last=there)
        assert (histories.search(LOCAL_USER, asked).total == 1) is on_that_day


def test_a_long_history_is_read_a_page_at_a_time_and_taken_out_whole(busy, monkeypatch):
    with store.session(LOCAL_USER) as write:
        for number in range(70):
            write.add(Topic(name=f"Topic {number}"))
    monkeypatch.setattr(histories, "AT_ONCE", 10)

    pages = [histories.search(LOCAL_USER, Asked(), page=number) for number in (1, 2, 3, 4, 99)]
    whole = list(histories.everything(LOCAL_USER, Asked()))

    assert [(page.number, page.total, len(page.rows)) for page in pages] == [
        (1, 79, 25), (2, 79, 25), (3, 79, 25), (4, 79, 4), (4, 79, 4),
    ]  # fmt: skip
    assert [line.id for line in whole] == [line.id for page in pages[:4] for line in page.rows]
    assert len(list(histories.everything(LOCAL_USER, Asked(words="topic")))) == 70


def test_history_holds_no_value_of_group_counts_or_answers(busy):
    busy.change(Activity, busy.stall, 2, parts=busy.ages(u16=3142))
    sheet = busy.add(busy.sheet(busy.stall), busy.answers(c5=3141))
    assert sheet

    for line in histories.everything(LOCAL_USER, Asked()):
        assert "314" not in str((line.before, line.after))
    assert found(words="3141") == []


def test_history_holds_no_figure_of_a_group_and_a_change_to_it_is_seen_all_the_same(busy):
    group = PriorityGroup(name="Under 16s", characteristic="age")
    group = busy.add(group, [PriorityGroupCategory(priority_group_id=0, category="u16")])
    number = busy.add(busy.figure(priority_group_id=group, top=3141.0, bottom=3149.0))
    for version in (1, 2):  # the second changes nothing, and writes nothing
        busy.change(TypedFigure, number, version, top=3142.0)

    lines = list(histories.everything(LOCAL_USER, Asked(kind=RecordType.TYPED_FIGURE)))

    assert [line.event for line in lines[:2]] == [Event.CHANGED, Event.ADDED]
    assert (lines[0].before, lines[0].after) == ({"top": "not kept"}, {"top": "changed"})
    assert all("314" not in str((line.before, line.after)) for line in lines)
    assert histories.figure_on(LOCAL_USER, number, date.today()).values["top"] == "changed"


def test_the_lead_and_the_administrator_see_it_and_nobody_else(busy):
    could = set()
    for role in Role:
        who = Actor("Alex", frozenset({role}), frozenset({busy.north}))
        reads = (
            lambda who=who: histories.search(who, Asked()),
            lambda who=who: list(histories.everything(who, Asked())),
            lambda who=who: histories.people(who),
        )
        for read in reads:
            try:
                read()
                could.add(role)
            except Refused:
                assert role not in could

    assert could == {Role.LEAD, Role.ADMINISTRATOR}


ADMINISTRATOR = Actor("Alex", frozenset({Role.ADMINISTRATOR}))
ALSO_OF_A_PLACE = Actor("Alex", frozenset({Role.ADMINISTRATOR, Role.CONTRIBUTOR}), frozenset({2}))


@pytest.mark.parametrize("who", [ADMINISTRATOR, ALSO_OF_A_PLACE])
def test_whoever_does_not_see_all_as_the_team_does_is_told_who_and_when_and_no_more(busy, who):
    whole, seen = (list(histories.everything(one, Asked())) for one in (LOCAL_USER, who))

    def bare(line):
        return (line.id, line.at, line.who, line.event, line.kind, line.number)

    assert [bare(line) for line in seen] == [bare(line) for line in whole]
    assert histories.search(who, Asked()).rows == tuple(seen)
    for line in seen[:4]:
        assert (line.name, line.reason, line.before, line.after) == ("", "", {}, {})
    assert seen[4:] == whole[4:], "topics and places"

    for words in ("café", "slip pen", "open", "register", "access team"):
        assert found(words=words)
        assert histories.search(who, Asked(words=words)).total == 0, words
    assert histories.search(who, Asked(words="heart")).total == 1
    assert histories.search(who, Asked(words="örtl")).total == 1
    with pytest.raises(Refused):
        histories.figure_on(who, busy.typed, date.today())


def test_no_line_that_is_poured_in_holds_a_figure_of_a_group(busy):
    figure = busy.figure(priority_group_id=1, top=7.0, bottom=10.0)
    told = telling.told(figure, ())

    assert (told["top"], told["bottom"]) == (7.0, 10.0), "to compare"
    for before, after, kept in (
        ({}, told, ("not kept", "not kept")),
        ({"top": 5.0, "bottom": None}, {"top": 7.0, "bottom": 10.0}, ("changed", "changed")),
        ({"bottom": 10.0}, {"bottom": None}, (None, None)),
    ):
        was, now = telling.kept_back(figure, before, after)
        assert (now.get("top"), now.get("bottom")) == kept
        assert set(was.values()) <= {"not kept", None}
    of_all = busy.figure(top=7.0)
    moved = telling.kept_back(of_all, {"top": 5.0, "priority_group_id": 1}, {"top": 7.0})
    assert moved == ({"top": "not kept", "priority_group_id": 1}, {"top": "changed"})
    assert telling.kept_back(of_all, {"top": 5.0}, {"top": 7.0}) == ({"top": 5.0}, {"top": 7.0})


def test_the_history_keeps_no_baseline_of_a_group(town):
    group = town.add(PriorityGroup(name="Under 16s", characteristic="age"))
    about = {"indicator": "ENG-04", "period": "2025-26"}
    town.add(Baseline(**about, value=7, priority_group_id=group))
    town.add(Baseline(**about, value=8.5))

    lines = histories.search(LOCAL_USER, Asked(kind=RecordType.BASELINE)).rows
    told = [line.after["value"] for line in lines]
    assert sorted(map(str, told)) == ["8.5", "not kept"]


def test_what_happened_to_people_is_for_who_manages_people(busy):
    with store.session(LOCAL_USER) as write:
        write.add(Person(issuer="https://provider.example", subject="1", name="Sam"))
    lead = Actor("Alex", frozenset({Role.LEAD}))
    administrator = Actor("Alex", frozenset({Role.ADMINISTRATOR}))

    assert histories.search(lead, Asked(kind=RecordType.PERSON)).total == 0
    assert "Sam" not in {line.name for line in histories.everything(lead, Asked())}
    assert histories.search(administrator, Asked(words="sam")).total == 1


def test_what_was_removed_and_erased_stands_there_too(busy):
    retention.erase_text(LOCAL_USER, RecordType.ACTIVITY, busy.stall, "Told by a person.")

    assert found(words="told person") == [("erased", "activity", busy.stall)]
    assert [event for event, *_ in found(words="café")] == []


# ---- what a figure said ------------------------------------------------------------------------


def test_a_typed_figure_is_told_as_it_stood_at_the_end_of_a_day(busy):
    today = datetime.now().astimezone().date()
    with store.session(LOCAL_USER) as write:
        write.change(TypedFigure, busy.typed, 1, {"top": 9.0, "note": "Counted again"})
    before = days_back(busy, Event.ADDED, 3)

    now = histories.figure_on(LOCAL_USER, busy.typed, today)
    then = histories.figure_on(LOCAL_USER, busy.typed, before)

    assert (now.values["top"], now.values["note"], now.counted) == (9.0, "Counted again", True)
    assert (then.values["top"], then.values["source"], then.counted) == (7.0, "Register", True)
    assert histories.figure_on(LOCAL_USER, busy.typed, before - timedelta(days=1)) is None
    assert histories.figure_on(LOCAL_USER, 99, today) is None


def days_back(town, event, days):
    """Put the line of a figure's event some days back, past the guard; the day it is at now."""
    there = datetime.now().astimezone() - timedelta(days=days)
    put_at(town, there, event)
    return there.date()


def put_at(town, moment, event=Event.ADDED):
    with engine(town.url).begin() as connection, unguarded(connection):
        connection.execute(
            sa.update(History)
            .where(History.record_type == RecordType.TYPED_FIGURE, History.event == event)
            .values(at=moment)
        )
        connection.execute(sa.update(DataVersion).values(number=DataVersion.number + 1))


def test_a_figure_that_was_withdrawn_did_not_count_until_it_was_restored(busy):
    today = datetime.now().astimezone().date()

    busy.withdraw(TypedFigure, busy.typed)
    assert histories.figure_on(LOCAL_USER, busy.typed, today).counted is False

    retention.erase_text(LOCAL_USER, RecordType.TYPED_FIGURE, busy.typed, "No matter.")
    assert histories.figure_on(LOCAL_USER, busy.typed, today).counted is False

    busy.restore(TypedFigure, busy.typed)
    assert histories.figure_on(LOCAL_USER, busy.typed, today).counted is True
