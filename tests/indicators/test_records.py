"""Indicators worked out from records, each on a table of a few rows."""

import pytest

from engagement_metrics import indicators
from engagement_metrics.disclosure import FORMS, ReleasedAnswer, ReleasedAnswers
from engagement_metrics.models import Period, ValueState
from engagement_metrics.store import SharedFrames, TeamFrames
from engagement_metrics.store.setup import GroupRow, Setup
from tests.indicators.drawn import (
    CARERS,
    FRAMEWORK,
    GROUPS,
    HEALTH,
    HILL,
    PLACES,
    Q1,
    SOUTH,
    TOWN,
    YEAR,
    YOUNG,
    asked,
    frames,
    told,
)


def cells(kind=TeamFrames, setup=TOWN, period=YEAR, group=None, undated=0, **drawn):
    return indicators.cells(
        FRAMEWORK, setup, frames(kind, undated=undated, **drawn), asked(period), group
    )


def town_with(*groups):
    return Setup(1, None, PLACES, {}, {group.id: group for group in groups})


# ---- every measure -------------------------------------------------------------------------------


def test_an_empty_store_has_a_named_state_and_a_reason_for_every_measure_and_no_number():
    found = cells()

    assert list(found) == list(FRAMEWORK.indicators)
    assert {value.number for value in found.values()} == {None}
    assert [key for key, value in found.items() if not value.because] == []
    untold = {one.id for one in FRAMEWORK.indicators.values() if one.typed or one.waits}
    assert {found[key].state.value for key in untold} == {"not_measured"}
    assert {key: found[key].state.value for key in found if key not in untold} == {
        **dict.fromkeys(("INF-01", "INF-04", "ENG-01", "ENG-04", "REC-01", "FBK-01", "INC-03",
                       "PRJ-02", "MAT-04"), "no_activity"),
        **dict.fromkeys(
            ("ENG-02", "ENG-13", "INF-11", "INF-12", "ENG-11", "ENG-12", "INV-11", "INV-12",
             "INV-13", "COP-11", "FBK-03", "FBK-04", "DEV-05", "STF-01", "STK-01", "AWR-01"),
            "none_received",
        ),
        **dict.fromkeys(
            ("INF-02", "REC-02", "REC-03", "FBK-02", "MAT-01", "MAT-02", "MAT-03"), "not_measured",
        ),
    }  # fmt: skip


def test_only_the_measures_asked_for_are_worked_out():
    asked_for = frozenset({"ENG-01", "CMS-02"})
    found = indicators.cells(FRAMEWORK, TOWN, frames(), asked(YEAR), only=asked_for)

    assert list(found) == ["ENG-01", "CMS-02"]
    assert found == {key: value for key, value in cells().items() if key in asked_for}


def test_a_measure_that_waits_says_for_what():
    assert cells()["REC-04"].because == "This measure waits for case studies."


def test_a_priority_group_leaves_the_measures_by_group_alone_measured():
    found = cells(
        group=YOUNG,
        activities="aim held complete heads\nengage 1 1 20",
        groups="aim characteristic category n\nengage age 16_24 5",
    )

    assert [key for key, value in found.items() if value.measured] == ["ENG-04"]
    assert found["ENG-01"].because == "This measure is not recorded by group."


# ---- INF-01 and ENG-01 ---------------------------------------------------------------------------


def test_contacts_are_the_heads_of_one_aim_and_say_from_how_many_activities():
    found = cells(
        activities="""
            at      aim     held complete heads
            2026-05 inform     2        1   300
            2026-06 inform     1        1    20
            2026-05 engage     1        1     7
        """
    )

    assert (found["INF-01"].number, found["INF-01"].complete, found["INF-01"].held) == (320, 2, 3)
    assert found["ENG-01"].number == 7
    assert not found["INF-01"].estimated


def test_a_sum_with_one_estimate_is_an_estimate():
    found = cells(
        activities="""
            at      aim     held complete heads estimated_heads
            2026-05 engage     1        1   300               0
            2026-06 engage     1        1    20              20
        """
    )

    assert found["ENG-01"].estimated


def test_a_complete_activity_that_nobody_came_to_is_a_measured_nought():
    found = cells(activities="aim held complete heads\nengage 1 1 0")

    assert told(found["ENG-01"]) == ("measured", 0, 0, None)


