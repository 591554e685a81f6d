"""What may be shown to whom: released figures of groups and of answers."""

from engagement_metrics.disclosure.answers import (
    FEWEST_ANSWERS,
    FORMS,
    Answered,
    ReleasedAnswer,
    ReleasedAnswers,
    of_quarter,
    of_year,
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
    "FORMS",
    "Answered",
    "Heard",
    "LeftOut",
    "ReleasedAnswer",
    "ReleasedAnswers",
    "ReleasedCell",
    "ReleasedGroups",
    "by_quarter",
    "cell_id",
    "of_quarter",
    "of_year",
    "pool",
    "release",
    "shown",
    "without_groups_and_notes",
]
