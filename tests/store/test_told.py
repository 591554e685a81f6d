"""What people were told, what waits, and who came in early, on a few records of each kind."""

from datetime import date

import pytest

from engagement_metrics import store
from engagement_metrics.access import LOCAL_USER
from engagement_metrics.models import (
    Activity,
    ActivityStatus,
    Aim,
    Audience,
    Period,
    PieceOfWork,
    Stage,
    Suggestion,
    SuggestionStatus,
    SuggestionStep,
    WorkKind,
)
from engagement_metrics.store import MadeOf, Source

MAY, JUNE, YEAR = Period.parse("2026-05"), Period.parse("2026-06"), Period.year(2026)
OF = {
    "owed": ("at", "owed", "in_time", "late", "untold", "not_due"),
    "open": ("at", "open", "late"),
}
DAYS = ("at", "days", "n")
WORK = ("at", "involved", "known", "early", "too_late")


def rows(town, name, by="", names=None, **other):
    reads = {Audience.TEAM: store.team_frames, Audience.SHARED: store.shared_frames}
    found = [
        sorted(
            tuple(row)
            for row in getattr(read(LOCAL_USER, town.all(**other), by), name)[
                list(names or OF[name])
            ].itertuples(index=False)
        )
        for read in reads.values()
    ]
    assert found[0] == found[1], "the two audiences"
    return found[0]


def listed(town, source, **other):
    found = store.behind(LOCAL_USER, Audience.TEAM, town.all(**other), MadeOf(source))
    return [(row.number, row.adds[0].top, row.adds[0].bottom) for row in found.rows]


# ---- activities ----------------------------------------------------------------------------------


@pytest.fixture
def fed_back(town):
    """Eight activities: 1 told in time, 2 late, 3 not, 4 to 8 for one reason each."""
    promised = date(2026, 6, 1)
    for ends, other in (
        ("2026-05-02", {"feedback_promised_on": promised, "fed_back_on": promised}),
        ("2026-05-03", {"feedback_promised_on": promised, "fed_back_on": date(2026, 6, 2)}),
        ("2026-05-04", {"feedback_promised_on": promised, "place_id": town.south}),
        # promised nothing: day 60 is 2 June and 31 July
        ("2026-04-03", {"fed_back_on": date(2026, 6, 2)}),
        ("2026-06-01", {"topic_id": town.health}),
        ("2026-05", {"fed_back_on": date(2026, 6, 9)}),  # its day is not known
        ("2026-05-06", {"aim": Aim.INFORM}),
        ("2026-11-20", {"feedback_promised_on": date(2026, 12, 24)}),
    ):
        town.add(town.activity(ends, **other))
    return town


def test_people_are_owed_an_answer_on_the_promised_day_or_60_days_after(fed_back):
    assert rows(fed_back, "owed") == [("", 5, 2, 1, 2, 1)]
    assert rows(fed_back, "owed", period=JUNE) == [("", 4, 2, 1, 1, 0)]
    assert rows(fed_back, "owed", period=MAY) == []
    assert rows(fed_back, "owed", "month") == [
        ("2026-06", 4, 2, 1, 1, 0), ("2026-07", 1, 0, 0, 1, 0), ("2026-12", 0, 0, 0, 0, 1),
    ]  # fmt: skip
    assert rows(fed_back, "owed", "place", period=YEAR) == [
        (str(fed_back.north), 4, 2, 1, 1, 1), (str(fed_back.south), 1, 0, 0, 1, 0),
    ]  # fmt: skip
    assert rows(fed_back, "owed", topic_id=fed_back.health) == [("", 1, 0, 0, 1, 0)]
    assert listed(fed_back, Source.OWED, period=JUNE) == [
        (3, 0, 1), (2, 0, 1), (1, 1, 1), (4, 1, 1),
    ]  # fmt: skip


def test_an_activity_that_did_not_take_place_or_was_withdrawn_owes_nobody_anything(town):
    promised = {"feedback_promised_on": date(2026, 6, 1)}
    for status in (ActivityStatus.PLANNED, ActivityStatus.CANCELLED):
        town.add(town.activity("2026-05-02", status=status, heads=None, **promised))
    town.withdraw(Activity, town.add(town.activity("2026-05-02", **promised)))
    town.add(town.activity(status=ActivityStatus.FIGURES_TO_FOLLOW, heads=None, **promised))

    assert rows(town, "owed") == [("", 1, 0, 0, 1, 0)]


def test_days_to_tell_people_count_in_the_month_they_were_told_in(fed_back):
    assert rows(fed_back, "told", names=DAYS) == [("", 30, 2), ("", 60, 1)]
    assert rows(fed_back, "told", names=DAYS, period=MAY) == []
    assert rows(fed_back, "told", "month", names=DAYS) == [("2026-06", 30, 2), ("2026-06", 60, 1)]
    assert [row[1] for row in listed(fed_back, Source.TOLD, period=JUNE)] == [30, 30, 60]


