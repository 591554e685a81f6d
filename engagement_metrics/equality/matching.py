"""How closely the people we reached match residents, in one number, and what luck alone gives."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

FEWEST_KNOWN = 50  # under it group ratios alone are shown (rule R6)
DRAWS = 20_000
SEED = 2021  # so that one count has one answer, on each machine


@dataclass(frozen=True)
class Match:
    """INF-02: what two shares have in common, 0 to 1, beside what a fair draw would give.

    `expected` is the overlap that luck alone gives on average with so many known answers, and
    `lower` what one fair draw in twenty falls below. `overlap` is None under fifty known answers.
    """

    known: int
    overlap: float | None
    expected: float | None
    lower: float | None

    @property
    def below_chance(self) -> bool | None:
        """Whether it is lower than luck alone would explain; None where that cannot be told."""
        if self.overlap is None or self.lower is None:
            return None
        return round(self.overlap, 9) < round(self.lower, 9)


def overlap(counts: Sequence[float], benchmark: Sequence[float]) -> float:
    """1 less half the sum of the differences between each group's two shares.

    >>> round(overlap([168, 30, 22, 9, 11], [0.82, 0.09, 0.04, 0.03, 0.02]), 6)
    0.88
    """
    known = sum(counts)
    both = zip(counts, benchmark, strict=True)
    return 1 - sum(abs(count / known - share) for count, share in both) / 2


def match(counts: Sequence[int], benchmark: Sequence[float]) -> Match:
    """How closely known answers, by category, match the shares of residents.

    ValueError where the shares do not make 1.
    """
    if not math.isclose(sum(benchmark), 1, abs_tol=1e-6):
        raise ValueError(f"the shares of residents make {sum(benchmark)}, not 1")
    known = sum(counts)
    if known < FEWEST_KNOWN:
        return Match(known, None, None, None)
    expected, lower = by_luck(known, tuple(benchmark))
    return Match(known, overlap(counts, benchmark), expected, lower)


@lru_cache(maxsize=512)
def by_luck(known: int, benchmark: tuple[float, ...]) -> tuple[float, float]:
    """The mean and the 5th percentile of the overlap over fair draws of so many residents.

    The mean is 1 less half the sum of sqrt(2 q (1 - q) / (pi n)), near enough from ten answers on;
    the percentile comes from 20,000 draws of a generator that always starts alike.
    """
    spread = sum(math.sqrt(2 * q * (1 - q) / (math.pi * known)) for q in benchmark)
    shares = np.array(benchmark) / sum(benchmark)
    drawn = np.random.default_rng(SEED).multinomial(known, shares, size=DRAWS) / known
    overlaps = 1 - np.abs(drawn - shares).sum(axis=1) / 2
    return 1 - spread / 2, float(np.percentile(overlaps, 5, method="lower"))
