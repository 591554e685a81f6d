"""The spread of private scores: what it tells, what it keeps, and in which order to talk."""

import random
from collections import defaultdict
from itertools import combinations, combinations_with_replacement, product

import numpy as np
import pytest

from engagement_metrics.maturity import Band, Spread, outside_middle_half, spread, talk_order
from tests.maturity.drawn import answers


def test_who_does_not_know_is_counted_apart_and_moves_nothing():
    with_them, without = spread(answers("22334", dont_know=3)), spread(answers("22334"))

    assert (with_them.n, with_them.dont_know) == (5, 3)
    assert (without.n, without.dont_know) == (5, 0)
    assert with_them.consensus == without.consensus
    assert with_them.counts == without.counts == (0, 2, 2, 1, 0)


def test_where_nobody_gave_a_level_there_is_nothing_to_tell_and_no_fault():
    assert spread(answers(dont_know=2)) == Spread(5, (0, 0, 0, 0, 0), 0, 2)
    assert spread(()).range is None
    assert spread(()).middle_half is None


@pytest.mark.parametrize(("scorers", "shown"), [(4, False), (5, True), (6, True)])
def test_under_five_scorers_there_is_no_index_and_no_band(scorers, shown):
    found = spread(answers("3" * scorers))

    assert (found.consensus is not None) is shown
    assert (found.band is Band.CLOSE) is shown


def test_who_does_not_know_is_no_fifth_scorer():
    assert spread(answers("3333", dont_know=1)).consensus is None


def test_quartiles_and_median_are_those_of_numpy():
    chance = random.Random(3)
    for _ in range(200):
        levels = [chance.randint(1, 7) for _ in range(chance.randint(1, 25))]
        found = spread(answers("".join(map(str, levels))), 7)
        low, middle, high = np.quantile(levels, [0.25, 0.5, 0.75])

        assert (found.lower_quartile, found.median, found.upper_quartile) == (low, middle, high)
        assert found.within_one == np.mean(np.abs(np.array(levels) - middle) <= 1)
        assert sum(found.middle) / 2 == middle
        assert (found.low, found.high) == (min(levels), max(levels))


def test_the_two_scores_in_the_middle_are_kept_as_the_median_may_be_a_level_nobody_chose():
    found = spread(answers("222444"))

    assert (found.median, found.middle, found.counts[2]) == (3, (2, 4), 0)


@pytest.mark.parametrize(
    ("levels", "alone"),
    [
        ("144444", (1,)), ("244444", (2,)), ("344444", ()), ("114444", ()),
        ("123333", ()), ("13335", (1, 5)), ("135", (1, 3, 5)), ("15", ()), ("3", ()),
    ],
)  # fmt: skip
def test_a_lone_voice_is_two_or_more_levels_from_every_other_score(levels, alone):
    assert spread(answers(levels)).lone_voices == alone


def test_a_middle_half_of_no_width_does_not_hide_the_lone_voice():
    found = spread(answers("144444"))

    assert (found.middle_half, found.range, found.lone_voices) == (0, 3, (1,))


@pytest.mark.parametrize(
    ("level", "levels", "outside"),
    [
        (2, "222333", False), (3, "222333", False), (1, "222333", True), (4, "222333", True),
        (3, "223344", False), (2, "223344", True), (4, "223344", True), (1, "144444", True),
    ],
)  # fmt: skip
def test_a_level_is_outside_when_it_is_below_or_above_the_middle_half(level, levels, outside):
    assert outside_middle_half(level, spread(answers(levels))) is outside


def test_no_level_is_outside_where_nobody_gave_one():
    assert not outside_middle_half(5, spread(answers(dont_know=4)))


# ---- the order of the talk -----------------------------------------------------------------------


def order(**levels):
    return talk_order({key: spread(answers(given)) for key, given in levels.items()})


def test_the_widest_range_is_talked_about_first():
    assert order(A="333333", B="144444", C="333355") == ["B", "C", "A"]


def test_of_two_with_the_same_range_the_less_agreed_comes_first():
    assert order(A="233334", B="222444", C="223344") == ["B", "C", "A"]


def test_under_five_scorers_the_wider_middle_half_comes_first_and_not_the_index():
    assert [spread(answers(given)).middle_half for given in ("2334", "2244")] == [0.5, 2]
    assert order(A="2334", B="2244", C="2224") == ["B", "A", "C"]


def test_what_has_an_index_comes_before_what_has_none_at_the_same_range():
    assert order(A="2244", B="233334") == ["B", "A"]


