"""Releases: what is shown of groups, and that nobody can work out an exact count from it."""

import json
from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from engagement_metrics.disclosure import (
    Heard,
    LeftOut,
    ReleasedCell,
    ReleasedGroups,
    audit,
    by_quarter,
    cell_id,
    pool,
    release,
)
from tests.disclosure.solver import ranges

CASES = {
    case["id"]: case
    for case in json.loads(
        (Path(__file__).parents[1] / "equality" / "cases.json").read_text(encoding="utf-8")
    )["cases"]
}
SEX = {"sex": ("female", "male")}
KEY = b"a key of the test"


def heard(place, people, aim="engage", period="2026-27", **counts):
    return Heard(place, period, aim, people, {"sex": counts} if counts else {})


# ---- what could be worked out --------------------------------------------------------------------


def test_an_ordinary_cell_gives_nothing_away():
    about, wanted = CASES["FRR13"]["input"], CASES["FRR13"]["expected"]
    shown = {str(at): count for at, count in enumerate(about["shown"])}
    low, high = about["headcount_shown"] - 4, about["headcount_shown"] + 4
    found = audit.bounds(shown, {}, (low, high))

    assert [list(found[key]) for key in shown] == wanted["bounds"]
    assert audit.leaks(found) is wanted["leave_out_characteristic"]


def test_categories_that_must_all_be_at_their_least_are_found_out():
    about, wanted = CASES["FRR12"]["input"], CASES["FRR12"]["expected"]
    shown = {str(at): count for at, count in enumerate(about["shown"])}
    found = audit.bounds(shown, {"not_asked": 0}, (16, 24))

    assert [list(found[key]) for key in shown] == wanted["bounds"]
    assert audit.leaks(found) is wanted["leave_out_characteristic"]


def test_a_headcount_that_is_rounded_itself_leaves_more_room():
    about, wanted = CASES["FRR08"]["input"], CASES["FRR08"]["expected"]
    shown = {str(at): count for at, count in enumerate(about["shown"])}
    found = audit.bounds(shown, {}, (1, 9))

    assert [list(found[key]) for key in shown] == wanted["range_per_cell"]
    assert audit.leaks(found) is wanted["leaks_exact"]


