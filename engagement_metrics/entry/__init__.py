"""One validation for every way in: a valid record comes out, or a sentence on what to change."""

from engagement_metrics.entry.activities import accept_activity
from engagement_metrics.entry.answers import accept_answers
from engagement_metrics.entry.faults import EntryError
from engagement_metrics.entry.feedback import accept_change, accept_suggestion
from engagement_metrics.entry.figures import accept_baseline, accept_figure, accept_target
from engagement_metrics.entry.known import Known
from engagement_metrics.entry.measures import accept_measure, accept_measure_back
from engagement_metrics.entry.notes import MOST_OF_A_NOTE, accept_point_note, accept_re_base
from engagement_metrics.entry.people import accept_person
from engagement_metrics.entry.reasons import MOST_OF_A_REASON, accept_reason
from engagement_metrics.entry.reviews import (
    NO_AGENDA,
    accept_action,
    accept_agenda,
    accept_finish,
    accept_notes,
    accept_review,
)
from engagement_metrics.entry.rounds import (
    Agreeing,
    accept_agreed,
    accept_aim,
    accept_improvement,
    accept_round,
    accept_sheet,
    few_scorers,
    how_many_to_improve,
)
from engagement_metrics.entry.setting_up import (
    accept_group,
    accept_organisation,
    accept_place,
    accept_topic,
    accept_work,
)
from engagement_metrics.entry.tallied import with_tallies
from engagement_metrics.entry.unfinished import decoded, keepable
from engagement_metrics.entry.who_came import AnswersSoFar, WhoCame, add_up

__all__ = [
    "MOST_OF_A_NOTE",
    "MOST_OF_A_REASON",
    "NO_AGENDA",
    "Agreeing",
    "AnswersSoFar",
    "EntryError",
    "Known",
    "WhoCame",
    "accept_action",
    "accept_activity",
    "accept_agreed",
    "accept_aim",
    "accept_agenda",
    "accept_answers",
    "accept_baseline",
    "accept_change",
    "accept_figure",
    "accept_finish",
    "accept_group",
    "accept_improvement",
    "accept_measure",
    "accept_measure_back",
    "accept_notes",
    "accept_organisation",
    "accept_person",
    "accept_point_note",
    "accept_re_base",
    "accept_place",
    "accept_reason",
    "accept_review",
    "accept_round",
    "accept_sheet",
    "accept_suggestion",
    "accept_target",
    "accept_topic",
    "accept_work",
    "add_up",
    "decoded",
    "few_scorers",
    "how_many_to_improve",
    "keepable",
    "with_tallies",
]