def test_activities_whose_figures_are_to_follow_are_not_measured_and_not_a_nought():
    found = cells(activities="aim held complete heads\nengage 2 0 0\ninform 0 0 0")

    for key in ("ENG-01", "ENG-04"):
        assert told(found[key]) == ("not_measured", None, None, None)
        assert found[key].because == "The figures of the activities held are still to follow."
        assert (found[key].complete, found[key].held) == (0, 2)
    # planned and called off
    assert found["INF-01"].because == "No inform activity is recorded here."


# ---- INF-04 and ENG-04 ---------------------------------------------------------------------------

HELD = "aim held complete heads\nengage 2 2 100"


def test_each_priority_group_is_a_line_of_its_own_and_there_is_no_sum():
    found = cells(
        activities=HELD,
        groups="""
            aim    characteristic category   n
            engage age            16_24      8
            engage age            65_74     22
            engage unpaid_carer   carer      3
            engage unpaid_carer   none      17
            inform age            16_24    900
        """,
    )["ENG-04"]

    assert told(found) == ("measured", None, None, None)
    assert found.because == ("One person can be in several groups, so the groups are not added up.")
    assert [(part.label, part.group_id, told(part.value)) for part in found.parts] == [
        ("Young people", YOUNG, ("measured", 8, 8, 30)),
        ("Carers", CARERS, ("measured", 3, 3, 20)),
    ]
    assert (found.complete, found.held) == (2, 2)


def test_finer_categories_count_towards_the_broader_one_that_a_group_is_made_of():
    found = cells(
        activities=HELD, group=CARERS,
        groups="""
            aim    characteristic category n
            engage unpaid_carer   1_19     2
            engage unpaid_carer   50p      3
            engage unpaid_carer   carer    4
            engage unpaid_carer   none     6
        """,
    )["ENG-04"]  # fmt: skip

    assert told(found) == ("measured", 9, 9, 15)


DRIVERS = GroupRow(7, "Aged 25 to 34", "age", ("25_34",), False, 1)


def test_a_broad_answer_does_not_tell_whether_people_are_in_a_finer_group():
    found = cells(
        setup=town_with(DRIVERS), group=7, activities=HELD,
        groups="""
            aim    characteristic category  n
            engage age            25_64    40
            engage age            25_34     3
            engage age            u16       7
        """,
    )["ENG-04"]  # fmt: skip

    assert told(found) == ("measured", 3, 3, 10)


def test_a_group_of_which_only_broad_answers_are_known_is_not_measured_and_not_silent():
    found = cells(
        setup=town_with(DRIVERS), activities=HELD,
        groups="aim characteristic category n\nengage age 25_64 40",
    )["ENG-04"]  # fmt: skip
    alone = cells(
        setup=town_with(DRIVERS), group=7, activities=HELD,
        groups="aim characteristic category n\nengage age 25_64 40",
    )["ENG-04"]  # fmt: skip

    assert told(found) == ("not_measured", None, None, None)
    assert alone.because == "People were asked about this, but not in enough detail to tell."


def test_a_group_made_of_all_the_parts_of_a_broad_answer_counts_it():
    all_ages = GroupRow(7, "25 to 64", "age", ("25_34", "35_44", "45_54", "55_64"), False, 1)
    found = cells(
        setup=town_with(all_ages), group=7, activities=HELD,
        groups="aim characteristic category n\nengage age 25_64 40\nengage age u16 10",
    )["ENG-04"]  # fmt: skip

    assert told(found) == ("measured", 40, 40, 50)


def test_states_of_an_answer_are_in_neither_number():
    found = cells(
        activities=HELD, group=YOUNG,
        groups="""
            aim    characteristic category          n
            engage age            16_24             5
            engage age            u16               5
            engage age            prefer_not_to_say 9
            engage age            not_known         9
        """,
    )["ENG-04"]  # fmt: skip

    assert told(found) == ("measured", 5, 5, 10)


def test_nobody_known_to_be_in_a_group_that_was_asked_about_is_a_nought_and_not_asked_is_none():
    found = cells(activities=HELD, groups="aim characteristic category n\nengage age 65_74 12")[
        "ENG-04"
    ]

    assert [told(part.value) for part in found.parts] == [
        ("measured", 0, 0, 12), ("not_measured", None, None, None),
    ]  # fmt: skip
    assert found.parts[1].value.because == "Nobody was asked about this."


