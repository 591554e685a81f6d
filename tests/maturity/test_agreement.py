"""How far scores agree: the published figures, the rules, and a second way to reckon them."""

import math
import random

import numpy as np
import pytest

from engagement_metrics import maturity
from engagement_metrics.maturity import Answer, Band, band, consensus, spread
from engagement_metrics.models import ScorerKind

TABLE = """
0 0 6 0 0 | 3   | 0   | 0 | 100 | 1.00
0 1 4 1 0 | 3   | 0   | 2 | 100 | 0.86
0 3 3 0 0 | 2.5 | 1   | 1 | 100 | 0.81
0 2 2 2 0 | 3   | 1.5 | 2 | 100 | 0.72
1 0 4 0 1 | 3   | 0   | 4 | 67  | 0.67
1 0 0 5 0 | 4   | 0   | 3 | 83  | 0.60
0 3 0 3 0 | 3   | 2   | 2 | 100 | 0.59
1 1 1 1 1 | 3   | 2   | 4 | 60  | 0.43
3 0 0 3 0 | 2.5 | 3   | 3 | 0   | 0.32
3 0 0 0 3 | 3   | 4   | 4 | 0   | 0.00
"""
ROWS = [
    tuple(cell.strip() for cell in line.split("|")) for line in TABLE.strip().splitlines()
]  # pattern, median, width of the middle half, range, per cent within one level, index


def levels_of(counts):
    return [level for level, count in enumerate(counts, start=1) for _ in range(count)]


def reckoned_again(counts):
    """The formula as it is published: over the counts of all levels, with natural logarithms."""
    scores = np.arange(1, len(counts) + 1)
    shares = np.array(counts) / sum(counts)
    far = np.abs(scores - (scores * shares).sum()) / (len(counts) - 1)
    kept = shares > 0
    return 1 + float((shares[kept] * np.log1p(-far[kept])).sum() / math.log(2))


@pytest.mark.parametrize(
    ("pattern", "median", "width", "across", "near", "index"), ROWS, ids=[row[0] for row in ROWS]
)
def test_the_table_of_patterns_is_met_in_every_column(pattern, median, width, across, near, index):
    levels = levels_of([int(count) for count in pattern.split()])
    found = spread([Answer(ScorerKind.VOLUNTEER, level) for level in levels])

    assert found.median == float(median)
    assert found.middle_half == float(width)
    assert found.range == int(across)
    assert round(100 * found.within_one) == int(near)
    # 0.58496 stands in the table as 0.59, rounded from 0.585.
    assert found.consensus == pytest.approx(float(index), abs=0.00505)
    assert found.consensus == consensus(levels)


def test_the_published_worked_example_over_seven_levels_is_met():
    levels = levels_of((30, 40, 210, 130, 530, 50, 10))

    assert consensus(levels, 7) == pytest.approx(0.7256876, abs=5e-8)


def test_a_second_way_to_reckon_the_index_gives_the_same():
    chance = random.Random(7)
    for _ in range(400):
        counts = [chance.choice((0, 0, 1, 2, 5, 40)) for _ in range(chance.randint(3, 8))]
        if any(counts):
            found = consensus(levels_of(counts), len(counts))
            assert found == pytest.approx(reckoned_again(counts), abs=1e-12), counts
            assert 0 <= found <= 1


def test_the_order_of_the_scores_and_the_direction_of_the_levels_do_not_matter():
    levels = [1, 4, 4, 2, 5, 4, 3]

    assert consensus(levels) == consensus(sorted(levels))
    assert consensus(levels) == pytest.approx(consensus([6 - level for level in levels]))


@pytest.mark.parametrize("number_of_levels", range(3, 9))
def test_all_the_same_is_1_and_an_even_split_between_the_ends_is_0(number_of_levels):
    assert consensus([number_of_levels] * 7, number_of_levels) == 1
    assert consensus([1] * 4 + [number_of_levels] * 4, number_of_levels) == 0


def test_one_score_agrees_with_itself():
    assert consensus([4]) == 1


def test_no_scores_at_all_get_a_sentence():
    with pytest.raises(ValueError, match="Nobody gave a level, so there is nothing to compare"):
        consensus([])


@pytest.mark.parametrize("level", [0, 6, -1, 2.5])
def test_a_level_that_is_not_in_the_model_gets_a_sentence(level):
    sentence = f"Level {level} is not in this model: its levels go from 1 to 5"
    with pytest.raises(ValueError, match=sentence):
        consensus([3, level])
    with pytest.raises(ValueError, match=sentence):
        spread([Answer(ScorerKind.STAFF, level)])


def test_a_level_of_a_longer_model_is_not_one_of_a_shorter():
    assert consensus([6, 6], 6) == 1
    with pytest.raises(ValueError, match="from 1 to 4"):
        consensus([5], 4)


def test_a_model_of_one_level_gets_a_sentence():
    with pytest.raises(ValueError, match="at least two levels"):
        consensus([1], 1)


@pytest.mark.parametrize(
    ("index", "told"),
    [
        (1.0, Band.CLOSE), (0.8, Band.CLOSE), (0.7999, Band.SOME_SPREAD),
        (0.6, Band.SOME_SPREAD), (0.5999, Band.FAR_APART), (0.0, Band.FAR_APART),
    ],
)  # fmt: skip
def test_the_bands_begin_at_0_8_and_0_6_by_the_index_alone(index, told):
    assert band(index) is told


def test_the_index_is_offered_under_its_stable_name():
    assert maturity.consensus([2, 2, 3], number_of_levels=5) == consensus([2, 2, 3])
