"""An indicator's line in a summary: where it stands in words, and how it moved in a few more."""

from datetime import date

from engagement_metrics.framework import Indicator
from engagement_metrics.indicators import settled
from engagement_metrics.indicators.standing import Aimed, Standing
from engagement_metrics.indicators.values import Value
from engagement_metrics.indicators.wording import face, share
from engagement_metrics.models import Direction, Period

STANDS = {
    Standing.MET: "Met",
    Standing.MET_SO_FAR: "Met so far",
    Standing.NOT_MET: "Not met: off track",
    Standing.NOT_MET_SO_FAR: "Not met so far: off track",
    Standing.ON_THE_WAY: "Not yet",
    Standing.WATCH: "Watched",
    Standing.NO_FIGURE: "Cannot be judged",
}


def stands(indicator: Indicator, aimed: Aimed | None) -> str:
    """Where an indicator stands in a few words; a watched one is never judged (R13)."""
    if indicator.direction is Direction.WATCH:
        return STANDS[Standing.WATCH]
    return "No target set" if aimed is None else STANDS[aimed.standing]


def of_target(aimed: Aimed | None) -> str:
    """What to know of a target: that it was set late (R9), and why it cannot be judged; or ''."""
    if aimed is None:
        return ""
    late = "This target was set after the period had ended." if aimed.late else ""
    return " ".join(filter(None, (late, aimed.because)))


def likely(value: Value) -> str:
    """How sure a percentage of answers is, in a sentence; '' for what is no sample (R5).

    >>> from engagement_metrics.indicators.values import percentage
    >>> likely(percentage(8, 10, sampled=True))
    'If we asked others like them, it would most likely be between 49% and 94%.'
    """
    if value.low is None or value.high is None:
        return ""
    between = f"between {share(value.low)} and {share(value.high)}"
    return f"If we asked others like them, it would most likely be {between}."


def moved(indicator: Indicator, now: Value, before: Value, period: Period, day: date) -> str:
    """How a figure moved since the period before, in one short sentence without a judgement.

    A figure that may still change by a `day` is set beside the one before, and not called more or
    less: the period is under way, or it or the one before is not settled yet.
    """
    earlier = period.before()
    if now.number is None:
        return _no_number(indicator, now, before, earlier)
    if now.pooled:
        return "Answers are not shared for this time alone, so this is the whole year."
    if before.number is None or before.pooled:
        return f"There is no figure for {earlier.short} to set beside it."
    if now.edition != before.edition:
        return f"The wording changed, so it is not set beside {earlier.short}."
    to, since = face(indicator, now), face(indicator, before)
    if settled.until(indicator, earlier, day) is not None:
        return f"So far. {earlier.short} came to {since} so far."
    if settled.grows(indicator, period, day):
        return f"So far. All of {earlier.short} came to {since}."
    if settled.until(indicator, period, day) is not None:
        return f"So far. {earlier.short} came to {since}."
    if to == since:
        return f"The same as in {earlier.short}."
    return f"{'Up' if now.number > before.number else 'Down'} from {since} in {earlier.short}."


def _no_number(indicator: Indicator, now: Value, before: Value, earlier: Period) -> str:
    if now.parts:
        return "Open it to see each of them."
    if now.measured:
        return "Too few answers to say how it moved."
    if before.number is not None:
        return f"It was {face(indicator, before)} in {earlier.short}."
    return "Nothing to compare yet."
