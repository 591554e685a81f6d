"""Is a group heard as much as its share of residents would have it, and how sure can we be?"""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

Z = 1.959963984540054  # 95%
# A ratio from 0.8 to 1.2 is read as similar: a convention of trial literature (Scott and others,
# JACC 2018, 71, 1960), not law.
SIMILAR = (0.8, 1.2)
SPANS = (0.5, 1.5)  # an interval over both says nothing either way
DIGITS = 9  # 0.08 / 0.1 is 0.7999999999999999, and is meant to be 0.8


class Verdict(StrEnum):
    """What can be said of a category's share among the people heard, beside its residents'."""

    UNDER = "under"
    POSSIBLY_UNDER = "possibly_under"
    IN_LINE = "in_line"
    POSSIBLY_OVER = "possibly_over"
    OVER = "over"
    TOO_FEW = "too_few"
    NO_DATA = "no_data"
    NO_BENCHMARK = "no_benchmark"
    NOT_APPLICABLE = "not_applicable"
    CHECK_BENCHMARK = "check_benchmark"


@dataclass(frozen=True)
class Comparison:
    """One category among `known` people beside its share of residents.

    `share` and `benchmark` go from 0 to 1; `ratio` is one over the other, with its 95% Wilson
    limits. `people_short_of_parity` is how many more of this category, added to those we heard
    from, would make the shares equal. What cannot be told is None.
    """

    status: Verdict
    reached: float
    known: float
    benchmark: float | None = None
    share: float | None = None
    ratio: float | None = None
    ratio_low: float | None = None
    ratio_high: float | None = None
    expected_people: float | None = None
    people_short_of_parity: int | None = None

    @property
    def gap_in_points(self) -> float | None:
        """How far the share lies from the benchmark, in percentage points."""
        if self.share is None or self.benchmark is None:
            return None
        return 100 * (self.share - self.benchmark)


def wilson(count: float, of: float, z: float = Z) -> tuple[float, float]:
    """The Wilson interval of a share, 0 to 1; it behaves with small numbers and at nought.

    >>> [round(limit, 4) for limit in wilson(6, 240)]
    [0.0115, 0.0535]
    """
    share = count / of
    middle, below = 2 * count + z * z, 2 * (of + z * z)
    spread = z * math.sqrt(z * z + 4 * count * (1 - share))
    low = 0.0 if count == 0 else (middle - spread) / below
    high = 1.0 if count == of else (middle + spread) / below
    return low, high


def compare(
    reached: float, known: float, benchmark_share: float | None, *, minimum_known: int = 10
) -> Comparison:
    """How a category's share of the people heard compares with its share of residents.

    `reached` of `known` people gave this answer; `benchmark_share` goes from 0 to 1, None where no
    population figure is known. Under `minimum_known` nothing is judged (10 in the team view, 30 of
    released counts in the shared one).

    ValueError where more were reached than are known, a count is below 0 or not finite, or the
    share is outside 0 to 1.
    """
    _check(reached, known, benchmark_share)
    if not known:
        return Comparison(Verdict.NO_DATA, reached, known, benchmark_share)
    share = reached / known
    if benchmark_share is None:
        return Comparison(Verdict.NO_BENCHMARK, reached, known, None, share)
    if not benchmark_share:
        status = Verdict.CHECK_BENCHMARK if reached else Verdict.NOT_APPLICABLE
        return Comparison(status, reached, known, benchmark_share, share, expected_people=0.0)
    ratio = share / benchmark_share
    low, high = (limit / benchmark_share for limit in wilson(reached, known))
    return Comparison(
        _verdict(ratio, low, high, known < minimum_known), reached, known, benchmark_share, share,
        ratio, low, high, known * benchmark_share, people_short(reached, known, benchmark_share),
    )  # fmt: skip


def people_short(reached: float, known: float, benchmark_share: float, target: float = 1) -> int:
    """How many more of a category would bring the ratio to the target, as each adds to all heard.

    >>> people_short(6, 240, 0.12), people_short(6, 240, 0.12, target=0.8)
    (26, 19)
    """
    wanted = target * benchmark_share
    if wanted >= 1:
        return 0 if reached >= known else math.ceil(known - reached)
    return max(0, math.ceil(round((wanted * known - reached) / (1 - wanted), DIGITS)))


def place_adjusted(places: Iterable[tuple[float, float, float]]) -> float | None:
    """The ratio over several places, each held against its own residents.

    Each place is reached, known and benchmark share. A crude ratio would blame us for going to
    places where few of the group live. None where nobody would be expected.

    >>> round(place_adjusted([(6, 180, 0.03)]), 6)
    1.111111
    """
    heard = expected = 0.0
    for reached, known, benchmark in places:
        heard += reached
        expected += known * benchmark
    return heard / expected if expected else None


def _check(reached: float, known: float, benchmark: float | None) -> None:
    if not (math.isfinite(reached) and math.isfinite(known)) or reached < 0 or known < 0:
        raise ValueError(f"counts are numbers from 0 on, not {reached} of {known}")
    if reached > known:
        raise ValueError(f"{reached} of {known}: more were reached than gave an answer")
    if benchmark is not None and not 0 <= benchmark <= 1:
        raise ValueError(f"a share of residents goes from 0 to 1, not {benchmark}")


def _verdict(ratio: float, low: float, high: float, few: bool) -> Verdict:
    ratio, low, high = (round(number, DIGITS) for number in (ratio, low, high))
    if few or (low <= SPANS[0] and high >= SPANS[1]):
        return Verdict.TOO_FEW
    if ratio < SIMILAR[0]:
        return Verdict.UNDER if high < 1 else Verdict.POSSIBLY_UNDER
    if ratio > SIMILAR[1]:
        return Verdict.OVER if low > 1 else Verdict.POSSIBLY_OVER
    return Verdict.IN_LINE
