"""The catalogue: all 93 measures of the frameworks, each with its words, source and place."""

import pytest
import textstat

from engagement_metrics import framework
from engagement_metrics.models import AddsUp, Aim, Direction, IndicatorKind, TargetForm

SECTIONS = {
    "What the four aims bring": "INF-01 INF-02 INF-03 INF-04 ENG-01 ENG-02 ENG-03 ENG-04"
    " INV-01 INV-02 COP-01 INF-11 INF-12 INF-13 ENG-11 ENG-12 ENG-13 INV-11 INV-12 INV-13"
    " COP-11 COP-12 COP-13 COP-14",
    "How we record it": "REC-01 REC-02 REC-03 REC-04",
    "Pieces of work and when people came in": "PRJ-01 PRJ-02",
    "Telling people what happened": "FBK-01 FBK-02 FBK-03 FBK-04 FBK-05",
    "Checks before a decision": "FRM-01 FRM-02 FRM-03 FRM-04",
    "Equality checks": "EIA-01 EIA-02 EIA-03",
    "The reader panel": "RDR-01 RDR-02 RDR-03 RDR-04",
    "Volunteers and groups": "NET-01 NET-02 NET-03 NET-04 NET-05 NET-06 NET-07",
    "The forum and the Board": "GOV-01 GOV-02 GOV-03 GOV-04 GOV-05 GOV-06 GOV-07",
    "Making it easy to take part": "INC-01 INC-02 INC-03 INC-04 INC-05 INC-06 INC-07",
    "What we know already": "INS-01 INS-02 INS-03 INS-04",
    "Looking after volunteers": "DEV-01 DEV-02 DEV-03 DEV-04 DEV-05",
    "News and ways to join in": "CMS-01 CMS-02 CMS-03 CMS-04",
    "Promises and reviews": "PLN-01 PLN-02 PLN-03 PLN-04 PLN-05",
    "How good we are at this": "MAT-01 MAT-02 MAT-03 MAT-04",
    "Staff and partners": "STF-01 STK-01 AWR-01 SEN-01",
}
FRAMEWORKS = (
    "Suffolk Working Together", "South Yorkshire and Bassetlaw", "Mid and South Essex 2020",
    "Mid and South Essex 2022", "Hertfordshire and West Essex",
)  # fmt: skip
OUR_OWN = {"FBK-04", "RDR-03", "MAT-02", "MAT-03", "MAT-04"}
INDICATORS = framework.load().indicators


def test_the_93_measures_stand_under_their_headings_in_the_order_of_the_frameworks():
    told = {
        heading: " ".join(one.id for one in under) for heading, under in framework.load().sections()
    }
    assert told == SECTIONS
    assert list(told) == list(SECTIONS)
    assert len(" ".join(SECTIONS.values()).split()) == len(INDICATORS) == 93


def test_each_has_a_definition_of_its_own_that_reads_at_grade_seven_or_lower():
    definitions = {one.id: one.definition for one in INDICATORS.values()}
    grades = {key: textstat.flesch_kincaid_grade(text) for key, text in definitions.items()}
    assert {key: round(grade, 1) for key, grade in grades.items() if grade > 7} == {}
    assert len(set(definitions.values())) == len({one.name for one in INDICATORS.values()}) == 93


def test_each_names_the_framework_it_comes_from_or_that_it_is_our_own():
    def known(one):
        if one.id in OUR_OWN:
            return one.source.startswith("Our own addition")
        return one.id == "PLN-01" or one.source.startswith(FRAMEWORKS)

    assert [one.id for one in INDICATORS.values() if not known(one)] == []
    assert INDICATORS["PLN-01"].source == "All five frameworks: what they promise"


def test_the_twelve_to_begin_with_are_these_in_this_order():
    assert [one.id for one in framework.load().first_twelve()] == [
        "ENG-01", "ENG-02", "ENG-13", "INV-01", "INF-02", "INC-06", "FBK-01", "PRJ-01", "FRM-01",
        "ENG-12", "INV-13", "PLN-01",
    ]  # fmt: skip


def test_the_matrix_lets_none_of_the_others_in():
    known = framework.load()
    shown = {one.id for aim in Aim for kind in IndicatorKind for one in known.matrix(aim, kind)}
    assert shown == {one.id for one in known.in_matrix()}
    assert [one.id for one in known.in_matrix()] == (
        f"{SECTIONS['What the four aims bring']} {SECTIONS['How we record it']}".split()
    )


def test_these_three_are_watched_and_have_no_good_direction():
    watched = [one for one in INDICATORS.values() if one.direction is Direction.WATCH]
    assert [one.id for one in watched] == ["RDR-02", "INS-04", "MAT-02"]
    assert all(TargetForm.WATCH in one.target_forms or one.waits for one in watched)


def test_fewer_is_better_for_these_and_for_no_other():
    down = [one.id for one in INDICATORS.values() if one.direction is Direction.DOWN]
    assert down == ["REC-02", "FBK-02", "FBK-04", "RDR-03"]


@pytest.mark.parametrize(
    ("days", "ids"),
    [
        (90, "ENG-02"),  # day 90 after receipt
        (60, "FBK-01 GOV-03"),  # missed after 60 days, answered within 60 days
        (30, "INV-13 COP-11 DEV-02"),  # asked later, or done within 30 days
        (35, "FRM-02 RDR-02 PLN-05"),  # 20 working days, with what holidays may lie among them
        (21, "REC-01 DEV-03"),  # 10 working days, likewise
    ],
)
def test_a_figure_settles_once_all_that_its_definition_waits_for_is_past(days, ids):
    found = [one.id for one in INDICATORS.values() if one.settles_after == days]
    assert found == ids.split()


def test_all_other_figures_settle_with_their_period():
    assert sum(one.settles_after == 0 for one in INDICATORS.values()) == 93 - 11


def test_a_middle_value_or_a_count_of_distinct_things_is_never_added_up():
    never = [one.id for one in INDICATORS.values() if one.adds_over_time is AddsUp.NEVER]
    assert never == [
        "INF-02", "REC-02", "PRJ-01", "FBK-02", "RDR-03", "NET-05", "NET-07", "INC-07", "CMS-03",
        "CMS-04", "MAT-02", "SEN-01",
    ]  # fmt: skip
    assert [one.id for one in INDICATORS.values() if one.middle] == ["REC-02", "FBK-02", "RDR-03"]


def test_what_is_counted_on_the_last_day_is_told_by_its_latest_figure():
    latest = [one.id for one in INDICATORS.values() if one.adds_over_time is AddsUp.LATEST]
    assert latest == [
        "INV-01", "INV-02", "INF-13", "COP-12", "COP-14", "FBK-04", "RDR-04", "NET-01", "NET-03",
        "NET-04", "GOV-01", "GOV-02", "INC-02", "INC-06", "INS-02", "INS-04", "DEV-01", "DEV-04",
        "CMS-01", "CMS-02", "PLN-01", "MAT-01", "MAT-03",
    ]  # fmt: skip


def test_people_who_may_be_in_two_places_are_never_added_over_places():
    people = [one for one in INDICATORS.values() if one.unit == "people"]
    assert [one.id for one in people] == ["INV-01", "INV-02", "NET-01", "CMS-01", "CMS-02"]
    assert {one.adds_over_place for one in people} == {AddsUp.NEVER}