def test_the_bounds_are_those_that_integer_optimisation_finds():
    draw = np.random.default_rng(20260401)
    for _ in range(60):
        people = int(draw.integers(6, 60))
        known = int(draw.integers(0, people + 1))
        refused = int(draw.integers(0, people - known + 1))
        counts = draw.multinomial(known, [0.72, 0.12, 0.08, 0.05, 0.03]).tolist()
        true = [*counts, known, refused, people - known - refused]
        shown = [5 * (count // 5) + 5 * int(draw.random() < count % 5 / 5) for count in true]
        told = {f"c{at}": count for at, count in enumerate(shown[:5])}
        states = dict(zip(("known", "prefer_not_to_say", "not_asked"), shown[5:], strict=True))

        found = audit.bounds(told, states, (people, people))

        assert [found[key] for key in (*told, *states)] == ranges(shown[:5], shown[5:], people)


def test_what_no_true_counts_could_have_shown_is_refused():
    with pytest.raises(ValueError, match="no true count"):
        audit.bounds({"female": 50, "male": 50}, {}, (10, 10))


# ---- what is released ----------------------------------------------------------------------------


def test_each_category_and_state_is_shown_as_a_multiple_of_five_even_where_it_is_nought():
    cells, left_out = release([heard(1, 60, female=23, prefer_not_to_say=4)], SEX, KEY)

    assert left_out == ()
    assert {cell.answer for cell in cells} == {
        "female", "male", "known", "prefer_not_to_say", "not_known", "not_asked",
    }  # fmt: skip
    found = {cell.answer: cell.shown for cell in cells}
    true = {"female": 23, "male": 0, "known": 23, "prefer_not_to_say": 4, "not_known": 0,
            "not_asked": 33}  # fmt: skip
    for answer, count in found.items():
        assert count % 5 == 0
        assert abs(count - true[answer]) <= 4


def test_a_cell_is_shown_alike_each_time_and_otherwise_with_another_key():
    about = [heard(1, 300, female=123, male=88)]

    assert release(about, SEX, KEY) == release(about, SEX, KEY)
    others = {release(about, SEX, bytes([number]))[0] for number in range(1, 30)}
    assert len(others) > 1


def test_a_characteristic_that_gives_an_exact_count_away_is_left_out():
    found = Counter()
    for number in range(400):
        # Six people, everybody asked: now and then what is shown has but one answer.
        cells, left_out = release(
            [heard(1, 6, female=5, male=1, period=f"2026-{number}")], SEX, KEY
        )
        found["left out" if left_out else "shown"] += 1
        assert bool(cells) != bool(left_out)
    assert found["left out"] > 0
    assert found["shown"] > 0


def test_more_answers_than_people_are_not_released():
    found = release([heard(1, 30, female=20, male=11)], SEX, KEY)

    assert found == ((), (LeftOut(1, "2026-27", "engage", "sex"),))


def test_an_answer_that_a_characteristic_does_not_have_is_not_released():
    with pytest.raises(ValueError, match=r"sex has no answer \['tall'\]"):
        release([heard(1, 30, tall=20)], SEX, KEY)


def test_a_cell_is_named_by_ids():
    assert cell_id(7, "2026-27", "engage", "sex", "female") == "7|2026-27|engage|sex|female"


@pytest.mark.parametrize("count", [1, 4, 6, 103, -5])
def test_no_other_count_can_be_released(count):
    with pytest.raises(ValueError, match="a released count is a multiple of five"):
        ReleasedCell(1, "2026-27", "engage", "sex", "female", count)


def test_nothing_is_released_until_a_period_has_been_closed():
    assert ReleasedGroups(()).empty
    cells, _ = release([heard(1, 60, female=23)], SEX, KEY)
    assert not ReleasedGroups(cells).empty


# ---- places with too few -------------------------------------------------------------------------

PARENTS = {1: None, 2: 1, 3: 1, 4: 3}


def test_a_place_with_fewer_than_thirty_people_is_shown_with_the_place_above():
    about = [heard(1, 40, female=20), heard(2, 29, female=9, male=3), heard(3, 30, male=5)]

    found, pooled = pool(about, PARENTS)

    assert found == [heard(1, 69, female=29, male=3), heard(3, 30, male=5)]
    assert pooled == {2: 1}


def test_the_aims_of_a_place_count_together_and_stay_apart():
    about = [heard(2, 20, "engage", female=9), heard(2, 10, "inform", female=1)]

    assert pool(about, PARENTS) == (about, {})


def test_pooled_people_are_told_where_they_ended():
    about = [heard(4, 20, female=9), heard(3, 5, female=1), heard(1, 50, female=2)]

    found, pooled = pool(about, PARENTS)

    assert found == [heard(1, 75, female=12)]
    assert pooled == {4: 1, 3: 1}


def test_people_too_few_at_the_top_are_not_shown_at_all():
    assert pool([heard(4, 20, female=9)], PARENTS) == ([], {4: None, 3: None, 1: None})


def test_figures_of_a_quarter_need_two_hundred_answers_about_each_characteristic():
    assert by_quarter({"sex": 200, "age": 450})
    assert not by_quarter({"sex": 199, "age": 450})
    assert not by_quarter({})


# ---- the oracle over whole stores ----------------------------------------------------------------


def random_store(draw):
    """A few places, aims and characteristics with small counts; some of it never asked."""
    parents = {1: None, 2: 1, 3: 1, 4: 3, 5: 3}
    shares = {
        "sex": [0.6, 0.4],
        "ethnic_group": [0.7, 0.15, 0.1, 0.03, 0.02],
        "carer": [0.9, 0.1],
    }
    found = []
    for place in parents:
        for aim in ("inform", "engage"):
            people = int(draw.integers(0, 45))
            counts = {}
            for name, share in shares.items():
                known = int(draw.integers(0, people + 1)) if draw.random() < 0.7 else people
                answers = dict(enumerate(draw.multinomial(known, share).tolist()))
                refused = int(draw.integers(0, people - known + 1))
                counts[name] = {f"c{at}": count for at, count in answers.items()}
                counts[name] |= {"prefer_not_to_say": refused}
            if people:
                found.append(Heard(place, "2026-27", aim, people, counts))
    categories = {name: [f"c{at}" for at in range(len(share))] for name, share in shares.items()}
    return found, parents, categories


def no_count_can_be_told(cells, people_of):
    """Whether integer optimisation leaves each count of the cells more than one value."""
    by_table = {}
    for cell in cells:
        at = cell.place, cell.period, cell.aim, cell.characteristic
        by_table.setdefault(at, {})[cell.answer] = cell.shown
    states = ("known", "prefer_not_to_say", "not_known", "not_asked")
    for at, told in by_table.items():
        counts = [count for answer, count in told.items() if answer not in states]
        for low, high in ranges(counts, [told[state] for state in states], people_of[at[:3]]):
            if low == high:
                return False
    return True


@pytest.mark.parametrize("seed", range(6))
def test_nobody_can_work_out_a_count_though_they_know_how_many_came(seed):
    about, parents, categories = random_store(np.random.default_rng(seed))
    pooled, _ = pool(about, parents)
    cells, _ = release(pooled, categories, KEY)

    assert cells
    people_of = {(one.place, one.period, one.aim): one.people for one in pooled}
    assert no_count_can_be_told(cells, people_of)


def test_the_oracle_finds_a_count_that_is_given_away():
    # Without the audit: the oracle must be able to fail.
    cells = [
        ReleasedCell(1, "2026-27", "engage", "sex", answer, count)
        for answer, count in (("female", 10), ("male", 10), ("known", 10),
                              ("prefer_not_to_say", 0), ("not_known", 0), ("not_asked", 0))
    ]  # fmt: skip

    assert not no_count_can_be_told(cells, {(1, "2026-27", "engage"): 12})
