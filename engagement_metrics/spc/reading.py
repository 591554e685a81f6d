"""What a judged series says in plain words, or why it cannot say it yet."""

import math
from collections.abc import Sequence

from engagement_metrics.spc import signals
from engagement_metrics.spc.judging import COMMON, Judged

# Fewer figures than this move their own limits too much for an icon to be trusted.
FEWEST = 13
KINDS = {
    COMMON: "As usual",
    "special_cause_improvement": "Better than usual",
    "special_cause_concern": "Worse than usual",
    "special_cause_neutral_high": "Higher than usual",
    "special_cause_neutral_low": "Lower than usual",
}
WHY = {
    signals.COMMON: "",
    signals.ABOVE_LIMIT: "above the upper limit",
    signals.BELOW_LIMIT: "below the lower limit",
    signals.RISING: "seven or more in a row, each one higher",
    signals.FALLING: "seven or more in a row, each one lower",
    signals.NEAR_ABOVE: "two of three close to the upper limit",
    signals.NEAR_BELOW: "two of three close to the lower limit",
    signals.RUN_ABOVE: "seven or more in a row above the mean",
    signals.RUN_BELOW: "seven or more in a row below the mean",
}
COUNTED = {"month": "months", "quarter": "quarters", "year": "years"}


def figures_in(judged: Judged, segment: int | None = None) -> int:
    """How many figures a stretch holds, missing ones aside; the current stretch unless told."""
    points = judged.points
    wanted = points["segment"].iloc[-1] if segment is None else segment
    return int(points["value"][points["segment"] == wanted].notna().sum())


def ready(judged: Judged) -> bool:
    """Whether the current stretch has the thirteen figures that its icons need, and limits."""
    return figures_in(judged) >= FEWEST and not math.isnan(judged.points["upper_limit"].iloc[-1])


def since(judged: Judged) -> int:
    """The row where the last point's run of special cause began; its own where it is alone.

    A run is of points that stand out to the same side, one after the other, in one stretch; of a
    rise or a fall, it is the points that each go further.
    """
    points = judged.points
    values, labels = points["value"].tolist(), points["special_cause"].tolist()
    last = labels[-1]
    side = signals.HIGH if last in signals.HIGH else signals.LOW
    at = len(labels) - 1
    while at > _first(judged):
        if last == signals.RISING:
            goes_on = values[at - 1] < values[at]
        elif last == signals.FALLING:
            goes_on = values[at - 1] > values[at]
        else:
            goes_on = labels[at - 1] in side
        if not goes_on:
            break
        at -= 1
    return at


def of_point(point_type: str, label: str) -> str:
    """One point in words: 'Better than usual: above the upper limit'."""
    return ": ".join(filter(None, (KINDS[point_type], WHY[label])))


def read(judged: Judged, labels: Sequence[str], target: str = "") -> str:
    """What the two icons say: first whether it has changed, then whether chance meets the target.

    `labels` are the periods of its points in date order; `target` is in words ('60%').
    """
    return " ".join(filter(None, (variation(judged, labels), assurance(judged, labels, target))))


def variation(judged: Judged, labels: Sequence[str]) -> str:
    """Whether something has changed, and since when."""
    icon = judged.variation_icon
    if icon == COMMON:
        if _constant(judged):
            return "No sign of a real change: it is the same each time."
        told = "No sign of a real change: it goes up and down as chance would have it."
        before = [at for at in range(_first(judged), len(labels)) if _stands_out(judged, at)]
        return f"{told} It last stood out in {labels[before[-1]]}." if before else told
    last = judged.points["special_cause"].iloc[-1]
    begun = since(judged)
    alone = begun == len(labels) - 1
    when = f"in {labels[begun]}" if alone else f"since {labels[begun]}"
    kind, side = icon.split("_")
    if last in (signals.RISING, signals.FALLING):
        way = "Up" if last == signals.RISING else "Down"
        return f"{way} step by step {when}. {_WAY[kind]} Chance alone would seldom do this."
    word = {"improvement": "Better", "concern": "Worse"}.get(kind) or _SIDE[side]
    told = f"{word} than usual {when}."
    if kind == "neutral":
        return f"{told} {_WAY[kind]}"
    return f"{told} Chance alone would seldom take it so {side}."


def _constant(judged: Judged) -> bool:
    """Whether all figures of the current stretch are one and the same."""
    points = judged.points
    values = points["value"][points["segment"] == points["segment"].iloc[-1]]
    return bool(values.nunique() == 1)


_SIDE = {"high": "Higher", "low": "Lower"}
_WAY = {
    "improvement": "That is the right way.",
    "concern": "That is the wrong way.",
    "neutral": "We watch this one: no way is better than the other.",
}


def assurance(judged: Judged, labels: Sequence[str], target: str) -> str:
    """Whether the target is met as things stand; '' without a target or a good direction.

    Where the last figure is on the other side of the target than its limits, both are said.
    """
    if not target:
        return ""
    icon, last = judged.assurance_icon, labels[-1]
    if icon == "fail" and judged.met:
        lasting = len(labels) - since(judged) >= signals.RUN and judged.variation_icon != COMMON
        more = " If that will last, it is time for new limits." if lasting else ""
        return f"Its limits say it will miss {target}, but it met that in {last}.{more}"
    if icon == "pass" and judged.met is False:
        return f"Its limits say it should meet {target}, but it did not in {last}."
    return {
        "pass": f"It should meet {target} each time, if nothing changes.",
        "fail": f"It will not meet {target} unless something changes.",
        "inconsistent": f"It could hit or miss {target} by chance alone.",
        None: "",
    }[icon]


def not_yet(judged: Judged, labels: Sequence[str], words: Sequence[str], kind: str) -> str:
    """Why the current stretch cannot be judged yet, and what can be said of it already.

    `words` are the figures as they stand on the page; `kind` is month, quarter or year.
    """
    points = judged.points
    rows = [
        at
        for at in points.index[points["segment"] == points["segment"].iloc[-1]].tolist()
        if not math.isnan(points["value"][at])
    ]
    counted = COUNTED[kind].removesuffix("s" if len(rows) == 1 else "")
    start = f" since new limits began in {labels[_first(judged)]}" if _first(judged) else ""
    told = (
        f"{len(rows)} {counted} so far{start}; we need {FEWEST} to tell a real change from chance."
    )
    if len(rows) >= FEWEST:
        told = "Too many gaps lie between the figures to tell a real change from chance."
    if not rows:
        return told
    low = min(rows, key=lambda at: points["value"][at])
    high = max(rows, key=lambda at: points["value"][at])
    if len(rows) == 1:
        return f"{told} It was {words[low]} in {labels[low]}."
    if points["value"][low] == points["value"][high]:
        return f"{told} So far it was {words[low]} each time."
    return (
        f"{told} So far the highest was {words[high]} in {labels[high]}, "
        f"the lowest {words[low]} in {labels[low]}."
    )


def _stands_out(judged: Judged, at: int) -> bool:
    return bool(judged.points["special_cause"].iloc[at] != signals.COMMON)


def _first(judged: Judged) -> int:
    """The first row of the current stretch."""
    segments = judged.points["segment"].tolist()
    return segments.index(segments[-1])