def test_what_is_still_to_be_told_counts_in_the_month_it_ended_in(fed_back):
    # 4 May, 1 June and 20 November, on 21 November
    assert rows(fed_back, "untold", names=DAYS) == [("", 1, 1), ("", 173, 1), ("", 201, 1)]
    assert rows(fed_back, "untold", names=DAYS, period=JUNE) == [("", 173, 1)]
    assert rows(fed_back, "untold", "month", names=DAYS) == [
        ("2026-05", 201, 1), ("2026-06", 173, 1), ("2026-11", 1, 1),
    ]  # fmt: skip


def test_a_second_way_is_another_way_or_another_time(town):
    for other in (
        {"open_to_public": True, "modes": "in_person", "sessions": 1},
        {"open_to_public": True, "modes": "in_person;online", "sessions": 1},
        {"open_to_public": True, "modes": "in_person", "sessions": 2},
        {"open_to_public": True, "modes": "", "sessions": 3},
        {"open_to_public": True, "modes": "", "sessions": None},  # does not say how
        {"open_to_public": None, "modes": "in_person;online", "sessions": 2},  # nor if it was open
        {"open_to_public": False, "modes": "in_person;online", "sessions": 2},
        {"open_to_public": True, "modes": "in_person", "sessions": 1, "method": "outreach_stall"},
        {"open_to_public": True, "modes": "in_person", "sessions": 2, "method": "outreach_stall"},
        {"open_to_public": True, "modes": "in_person", "status": ActivityStatus.CANCELLED},
    ):
        town.add(town.activity(**other))

    assert rows(town, "activities", names=("open_to_all", "second_way", "unsaid")) == [(5, 4, 2)]
    assert sorted(listed(town, Source.WAYS)) == [
        (1, 0, 1), (2, 1, 1), (3, 1, 1), (4, 1, 1), (9, 1, 1),
    ]  # fmt: skip


# ---- suggestions ---------------------------------------------------------------------------------


def step(what, on, result="", who="Access team"):
    return SuggestionStatus(suggestion_id=0, step=what, on=on, who=who, result=result)


def test_a_refusal_is_explained_once_people_are_told_its_reason(town):
    no, told, looked = (
        SuggestionStep.NOT_POSSIBLE, SuggestionStep.TOLD, SuggestionStep.LOOKED_INTO,
    )  # fmt: skip
    june, july = date(2026, 6, 1), date(2026, 7, 1)
    for steps in (
        [step(no, june, "No room."), step(told, june)],
        [step(no, june, "No room."), step(told, july)],
        [step(no, None, "No room."), step(told, None)],
        [step(no, june), step(told, july)],  # no reason
        [step(no, june, "No room.")],  # nobody told
        [step(looked, june, "Costs."), step(told, june), step(no, july, "No room.")],  # told before
    ):
        town.add(town.suggestion(step=no), steps)
    town.add(town.suggestion(step=looked), [step(looked, june, "Costs."), step(told, june)])

    assert rows(town, "suggestions", names=("refused", "explained")) == [(6, 3)]
    assert sorted(listed(town, Source.REFUSED)) == [
        (1, 1, 1), (2, 1, 1), (3, 1, 1), (4, 0, 1), (5, 0, 1), (6, 0, 1),
    ]  # fmt: skip


@pytest.fixture
def waiting(town):
    """Suggestions of 1 May, whose day 90 is 30 July: open from then on until each is settled."""
    full, looked = SuggestionStep.ACTED_IN_FULL, SuggestionStep.LOOKED_INTO
    refused, removed = SuggestionStep.NOT_POSSIBLE, SuggestionStep.REMOVED
    august, june = date(2026, 8, 15), date(2026, 6, 15)
    town.add(town.suggestion())
    town.add(town.suggestion(place_id=town.south))
    town.add(town.suggestion(step=full, answered_on=june), [step(full, june)])
    town.add(town.suggestion(step=full, answered_on=august), [step(full, august)])
    town.add(town.suggestion(step=looked, answered_on=june), [step(looked, june, "Costs.")])
    town.add(town.suggestion(step=looked, answered_on=august), [step(looked, august, "Costs.")])
    town.add(town.suggestion(step=refused), [step(refused, august, "No.", who="")])
    town.add(town.suggestion(step=removed), [step(removed, june, "Thanks.")])
    town.add(town.suggestion(step=full), [step(full, None)])  # nobody knows since when
    town.add(town.suggestion(None))
    town.withdraw(Suggestion, town.add(town.suggestion()))
    town.add(town.suggestion(date(2026, 8, 25)))
    return town


