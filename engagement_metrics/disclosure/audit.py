"""What somebody could work out who knows every shown count, and exactly how many people came."""

from collections.abc import Mapping, Sequence

from engagement_metrics.disclosure.rounding import SLACK

Bounds = dict[str, tuple[int, int]]
KNOWN = "known"  # how many answered the question: the sum of its categories


def bounds(
    categories: Mapping[str, int], states: Mapping[str, int], headcount: tuple[int, int]
) -> Bounds:
    """The least and the most each true count of one characteristic may be.

    `categories` are the shown counts by answer; `states` the shown counts of what else became of
    the question, and of `known` where it is shown too. All people are in one state, and `headcount`
    says how many there are, at least and at most: the same number where it is told exactly.
    ValueError where no true counts could have been shown so.

    The two sums make a tree, so that narrowing each from the others until nothing moves gives the
    very bounds that integer optimisation would (tests/disclosure hold it so).
    """
    found: Bounds = {f"category {key}": _around(count) for key, count in categories.items()}
    found |= {key: _around(count) for key, count in states.items()}
    found.setdefault(KNOWN, (0, headcount[1]))
    found["people"] = headcount
    sums = (
        (KNOWN, tuple(f"category {key}" for key in categories)),
        ("people", (KNOWN, *(key for key in states if key != KNOWN))),
    )
    moved = True
    while moved:
        moved = _narrowed(found, *sums[0]) | _narrowed(found, *sums[1])
    return {key.removeprefix("category "): limits for key, limits in found.items()}


def leaks(found: Bounds) -> bool:
    """Whether any count but how many came could be told exactly."""
    return any(low == high for key, (low, high) in found.items() if key != "people")


def _around(count: int) -> tuple[int, int]:
    return max(0, count - SLACK), count + SLACK


def _narrowed(found: Bounds, whole: str, parts: Sequence[str]) -> bool:
    """Whether a sum and its parts told more of each other than was known."""
    before = {key: found[key] for key in (whole, *parts)}
    lows, highs = (sum(found[part][at] for part in parts) for at in (0, 1))
    found[whole] = max(found[whole][0], lows), min(found[whole][1], highs)
    least, most = found[whole]
    for part in parts:
        low, high = before[part]
        found[part] = max(low, least - (highs - high)), min(high, most - (lows - low))
    for key in (whole, *parts):
        if found[key][0] > found[key][1]:
            raise ValueError(f"no true count of {key} fits what is shown")
    return any(found[key] != before[key] for key in before)
