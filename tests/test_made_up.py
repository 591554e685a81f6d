"""The made-up year: 2025/26 for the whole system, each answer worked out by hand.

In the sums k is the month of the year, 1 for April to 12 for March: over a year k adds up to 78.
The year 2025/26 has y = 2. Places are North 1, South 2, East 3 and West 4.
"""

import sqlite3
from collections import Counter
from datetime import date

import pytest

from engagement_metrics import framework, indicators, store
from engagement_metrics.access import LOCAL_USER
from engagement_metrics.examples import made_up
from engagement_metrics.indicators import Value
from engagement_metrics.models import Period, ValueState
from engagement_metrics.store import Filter
from tests import made_up_store

YEAR = Period.year(2025)


@pytest.fixture
def made_up_year(tmp_path_factory, monkeypatch):
    """The made-up store as DATABASE_URL: filled once in a run of the tests, and only read."""
    yield from made_up_store.in_use(tmp_path_factory.getbasetemp(), monkeypatch)


def values(
    period: Period, place: str | None = None, topic: str | None = None, group: str | None = None
) -> dict[str, Value]:
    """Every indicator in the team view for a period, and perhaps a place, topic or group."""
    setup = store.setup()
    place_id = setup.find_place(place) if place else None
    topics = {row.name: row.id for row in setup.topics.values()}
    groups = {row.name: row.id for row in setup.groups.values()}
    wanted = Filter(
        place_id, setup.within(place_id), period, topics[topic] if topic else None, date.today()
    )
    frames = store.team_frames(LOCAL_USER, wanted)
    return indicators.cells(
        framework.load(), setup, frames, wanted, groups[group] if group else None
    )


def numbers(found: dict[str, Value]) -> dict[str, float]:
    """The numbers of the measured ones, as pytest compares them."""
    return {key: value.number for key, value in found.items() if value.number is not None}


def parts(value: Value) -> dict[str, tuple]:
    """What is over what, for each line of a value."""
    return {part.label: (part.value.top, part.value.bottom) for part in value.parts}


