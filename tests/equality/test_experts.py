"""What experts ask of a ratio: place by place, with repeat visits, and in a small population."""

import pytest

from engagement_metrics import equality, framework, population
from engagement_metrics.equality import experts

FIGURES = framework.load()
LEICESTER, RUTLAND = "E06000016", "E06000017"


def residents(*authorities):
    """The share of Asian residents, from the baseline's own counts."""
    table = population.load().tables["ethnic_group"][0]
    counts = [table.counts[area] for area in authorities]
    parts = [row.key for row in FIGURES.parts_of("ethnic_group", "asian")]
    quick = [row.key for row in FIGURES.quick_categories("ethnic_group")]
    finest = [
        part for key in quick for part in
        ([row.key for row in FIGURES.parts_of("ethnic_group", key)] or [key])
    ]  # fmt: skip
    asian = sum(one[key] for one in counts for key in parts)
    return asian / sum(one[key] for one in counts for key in finest)


def covered(asian, white, *authorities):
    counts = {"ethnic_group": {"asian": asian, "white": white}}
    return equality.coverage(
        FIGURES, population.load(), "ethnic_group", counts, asian + white, authorities
    )


def test_going_mostly_to_the_place_where_few_of_a_group_live_is_not_held_against_us():
    whole = covered(58, 242, LEICESTER, RUTLAND)
    places = [covered(45, 55, LEICESTER), covered(13, 187, RUTLAND)]
    crude = next(line.comparison for line in whole.lines if line.category.key == "asian")
    found = experts.across(whole, places)

    expected = 100 * residents(LEICESTER) + 200 * residents(RUTLAND)
    assert found["asian"] == pytest.approx(58 / expected)
    assert crude.ratio < 0.6 < 1 < found["asian"]


def test_whoever_was_heard_in_no_place_below_is_held_against_the_whole():
    whole = covered(58, 242, LEICESTER, RUTLAND)
    found = experts.across(whole, [covered(45, 55, LEICESTER)])

    expected = 100 * residents(LEICESTER) + 200 * residents(LEICESTER, RUTLAND)
    assert found["asian"] == pytest.approx(58 / expected)


def test_of_one_place_alone_nothing_is_adjusted():
    whole = covered(45, 55, LEICESTER, RUTLAND)

    assert experts.across(whole, [covered(45, 55, LEICESTER), covered(0, 0, RUTLAND)]) == {}
    assert experts.across(whole, []) == {}


def test_repeat_visits_widen_the_range_as_in_the_worked_case():
    found = experts.with_repeats(equality.compare(14, 70, 0.15), 65 * 2 / 70)

    assert found == pytest.approx((0.686493, 2.350133), abs=1e-6)
    assert experts.with_repeats(equality.compare(14, 70, None), 2) is None


def test_a_small_population_narrows_the_range_as_in_the_worked_case():
    found = experts.with_population(equality.compare(45, 600, 0.1), 4000)

    assert found == pytest.approx((0.57785, 0.96817), abs=1e-5)


def test_under_one_in_twenty_of_a_population_its_size_says_nothing():
    assert experts.with_population(equality.compare(20, 200, 0.1), 4000) is None
    assert experts.with_population(equality.compare(20, 201, 0.1), 4000) is not None
    assert experts.with_population(equality.compare(20, 200, None), 400) is None
    assert experts.with_population(equality.compare(0, 0, 0.1), 400) is None


def test_more_visits_than_people_leave_no_range_at_all():
    found = experts.with_population(equality.compare(50, 500, 0.1), 400)

    assert found == pytest.approx((1, 1))
