"""How far scores agree: the consensus index of Tastle and Wierman, and its band."""

from collections import Counter
from collections.abc import Sequence
from enum import StrEnum
from math import log2

FEWEST_FOR_INDEX = 5
CLOSE, SOME_SPREAD = 0.8, 0.6


class Band(StrEnum):
    """How close scores lie; it orders the talk, and decides nothing."""

    CLOSE = "close"
    SOME_SPREAD = "some_spread"
    FAR_APART = "far_apart"


def consensus(levels: Sequence[int], number_of_levels: int = 5) -> float:
    """How far scores agree: 1 when all are the same, 0 when they split between the two ends.

    1 + sum of p * log2(1 - |level - mean| / (number of levels - 1)), where p is the share of the
    scores at that level. `levels` count from 1. It is reckoned for one score and more; who shows it
    leaves it out under five. ValueError without a level, or with one that is not in the model.
    Source: Tastle and Wierman (2007).

    >>> consensus([3, 3, 3]), consensus([1, 1, 5, 5]), round(consensus([2, 2, 2, 3, 3, 3]), 2)
    (1.0, 0.0, 0.81)
    """
    check_levels(levels, number_of_levels)
    if not levels:
        raise ValueError("Nobody gave a level, so there is nothing to compare.")
    mean = sum(levels) / len(levels)
    widest = number_of_levels - 1
    found = 1 + sum(
        count / len(levels) * log2(1 - abs(level - mean) / widest)
        for level, count in sorted(Counter(levels).items())
    )
    return min(max(found, 0.0), 1.0)


def check_levels(levels: Sequence[int], number_of_levels: int) -> None:
    """Nothing where every level is in the model; ValueError with a sentence where one is not."""
    if number_of_levels < 2:
        raise ValueError("A model needs at least two levels to compare scores.")
    for level in levels:
        if level not in range(1, number_of_levels + 1):
            raise ValueError(
                f"Level {level} is not in this model: its levels go from 1 to {number_of_levels}."
            )


def band(index: float) -> Band:
    """The band of a consensus index, before it is rounded; the same for any number of levels.

    >>> [band(index).value for index in (0.8, 0.79, 0.6, 0.59)]
    ['close', 'some_spread', 'some_spread', 'far_apart']
    """
    if index >= CLOSE:
        return Band.CLOSE
    return Band.SOME_SPREAD if index >= SOME_SPREAD else Band.FAR_APART