def test_no_group_at_all_was_asked_about():
    found = cells(activities=HELD)["ENG-04"]

    assert told(found) == ("not_measured", None, None, None)
    assert found.because == "Nobody was asked about these groups."
    assert (found.complete, found.held) == (2, 2)


def test_an_estimated_count_of_a_group_marks_its_line_and_the_whole():
    found = cells(
        activities=HELD,
        groups="""
            aim    characteristic category  n estimated
            engage age            16_24     5         5
            engage unpaid_carer   carer     5         0
        """,
    )["ENG-04"]

    assert [part.value.estimated for part in found.parts] == [True, False]
    assert found.estimated


def test_one_group_alone_keeps_its_name_unless_it_was_asked_for():
    drawn = "aim characteristic category n\nengage age 16_24 5"
    alone = town_with(GROUPS[YOUNG])

    found = cells(setup=alone, activities=HELD, groups=drawn)["ENG-04"]
    asked_for = cells(setup=alone, group=YOUNG, activities=HELD, groups=drawn)["ENG-04"]

    assert [part.label for part in found.parts] == ["Young people"]
    assert found.number is None
    assert (asked_for.number, asked_for.parts) == (5, ())


def test_a_withdrawn_group_has_no_line_and_no_group_is_said_so():
    gone = GroupRow(1, "Young people", "age", ("16_24",), True, 1)
    found = cells(setup=town_with(gone), activities=HELD)

    for key in ("ENG-04", "INV-02"):
        assert found[key].because == "No priority group is set up yet."


def test_the_shared_view_withholds_groups_until_a_release():
    found = cells(SharedFrames, activities=HELD)

    for key in ("INF-04", "ENG-04", "INV-02"):
        assert told(found[key]) == ("withheld", None, None, None)
        assert found[key].parts == ()
    assert found["ENG-01"].number == 100


# ---- ENG-02 and ENG-13 ---------------------------------------------------------------------------


def test_suggestions_are_a_cohort_judged_by_day_90_with_where_each_stands_today():
    found = cells(
        suggestions="""
            received of_age answered young in_full in_part looked_into not_possible waiting
                  12     10        6     2       3       1           3            1       2
        """
    )["ENG-02"]

    assert told(found) == ("measured", 60.0, 6, 10)
    assert {part.label: told(part.value)[1:] for part in found.parts} == {
        "Acted on in full, today": (3, 3, 10),
        "Acted on in part, today": (1, 1, 10),
        "Looked into, today": (3, 3, 10),
        "Not possible, today": (1, 1, 10),
        "Waiting, today": (2, 2, 10),
        "Still in time": (2, 2, None),
    }
    assert all(part.value.counted for part in found.parts)
    assert sum(part.value.number for part in found.parts[:5]) == found.bottom


def test_none_answered_in_time_is_a_measured_nought_and_none_young_is_no_line():
    found = cells(suggestions="received of_age answered waiting\n4 4 0 4")["ENG-02"]

    assert told(found) == ("measured", 0.0, 0, 4)
    assert [part.label for part in found.parts][-1] == "Waiting, today"


def test_suggestions_all_younger_than_90_days_are_too_early():
    found = cells(suggestions="received of_age young\n3 0 3")["ENG-02"]

    assert told(found) == ("too_early", None, None, None)
    assert found.because == "3 received less than 90 days ago: still in time."


@pytest.mark.parametrize(
    ("undated", "said"),
    [
        (1, "1 suggestion has no date of receipt, so no share can be told."),
        (3, "3 suggestions have no date of receipt, so no share can be told."),
    ],
)
def test_suggestions_without_a_date_make_the_share_untold_and_not_nought(undated, said):
    found = cells(undated=undated)["ENG-02"]

    assert (found.state, found.because) == (ValueState.NOT_MEASURED, said)


def test_suggestions_without_a_date_do_not_touch_the_share_and_are_told_of_beside_it():
    found = cells(undated=5, suggestions="received of_age answered\n4 4 1")["ENG-02"]

    assert told(found) == ("measured", 25.0, 1, 4)
    assert found.because == "5 suggestions have no date of receipt and cannot be counted here."
    one = cells(undated=1, suggestions="received of_age answered\n4 4 1")["ENG-02"]
    assert one.because == "1 suggestion has no date of receipt and cannot be counted here."
    every = cells(suggestions="received of_age answered\n4 4 1")["ENG-02"]
    assert every.because == ""
    young = cells(undated=5, suggestions="received of_age young\n3 0 3")["ENG-02"]
    assert young.because == (
        "3 received less than 90 days ago: still in time. "
        "5 suggestions have no date of receipt and cannot be counted here."
    )


