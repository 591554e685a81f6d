"""One view of who was heard, worked out once for each set of counts."""

from functools import lru_cache

from engagement_metrics.equality.counting import (
    Groups,
    Last,
    last_of_release,
    of_groups,
    of_places,
)
from engagement_metrics.equality.coverage import Coverage, coverage
from engagement_metrics.equality.heard import Heard, authorities_of, heard
from engagement_metrics.framework import Framework
from engagement_metrics.population import Population
from engagement_metrics.store import Filter, LastHeard, Setup, SharedGroups

KEPT = 256


@lru_cache(maxsize=KEPT)
def view(
    framework: Framework,
    population: Population,
    setup: Setup,
    groups: Groups,
    wanted: Filter,
    last: LastHeard | None = None,
) -> Heard:
    """Who was heard in a place and period, beside its residents; `wanted.today` must be set.

    `last` is the team's; in the shared view the releases say when a group was last heard from. What
    is handed out must not be changed.
    """
    if wanted.today is None:
        raise ValueError("how long ago somebody was heard depends on the day")
    as_at = wanted.today if wanted.period is None else min(wanted.period.end, wanted.today)
    return heard(
        framework, population, of_groups(groups, framework),
        authorities_of(setup, wanted.place_id), _last(groups, framework, last), as_at,
    )  # fmt: skip


@lru_cache(maxsize=KEPT)
def by_place(
    framework: Framework,
    population: Population,
    setup: Setup,
    groups: Groups,
    wanted: Filter,
    characteristic: str,
) -> dict[int, Coverage]:
    """One characteristic in each place just below the chosen one, with all below it.

    What is recorded for the chosen place itself is in none of them.
    """
    found = {}
    for place in setup.children(wanted.place_id):
        below = frozenset(setup.within(place))
        counted = of_groups(of_places(groups, below), framework)
        if characteristic in counted.left_out:
            continue
        found[place] = coverage(
            framework, population, characteristic, counted.counts,
            counted.people.get(characteristic, 0), authorities_of(setup, place),
            fewest=counted.fewest,
        )  # fmt: skip
    return found


def _last(groups: Groups, framework: Framework, last: LastHeard | None) -> Last:
    if isinstance(groups, SharedGroups):
        return last_of_release(groups.released, framework)
    return {} if last is None else last.codes
