"""How a series is judged: an XmR chart's mean, limits and signals, and what they say."""

from engagement_metrics.spc.judging import FEWEST_TO_FIX, Judged, judge
from engagement_metrics.spc.reading import (
    FEWEST,
    KINDS,
    WHY,
    figures_in,
    not_yet,
    of_point,
    read,
    ready,
)

__all__ = [
    "FEWEST",
    "FEWEST_TO_FIX",
    "KINDS",
    "WHY",
    "Judged",
    "figures_in",
    "judge",
    "not_yet",
    "of_point",
    "read",
    "ready",
]
