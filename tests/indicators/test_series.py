"""One measure over time and by place: points that add up to the whole, and shared answers."""

from dataclasses import replace

import pytest

from engagement_metrics import indicators
from engagement_metrics.disclosure import ReleasedAnswer, ReleasedAnswers
from engagement_metrics.framework import Indicator
from engagement_metrics.models import Period
from engagement_metrics.store import SharedFrames, TeamFrames
from engagement_metrics.store.setup import Setup
from tests.indicators.drawn import (
    FRAMEWORK,
    HILL,
    INDICATORS,
    LAKE,
    MAY,
    NORTH,
    PLACES,
    Q1,
    SOUTH,
    SYSTEM,
    TOWN,
    YEAR,
    YOUNG,
    asked,
    frame,
    frames,
    place,
    standing,
    told,
)

APRIL, JUNE = MAY.before(), MAY.before(-1)


def over_time(key, periods, kind=TeamFrames, group=None, whole=None, **drawn):
    points = indicators.over_periods(
        INDICATORS[key], FRAMEWORK, TOWN, frames(kind, "month", **drawn), asked(), periods, group,
        whole,
    )  # fmt: skip
    assert [point.period for point in points] == list(periods)
    return {point.label: told(point.value) for point in points}


def by_place(key, kind=TeamFrames, setup=TOWN, where=SYSTEM, whole=None, **drawn):
    points = indicators.over_places(
        INDICATORS[key], FRAMEWORK, setup, frames(kind, "place", **drawn), asked(YEAR, where),
        None, whole,
    )  # fmt: skip
    return {point.label: told(point.value) for point in points}


ACTIVITIES = """
    at      aim    held complete heads due finished in_time
    2026-04 engage    1        1    10   1        1       1
    2026-05 engage    2        1    20   1        1       0
    2026-05 inform    1        1   500   1        1       1
    2026-07 engage    1        1    40   0        0       0
    FY2026  engage    1        1     5   0        0       0
    2027-04 engage    1        1   900   0        0       0
    FY2027  engage    1        1   900   0        0       0
"""


def test_months_and_year_only_records_add_up_to_the_year_and_a_month_without_any_is_no_nought():
    found = over_time("ENG-01", (YEAR, Q1, APRIL, MAY, JUNE), activities=ACTIVITIES)

    assert found == {
        "2026/27": ("measured", 75, 75, None),  # 10 + 20 + 40 and the 5 known by the year alone
        "Q1 2026/27": ("measured", 30, 30, None),
        "April 2026": ("measured", 10, 10, None),
        "May 2026": ("measured", 20, 20, None),
        "June 2026": ("no_activity", None, None, None),
    }


def test_shares_over_time_are_tops_over_bottoms():
    found = over_time("REC-01", (Q1, APRIL, MAY), activities=ACTIVITIES)

    assert [row[2:] for row in found.values()] == [(2, 3), (1, 1), (1, 2)]


def test_the_middle_time_is_worked_out_anew_for_each_period():
    found = over_time("REC-02", (Q1, APRIL), returns="at minutes n\n2026-04 9 1\n2026-05 3 2")

    assert [row[1] for row in found.values()] == [3, 9]


def test_priority_groups_over_time_are_lines_unless_one_is_asked_for():
    drawn = {
        "activities": ACTIVITIES,
        "groups": """
            at      aim    characteristic category n
            2026-04 engage age            16_24    3
            2026-05 engage age            16_24    4
            2026-05 engage age            u16      6
        """,
    }

    assert over_time("ENG-04", (Q1, MAY), **drawn)["May 2026"] == ("measured", None, None, None)
    assert over_time("ENG-04", (Q1, MAY, JUNE), group=YOUNG, **drawn) == {
        "Q1 2026/27": ("measured", 7, 7, 13),
        "May 2026": ("measured", 4, 4, 10),
        "June 2026": ("no_activity", None, None, None),
    }


def test_typed_figures_over_time_are_those_of_each_period():
    rows = [
        {"indicator": "INF-03", "place_id": SYSTEM, "period": period, "top": top}
        for period, top in (("2026-04", 7), ("2026-05", 0))
    ]
    found = over_time("INF-03", (Q1, APRIL, MAY, JUNE), figures=standing("figures", *rows))

    assert [row[1] for row in found.values()] == [7, 7, 0, None]


def test_what_waits_is_not_measured_in_any_period():
    assert over_time("INF-02", (MAY,)) == {"May 2026": ("not_measured", None, None, None)}