BY_HAND = {
    # inform, each place: 12 x 100p + 10 x 78 + 12 x 40 = 1,200p + 1,260; all four 12,000 + 5,040;
    # campaigns 420 + 440 + 460 + 480; posters 15; leaflets of the year 240; talk 50
    "INF-01": 17_040 + 1_800 + 15 + 240 + 50,  # 19,145
    # each place: 12 x 1,000p + 100 x 78 + 12 x 1,000; all four 120,000 + 31,200 + 48,000
    "INF-03": 199_200,
    # engage, each place: 12 x 20p + 2 x 78 + 12 x 10 = 240p + 276; all four 2,400 + 1,104;
    # 30 in each of four campaigns; parts of what does not count itself 25 and 22;
    # the survey into July 44; postcards of the year 36
    "ENG-01": 3_504 + 120 + 25 + 22 + 44 + 36,  # 3,751
    # 5 a month; out of 8 in odd and 7 in even months, and one whose step has no date
    "ENG-02": 100 * 60 / (48 + 42 + 1),  # 65.9
    # four quarters of 20 + 5p + 2q + 20: 16 x 40 + 5 x 10 x 4 + 2 x 10 x 4; 16 x 3 meetings
    "ENG-03": (640 + 200 + 80) / 48,  # 19.2
    "INV-01": 70,  # 40 + 15 x 2
    "COP-01": 6,  # 1 + 2 + 1 + 2
    # k + 6 a month; out of 2 + 3 + 5 + k + 6
    "INF-11": 100 * (78 + 72) / (12 * 16 + 78),  # 150 of 270
    # 8 + 3 a month; out of 1 + 2 + 6 + 8 + 3
    "INF-12": 100 * 132 / 240,
    "INF-13": 100 * 6 / 10,  # 1 + 2 + 2 + 1 of 2 + 3 + 2 + 3
    # South 8 + 4 of 17 a month, East 1 of 7, postcards 8 of 10
    "ENG-11": 100 * (144 + 12 + 8) / (204 + 84 + 10),  # 164 of 298
    # South 5 + 1 of 17 a month
    "ENG-12": 100 * 72 / 204,
    # one a month in North, and four in South: that of March 2025 was made in June 2025
    "ENG-13": 12 + 4,
    "INV-11": 100 * (4 + 4) / 12,
    "INV-12": 100 * (5 + 2) / 12,
    "INV-13": 100 * (5 + 2) / 14,  # twice
    # South 5 + 5 of 17, West 4 + 2 of 9, four times
    "COP-11": 100 * (40 + 24) / (68 + 36),  # 64 of 104
    "COP-12": 100 * 4 / 5,
    # 5 + 2 a month in North, of 7 + 4 + 7
    "AWR-01": 100 * 84 / (12 * 18),
    # North in k 6: 10 + 2 + 4 of 28
    "STK-01": 100 * 16 / 28,
    # West in k 4 and k 10: 5 + 2 of 12, and 6 + 2 + 3 of 18
    "DEV-05": 100 * (7 + 11) / (12 + 18),
    # South 90 + 10q, West 100 + 10q; of 100 and 120 a quarter
    "COP-13": 100 * (460 + 500) / (400 + 480),  # 109.1
    "COP-14": 100 * 2 / 3,
    # North 24, South 24, East 24 less 8 not done less 1 late, West 12, involve 24, co-produce 6;
    # of 48 + 48 + 24 + 12 of every month, 12 in campaigns, 2 + 1 + 1 in other families, a survey
    # and 4 whose figures are to follow
    "REC-01": 100 * 105 / 153,
    # 24 of 3 minutes, 24 of 4, 24 of 5, 24 of 8, 12 of 10: the 54th and 55th are 5
    "REC-02": 5,
    # North 22 + k a month of twice as many, South 22 of 50 + 2k, involve 12 of 12 + k,
    # postcards 10 of 36, follow-up twice 15 of 20, service four times 18 of 40
    "REC-03": 100 * (342 + 264 + 144 + 10 + 30 + 72) / (684 + 756 + 222 + 36 + 40 + 160),
    # Winter plan: its first workshop in April 2025, and it was at the design stage
    "PRJ-02": 0,
    # promised for 60 days after: of those that ended from 31 January 2025 to 30 January 2026 North
    # and East 12 each in time, South and West 12 each late; with no day promised 24 to involve,
    # 12 to co-produce, 4 talks in campaigns, 4 open evenings, a conversation and its focus group,
    # a drop-in and a survey, which nobody was told of
    "FBK-01": 100 * 24 / (48 + 48),
    # 12 of 50 days, 12 of 60, 12 of 70, 12 of 100: the 24th is 60, the 25th 70
    "FBK-02": 65,
    "FBK-03": 100,  # South 2 each month, West 2 in odd months: 18 of 18 with a reason, and told
    # on 31 March 2026 East 2 of April to November, which nobody has answered
    "FBK-04": 8,
    # open: all but East, inform 36, engage 36, involve 18, co-produce 9. Twice in odd months
    # 18 + 18 + 6 + 3; in even months in two ways: newsletters 2 in North, to engage North 2,
    # South 2, West 4, to involve South 1 and West 2
    "INC-03": 100 * (45 + 2 + 8 + 3) / 99,
    # May 2025: levels above 1 but for P1 and P7, less A2, P3 and P9; North: A1, and not A2
    "MAT-03": 100 * (8 + 1) / (11 + 2),
    # one in time, one late, one still open; one was dropped with a reason
    "MAT-04": 100 * 1 / 3,
}  # fmt: skip
# The measures beyond Appendix 2 that are typed: months and quarters where they add up, else the
# latest or the figure of the year.
TYPED_BY_HAND = {
    "PRJ-01": 100 * 14 / 16,
    "FBK-05": 100 * (285 + 290 + 295 + 300) / (295 + 300 + 305 + 310),
    "FRM-01": 100 * (4 + 4 + 5 + 5) / 24,
    "FRM-02": 100 * (7 + 6 + 7 + 6) / 32,
    "FRM-03": 100 * 16 / 20,
    "FRM-04": 100 * 5 / 6,
    "EIA-01": 100 * (1 + 2 + 2 + 3) / 16,
    "EIA-02": 100 * 32 / 40,
    "EIA-03": 100 * 7 / 9,
    "RDR-01": 4 + 5 + 6 + 7,
    "RDR-02": 100 * (2 + 3 + 4 + 5) / (4 + 5 + 6 + 7),
    "RDR-03": 12,
    "RDR-04": 100 * 6 / 15,
    "NET-01": 82,  # 58 + 16 + 8 in the last quarter
    "NET-02": 100 * (9 + 9 + 9 + 10) / 48,
    "NET-03": 100 * 52 / 80,
    "NET-04": 100 * 12 / 16,
    "NET-05": 100 * 14 / 20,
    "NET-06": 100 * 5 / 8,
    "NET-07": 0.84,
    "GOV-01": 100 * 13 / 14,
    "GOV-02": 100 * 5 / 6,
    "GOV-03": 100 * (1 + 2 + 2 + 3) / 12,
    "GOV-04": 100,
    "GOV-05": 100 * (5 + 6 + 5 + 6) / 24,
    "GOV-06": 100 * (14 + 15 + 16 + 17) / (16 + 17 + 18 + 19),
    "GOV-07": 100 * (5 + 5 + 5 + 6) / 40,
    # 8 + p of 10 + p in four quarters, one fewer in the first: 4 x 42 - 4 of 4 x 50
    "INC-01": 100 * 164 / 200,
    "INC-02": 100 * 54 / 64,
    "INC-04": 100 * 64 / 80,
    "INC-05": 100 * (12 + 13 + 14 + 15) / 80,
    "INC-06": 100 * 12 / 14,
    "INC-07": 100 * 7 / 10,
    "INS-01": 8 + 9 + 10 + 11,
    "INS-02": 100 * 28 / 40,
    "INS-03": 100,
    "DEV-01": 100 * 46 / 60,
    "DEV-02": 100 * (3 + 3 + 4 + 4) / 20,
    # of 12 x 20 late twice 1 + 2 + 0 + 3 + 1 + 2, and 3 more in each of six months
    "DEV-03": 100 * (240 - 18 - 18) / 240,
    "DEV-04": 100 * 56 / 60,
    "CMS-01": 1_359,  # March: 1,200 + 9 + 150
    "CMS-02": 510,  # March: 300 + 6 x 35
    "CMS-03": 22,
    "CMS-04": 8,
    "PLN-01": 100 * 46 / 50,
    "PLN-02": 1,
    "PLN-03": 100 * 8 / 10,
    "PLN-04": 100,
    "PLN-05": 100 * (2 + 3 + 3 + 3) / 16,
    # North in k 6: 14 + 4 + 6 of 2 + 4 + 10 + 18 + 6
    "STF-01": 100 * 24 / 40,
    "SEN-01": 5,
}
YOUNG, MINORITY, DISABLED, CARERS, HOMELESS = (
    "Young people aged 16 to 24",
    "People from minority ethnic communities",
    "Disabled people",
    "Unpaid carers",
    "People experiencing homelessness",
)
REACHED_BY_HAND = {
    # 20 + k of 70 + k a month; 50 of 250 in four campaigns; 30 of 130 on leaflets
    YOUNG: (240 + 78 + 200 + 30, 840 + 78 + 1_000 + 130),  # 548 of 2,048
    MINORITY: (12 * 34, 12 * 114),
    # 20 of 80 a month; 9 of 49 at four stalls, whose campaigns have no such counts
    DISABLED: (240 + 36, 960 + 196),
    CARERS: (12 * 12, 12 * 62),
    HOMELESS: (12 * 6, 12 * 106),
}
HEARD_BY_HAND = {
    # 6 of 16 a month; 6 of 16 in four campaigns
    YOUNG: (72 + 24, 192 + 64),
    MINORITY: (12 * 7, 12 * 27),
    DISABLED: (12 * 7, 12 * 37),
    CARERS: (12 * 5, 12 * 25),
    HOMELESS: (12 * 3, 12 * 43),
}


