"""What everybody sees of groups: sums of released cells; and how closely those reached match."""

from datetime import date

import pytest

from engagement_metrics import disclosure, indicators
from engagement_metrics.disclosure import ReleasedCell, ReleasedGroups
from engagement_metrics.models import Period, ValueState
from engagement_metrics.store import Filter, GroupRow, PlaceRow, Setup, SharedFrames, TeamFrames
from tests.indicators.drawn import FRAMEWORK, frames

LEICESTER = PlaceRow(1, "Leicester", None, ("E06000016",), False, 1)
NOWHERE = PlaceRow(1, "Nowhere", None, (), False, 1)
YOUNG = GroupRow(5, "Young people", "age", ("16_24",), False, 1)
ROUNDED = "Rounded to protect people: 5 means between 1 and 9."
YEAR = Period.year(2025)


def town(place=LEICESTER):
    return Setup(1, None, {1: place}, {}, {5: YOUNG})


def value(key, found, place=LEICESTER, topic_id=None, group_id=None):
    wanted = Filter(1, (1,), YEAR, topic_id)
    return indicators.cells(FRAMEWORK, town(place), found, wanted, group_id)[key]


def shared(*cells, **more):
    made = tuple(
        ReleasedCell(1, "2025-26", aim, characteristic, answer, n)
        for aim, characteristic, answer, n in cells
    )
    return frames(SharedFrames, groups=ReleasedGroups(made), **more)


def test_a_group_is_the_sum_of_its_released_cells_of_the_aim():
    found = value(
        "ENG-04",
        shared(("engage", "age", "16_24", 20), ("engage", "age", "25_64", 35),
               ("engage", "age", "not_asked", 90), ("inform", "age", "16_24", 500)),
        group_id=5,
    )  # fmt: skip

    assert (found.number, found.top, found.bottom) == (20, 20, 55)
    assert found.because == ROUNDED


def test_under_ten_nobody_is_told_whether_it_was_any():
    for n in (0, 5):
        cells = shared(("engage", "age", "16_24", n), ("engage", "age", "25_64", 35))
        found = value("ENG-04", cells, group_id=5)
        assert (found.state, found.number, found.top) == (ValueState.WITHHELD, None, None)
        assert found.because == f"None or very few. {ROUNDED}"


def test_before_a_release_and_by_topic_there_is_nothing():
    assert value("ENG-04", shared()).state is ValueState.WITHHELD
    cells = shared(("engage", "age", "16_24", 20))
    by_topic = value("ENG-04", cells, topic_id=3)
    assert by_topic.because == "Figures about groups of people are not released by topic."
    assert value("INF-02", cells, topic_id=3).because == by_topic.because


def test_of_another_aim_alone_nothing_can_be_said():
    found = value("ENG-04", shared(("inform", "age", "16_24", 20)), group_id=5)

    assert found.state is ValueState.NOT_MEASURED


# ---- INF-02 --------------------------------------------------------------------------------------

ACTIVITIES = "aim held complete heads\ninform 9 9 200"


def reached(female, male, **more):
    groups = f"aim characteristic category n\ninform sex female {female}\ninform sex male {male}"
    return frames(TeamFrames, groups=groups, activities=ACTIVITIES, **more)


def test_each_question_has_a_figure_of_its_own_and_there_is_no_sum():
    found = value("INF-02", reached(60, 60))

    sex = {part.label: part.value for part in found.parts}["Sex"]
    assert found.number is None
    assert sex.number == pytest.approx(0.994, abs=0.01)
    assert sex.low is not None
    assert 0.9 < sex.low < 1
    assert sex.because.startswith("By luck alone 120 people would give about 0.9")
    assert indicators.face(FRAMEWORK.indicators["INF-02"], found) == "1 figure"
    assert indicators.face(FRAMEWORK.indicators["INF-02"], sex) in ("0.99", "1.00")


def test_only_people_reached_with_information_are_matched():
    found = value("INF-02", reached(120, 0))

    sex = {part.label: part.value for part in found.parts}["Sex"]
    assert sex.number == pytest.approx(0.5, abs=0.02)


def test_under_fifty_answers_there_is_no_number():
    groups = "aim characteristic category n\ninform sex female 25\ninform sex male 24"
    few = frames(TeamFrames, groups=groups, activities="aim held complete heads\ninform 1 1 60")

    assert value("INF-02", few).state is ValueState.NOT_MEASURED


def test_a_place_without_authorities_has_no_population_figure():
    found = value("INF-02", reached(60, 60), NOWHERE)

    assert found.because == "There is no population figure for this place."


RELEASED = (
    ("inform", "sex", "female", 120), ("inform", "sex", "male", 60),
    ("inform", "sex", "not_asked", 20), ("engage", "sex", "male", 900),
)  # fmt: skip


def test_in_the_shared_view_it_is_made_of_released_counts():
    found = value("INF-02", shared(*RELEASED, activities=ACTIVITIES))

    sex = {part.label: part.value for part in found.parts}["Sex"]
    assert sex.number == pytest.approx(0.84, abs=0.02)
    assert "more than 8 in 10 people" in sex.because
    assert ROUNDED in found.because


def test_people_of_places_that_never_asked_make_a_release_less_complete():
    # 180 of 900 people: the other places have no cell about sex at all.
    elsewhere = "aim held complete heads\ninform 9 9 900"

    assert not value("INF-02", shared(*RELEASED, activities=elsewhere)).measured


def test_a_target_of_chance_is_met_where_no_question_lies_below_it():
    indicator = FRAMEWORK.indicators["INF-02"]
    row = {"form": "not_below_chance", "low": None, "high": None, "by": None, "set_on": None}
    wanted = Filter(1, (1,), YEAR)

    def standing(found):
        aimed = indicators.against(found, row, None, indicator, wanted, date(2027, 4, 1))
        return aimed.standing

    assert standing(value("INF-02", reached(60, 60))) is indicators.Standing.MET
    assert standing(value("INF-02", reached(120, 0))) is indicators.Standing.NOT_MET
    assert standing(value("INF-02", reached(3, 0))) is indicators.Standing.NO_FIGURE


def test_released_groups_can_be_taken_apart_by_aim_and_place():
    cells = shared(("engage", "age", "16_24", 20), ("inform", "age", "16_24", 5)).groups

    assert [cell.shown for cell in cells.of_aim("engage").cells] == [20]
    assert cells.of_places({2}).empty
    assert cells.of_places({1}) == cells
    assert isinstance(cells, disclosure.ReleasedGroups)
