"""What may be shown to whom: released figures of groups, and answers too few to show."""

from engagement_metrics.disclosure.answers import (
    FEWEST_ANSWERS,
    without_few_answers,
    without_groups_and_notes,
)
from engagement_metrics.disclosure.released import ReleasedGroups
from engagement_metrics.disclosure.releasing import (
    FEWEST_PEOPLE,
    Heard,
    LeftOut,
    ReleasedCell,
    by_quarter,
    cell_id,
    pool,
    release,
)
from engagement_metrics.disclosure.rounding import shown

__all__ = [
    "FEWEST_ANSWERS",
    "FEWEST_PEOPLE",
    "Heard",
    "LeftOut",
    "ReleasedCell",
    "ReleasedGroups",
    "by_quarter",
    "cell_id",
    "pool",
    "release",
    "shown",
    "without_few_answers",
    "without_groups_and_notes",
]
