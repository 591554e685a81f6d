"""What people were told, what waits too long, who came in early, and second ways to take part."""

import pytest

from engagement_metrics import indicators
from engagement_metrics.models import Period
from tests.indicators.drawn import (
    FRAMEWORK,
    HEALTH,
    INDICATORS,
    MAY,
    Q1,
    SYSTEM,
    TOWN,
    YEAR,
    asked,
    frames,
    told,
)


def value(key, wanted=None, undated=0, **drawn):
    found = frames(undated=undated, **drawn)
    return indicators.cells(FRAMEWORK, TOWN, found, wanted or asked(), only={key})[key]


def lines(found):
    return {part.label: (part.value.top, part.value.bottom) for part in found.parts}


# ---- FBK-01 --------------------------------------------------------------------------------------


def test_people_told_in_time_are_out_of_all_whose_day_has_come_and_the_rest_stands_beside():
    found = value(
        "FBK-01",
        owed="""
            at      owed in_time late untold not_due
            2026-05    4       3    1      0       0
            2026-06    6       2    1      3       2
        """,
    )

    assert told(found) == ("measured", 50, 5, 10)
    assert lines(found) == {
        "Told by the day": (5, 10), "Told later": (2, 10), "Not told yet, today": (3, 10),
        "Still in time": (2, None),
    }  # fmt: skip


def test_nobody_told_is_a_measured_nought_and_a_day_ahead_is_too_early():
    none_told = value("FBK-01", owed="owed untold\n3 3")
    ahead = value("FBK-01", owed="owed not_due\n0 1")
    several = value("FBK-01", owed="owed not_due\n0 2")

    assert told(none_told) == ("measured", 0, 0, 3)
    assert told(ahead) == ("too_early", None, None, None)
    assert ahead.because == "1 activity has a day to tell people by ahead."
    assert several.because == "2 activities have a day to tell people by ahead."
    assert value("FBK-01").because == "No activity had a day to tell people by."


# ---- FBK-02 --------------------------------------------------------------------------------------


def test_the_days_to_tell_people_are_the_middle_ones_and_those_still_waiting_are_told_beside():
    found = value(
        "FBK-02",
        told="days n\n7 2\n20 1\n9 2\n60 1",
        untold="days n\n15 1\n120 2",
    )

    assert told(found) == ("measured", 9, 9, 6)  # 7, 7, 9, 9, 20, 60
    assert lines(found) == {"Still waiting to be told, today": (3, None)}
    assert found.because == "3 that ended in this time still wait, the longest for 120 days."
    assert indicators.face(INDICATORS["FBK-02"], found) == "9"
    assert indicators.unit(INDICATORS["FBK-02"], found) == "days"
    assert indicators.made_of(INDICATORS["FBK-02"], found) == "the middle of 6 times"


def test_fewer_than_five_are_listed_and_one_that_waits_is_told_in_the_singular():
    found = value("FBK-02", told="days n\n3 1\n10 2", untold="days n\n1 1")

    assert told(found) == ("measured", 10, 10, 3)
    assert found.because == (
        "Fewer than 5 activities. In days: 3, 10, 10. "
        "1 that ended in this time still waits, the longest for 1 day."
    )


def test_nobody_told_is_not_nought_days():
    waiting = value("FBK-02", untold="days n\n40 2")

    assert told(value("FBK-02")) == ("not_measured", None, None, None)
    assert waiting.because == (
        "Nobody was told in this time what came of an activity. "
        "2 that ended in this time still wait, the longest for 40 days."
    )


# ---- FBK-03 and FBK-04 ---------------------------------------------------------------------------


def test_refusals_with_a_reason_are_out_of_all_refusals():
    assert told(value("FBK-03", suggestions="refused explained\n3 1\n1 1")) == (
        "measured", 50, 2, 4,
    )  # fmt: skip
    assert told(value("FBK-03", suggestions="received refused\n5 0")) == (
        "none_received", None, None, None,
    )  # fmt: skip


def test_refusals_say_how_many_suggestions_are_left_out_as_they_have_no_date():
    refused = "refused explained\n3 1"

    assert value("FBK-03", suggestions=refused).because == ""
    assert value("FBK-03", undated=1, suggestions=refused).because == (
        "1 suggestion has no date of receipt and cannot be counted here."
    )
    assert value("FBK-03", undated=3).because == (
        "No suggestion was found not possible. "
        "3 suggestions have no date of receipt and cannot be counted here."
    )


