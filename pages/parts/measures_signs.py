"""How each measure moves, for the summary: the two signs where it can be judged, and words."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from engagement_metrics import indicators, spc
from engagement_metrics.access import Actor
from engagement_metrics.framework import Framework
from engagement_metrics.indicators import Point, Value, settled
from engagement_metrics.models import Audience, PeriodKind
from engagement_metrics.store import Filter, Frames, Setup
from pages.parts import judged_series, judging_words, series
from pages.parts.judged_series import Series
from pages.parts.view import View, frames


@dataclass(frozen=True)
class Signs:
    """The icons of a judged series by name, and what they say."""

    icons: tuple[str, ...]
    said: str


def read(actor: Actor, view: View, only: frozenset[str]) -> Mapping[str, Signs]:
    """The signs of those of some measures that can be judged, by id."""
    return found(actor, view, frames(actor, view.audience, view.wanted, "month"), only)


def found(
    actor: Actor, view: View, by_month: Frames, only: frozenset[str]
) -> Mapping[str, Signs]:  # fmt: skip
    """The same from frames by month that were read already.

    Worked out once for each set of frames, which the store remembers for one data version; what is
    handed out must not be changed.
    """
    about = (view.definitions, view.setup, view.audience, view.wanted, view.frames, by_month)
    return _found(actor, *about, only)


def said(view: View, before: Mapping[str, Value], only: frozenset[str]) -> dict[str, str]:
    """How each moved since its value in the period before, by id."""
    wanted = view.wanted
    assert wanted.period is not None
    period, day = wanted.period, wanted.day
    return {
        key: indicators.moved(
            view.definitions.indicators[key], view.values[key], before[key], period, day
        )
        for key in only
    }


@lru_cache(maxsize=128)
def _found(
    actor: Actor,
    definitions: Framework,
    setup: Setup,
    audience: Audience,
    wanted: Filter,
    whole: Frames,
    by_month: Frames,
    only: frozenset[str],
) -> Mapping[str, Signs]:
    view = View(definitions, setup, audience, wanted, None, whole, {}, {})
    found = {key: _signs(actor, view, key, by_month) for key in only}
    return {key: signs for key, signs in found.items() if signs is not None}


def _signs(actor: Actor, view: View, key: str, by_month: Frames) -> Signs | None:
    """Out of months where there are enough of them, else out of quarters; None for too few."""
    indicator = view.definitions.indicators[key]
    if indicator.waits:
        return None
    for kind in (PeriodKind.MONTH, PeriodKind.QUARTER):
        points = indicators.over_periods(
            indicator, view.definitions, view.setup, by_month, view.wanted,
            series.every_period(indicator, view.wanted, kind, by_month),
        )  # fmt: skip
        day = view.wanted.day
        if not settled.enough(indicator, day, points[-series.POINTS[kind] :]):
            continue
        whole = settled.whole(indicator, day, points)
        found = judged_series.judged(actor, view, indicator, whole)
        if spc.ready(found.judged):
            target = judging_words.aim(view, indicator, found.target, kind)
            icons = filter(None, (found.judged.variation_icon, found.judged.assurance_icon))
            said = _by_then(whole[-1], view.wanted, _short(found, target))
            return Signs(tuple(icons), said)
    return None


def _by_then(last: Point, wanted: Filter, said: str) -> str:
    """What is said, with the last period that was judged where that is after the one looked at."""
    period = wanted.period
    later = period is not None and last.period is not None and last.period.end > period.end
    return f"By {last.label}: {said[:1].lower()}{said[1:]}" if later else said


def _short(found: Series, target: str) -> str:
    """What the icons say in as few words as a line of the summary has room for.

    The first sentence on change, without what explains it, and the one on the target.
    """
    change = spc.read(found.judged, found.labels)
    aim = spc.read(found.judged, found.labels, target).removeprefix(change)
    first = change.partition(". ")[0].partition(":")[0].removesuffix(".")
    return f"{first}.{aim}"