def test_the_whole_year_of_the_whole_system_is_as_worked_out_by_hand(made_up_year):
    assert numbers(values(YEAR)) == pytest.approx(BY_HAND | TYPED_BY_HAND)


def test_the_lines_of_priority_groups_are_as_worked_out_by_hand(made_up_year):
    found = values(YEAR)

    assert parts(found["INF-04"]) == REACHED_BY_HAND
    assert parts(found["ENG-04"]) == HEARD_BY_HAND
    assert parts(found["INS-04"]) == {  # its number and 2, in the six months before April 2026
        YOUNG: (3, None), MINORITY: (4, None), DISABLED: (5, None), CARERS: (6, None),
        HOMELESS: (7, None),
    }  # fmt: skip
    assert parts(found["INV-02"]) == {  # 3 times the group's number, and 2
        YOUNG: (5, None), MINORITY: (8, None), DISABLED: (11, None), CARERS: (14, None),
        HOMELESS: (17, None),
    }  # fmt: skip


def test_all_24_measures_of_the_framework_are_measured(made_up_year):
    found = values(YEAR)
    outputs_and_outcomes = [one.id for one in framework.load().in_matrix()][:24]
    matrix = {key: found[key] for key in outputs_and_outcomes}

    assert len(matrix) == 24
    assert {key: value.state for key, value in matrix.items() if not value.measured} == {}


