"""MAT-01 to MAT-04: what the rounds of self-assessment come to; levels are never averaged."""

from collections.abc import Callable, Sequence

from engagement_metrics import maturity
from engagement_metrics.indicators.values import Part, Value, no
from engagement_metrics.maturity import AssessedRound, Measured
from engagement_metrics.models import ValueState
from engagement_metrics.store import Filter, FinishedRound, Setup

NOT_BY_TOPIC = "This measure is not recorded by topic."
NO_ROUND = "No self-assessment was held here in this time."
BELOW = "No self-assessment was held for this place itself. Choose {places}."
BY_DIMENSION = "One line for each. They are never put into one number."


def value(key: str, rounds: Sequence[FinishedRound], setup: Setup, wanted: Filter) -> Value:
    """One of MAT-01 to MAT-04 for a filter.

    MAT-01 and MAT-02 are of the latest round of the place itself; MAT-03 adds up the latest round
    of each place within it; MAT-04 the actions of all rounds within it, by the day they are due.
    """
    if wanted.topic_id is not None:
        return no(ValueState.NOT_MEASURED, NOT_BY_TOPIC)
    within = [one for one in rounds if _within(one, setup, wanted)]
    if key == "MAT-04":
        start, end = (wanted.period.start, wanted.period.end) if wanted.period else (None, None)
        actions = [action for one in within for action in one.actions]
        first = start or min((one.due for one in actions), default=wanted.day)
        return _told(maturity.mat_04(actions, first, end or wanted.day, wanted.day))
    held = [
        one
        for one in within
        if wanted.period is None or wanted.period.start <= one.held_on <= wanted.period.end
    ]
    if not held:
        return no(ValueState.NOT_MEASURED, NO_ROUND)
    latest = {_home(one.place_id, setup): one for one in held}  # the later comes later
    if key == "MAT-03":
        return _told(maturity.mat_03([as_assessed(one, setup) for one in latest.values()]))
    here = latest.get(_home(wanted.place_id, setup))
    if here is None:
        names = sorted(setup.place_name(one.place_id) for one in latest.values())
        return no(ValueState.NOT_MEASURED, BELOW.format(places=" or ".join(names)))
    return _told(BY_ROUND[key](as_assessed(here, setup)))


BY_ROUND: dict[str, Callable[[AssessedRound], Measured]] = {
    "MAT-01": maturity.mat_01,
    "MAT-02": maturity.mat_02,
}
KEYS = frozenset({*BY_ROUND, "MAT-03", "MAT-04"})


def first_year(rounds: Sequence[FinishedRound]) -> int | None:
    """The financial year of the first round; None where there is none."""
    return min((one.held_on.year - (one.held_on.month < 4) for one in rounds), default=None)


def as_assessed(found: FinishedRound, setup: Setup) -> AssessedRound:
    """A finished round as `maturity` reckons with it."""

    def answers(wave: int) -> dict[str, tuple[maturity.Answer, ...]]:
        return {
            dimension: tuple(maturity.Answer(kind, level) for kind, level in given)
            for (dimension, of), given in found.scores.items()
            if of == wave
        }

    return AssessedRound(
        found.number, found.title, found.held_on,
        "" if found.place_id is None else setup.place_name(found.place_id),
        found.model, found.dimensions, found.evidence, found.actions, answers(1), answers(2),
    )  # fmt: skip


def _home(place_id: int | None, setup: Setup) -> int | None:
    """The place of a round: the one above all others is the same as all places."""
    tops = setup.children(None)
    return None if len(tops) == 1 and place_id == tops[0] else place_id


def _within(found: FinishedRound, setup: Setup, wanted: Filter) -> bool:
    if found.place_id is None:
        return _home(wanted.place_id, setup) is None
    return found.place_id in wanted.place_ids


def _told(found: Measured) -> Value:
    """A measured value, with a line for each dimension in place of a number where there are any."""
    parts = tuple(Part(one.label, _told(one.value)) for one in found.parts)
    because = found.because or (BY_DIMENSION if parts else "")
    return Value(found.state, found.number, found.top, found.bottom, because=because, parts=parts)