def test_places_with_all_below_them_add_up_to_the_system():
    found = by_place(
        "ENG-01",
        activities="""
            at aim    held complete heads
            2  engage    1        1     1
            3  engage    1        1    20
            4  engage    1        1   300
            5  engage    1        1  4000
        """,
    )

    assert found == {
        "North": ("measured", 4301, 4301, None), "South": ("measured", 20, 20, None),
    }  # fmt: skip


def test_what_is_recorded_for_the_system_itself_is_in_none_of_its_places():
    found = by_place("ENG-01", activities="at aim held complete heads\n1 engage 1 1 9")

    assert set(found.values()) == {("no_activity", None, None, None)}


def test_systems_are_the_places_below_all_places():
    two = Setup(1, None, PLACES | {6: place(6, "Coast", None)})
    drawn = "at aim held complete heads\n4 engage 1 1 9\n6 engage 1 1 2"
    found = by_place("ENG-01", setup=two, where=None, activities=drawn)

    assert {label: row[1] for label, row in found.items()} == {"Riverside": 9, "Coast": 2}


def test_typed_figures_by_place_are_each_place_s_own_or_the_sum_below_it():
    rows = [
        {"indicator": "COP-01", "place_id": number, "period": "2026-27", "top": top}
        for number, top in ((HILL, 1), (LAKE, 2), (SYSTEM, 50))
    ]
    found = by_place("COP-01", figures=standing("figures", *rows))

    assert {label: row[1] for label, row in found.items()} == {"North": 3, "South": None}


# ---- answers in the shared view ------------------------------------------------------------------

BY_MONTH = frame(
    "answers",
    """
    at      question wave       format   choice  n
    2026-04 Q3       on_the_day standard 5       6
    2026-04 Q3       on_the_day standard 1       2
    2026-05 Q3       on_the_day standard 5      10
    2026-05 Q3       on_the_day standard 1      10
    2026-06 Q3       on_the_day standard 5       3
    """,
)
LINE = ("Q3", "on_the_day", "standard")
RELEASED = ReleasedAnswers(
    (
        ReleasedAnswer(HILL, Q1.code, *LINE, 10, 20),
        ReleasedAnswer(NORTH, YEAR.code, *LINE, 7, 14),
        ReleasedAnswer(SOUTH, Q1.code, *LINE, 9, 11),
    )
)
WITHHELD = ("withheld", None, None, None)


def test_a_shared_series_is_what_was_released_and_has_no_months():
    shared = over_time("ENG-11", (YEAR, Q1, MAY), SharedFrames, answers=RELEASED)
    team = over_time("ENG-11", (APRIL, MAY, JUNE), answers=BY_MONTH)

    assert [row[2:] for row in shared.values()] == [(26, 45), (19, 31), (None, None)]
    assert list(team.values()) == [
        ("measured", None, 6, 8), ("measured", 50.0, 10, 20), ("measured", None, 3, 3),
    ]  # fmt: skip


def test_a_shared_place_is_what_was_released_of_it_and_of_places_below():
    assert by_place("ENG-11", SharedFrames, answers=RELEASED) == {
        "North": ("measured", 50.0, 17, 34),
        "South": ("measured", 100 * 9 / 11, 9, 11),
    }
    assert by_place("ENG-11", SharedFrames, where=NORTH, answers=RELEASED) == {
        "Hill": ("measured", 50.0, 10, 20), "Lake": WITHHELD,
    }  # fmt: skip


@pytest.mark.parametrize(("answers", "year"), [(RELEASED, 2026), (ReleasedAnswers(()), None)])
def test_a_shared_series_of_answers_begins_with_the_first_that_was_released(answers, year):
    shared = frames(SharedFrames, by="month", answers=answers)

    assert indicators.first_year(FRAMEWORK.indicators["ENG-11"], shared) == year


@pytest.mark.parametrize("key", ["ENG-01", "REC-01"])
def test_totals_that_name_no_group_are_alike_in_both_views(key):
    team = over_time(key, (YEAR, Q1, MAY), activities=ACTIVITIES)

    assert over_time(key, (YEAR, Q1, MAY), SharedFrames, activities=ACTIVITIES) == team


def test_priority_groups_are_withheld_from_every_point_of_the_shared_view():
    assert set(over_time("ENG-04", (Q1, MAY), SharedFrames, activities=ACTIVITIES).values()) == {
        WITHHELD
    }
    assert set(by_place("INF-04", SharedFrames).values()) == {WITHHELD}


def test_a_definition_that_nothing_calculates_is_our_mistake_and_shows_at_once():
    unheard: Indicator = replace(INDICATORS["ENG-13"], id="ENG-99")
    framework = replace(FRAMEWORK, indicators={"ENG-99": unheard})

    with pytest.raises(KeyError, match="ENG-99"):
        indicators.cells(framework, TOWN, frames(), asked(Period.year(2026)))