def test_how_closely_those_reached_match_residents_is_told_for_sex_and_religion(made_up_year):
    found = {part.label: part.value for part in values(YEAR)["INF-02"].parts}

    # Women are 5 of 8 of those who told us and 51.3% of residents; East alone counts otherwise.
    assert round(found["Sex"].number, 2) == 0.89
    assert {label for label, value in found.items() if value.measured} == {
        "Sex", "Religion or belief",
    }  # fmt: skip


def test_hope_and_experience_and_easy_read_answers_are_lines_of_their_own(made_up_year):
    found = values(YEAR)

    # collected in May (for March), August, November and February
    assert parts(found["ENG-12"]) == {
        "On the day": (72, 204),
        "On the day, easy read: 'yes'": (8, 40),
        "At follow-up": (20, 60),
    }
    assert parts(found["INF-12"]) == {"On the day": (132, 240), "At follow-up": (24, 48)}
    assert parts(found["ENG-11"]) == {
        "On the day": (164, 298),
        "On the day, easy read: 'yes'": (20, 40),
    }
    assert parts(found["COP-11"]) == {
        "At follow-up": (64, 104),
        "At follow-up, easy read: 'yes'": (6, 11),
    }


def test_the_parts_of_the_suggestions_show_where_each_stands_today(made_up_year):
    # of 91: North 1, East 1, West 1 and the undated one; South 1; North 2; South 2 and West 2 in
    # odd months; East 2
    assert parts(values(YEAR)["ENG-02"]) == {
        "Acted on in full, today": (37, 91),
        "Acted on in part, today": (12, 91),
        "Looked into, today": (12, 91),
        "Not possible, today": (18, 91),
        "Waiting, today": (12, 91),
    }


def test_the_suggestions_without_a_date_are_told_of_beside_the_share(made_up_year):
    # 3 of South, which are in no period
    said = "3 suggestions have no date of receipt and cannot be counted here."

    assert values(YEAR)["ENG-02"].because == said


def test_a_sum_with_a_best_guess_in_it_is_an_estimate(made_up_year):
    found = values(YEAR)
    estimated = {key for key, value in found.items() if value.estimated}

    # the heads of inform in West, some group counts there, and the use of the service there
    assert estimated == {"INF-01", "INF-04", "COP-13"}


def test_each_output_says_how_many_of_its_activities_have_their_figures(made_up_year):
    found = values(YEAR)

    # inform: 48, 4 campaigns with a stall each, posters, leaflets, a talk
    assert (found["INF-01"].complete, found["INF-01"].held) == (59, 59)
    # engage: 48, 4 talks, 25, 22, 44, 36; to follow: the conversation and 4 open evenings
    assert (found["ENG-01"].complete, found["ENG-01"].held) == (56, 61)


def test_one_quarter_is_as_worked_out_by_hand(made_up_year):
    found = values(Period.quarter(2025, 1))
    by_hand = {
        "INF-01": 3_000 + 60 * 4 + 120 * 4 + 420 + 50,  # 4,190
        "ENG-01": 600 + 12 * 4 + 30 * 4 + 30,  # 798; the survey into July is in the next quarter
        "ENG-02": 100 * 15 / (8 + 7 + 8),
        "ENG-03": (20 * 4 + 50 + 2 * 4 + 20 * 4) / 12,
        # North on 1 May and 31 May (that of June on 1 July), South on 8 June
        "ENG-13": 3,
        "INF-12": 100 * 33 / 60,
        "COP-11": 100 * (10 + 6) / (17 + 9),
        "REC-02": 5,  # 6 of 3 minutes, 6 of 4, 6 of 5, 6 of 8, 3 of 10: the 14th
    }

    assert {key: found[key].number for key in by_hand} == pytest.approx(by_hand)
    assert parts(found["INF-12"])["At follow-up"] == (6, 12)  # in May, about March
    assert found["INV-13"].state is ValueState.NONE_RECEIVED
    assert found["INV-01"].state is ValueState.NOT_MEASURED