def test_changes_that_answer_suggestions_are_counted_once_each():
    assert told(cells(changes="at changes\n2026-05 3\n2026-06 1")["ENG-13"]) == (
        "measured", 4, 4, None,
    )  # fmt: skip


# ---- answers -------------------------------------------------------------------------------------


def answers(*rows):
    """Answer rows: question, wave, format, then how many ticked each choice, as 5=3."""
    lines = ["question wave format choice n"]
    for row in rows:
        question, wave, layout, *counts = row.split()
        lines += [f"{question} {wave} {layout} {count.replace('=', ' ')}" for count in counts]
    return "\n".join(lines)


@pytest.mark.parametrize(
    ("counts", "number", "low", "high"),
    [("5=8 1=2", 80, 49, 94), ("4=20 5=4 3=6", 80, 63, 90)],
)
def test_the_published_examples_of_the_likely_range(counts, number, low, high):
    found = cells(answers=answers(f"Q3 on_the_day standard {counts}"))["ENG-11"]

    assert found.number == pytest.approx(number)
    assert (round(found.low), round(found.high)) == (low, high)


@pytest.mark.parametrize(("top", "low", "high"), [(0, 0, 28), (10, 72, 100)])
def test_the_likely_range_ends_at_0_and_100(top, low, high):
    found = indicators.wilson(top, 10)

    assert (round(found[0]), round(found[1])) == (low, high)
    assert found[0] >= 0 and found[1] <= 100


def test_the_top_two_of_five_choices_count_and_what_is_no_answer_is_left_out():
    found = cells(
        answers=answers(
            "Q1 on_the_day standard 1=1 2=2 3=3 4=4 5=5 already_knew=50 does_not_apply=60 "
            "prefer_not_to_say=70"
        )
    )["INF-11"]

    assert told(found) == ("measured", 60.0, 9, 15)


@pytest.mark.parametrize(("n", "number"), [(9, None), (10, 100.0), (11, 100.0)])
def test_under_ten_answers_only_the_counts_are_shown_in_the_team_view(n, number):
    found = cells(answers=answers(f"Q3 on_the_day standard 5={n}"))["ENG-11"]

    assert told(found) == ("measured", number, n, n)
    assert ("only the counts" in found.because) is (number is None)


def test_whether_people_knew_before_counts_yes_alone_and_not_sure_as_no():
    found = cells(answers=answers("Q10 on_the_day standard 1=4 2=5 3=6 does_not_apply=7"))

    assert told(found["AWR-01"]) == ("measured", 40.0, 6, 15)


def test_partners_asked_on_the_day_and_later_are_never_added():
    found = cells(
        answers=answers("Q11 on_the_day standard 5=9 1=3", "Q11 follow_up standard 4=4 3=12")
    )["STK-01"]

    assert told(found) == ("measured", 75.0, 9, 12)
    assert told(found.parts[1].value) == ("measured", 25.0, 4, 16)


@pytest.mark.parametrize(
    ("n", "expected"),
    [
        (0, ("none_received", None, None, None)),
        (1, ("withheld", None, None, None)),
        (9, ("withheld", None, None, None)),
        (10, ("measured", 100.0, 10, 10)),
    ],
)
def test_under_ten_answers_of_volunteers_nothing_is_shown_in_the_team_view_either(n, expected):
    found = cells(answers=answers(f"Q12 on_the_day standard 4={n} does_not_apply=20"))["DEV-05"]

    assert told(found) == expected
    assert ("may know each other" in found.because) is (0 < n < 10)


def test_the_three_questions_to_staff_are_lines_of_their_own_and_none_is_told_under_ten_answers():
    found = cells(
        answers=answers(
            "S1 on_the_day standard 4=6 2=6", "S2 on_the_day standard 5=9 1=3",
            "S3 on_the_day standard 4=9", "S1 follow_up standard 4=10",
        )
    )["STF-01"]  # fmt: skip

    assert told(found) == ("measured", 50.0, 6, 12)
    assert [(part.label, told(part.value)) for part in found.parts] == [
        ("How well informed do you feel about how people have been involved? On the day",
         ("measured", 50.0, 6, 12)),
        ("How well informed do you feel about how people have been involved? At follow-up",
         ("measured", 100.0, 10, 10)),
        ("How far do you feel it is your job too? On the day", ("measured", 75.0, 9, 12)),
    ]  # fmt: skip