def test_what_waits_too_long_is_a_count_out_of_what_is_open():
    found = value("FBK-04", open="open late\n12 5")

    assert told(found) == ("measured", 5, 5, 12)
    assert indicators.sentence(INDICATORS["FBK-04"], found) == (
        "Suggestions waiting too long: 5 suggestions (5 of 12)."
    )
    assert told(value("FBK-04", open="open late\n12 0")) == ("measured", 0, 0, 12)


def test_nothing_open_is_not_a_nought_and_undated_suggestions_are_named():
    assert told(value("FBK-04")) == ("none_received", None, None, None)
    assert value("FBK-04", undated=1).because == (
        "No suggestion was open on the last day. "
        "1 suggestion has no date of receipt and cannot be counted here."
    )
    assert value("FBK-04", undated=2, open="open late\n12 5").because == (
        "2 suggestions have no date of receipt and cannot be counted here."
    )
    assert value("FBK-04", open="open late\n12 5").because == ""


def test_a_snapshot_of_a_longer_period_is_that_of_its_last_month_and_no_sum():
    by_month = frames(
        by="month",
        open="""
            at      open late
            2026-04   10    1
            2026-05   20    2
            2026-06   30    3
            2026-07   40    9
        """,
    )
    points = indicators.over_periods(
        INDICATORS["FBK-04"], FRAMEWORK, TOWN, by_month, asked(),
        (MAY, Q1, Period.quarter(2026, 2), YEAR, Period.year(2025)),
    )  # fmt: skip

    assert [told(point.value) for point in points] == [
        ("measured", 2, 2, 20),
        ("measured", 3, 3, 30),
        ("measured", 9, 9, 40),  # under way: as far as it has come
        ("measured", 9, 9, 40),
        ("none_received", None, None, None),
    ]


def test_a_snapshot_of_several_places_is_their_sum():
    by_place = frames(by="place", open="at open late\n4 10 1\n5 20 2\n3 5 5")
    points = indicators.over_places(
        INDICATORS["FBK-04"], FRAMEWORK, TOWN, by_place, asked(YEAR, SYSTEM)
    )

    assert {point.label: told(point.value) for point in points} == {
        "North": ("measured", 3, 3, 30), "South": ("measured", 5, 5, 5),
    }  # fmt: skip


def test_suggestions_without_a_date_are_told_of_at_their_own_places_alone():
    by_place = frames(by="place", undated=6, undated_at={"4": 2, "5": 3, "3": 0, "1": 1})
    points = indicators.over_places(
        INDICATORS["ENG-02"], FRAMEWORK, TOWN, by_place, asked(YEAR, SYSTEM)
    )

    assert {point.label: point.value.because for point in points} == {
        "North": "5 suggestions have no date of receipt, so no share can be told.",
        "South": "No suggestion was received.",
    }


# ---- PRJ-02 --------------------------------------------------------------------------------------


def test_projects_that_involved_people_early_are_out_of_those_with_a_known_stage():
    found = value("PRJ-02", work="involved known early too_late\n7 5 3 1")

    assert told(found) == ("measured", 60, 3, 5)
    assert lines(found) == {
        "Said to be early, but people came in after the decision": (1, 5),
        "Stage not known": (2, None),
    }


@pytest.mark.parametrize(
    ("work", "because"),
    [
        ("involved\n0", "No project first involved people in this time."),
        ("involved\n1", "1 project does not say how far the work had come."),
        ("involved\n2", "2 projects do not say how far the work had come."),
    ],
)
def test_no_project_or_no_known_stage_is_no_share(work, because):
    found = value("PRJ-02", work=work)

    assert (found.number, found.because) == (None, because)


def test_projects_are_not_told_by_topic():
    found = value("PRJ-02", asked(YEAR, SYSTEM, HEALTH), work="involved known early\n2 2 2")

    assert found.because == "This measure is not recorded by topic."


# ---- INC-03 --------------------------------------------------------------------------------------


def test_a_second_way_is_out_of_the_activities_open_to_all_whatever_their_aim():
    found = value(
        "INC-03",
        activities="""
            aim    open_to_all second_way unsaid
            engage           6          3      1
            inform           2          1      0
        """,
    )

    assert told(found) == ("measured", 50, 4, 8)
    assert found.because == (
        "1 activity does not say whether it was open, or how people could join in."
    )


def test_activities_that_do_not_say_are_not_called_closed():
    silent = value("INC-03", activities="aim unsaid\nengage 3")

    assert told(silent) == ("not_measured", None, None, None)
    assert silent.because == (
        "3 activities do not say whether they were open, or how people could join in."
    )
    assert told(value("INC-03", activities="aim held\nengage 3"))[0] == "no_activity"