def test_one_month_is_as_worked_out_by_hand(made_up_year):
    found = values(Period.month(2025, 5))
    by_hand = {
        "INF-01": 1_000 + 20 * 4 + 40 * 4 + 50,  # 1,290
        "ENG-01": 200 + 4 * 4 + 10 * 4,  # 256
        "INF-03": 10_000 + 200 * 4 + 1_000 * 4,
        "ENG-02": 100 * 5 / 7,
        "INF-11": 100 * (2 + 6) / (2 + 3 + 5 + 2 + 6),
        "ENG-11": 100 * (12 + 1) / (17 + 7),
        # North, South and East twice, involve twice; of 11 and an open evening. The talk whose
        # day is not known is left out
        "REC-01": 100 * 8 / 12,
    }

    assert {key: found[key].number for key in by_hand} == pytest.approx(by_hand)
    assert parts(found["INF-04"])[YOUNG] == (22, 72)


def test_one_place_is_as_worked_out_by_hand(made_up_year):
    found = values(YEAR, place="East place")
    by_hand = {
        "INF-01": 3_600 + 1_260,
        "ENG-01": 720 + 276 + 25 + 44,
        "INF-03": 12 * 3_000 + 7_800 + 12_000,
        "ENG-02": 0,  # 12 a day late, 12 waiting
        "ENG-11": 100 * 12 / 84,
        "INV-01": 8 + 6 + 4,
        "INF-13": 100,
    }

    assert {key: found[key].number for key in by_hand} == pytest.approx(by_hand)
    assert (found["ENG-02"].top, found["ENG-02"].bottom) == (0, 24)
    assert parts(found["ENG-04"]) == {
        YOUNG: (None, None), MINORITY: (None, None), DISABLED: (84, 444), CARERS: (60, 300),
        HOMELESS: (None, None),
    }  # fmt: skip


def test_one_topic_is_as_worked_out_by_hand(made_up_year):
    # its turn comes in North in k 2 and 8, South 1 and 7, East 6 and 12, West 5 and 11
    found = values(YEAR, topic="Cancer checks")
    by_hand = {
        # 200p + 10 x (10, 8, 18, 16) + 80 each; the campaign of quarter 3; a talk
        "INF-01": 2_000 + 520 + 320 + 460 + 50,  # 3,350
        # 40p + 2 x (10, 8, 18, 16) + 20 each; the talk in that campaign
        "ENG-01": 400 + 104 + 80 + 30,  # 614
        # North 4 of 4, South 4 of 4, East 0 of 4, West 2 of 4
        "ENG-02": 100 * 10 / 16,
        "INF-11": 100 * (8 + 14) / (18 + 24),
    }

    assert {key: found[key].number for key in by_hand} == pytest.approx(by_hand)
    assert found["COP-13"].state is ValueState.NOT_MEASURED


def test_each_of_the_93_measures_has_a_value_or_a_state_that_says_why(made_up_year):
    definitions, found = framework.load().indicators, values(YEAR)
    untold = {key for key, value in found.items() if not value.measured}

    assert list(found) == list(definitions)
    assert len(found) == 93
    assert untold == {key for key, one in definitions.items() if one.waits}
    assert {key: found[key].because for key in untold} == {
        key: definitions[key].waits_for for key in untold
    }
    assert {indicators.face(definitions[key], found[key]) for key in untold} == {"Not measured"}
    for key, value in found.items():
        said = indicators.sentence(definitions[key], value)
        assert said.startswith(f"{definitions[key].name}: "), key
        assert said.endswith("."), key


def test_a_month_of_a_long_series_is_as_worked_out_by_hand(made_up_year):
    before, after = values(Period.month(2025, 3)), values(Period.month(2025, 10))

    # n is 23 in March 2025 and 30 in October 2025
    assert (before["CMS-01"].number, after["CMS-01"].number) == (1_209, 1_350)
    assert (before["CMS-02"].number, after["CMS-02"].number) == (438, 480)
    assert (before["DEV-03"].top, before["DEV-03"].bottom) == (18, 20)
    assert (after["DEV-03"].top, after["DEV-03"].bottom) == (16, 20)


def test_a_measure_of_the_last_twelve_months_keeps_its_latest_figure_and_says_of_when(
    made_up_year,
):
    found = values(YEAR)["NET-01"]

    assert found.number == 82
    assert found.because == "The latest figure is for Q4 2025/26."
    # What quarters cannot make is told for the year alone
    second = values(Period.quarter(2025, 2))
    assert (second["PRJ-01"].top, second["PRJ-01"].bottom) == (6, 8)
    assert second["INC-06"].because == "No figure has been typed in for this period."


def test_a_place_has_its_own_figure_and_no_share_of_those_of_the_whole(made_up_year):
    found = values(YEAR, place="East place")

    assert (found["INC-01"].top, found["INC-01"].bottom) == (43, 52)  # 10 + 11 + 11 + 11 of 13
    assert found["NET-01"].state is ValueState.NOT_MEASURED