def test_under_ten_easy_read_forms_or_later_answers_of_volunteers_are_no_line():
    found = cells(
        answers=answers(
            "Q12 on_the_day standard 4=10", "Q12 on_the_day easy_read yes=9",
            "Q12 follow_up standard 4=9",
        )
    )["DEV-05"]  # fmt: skip

    assert (told(found), found.parts) == (("measured", 100.0, 10, 10), ())


def test_a_month_with_under_ten_answers_of_volunteers_is_left_out_of_the_team_s_series():
    drawn = """
        at      question wave       format   choice n
        2025-07 Q12      on_the_day standard 4      9
        2025-10 Q12      on_the_day standard 4      10
    """
    points = indicators.over_periods(
        FRAMEWORK.indicators["DEV-05"], FRAMEWORK, TOWN, frames(answers=drawn), asked(YEAR),
        (Period.month(2025, 7), Period.month(2025, 10)),
    )  # fmt: skip

    assert [told(point.value) for point in points] == [
        ("withheld", None, None, None), ("measured", 100.0, 10, 10),
    ]  # fmt: skip


def released(*rows):
    """What was released of Q3 on the day: place, period, top and base of each."""
    line = ("Q3", "on_the_day", "standard")
    return ReleasedAnswers(
        tuple(ReleasedAnswer(place, when, *line, top, base) for place, when, top, base in rows)
    )


def test_the_shared_view_tells_what_was_released_of_a_quarter():
    found = cells(SharedFrames, period=Q1, answers=released((SOUTH, Q1.code, 9, 12)))["ENG-11"]

    assert (told(found), found.pooled) == (("measured", 75.0, 9, 12), False)
    assert found.low is not None
    assert found.because == (
        "Counted when the period was closed. Answers too few to share are left out."
    )


def test_answers_that_were_not_released_look_alike_however_many_there_are():
    found = cells(SharedFrames, answers=released((SOUTH, "2025-26-Q1", 9, 12)))["ENG-11"]

    assert found == cells(SharedFrames)["ENG-11"]
    assert told(found) == ("withheld", None, None, None)
    assert found.because == (
        "Answers are shown here once their quarter or year has been closed, and 10 people or more "
        "answered."
    )


def test_a_year_is_the_sum_of_its_quarters_and_of_what_was_released_of_the_year():
    rows = (SOUTH, Q1.code, 9, 12), (SOUTH, YEAR.code, 5, 10), (HILL, "2026-27-Q3", 10, 28)

    assert told(cells(SharedFrames, answers=released(*rows))["ENG-11"])[2:] == (24, 50)


def test_all_time_is_the_sum_of_all_that_was_released():
    rows = (SOUTH, "2024-25", 9, 12), (SOUTH, YEAR.code, 5, 10)

    assert told(cells(SharedFrames, period=None, answers=released(*rows))["ENG-11"])[2:] == (14, 22)


@pytest.mark.parametrize("period", [Q1, Period.month(2026, 5)], ids=["quarter", "month"])
def test_answers_not_shared_of_a_shorter_period_are_told_of_the_whole_year(period):
    found = cells(SharedFrames, period=period, answers=released((SOUTH, YEAR.code, 9, 12)))

    assert told(found["ENG-11"]) == ("measured", 75.0, 9, 12)
    assert found["ENG-11"].pooled
    assert found["ENG-11"].because.startswith(
        "Answers are not shared for this period alone. This is the whole year."
    )


@pytest.mark.parametrize("key", ["ENG-11", "REC-03"])
def test_answers_are_not_shared_by_topic(key):
    forms = ReleasedAnswer(SOUTH, YEAR.code, FORMS, "", "", 20, 40)
    given = ReleasedAnswers((*released((SOUTH, YEAR.code, 9, 12)).cells, forms))
    found = indicators.cells(
        FRAMEWORK, TOWN, frames(SharedFrames, answers=given), asked(YEAR, topic_id=HEALTH)
    )[key]

    assert told(found) == ("withheld", None, None, None)
    assert found.because == "Answers are not shared by topic."


