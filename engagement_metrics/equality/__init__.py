"""Who was heard beside who lives here: shares, how sure they are, gaps, and how complete it is."""

from engagement_metrics.equality import experts, wording
from engagement_metrics.equality.comparing import (
    Comparison,
    Verdict,
    compare,
    people_short,
    place_adjusted,
    wilson,
)
from engagement_metrics.equality.completeness import Band, Completeness, complete, shares
from engagement_metrics.equality.counting import (
    Counted,
    Groups,
    last_of_release,
    of_groups,
    of_release,
)
from engagement_metrics.equality.coverage import (
    FEWEST_KNOWN,
    FEWEST_SHOWN,
    Counts,
    Coverage,
    Line,
    Why,
    coverage,
)
from engagement_metrics.equality.gaps import Gap, Recency, days_since, gap_order, recency
from engagement_metrics.equality.heard import Heard, Missing, authorities_of, heard
from engagement_metrics.equality.matching import Match, match, overlap
from engagement_metrics.equality.views import by_place, view

__all__ = [
    "by_place",
    "view",
    "Counted",
    "Heard",
    "Missing",
    "authorities_of",
    "heard",
    "last_of_release",
    "Groups",
    "of_groups",
    "of_release",
    "wording",
    "FEWEST_KNOWN",
    "FEWEST_SHOWN",
    "Band",
    "Counts",
    "Coverage",
    "Line",
    "Why",
    "coverage",
    "Comparison",
    "Completeness",
    "Gap",
    "Match",
    "Recency",
    "Verdict",
    "compare",
    "complete",
    "days_since",
    "experts",
    "gap_order",
    "match",
    "overlap",
    "people_short",
    "place_adjusted",
    "recency",
    "shares",
    "wilson",
]
