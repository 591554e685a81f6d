"""One validation for every way in: a valid record comes out, or a sentence on what to change."""

from engagement_metrics.entry.activities import accept_activity
from engagement_metrics.entry.answers import accept_answers
from engagement_metrics.entry.faults import EntryError
from engagement_metrics.entry.feedback import accept_change, accept_suggestion
from engagement_metrics.entry.figures import accept_baseline, accept_figure, accept_target
from engagement_metrics.entry.known import Known
from engagement_metrics.entry.people import accept_person
from engagement_metrics.entry.reasons import MOST_OF_A_REASON, accept_reason
from engagement_metrics.entry.setting_up import (
    accept_group,
    accept_organisation,
    accept_place,
    accept_topic,
    accept_work,
)
from engagement_metrics.entry.tallied import with_tallies
from engagement_metrics.entry.unfinished import decoded, keepable

__all__ = [
    "MOST_OF_A_REASON",
    "EntryError",
    "Known",
    "accept_activity",
    "accept_answers",
    "accept_baseline",
    "accept_change",
    "accept_figure",
    "accept_group",
    "accept_organisation",
    "accept_person",
    "accept_place",
    "accept_reason",
    "accept_suggestion",
    "accept_target",
    "accept_topic",
    "accept_work",
    "decoded",
    "keepable",
    "with_tallies",
]