def test_of_two_alike_the_one_that_came_first_stays_first_and_the_unscored_is_last():
    assert order(X="", B="2334", A="2334", C="3333") == ["B", "A", "C", "X"]


# ---- volunteers and staff ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("volunteers", "staff", "others", "rows"),
    [
        ("123", "444", "", {"Volunteers": (1, 1, 1, 0, 0), "Staff": (0, 0, 0, 3, 0)}),
        ("12", "4444", "", None),
        ("1234", "44", "", None),
        ("1234", "44", "4", None),
        ("123", "444", "5", {"Volunteers": (1, 1, 1, 0, 0), "Staff and others": (0, 0, 0, 3, 1)}),
        ("123", "444", "15", {"Volunteers": (1, 1, 1, 0, 0), "Staff and others": (1, 0, 0, 3, 1)}),
        ("123", "444", "155", {"Volunteers": (1, 1, 1, 0, 0), "Staff": (0, 0, 0, 3, 0),
                               "Others": (1, 0, 0, 0, 2)}),
    ],
)  # fmt: skip
def test_volunteers_and_staff_are_apart_only_where_three_of_each_gave_a_level(
    volunteers, staff, others, rows
):
    assert spread(answers(volunteers, staff, others)).rows == rows


def test_three_of_whom_one_does_not_know_are_not_three():
    assert spread(answers("123", "44", dont_know=1)).rows is None


def test_the_gap_is_that_of_the_medians_of_the_rows_that_are_shown():
    assert spread(answers("223", "445")).gap == -2
    assert spread(answers("223", "44")).gap is None
    # Staff alone have 4; with the one other they have 3.5, and that is the row people see.
    assert spread(answers("222", "344", "3")).gap == -1.5


def drawings(most):
    """The counts by level (three of them) of every group of up to so many scorers."""
    return [
        tuple(group.count(level) for level in (1, 2, 3))
        for size in range(most + 1)
        for group in combinations_with_replacement((1, 2, 3), size)
    ]


def written(counts):
    return "".join(str(level) * count for level, count in enumerate(counts, start=1))


def less(these, those):
    return tuple(a - b for a, b in zip(these, those, strict=True))


def block_of(kind, sizes, rows):
    """The scorers that what is shown does not tell apart from a kind, by its row's name."""
    if rows is None:
        return frozenset({0, 1, 2})
    if kind == 0:
        return frozenset({0})
    joined = "Staff and others" in rows
    return frozenset({1, 2}) if joined else frozenset({kind})


def test_no_row_of_one_or_two_people_can_be_worked_out_from_what_is_shown():
    """Every small round there is: up to four volunteers, four of staff and three others.

    Rounds of the same make-up that look the same are laid together. Whatever a hidden row of one or
    two people could be, given only the dots of the row that it is in, it is in one of them. So what
    is shown (rows, gap, quartiles and all) tells no more of it than those dots.
    """
    seen = defaultdict(list)
    for drawn in product(drawings(4), drawings(4), drawings(3)):
        found = spread(answers(*map(written, drawn)), 3)
        rows = None if found.rows is None else tuple(sorted(found.rows.items()))
        shown = (tuple(map(sum, drawn)), rows, found.counts, found.gap, found.lower_quartile,
                 found.upper_quartile, found.lone_voices)  # fmt: skip
        seen[shown].append(drawn)

    hidden = 0
    for (sizes, rows, *_), rounds in seen.items():
        for kind, size in enumerate(sizes):
            if size not in (1, 2) or sum(sizes) == size:
                continue
            hidden += 1
            block = block_of(kind, sizes, rows and dict(rows))
            assert sum(sizes[one] for one in block) > size, sizes
            whole = tuple(sum(rounds[0][one][at] for one in block) for at in range(3))
            could_be = {
                drawn for drawn in drawings(2)
                if sum(drawn) == size and min(less(whole, drawn)) >= 0
            }  # fmt: skip
            assert {drawn[kind] for drawn in rounds} == could_be, (sizes, rows)
    assert hidden > 1000


def test_no_sum_or_difference_of_the_rows_shown_is_of_one_or_two_people():
    for volunteers, staff, others in product(range(7), range(7), range(7)):
        found = spread(answers("2" * volunteers, "2" * staff, "2" * others))
        rows = [sum(counts) for counts in (found.rows or {}).values()]
        left = {
            found.n - sum(some)
            for many in range(1, len(rows) + 1)
            for some in combinations(rows, many)
        }
        assert left & {1, 2} == set(), (volunteers, staff, others)
        assert not set(rows) & {1, 2}
