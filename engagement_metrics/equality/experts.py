"""Statistics for experts: exact tests, many groups at once, small populations, repeat visits.

None of it is shown unless somebody asks. The people heard chose to come: no test makes of them a
random sample, and these guard against reading much into small numbers and against nothing else.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from engagement_metrics.equality.comparing import Comparison, Z, compare, place_adjusted, wilson
from engagement_metrics.equality.coverage import Coverage

FEWEST_EXPECTED = 5  # of each category, or a chi-square test says nothing
LARGE_SAMPLE = 0.05  # of the population, from where on its size matters
EFFECTS = (1.5, 2.0)  # of repeat visits, where nobody noted how many there were
Range = tuple[float, float]  # the 95% limits of a ratio


@dataclass(frozen=True)
class Exact:
    """Exact figures of one category: the Clopper-Pearson interval of its share, and chances."""

    low: float
    high: float
    p_two_sided: float
    chance_of_none: float


@dataclass(frozen=True)
class Whole:
    """A whole characteristic against residents.

    `p` is None where a category has fewer than five expected people. `out_of_place` is how many of
    those heard would have to be different people for the shares to be equal.
    """

    known: float
    chi_square: float
    degrees: int
    p: float | None
    cohens_w: float
    least_expected: float
    dissimilarity: float
    out_of_place: float
    index_of_disparity: float


def exact(reached: int, known: int, benchmark: float) -> Exact:
    """The exact binomial figures of a category's share, with nothing approximated."""
    from scipy.stats import binomtest  # half a second to load, for a panel that few open

    test = binomtest(reached, known, benchmark)
    interval = test.proportion_ci(method="exact")
    return Exact(
        float(interval.low), float(interval.high), float(test.pvalue), (1 - benchmark) ** known
    )


def whole(reached: Sequence[float], benchmark: Sequence[float]) -> Whole:
    """All categories of a characteristic at once: chi-square, effect size and dissimilarity."""
    from scipy.stats import chi2

    known = sum(reached)
    found = [count / known for count in reached]
    pairs = list(zip(found, benchmark, strict=True))
    effect = sum((share - wanted) ** 2 / wanted for share, wanted in pairs)
    apart = sum(abs(share - wanted) for share, wanted in pairs) / 2
    least = known * min(benchmark)
    degrees = len(pairs) - 1
    return Whole(
        known, known * effect, degrees,
        float(chi2.sf(known * effect, degrees)) if least >= FEWEST_EXPECTED else None,
        math.sqrt(effect), least, apart, known * apart,
        100 * sum(abs(share / wanted - 1) for share, wanted in pairs) / len(pairs),
    )  # fmt: skip


def holm(chances: Sequence[float]) -> list[float]:
    """Holm's chances: of m tests at once, each made larger so that one false alarm is as rare.

    >>> [round(p, 4) for p in holm([0.01, 0.04, 0.03])]
    [0.03, 0.06, 0.06]
    """
    order = sorted(range(len(chances)), key=lambda at: chances[at])
    adjusted = [0.0] * len(chances)
    highest = 0.0
    for rank, at in enumerate(order):
        highest = max(highest, min(1.0, (len(chances) - rank) * chances[at]))
        adjusted[at] = highest
    return adjusted


def effective(known: float, population: float) -> float:
    """How many answers are worth once they are more than 5% of all there could be."""
    if not population or known / population <= LARGE_SAMPLE:
        return known
    return known * (population - 1) / (population - known) if known < population else math.inf


def of_small_population(reached: float, known: float, population: float) -> tuple[float, float]:
    """The Wilson interval of a share, narrower where we heard from much of the population."""
    worth = effective(known, population)
    if math.isinf(worth):
        return reached / known, reached / known
    return wilson(reached / known * worth, worth, Z)


def design_effect(visits: Mapping[int, int]) -> float:
    """How much repeat visits weaken a count: people by how often they came.

    >>> round(design_effect({1: 40, 3: 10}), 6)
    1.857143
    """
    attendances = sum(times * people for times, people in visits.items())
    return sum(times * times * people for times, people in visits.items()) / attendances


def with_repeats(found: Comparison, effect: float) -> Range | None:
    """The limits of a ratio when repeat visits weaken its count by so much; None without a ratio.

    >>> with_repeats(compare(6, 240, 0.12), 1) == with_repeats(compare(3, 120, 0.12), 1)
    False
    >>> with_repeats(compare(6, 240, 0.12), 2) == with_repeats(compare(3, 120, 0.12), 1)
    True
    """
    weaker = compare(found.reached / effect, found.known / effect, found.benchmark)
    if weaker.ratio_low is None or weaker.ratio_high is None:
        return None
    return weaker.ratio_low, weaker.ratio_high


def with_population(found: Comparison, population: float) -> Range | None:
    """The limits of a ratio where we heard from more than 5% of a population; None elsewhere."""
    if not found.benchmark or not found.known or found.known / population <= LARGE_SAMPLE:
        return None
    low, high = of_small_population(found.reached, found.known, population)
    return low / found.benchmark, high / found.benchmark


def across(whole: Coverage, places: Iterable[Coverage]) -> dict[str, float]:
    """Each category's ratio with every place held against its own residents, by its key.

    `places` are those just below; whoever was heard in none of them is held against the residents
    of the whole. Empty where all were heard in one place: there is nothing to adjust.
    """
    counted = [
        {line.category.key: line.comparison for line in one.lines}
        for one in places
        if one.benchmark is not None and one.completeness.known
    ]
    found = {}
    for line in whole.lines:
        key, rest = line.category.key, line.comparison
        own = [
            (one.reached, one.known, one.benchmark)
            for of_place in counted
            if (one := of_place[key]).benchmark is not None
        ]
        left = rest.known - sum(known for _, known, _ in own)
        if left and rest.benchmark is not None:
            own.append((rest.reached - sum(n for n, _, _ in own), left, rest.benchmark))
        ratio = place_adjusted((n, known, share or 0) for n, known, share in own)
        if len(own) > 1 and ratio is not None:
            found[key] = ratio
    return found