def test_forms_that_came_back_are_shared_as_they_were_released():
    forms = ReleasedAnswer(SOUTH, YEAR.code, FORMS, "", "", 20, 40)
    found = cells(SharedFrames, answers=ReleasedAnswers((forms,)))["REC-03"]

    assert told(found) == ("measured", 50.0, 20, 40)
    assert found.low is None  # no sample of anything


def test_hope_and_experience_and_easy_read_forms_are_never_added():
    found = cells(
        answers=answers(
            "Q4 on_the_day standard 5=6 1=6",
            "Q4 on_the_day easy_read yes=9 a_bit=2 no=1 prefer_not_to_say=4",
            "Q4F follow_up standard 4=3 2=9",
        )
    )["ENG-12"]

    assert told(found) == ("measured", 50.0, 6, 12)
    assert [(part.label, told(part.value)) for part in found.parts] == [
        ("On the day", ("measured", 50.0, 6, 12)),
        ("On the day, easy read: 'yes'", ("measured", 75.0, 9, 12)),
        ("At follow-up", ("measured", 25.0, 3, 12)),
    ]


def test_a_question_asked_at_either_time_keeps_its_waves_apart():
    found = cells(
        answers=answers("Q2 on_the_day standard 5=10", "Q2 follow_up standard 1=10 5=10")
    )["INF-12"]

    assert told(found) == ("measured", 100.0, 10, 10)
    assert told(found.parts[1].value) == ("measured", 50.0, 10, 20)


def test_follow_up_answers_show_as_a_line_where_none_came_on_the_day():
    found = cells(answers=answers("Q4F follow_up standard 5=10"))["ENG-12"]

    assert told(found) == ("none_received", None, None, None)
    assert [(part.label, part.value.measured) for part in found.parts] == [
        ("On the day", False), ("At follow-up", True),
    ]  # fmt: skip


# ---- how it is recorded --------------------------------------------------------------------------


def test_returns_in_time_are_out_of_those_that_were_due():
    found = cells(
        activities="""
            aim    held complete due finished in_time
            inform    4        3   3        3       2
            engage    2        2   1        1       1
        """
    )

    assert told(found["REC-01"]) == ("measured", 75.0, 3, 4)


def test_returns_that_do_not_say_when_they_were_finished_are_not_called_late():
    found = cells(activities="aim held complete due finished\nengage 2 2 2 0")["REC-01"]

    assert told(found)[0] == "not_measured"
    assert found.because == "No return says when it was finished."


def test_no_activity_that_was_due_is_said_so():
    found = cells(activities="aim held complete\nengage 2 2")["REC-01"]

    assert found.because == "No activity ended ten or more working days ago."


@pytest.mark.parametrize(
    ("drawn", "middle", "times"),
    [
        ("minutes n\n5 1", 5, 1),
        ("minutes n\n4 1\n7 1", 5.5, 2),
        ("minutes n\n9 1\n2 1\n4 1", 4, 3),
        ("minutes n\n3 3\n10 3", 6.5, 6),
        ("minutes n\n3 4\n10 3", 3, 7),
        ("at minutes n\n2026-05 3 2\n2026-06 3 2\n2026-06 10 3", 3, 7),
    ],
)
def test_the_time_a_return_took_is_the_middle_one(drawn, middle, times):
    assert told(cells(returns=drawn)["REC-02"]) == ("measured", middle, middle, times)


def test_under_five_times_are_listed():
    assert cells(returns="minutes n\n8 1\n3 2")["REC-02"].because == (
        "Fewer than 5 returns have a time noted. In minutes: 3, 3, 8."
    )
    assert cells(returns="minutes n\n8 5")["REC-02"].because == ""


def test_forms_back_are_out_of_people_asked_and_over_100_per_cent_is_flagged_and_not_capped():
    right = cells(sheets="invited forms_of_invited\n40 10")["REC-03"]
    wrong = cells(sheets="invited forms_of_invited\n40 50")["REC-03"]

    assert (told(right), right.because) == (("measured", 25.0, 10, 40), "")
    assert told(wrong) == ("measured", 125.0, 50, 40)
    assert wrong.because == "More forms than people asked: one of the numbers is wrong."
