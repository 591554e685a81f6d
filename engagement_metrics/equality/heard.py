"""All characteristics of a view at once: who was heard, whom we have not heard, and not asked."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from engagement_metrics.equality.counting import Counted, Last
from engagement_metrics.equality.coverage import Coverage, Line, Why, coverage
from engagement_metrics.equality.gaps import Gap, days_since, gap_order
from engagement_metrics.framework import Characteristic, Framework
from engagement_metrics.models import Period
from engagement_metrics.population import Population
from engagement_metrics.store import Setup


@dataclass(frozen=True)
class Missing:
    """A group we have not heard from enough, in the order of the gaps."""

    characteristic: Characteristic
    line: Line
    gap: Gap


@dataclass(frozen=True)
class Heard:
    """Each characteristic of a view, the groups not heard from enough, and what was not asked.

    `missing` is in the order of the gaps; `silent` are groups without a population figure nobody of
    whom was heard in the period, those never heard first, then those not heard for longest.
    """

    coverages: Mapping[str, Coverage]
    missing: tuple[Missing, ...]
    silent: tuple[Missing, ...]
    not_asked: tuple[Characteristic, ...]


def heard(
    framework: Framework,
    population: Population,
    counted: Counted,
    authorities: tuple[str, ...],
    last: Last,
    as_at: date,
) -> Heard:
    """Who was heard in a view, beside its residents; `as_at` is the day that 'since' counts to."""
    coverages = {
        key: coverage(
            framework, population, key, counted.counts, counted.people.get(key, 0), authorities,
            last, counted.fewest,
        )
        for key in framework.characteristics
        if key not in counted.left_out
    }  # fmt: skip
    missing = [
        Missing(one.characteristic, line, _gap(line, as_at))
        for one in coverages.values()
        if one.judged
        for line in one.lines
    ]
    by_gap = {id(one.gap): one for one in missing if one.gap.evidence < 3}
    ordered = [by_gap[id(gap)] for gap in gap_order(one.gap for one in by_gap.values())]
    silent = [
        Missing(one.characteristic, line, _gap(line, as_at))
        for one in coverages.values()
        if one.why is Why.NO_FIGURE
        # What the census never asks has a yes and a no: whom we look for said the first.
        for line in (one.lines[:1] if one.characteristic.base == "none" else one.lines)
        if not line.comparison.reached
    ]
    silent.sort(key=lambda one: -(one.gap.days_since if one.gap.days_since is not None else 10**9))
    not_asked = tuple(one.characteristic for one in coverages.values() if one.why is Why.NOT_ASKED)
    return Heard(coverages, tuple(ordered), tuple(silent), not_asked)


def authorities_of(setup: Setup, place_id: int | None) -> tuple[str, ...]:
    """The local authorities whose residents a place serves; none where that is not known of all.

    A place's own come before those of the places below it.
    """
    if place_id is not None and (own := setup.places[place_id].authorities):
        return own
    found: set[str] = set()
    below = setup.children(place_id)
    for child in below:
        of_child = authorities_of(setup, child)
        if not of_child:
            return ()
        found.update(of_child)
    return tuple(sorted(found))


def _gap(line: Line, as_at: date) -> Gap:
    ended = None if line.last is None else min(_ends(line.last), as_at)
    return Gap(line.category.key, line.comparison, days_since(ended, as_at))


def _ends(code: str) -> date:
    return Period.parse(code).end
