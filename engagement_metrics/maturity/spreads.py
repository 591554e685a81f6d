"""The spread of a group's private scores: never who gave which, and no row of one or two people."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from engagement_metrics.maturity.agreement import (
    FEWEST_FOR_INDEX,
    Band,
    band,
    check_levels,
    consensus,
)
from engagement_metrics.models import ScorerKind

FEWEST_APART = 3  # scorers of a kind, or its row is not shown
VOLUNTEERS, STAFF, STAFF_AND_OTHERS, OTHERS = "Volunteers", "Staff", "Staff and others", "Others"


@dataclass(frozen=True)
class Answer:
    """One private score: what kind of scorer, and a level, or None for 'I do not know'."""

    kind: ScorerKind
    level: int | None


@dataclass(frozen=True)
class Spread:
    """How the scores of one dimension lie, as everybody in the room may see it.

    `counts` is how many gave each level, from 1 up, `n` how many gave one, and `dont_know` how many
    said that they do not know. `middle` is the two scores in the middle (the same one twice where
    the number of scores is odd), and `median` lies half way between them: it may be a level that
    nobody chose, and is no answer. `within_one` is the share of scores, 0 to 1, within one level of
    the median. `consensus` and `band` are None under five scorers. `lone_voices` are the levels of
    scores that are two or more levels from every other. `rows` has the counts of volunteers and of
    staff, only where each row has three scorers; `gap` is the median of the volunteers less that of
    the row of staff. Without a score all that is told of scores is None.
    """

    number_of_levels: int
    counts: tuple[int, ...]
    n: int
    dont_know: int
    low: int | None = None
    high: int | None = None
    median: float | None = None
    middle: tuple[int, int] | None = None
    lower_quartile: float | None = None
    upper_quartile: float | None = None
    within_one: float | None = None
    consensus: float | None = None
    band: Band | None = None
    lone_voices: tuple[int, ...] = ()
    rows: Mapping[str, tuple[int, ...]] | None = None
    gap: float | None = None

    @property
    def range(self) -> int | None:
        """How many levels lie between the lowest score and the highest; None without a score."""
        return None if self.low is None or self.high is None else self.high - self.low

    @property
    def middle_half(self) -> float | None:
        """How many levels wide the middle half of the scores is; None without a score."""
        if self.lower_quartile is None or self.upper_quartile is None:
            return None
        return self.upper_quartile - self.lower_quartile


def spread(answers: Sequence[Answer], number_of_levels: int = 5) -> Spread:
    """How the scores of one dimension lie; ValueError for a level that is not in the model.

    Quartiles are those of numpy's `linear` method.
    """
    levels = sorted(answer.level for answer in answers if answer.level is not None)
    check_levels(levels, number_of_levels)
    counts, dont_know = _counts(levels, number_of_levels), len(answers) - len(levels)
    if not levels:
        return Spread(number_of_levels, counts, 0, dont_know)
    median = _at(levels, 0.5)
    index = consensus(levels, number_of_levels) if len(levels) >= FEWEST_FOR_INDEX else None
    rows, gap = _apart(answers, number_of_levels)
    return Spread(
        number_of_levels,
        counts,
        len(levels),
        dont_know,
        low=levels[0],
        high=levels[-1],
        median=median,
        middle=(levels[(len(levels) - 1) // 2], levels[len(levels) // 2]),
        lower_quartile=_at(levels, 0.25),
        upper_quartile=_at(levels, 0.75),
        within_one=sum(abs(level - median) <= 1 for level in levels) / len(levels),
        consensus=index,
        band=None if index is None else band(index),
        lone_voices=_lone(levels),
        rows=rows,
        gap=gap,
    )


def outside_middle_half(level: int, found: Spread) -> bool:
    """Whether a level lies outside the middle half of the scores; never where nobody gave one."""
    if found.lower_quartile is None or found.upper_quartile is None:
        return False
    return not found.lower_quartile <= level <= found.upper_quartile


def talk_order(spreads: Mapping[str, Spread]) -> list[str]:
    """The dimensions in the order to talk about them: the widest disagreement first.

    By range, then by the lowest consensus index; where too few scored for one, by the widest middle
    half, after those that have one. Otherwise as they came; what nobody scored is last.
    """

    def place(key: str) -> tuple[float, bool, float, float]:
        one = spreads[key]
        across = -1 if one.range is None else one.range
        index = 0.0 if one.consensus is None else one.consensus
        return -across, one.consensus is None, index, -(one.middle_half or 0)

    return sorted(spreads, key=place)


def _counts(levels: Sequence[int], number_of_levels: int) -> tuple[int, ...]:
    return tuple(levels.count(level) for level in range(1, number_of_levels + 1))


def _at(levels: Sequence[int], share: float) -> float:
    """The level that this share of the sorted scores lies under, drawn straight between two."""
    place = share * (len(levels) - 1)
    under = int(place)
    above = min(under + 1, len(levels) - 1)
    return levels[under] + (levels[above] - levels[under]) * (place - under)


def _lone(levels: Sequence[int]) -> tuple[int, ...]:
    """Scores two or more levels from every other; of one or two scorers neither is alone."""
    if len(levels) < 3:
        return ()
    return tuple(
        level
        for level in levels
        if sum(abs(level - other) < 2 for other in levels) == 1  # itself
    )


def _apart(
    answers: Sequence[Answer], number_of_levels: int
) -> tuple[dict[str, tuple[int, ...]] | None, float | None]:
    """Volunteers beside staff, and the gap of their medians; None where a row is too small.

    One or two others are counted with staff: all less both rows would give them away. The gap is
    that of the rows shown, for the same reason.
    """
    of = {
        kind: sorted(a.level for a in answers if a.kind is kind and a.level is not None)
        for kind in ScorerKind
    }
    volunteers, staff = of[ScorerKind.VOLUNTEER], of[ScorerKind.STAFF]
    others = of[ScorerKind.OTHER]
    if min(len(volunteers), len(staff)) < FEWEST_APART:
        return None, None
    rows = {VOLUNTEERS: volunteers, STAFF: staff}
    if len(others) >= FEWEST_APART:
        rows[OTHERS] = others
    elif others:
        staff = sorted([*staff, *others])
        rows = {VOLUNTEERS: volunteers, STAFF_AND_OTHERS: staff}
    shown = {name: _counts(levels, number_of_levels) for name, levels in rows.items()}
    return shown, _at(volunteers, 0.5) - _at(staff, 0.5)
