"""MAT-01 to MAT-04: what rounds of self-assessment come to for a place and a time."""

from datetime import date

import pytest

from engagement_metrics import framework, indicators, store
from engagement_metrics.access import LOCAL_USER
from engagement_metrics.models import Period
from engagement_metrics.store import Filter
from tests import made_up_store

TODAY = date(2026, 11, 21)
KEYS = ("MAT-01", "MAT-02", "MAT-03", "MAT-04")
LEVELS = [2, 2, 4, 1, 3, 3, 2, 2, 4, 1, 3, 3, 2]  # of May 2025, as the made-up rounds describe it


@pytest.fixture(autouse=True)
def made_up_year(tmp_path_factory, monkeypatch):
    """The made-up store as DATABASE_URL: filled once in a run of the tests, and only read."""
    yield from made_up_store.in_use(tmp_path_factory.getbasetemp(), monkeypatch)


@pytest.fixture
def asked(made_up_year):
    """The four measures in the shared view, for a place and a financial year."""
    setup = store.setup()

    def ask(place=None, year=2025, topic=None):
        number = setup.find_place(place) if place else None
        wanted = Filter(number, setup.within(number), Period.year(year), topic, TODAY)
        frames = store.shared_frames(LOCAL_USER, wanted)
        return indicators.cells(framework.load(), setup, frames, wanted, only=KEYS)

    return ask


def told(value):
    return value.state.value, value.number, value.top, value.bottom


def test_the_agreed_level_has_a_line_for_each_dimension_and_no_number_for_all(asked):
    found = asked()["MAT-01"]

    assert told(found) == ("measured", None, None, None)
    assert [part.value.number for part in found.parts] == LEVELS
    assert found.because == "One line for each. They are never put into one number."


def test_a_dimension_not_agreed_has_its_line_and_no_level(asked):
    found = {part.label: part.value for part in asked(year=2024)["MAT-01"].parts}

    trust = found["Build trust with people facing inequality and those most often left out"]
    assert told(trust) == ("not_measured", None, None, None)


def test_all_places_and_the_one_place_above_all_have_the_same_round(asked):
    assert asked() == asked("Made-up system")


def test_a_place_has_its_own_round_alone(asked):
    found = asked("North place")

    assert [part.value.number for part in found["MAT-01"].parts] == [3, 2, None]
    assert told(found["MAT-03"]) == ("measured", 50, 1, 2)


def test_how_far_they_agreed_is_of_the_first_scores_and_withheld_under_five_people(asked):
    found = asked()["MAT-02"]

    # ten scores, half on one level and half on the next: 1 + log2(1 - 0.5 / 4)
    assert found.parts[1].value.number == pytest.approx(0.8073549)
    assert found.parts[1].value.bottom == 10
    assert found.parts[0].value.bottom == 9, "who does not know is left out"
    # P4 before the talk: six at 1, four at 4, mean 2.2
    assert found.parts[6].value.number == pytest.approx(0.3462575)
    assert asked("North place")["MAT-02"].state.value == "withheld"


def test_levels_backed_by_evidence_add_up_over_the_latest_round_of_each_place(asked):
    assert told(asked()["MAT-03"]) == ("measured", pytest.approx(900 / 13), 9, 13)
    assert told(asked(year=2024)["MAT-03"]) == ("measured", 62.5, 5, 8)


def test_actions_count_in_the_period_in_which_they_fall_due(asked):
    assert told(asked()["MAT-04"]) == ("measured", pytest.approx(100 / 3), 1, 3)
    assert told(asked(year=2024)["MAT-04"]) == ("measured", 100, 1, 1)
    assert told(asked(year=2027)["MAT-04"]) == ("no_activity", None, None, None)


def test_where_no_round_was_held_it_says_so(asked):
    found = asked("West place")

    assert {found[key].because for key in KEYS[:3]} == {
        "No self-assessment was held here in this time."
    }


def test_a_self_assessment_is_not_told_by_topic(asked):
    topic = next(iter(store.setup().topics))

    assert {value.because for value in asked(topic=topic).values()} == {
        "This measure is not recorded by topic."
    }
