"""The overlap that luck alone gives, from the exact chances of every way people can fall.

Five equal groups: of n people drawn fairly, each of the 5 to the power n sequences is as likely as
any other, and the overlap is the sum, over groups, of the lesser of what fell there and a fifth.
"""

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from math import factorial, prod

import pytest

from engagement_metrics.equality import matching

GROUPS = 5
ONE_IN_TWENTY = Fraction(1, 20)
Law = dict[Fraction, Fraction]  # an overlap, and the chance of exactly it


def splits(people: int, groups: int, most: int) -> Iterator[tuple[int, ...]]:
    """All ways to split people into groups of at most so many, the larger first."""
    if groups == 1:
        if people <= most:
            yield (people,)
        return
    for first in range(min(people, most), -(-people // groups) - 1, -1):
        for rest in splits(people - first, groups - 1, first):
            yield (first, *rest)


@cache
def law(people: int) -> Law:
    """The exact chance of each overlap: no draw and no rounding."""
    ways: Counter[Fraction] = Counter()
    for split in splits(people, GROUPS, people):
        sequences = factorial(people) // prod(map(factorial, split))
        orders = factorial(GROUPS) // prod(map(factorial, Counter(split).values()))
        met = sum(min(n, Fraction(people, GROUPS)) for n in split)
        ways[Fraction(met) / people] += sequences * orders
    every = GROUPS**people
    assert sum(ways.values()) == every
    return {overlap: Fraction(ways[overlap], every) for overlap in sorted(ways)}


def below(people: int, overlap: Fraction, *, or_at: bool = False) -> Fraction:
    """The chance of less than an overlap, or of as much at most."""
    return sum(
        (chance for at, chance in law(people).items() if at < overlap or (or_at and at == overlap)),
        Fraction(0),
    )


def inverse(people: int) -> Fraction:
    """The usual percentile: the least value that one fair draw in twenty stays at or below."""
    return min(at for at in law(people) if below(people, at, or_at=True) >= ONE_IN_TWENTY)


def few_below(people: int) -> Fraction:
    """The largest value that at most one fair draw in twenty falls below."""
    return max(at for at in law(people) if below(people, at) <= ONE_IN_TWENTY)


def few_at_most(people: int) -> Fraction:
    """The largest value that at most one fair draw in twenty falls to or below."""
    return max(at for at in law(people) if below(people, at, or_at=True) <= ONE_IN_TWENTY)


def test_of_fifty_answers_in_five_equal_groups_one_draw_in_twenty_falls_below_0_82():
    chances = [
        [round(float(below(50, Fraction(at, 100), or_at=or_at)), 6) for or_at in (False, True)]
        for at in (80, 82)
    ]

    assert chances == [[0.017788, 0.042753], [0.042753, 0.092574]]
    assert matching.by_luck(50, (0.2,) * 5)[1] == pytest.approx(0.82)


@pytest.mark.parametrize(("people", "lower"), [(10, 0.6), (30, 0.77), (50, 0.82), (100, 0.87)])
def test_the_usual_percentile_and_what_few_fall_below_are_one_and_ours(people, lower):
    found = matching.by_luck(people, (0.2,) * 5)[1]

    assert round(float(inverse(people)), 2) == lower
    assert few_below(people) == inverse(people)
    assert found == pytest.approx(float(inverse(people)))


def test_a_limit_that_counts_the_draws_upon_it_gives_0_80_but_then_none_of_the_other_three():
    found = {people: round(float(few_at_most(people)), 2) for people in (10, 30, 50, 100)}

    assert found == {10: 0.5, 30: 0.73, 50: 0.8, 100: 0.86}


@pytest.mark.parametrize(("people", "exact"), [(50, 0.888), (100, 0.921)])
def test_where_one_number_is_shown_the_formula_of_the_expected_overlap_is_near_enough(
    people, exact
):
    mean = float(sum(at * chance for at, chance in law(people).items()))
    expected = matching.by_luck(people, (0.2,) * 5)[0]

    assert round(mean, 3) == exact
    assert expected == pytest.approx(mean, abs=0.002)
