"""Answers that are enough to share, and that no subtraction of them gives a smaller one."""

from collections import Counter

import numpy as np
import pandas as pd
import pytest

from engagement_metrics.disclosure import (
    FORMS,
    Answered,
    ReleasedAnswer,
    ReleasedAnswers,
    of_quarter,
    of_year,
    without_groups_and_notes,
)
from engagement_metrics.disclosure.answers import together_safe
from tests.disclosure.attacker import kept_apart, pinned, ranges

LINE = ("Q3", "on_the_day", "standard")
YEAR = "2026-27"
# The system is 1; 2 and 3 stand in it, 4 and 5 in 3.
PARENTS = {1: None, 2: 1, 3: 1, 4: 3, 5: 3}


def answered(place, quarter, base, top=None):
    """Answers of a quarter (1 to 4), or known by the year alone (0)."""
    period = f"{YEAR}-Q{quarter}" if quarter else YEAR
    return Answered(place, period, *LINE, base // 2 if top is None else top, base)


def of_places(*rows):
    """Bases by place of what a year shows beyond its quarters, and of what it leaves out."""
    shown, left_out = of_year([answered(*row) for row in rows], PARENTS, YEAR)
    return {one.place: one.base for one in shown}, {one.place: one.base for one in left_out}


# ---- a quarter -----------------------------------------------------------------------------------


@pytest.mark.parametrize(("number", "shown"), [(9, 0), (10, 1), (11, 1)])
def test_a_place_and_quarter_is_shown_from_ten_answers_on(number, shown):
    told, kept = of_quarter([answered(2, 1, number)])

    assert (len(told), len(kept)) == (shown, 1 - shown)


def test_each_question_wave_and_form_needs_ten_of_its_own():
    few = Answered(2, YEAR, "Q3", "follow_up", "standard", 3, 9)
    told, kept = of_quarter([answered(2, 1, 30), few])

    assert [one.base for one in told] == [30]
    assert kept == (few,)


def test_forms_that_came_back_are_counted_and_not_the_people_who_were_asked():
    few = Answered(2, YEAR, FORMS, "", "", 9, 80)
    enough = Answered(3, YEAR, FORMS, "", "", 10, 80)

    told, kept = of_quarter([few, enough])

    assert ([one.place for one in told], kept) == ([3], (few,))


@pytest.mark.parametrize("number", [0, 1, 9])
def test_fewer_than_ten_answers_cannot_be_released(number):
    with pytest.raises(ValueError, match="a released figure is made of ten answers or more"):
        ReleasedAnswer(2, YEAR, *LINE, 0, number)


# ---- a year --------------------------------------------------------------------------------------


def test_quarters_of_a_place_that_were_kept_back_are_shown_together():
    assert of_places((2, 1, 6), (2, 3, 5)) == ({2: 11}, {})


def test_fewer_than_ten_in_the_year_go_in_with_the_place_above():
    assert of_places((4, 1, 6), (5, 2, 7)) == ({3: 13}, {})
    assert of_places((4, 1, 3), (5, 2, 3), (2, 1, 8)) == ({1: 14}, {})


def test_a_place_above_that_has_ten_of_its_own_does_not_lend_them():
    # Place 3 is shown with its own twelve; its neighbour's four are too few, and not added to it.
    assert of_places((3, 1, 6), (3, 2, 6), (4, 1, 4)) == ({3: 12}, {1: 4})


def test_too_few_at_the_top_are_shown_nowhere():
    assert of_places((4, 1, 3), (2, 1, 5)) == ({}, {1: 8})


@pytest.mark.parametrize(
    ("parts", "safe"),
    [
        (((6, 3), (5, 2)), True),
        (((9, 4), (9, 5)), False),  # each can be no more than nine, so both are
        (((9, 4), (8, 5)), True),
        (((1, 1),) * 10, False),  # each has somebody, so each has one
        (((1, 0),) * 9 + ((2, 2),), True),
        (((6, 0), (5, 0)), False),  # nobody is at the top, so nobody of either is
        (((6, 6), (5, 5)), False),
        (((6, 0), (5, 1)), True),
        (((9, 4), (0, 0)), False),
        (((14, 14), (0, 0)), True),  # ten of its own: nothing is added to it
    ],
)
def test_parts_are_shown_together_where_neither_can_be_told(parts, safe):
    about = [answered(2, at % 4 + 1, base, top) for at, (base, top) in enumerate(parts)]

    assert together_safe(about) is safe
    there = [(base, top) for base, top in parts if base]
    if sum(base for base, _ in there) >= 10 and all(base <= 9 for base, _ in there):
        both = (range(len(there)), sum(n for n, _ in there), sum(n for _, n in there))
        found = ranges([(1, 9)] * len(there), [both], tops=True)
        alike = not 0 < both[2] < both[1]
        # Where all answers are alike it is how many were not at the top that is told.
        assert (not pinned(found, [n for n, _ in there]) and not alike) is safe


def test_what_anybody_asks_for_is_a_sum_of_what_was_released():
    told = (
        ReleasedAnswer(2, f"{YEAR}-Q1", *LINE, 8, 12), ReleasedAnswer(3, YEAR, *LINE, 5, 10),
        ReleasedAnswer(3, f"{YEAR}-Q1", "Q4", *LINE[1:], 1, 40),
    )  # fmt: skip
    found = ReleasedAnswers(told)

    assert found.of(LINE, {2, 3}) == (13, 22)
    assert found.of(LINE, {2, 3}, {f"{YEAR}-Q1"}) == (8, 12)
    assert found.of(LINE, {4}) == (0, 0)


# ---- somebody who subtracts ----------------------------------------------------------------------


def random_year(draw):
    """Answers by place and quarter, some by the year alone; most of them few."""
    found = []
    for place in PARENTS:
        for quarter in (1, 2, 3, 4):
            people = int(draw.choice([0, 0, 1, 3, 5, 7, 8, 9, 9, 12, 25]))
            if people:
                share = draw.choice([0, 0.1, 0.5, 0.9, 1])
                found.append((place, quarter, people, int(draw.binomial(people, share))))
        if draw.random() < 0.1:
            people = int(draw.integers(1, 14))
            found.append((place, "year", people, int(draw.binomial(people, 0.6))))
    return found


def attacked(cells):
    """What somebody finds out who knows all that is shared of a year; and how much that is."""
    about = [answered(at, 0 if when == "year" else when, n, top) for at, when, n, top in cells]
    shown, kept = [], []
    for quarter in range(1, 5):
        of_it = [one for one in about if one.period == f"{YEAR}-Q{quarter}"]
        told, back = of_quarter(of_it)
        shown, kept = [*shown, *told], [*kept, *back]
    rest, _ = of_year([*kept, *(one for one in about if one.period == YEAR)], PARENTS, YEAR)
    figures = {one.place: (one.base, one.top) for one in rest}
    apart, groups = kept_apart(cells, PARENTS, figures)
    sums = []
    for place, (base, top) in figures.items():
        members = [at for own, where in apart if where == place for at in own]
        # Of two figures under one place either may have been left out: take what adds up.
        for chosen in (members, *(own for own, where in apart if where == place)):
            if (base, top) == tuple(sum(cells[at][n] for at in chosen) for n in (2, 3)):
                sums.append((chosen, base, top))
                break
        else:
            raise AssertionError((place, base, top))
    parts = [
        (1, 99) if when == "year" else (people, people) if people >= 10 else (1, 9)
        for _, when, people, _ in cells
    ]
    told_of = sorted({at for members, *_ in sums for at in members})
    if not told_of:
        return [], len(shown), 0, 0
    at_of = {at: number for number, at in enumerate(told_of)}
    within = [[at_of[at] for at in group] for group in groups if set(group) <= set(told_of)]
    found = ranges(
        [parts[at] for at in told_of],
        [([at_of[at] for at in members], base, top) for members, base, top in sums],
        tops=True, groups=within,
    )  # fmt: skip
    return pinned(found, [cells[at][2] for at in told_of]), len(shown), len(rest), len(told_of)


def test_no_subtraction_tells_of_fewer_than_ten():
    made = Counter()
    for seed in range(10):
        given_away, quarters, years, kept = attacked(random_year(np.random.default_rng(seed)))
        assert given_away == [], seed
        made.update(quarters=quarters, years=years, kept=kept)
    assert min(made["quarters"], made["years"], made["kept"]) > 10  # there was something to attack


def test_the_attacker_finds_what_a_careless_figure_gives_away():
    # Eighteen of two quarters that were kept back: nine each.
    assert pinned(ranges([(1, 9), (1, 9)], [((0, 1), 18, 7)], tops=True), [9, 9]) == [0, 1]
    # A system of thirty and a place of twenty-two: eight elsewhere.
    found = ranges([(10, 99), (1, 9)], [((0,), 22, 9), ((0, 1), 30, 12)], tops=True)
    assert pinned(found, [22, 8]) == [1, 3]


def test_typed_rows_about_a_group_and_all_notes_are_for_the_team():
    names = ["priority_group_id", "top", "note", "created_by", "updated_by"]
    rows = [(None, 7, "Q", "Sam", "Sam"), (3, 8, "Q", "Sam", "Sam")]

    found = without_groups_and_notes(pd.DataFrame(rows, columns=names, dtype=object))

    assert found.to_numpy().tolist() == [[None, 7, "", "", ""]]
