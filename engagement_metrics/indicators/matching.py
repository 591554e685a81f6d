"""INF-02: how closely the people we reached match residents, one figure for each question asked."""

from engagement_metrics import equality, population
from engagement_metrics.equality import Counted, Coverage, Why, wording
from engagement_metrics.framework import Framework
from engagement_metrics.indicators.records import NO_RELEASE
from engagement_metrics.indicators.released import NOT_BY_TOPIC, ROUNDED
from engagement_metrics.indicators.totals import Totals
from engagement_metrics.indicators.values import Part, Value, no
from engagement_metrics.models import Aim, ValueState
from engagement_metrics.store import Filter, Setup

TOO_FEW = "Fewer than 50 people told us. That is too few for one number."
APART = "Each question has a figure of its own. They are not added up."


def match(totals: Totals, framework: Framework, setup: Setup, wanted: Filter) -> Value:
    """A line for each characteristic that can be judged: the overlap of two sets of shares, 0 to 1.

    A line's `low` is what one fair draw in twenty of so many residents falls below; it has no
    `high`. Under fifty known answers there is no number (rule R6).
    """
    counted = _counted(totals, framework)
    if totals.shared and wanted.topic_id is not None:
        return no(ValueState.WITHHELD, NOT_BY_TOPIC)
    if totals.shared and not counted.counts:
        return no(ValueState.WITHHELD, NO_RELEASE)
    places = equality.authorities_of(setup, wanted.place_id)
    if not places:
        return no(ValueState.NOT_MEASURED, "There is no population figure for this place.")
    parts = []
    for key, about in framework.characteristics.items():
        if about.overlapping or about.base in ("none", "small areas"):
            continue
        found = equality.coverage(
            framework, population.load(), key, counted.counts, counted.people.get(key, 0), places,
            fewest=counted.fewest,
        )  # fmt: skip
        if found.why is not Why.CONTEXT:
            parts.append(Part(about.name, _one(found, totals.shared)))
    if not any(part.value.measured for part in parts):
        return no(ValueState.NOT_MEASURED, "Too few people told us about themselves to compare.")
    return Value(
        ValueState.MEASURED, parts=tuple(parts),
        complete=totals.number("activities", "complete", Aim.INFORM),
        held=totals.number("activities", "held", Aim.INFORM),
        because=f"{APART} {ROUNDED}" if totals.shared else APART,
    )  # fmt: skip


def _one(found: Coverage, rounded: bool) -> Value:
    if found.match is None or not found.judged:
        return no(ValueState.NOT_MEASURED, wording.REASONS[found.why] or TOO_FEW)
    one = found.match
    if one.overlap is None or one.expected is None or one.lower is None:
        return no(ValueState.NOT_MEASURED, TOO_FEW)
    told = (
        f"By luck alone {one.known:,} people would give about {one.expected:.2f}, and seldom less "
        f"than {one.lower:.2f}. {wording.completeness(found, rounded)}"
    )
    return Value(ValueState.MEASURED, one.overlap, low=one.lower, because=told)


def _counted(totals: Totals, framework: Framework) -> Counted:
    """What inform activities count, exact or released."""
    people = totals.number("activities", "heads", Aim.INFORM)
    if totals.released is not None:
        return equality.of_release(totals.released.of_aim(Aim.INFORM), people, framework)
    counts = {
        key: {answer: n for answer, (n, _) in totals.lines("groups", Aim.INFORM, key).items()}
        for key in framework.characteristics
    }
    return Counted(counts, dict.fromkeys(framework.characteristics, people), equality.FEWEST_KNOWN)