def test_one_priority_group_acts_on_the_measures_by_group_and_on_no_other(made_up_year):
    found = values(YEAR, group=YOUNG)

    assert numbers(found) == {"INF-04": 548, "ENG-04": 96, "INV-02": 5, "INS-04": 3}


def test_the_years_before_differ_as_they_should(made_up_year):
    first, second = values(Period.year(2023)), values(Period.year(2024))

    assert first["ENG-02"].number == pytest.approx(100 * 48 / 91)
    assert second["ENG-02"].number == pytest.approx(100 * 54 / 91)
    assert (first["ENG-13"].number, second["ENG-13"].number) == (7, 10)
    # 40 less a place and a year
    assert first["INF-01"].number == 19_145 - 12 * 4 * 40
    assert (first["REC-02"].number, second["REC-02"].number) == (7, 6)


@pytest.mark.parametrize(
    ("place", "informed", "engaged"),
    [  # in April 2026 (k 1, y 3): 100p + 10 + 60 informed, 20p + 2 + 15 engaged
        ("North place", 170, 37),
        ("South place", 270, 57),
        ("East place", 370, 77),
        ("West place", 470, 97),
        (None, 1280, 268),
    ],
)
def test_this_year_goes_on_by_the_same_pattern_in_every_place(
    made_up_year, place, informed, engaged
):
    found = values(Period.parse("2026-04"), place)

    assert (found["INF-01"].number, found["ENG-01"].number) == (informed, engaged)


def test_the_three_years_do_not_change_with_the_day(made_up_year):
    setup = store.setup()
    found = []
    for today in (date(2026, 7, 31), date(2031, 1, 1)):
        wanted = Filter(None, setup.within(None), YEAR, None, today)
        frames = store.team_frames(LOCAL_USER, wanted)
        found.append(indicators.cells(framework.load(), setup, frames, wanted))

    assert numbers(found[0]) == numbers(found[1]) == pytest.approx(BY_HAND | TYPED_BY_HAND)


def test_the_store_is_whole_and_says_that_it_is_made_up(made_up_year):
    organisation = store.setup().organisation

    assert store.faults() == []
    assert organisation is not None
    assert organisation.name == "Made-up Health System (example)"
    assert organisation.example == "made-up year"
    with sqlite3.connect(made_up_year.removeprefix("sqlite:///")) as connection:
        for table in ("activity", "suggestion", "answer_sheet", "typed_figure", "target"):
            notes = connection.execute(f"SELECT DISTINCT note FROM {table}").fetchall()
            assert notes == [("Made up.",)], table


def test_every_month_has_at_least_twelve_activities_and_every_list_of_words_is_used(made_up_year):
    with sqlite3.connect(made_up_year.removeprefix("sqlite:///")) as connection:
        rows = connection.execute(
            "SELECT month, method, status FROM activity WHERE month BETWEEN '2023-04' AND '2026-03'"
        ).fetchall()
        steps, forms, typed = (
            {row[0] for row in connection.execute(f"SELECT DISTINCT {column} FROM {table}")}
            for column, table in (
                ("step", "suggestion_status"), ("form", "target"), ("indicator", "typed_figure"),
            )
        )  # fmt: skip
    by_month = Counter(month for month, _, _ in rows)

    assert len(by_month) == 36
    assert 12 <= min(by_month.values()) <= max(by_month.values()) <= 18
    assert {method for _, method, _ in rows} >= {*framework.load().methods} - {"other"}
    assert {status for _, _, status in rows} == {
        "planned", "figures_to_follow", "complete", "cancelled",
    }  # fmt: skip
    assert steps == {
        "looked_into", "acted_in_full", "acted_in_part", "not_possible", "told", "removed",
    }  # fmt: skip
    assert forms == {
        "share_of", "up_by_percent", "not_below_chance", "from_to", "some_of", "at_least",
        "at_most", "done_by", "watch",
    }  # fmt: skip
    assert typed == {key for key, row in framework.load().indicators.items() if row.typed}


def test_the_made_up_year_is_the_same_on_postgresql(postgres_url):
    made_up.fill(LOCAL_USER)
    found = values(YEAR)

    assert numbers(found) == pytest.approx(BY_HAND | TYPED_BY_HAND)
    assert parts(found["INF-04"]) == REACHED_BY_HAND
    assert store.faults() == []