def test_what_is_open_and_what_waits_too_long_is_a_snapshot_of_the_last_day(waiting):
    months = {
        "2026-04": (),
        "2026-05": (7, 0),
        "2026-06": (6, 0),
        # 31 July is day 91: 1, 2, 4, 6 and 7 wait; 5 was looked into in June
        "2026-07": (6, 5),
        # 4 and 7 were settled and 6 looked into on 15 August; one more came on the 25th
        "2026-08": (5, 2),
        "2026-11": (5, 2),  # today is the 21st; day 90 of the last one is 23 November
        "2026-12": (),  # has not begun
    }
    longer = {"2026-27-Q1": (6, 0), "2026-27-Q2": (5, 2), "2026-27": (5, 2)}
    by_month = {at: tuple(numbers) for at, *numbers in rows(waiting, "open", "month")}

    for code, expected in (months | longer).items():
        period = Period.parse(code)
        assert rows(waiting, "open", period=period) == ([("", *expected)] if expected else [])
        tops = [top for _, top, _ in listed(waiting, Source.OPEN, period=period)]
        assert (len(tops), sum(tops)) == (expected or (0, 0))
    assert {code: by_month.get(code, ()) for code in months} == months


def test_a_snapshot_is_told_for_each_place_and_topic(waiting):
    assert rows(waiting, "open", "place", period=YEAR) == [
        (str(waiting.north), 4, 1), (str(waiting.south), 1, 1),
    ]  # fmt: skip
    assert rows(waiting, "open", topic_id=waiting.health) == []
    assert rows(waiting, "open", "month", topic_id=waiting.health) == []


def test_on_day_90_a_suggestion_is_still_in_time(town):
    town.add(town.suggestion(date(2026, 5, 2)))  # day 90 is 31 July

    assert rows(town, "open", period=Period.parse("2026-07")) == [("", 1, 0)]
    assert ("2026-07", 1, 0) in rows(town, "open", "month")
    assert ("2026-08", 1, 1) in rows(town, "open", "month")


# ---- pieces of work ------------------------------------------------------------------------------


def project(town, stage, *activities, decided=None, kind=WorkKind.PROJECT, place=None):
    number = town.add(
        PieceOfWork(
            name=f"Work at the stage of {stage}", kind=kind, place_id=place or town.north,
            stage=stage, decision_on=decided,
        )
    )  # fmt: skip
    for ends, aim in activities:
        town.add(town.activity(ends, aim=aim, piece_of_work_id=number))
    return number


def test_projects_count_when_they_first_involved_people(town):
    involve, inform = Aim.INVOLVE, Aim.INFORM
    decided = date(2026, 6, 15)
    project(town, Stage.IDEAS, ("2026-05-20", involve), ("2025-12-01", inform))
    project(town, Stage.OPTIONS, ("2026-06-15", involve), decided=decided)
    project(town, Stage.OPTIONS, ("2026-06-16", involve), ("2026-07", involve), decided=decided)
    project(town, Stage.DESIGN, ("2026-06-01", involve), place=town.south)
    project(town, None, ("2026-06-01", involve))
    project(town, Stage.IDEAS, ("2026", involve))
    project(town, Stage.IDEAS, ("2026-05-01", inform))  # nobody was asked for anything
    project(town, Stage.IDEAS)
    project(town, Stage.IDEAS, ("2026-05-20", involve), kind=WorkKind.SERVICE)

    assert rows(town, "work", names=WORK) == [("", 6, 5, 3, 1)]
    assert rows(town, "work", names=WORK, period=YEAR) == [("", 6, 5, 3, 1)]
    assert rows(town, "work", names=WORK, period=MAY) == [("", 1, 1, 1, 0)]
    assert rows(town, "work", names=WORK, period=JUNE) == [("", 4, 3, 1, 1)]
    assert rows(town, "work", "month", names=WORK) == [
        ("2026-05", 1, 1, 1, 0), ("2026-06", 4, 3, 1, 1), ("FY2026", 1, 1, 1, 0),
    ]  # fmt: skip
    assert rows(town, "work", "place", names=WORK, period=JUNE) == [
        (str(town.north), 3, 2, 1, 1), (str(town.south), 1, 1, 0, 0),
    ]  # fmt: skip
    assert rows(town, "work", names=WORK, topic_id=town.health) == []
    assert sorted(listed(town, Source.WORK, period=JUNE)) == [
        (2, 1, 1), (3, 0, 1), (4, 0, 1), (5, 0, 0),
    ]  # fmt: skip
    assert listed(town, Source.WORK, topic_id=town.health) == []


def test_a_withdrawn_project_and_a_withdrawn_activity_involve_nobody(town):
    gone = project(town, Stage.IDEAS, ("2026-05-20", Aim.INVOLVE))
    number = project(town, Stage.IDEAS, ("2026-05-20", Aim.INVOLVE), ("2026-06-20", Aim.INVOLVE))
    town.withdraw(PieceOfWork, gone)
    town.withdraw(Activity, 2)

    assert number == 2
    assert rows(town, "work", "month", names=WORK) == [("2026-06", 1, 1, 1, 0)]
