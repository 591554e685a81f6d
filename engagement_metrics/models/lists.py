"""The closed lists of the field: every word a record may use, and nowhere else."""

from enum import StrEnum


class Aim(StrEnum):
    """The four aims of the Suffolk framework's Appendix 2, the columns of the matrix."""

    INFORM = "inform"
    ENGAGE = "engage"
    INVOLVE = "involve"
    CO_PRODUCE = "co_produce"


class IndicatorKind(StrEnum):
    """Output: what we did. Outcome: what changed for people. Method: how we record it."""

    OUTPUT = "output"
    OUTCOME = "outcome"
    METHOD = "method"


class ActivityStatus(StrEnum):
    """How far the record of an activity has come."""

    PLANNED = "planned"
    FIGURES_TO_FOLLOW = "figures_to_follow"
    COMPLETE = "complete"
    CANCELLED = "cancelled"


class HeadsBasis(StrEnum):
    """How the number of people was come by."""

    COUNTED = "counted"
    ESTIMATED = "estimated"


class Mode(StrEnum):
    """A way people could take part in one activity."""

    IN_PERSON = "in_person"
    ONLINE = "online"
    BY_PHONE = "by_phone"
    ON_PAPER = "on_paper"


class WorkKind(StrEnum):
    """What kind of piece of work several activities belong to."""

    PROJECT = "project"
    SERVICE = "service"


class Stage(StrEnum):
    """How far a piece of work had come when people were first involved."""

    IDEAS = "ideas"
    OPTIONS = "options"
    DESIGN = "design"
    DELIVERY = "delivery"
    REVIEW = "review"


class AnswerState(StrEnum):
    """What became of a question about a characteristic (equality/EQUALITY, section 1)."""

    KNOWN = "known"
    PREFER_NOT_TO_SAY = "prefer_not_to_say"
    NOT_KNOWN = "not_known"
    NOT_ASKED = "not_asked"


class SuggestionStep(StrEnum):
    """A dated step in the life of a suggestion; with none yet, it is waiting."""

    LOOKED_INTO = "looked_into"
    ACTED_IN_FULL = "acted_in_full"
    ACTED_IN_PART = "acted_in_part"
    NOT_POSSIBLE = "not_possible"
    TOLD = "told"
    REMOVED = "removed"


class Wave(StrEnum):
    """When an evaluation question was asked; hope and experience are never mixed."""

    ON_THE_DAY = "on_the_day"
    FOLLOW_UP = "follow_up"


class FormFormat(StrEnum):
    """Which form was filled in; easy read answers are reported as their own line."""

    STANDARD = "standard"
    EASY_READ = "easy_read"


class ValueState(StrEnum):
    """Why there is, or is not, a number to show. Nothing is not zero."""

    MEASURED = "measured"
    NO_ACTIVITY = "no_activity"
    NONE_RECEIVED = "none_received"
    NOT_MEASURED = "not_measured"
    TOO_EARLY = "too_early"
    WITHHELD = "withheld"


class Direction(StrEnum):
    """Which way an indicator should move."""

    UP = "up"
    DOWN = "down"
    WATCH = "watch"


class AddsUp(StrEnum):
    """How figures of several months or places make one."""

    SUM = "sum"
    RATIO_OF_SUMS = "ratio_of_sums"
    LATEST = "latest"
    NEVER = "never"


class TargetForm(StrEnum):
    """The forms a target may take (rule R9 of the measure catalogue)."""

    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    SHARE_OF = "share_of"
    SOME_OF = "some_of"
    FROM_TO = "from_to"
    UP_BY_PERCENT = "up_by_percent"
    DONE_BY = "done_by"
    NOT_BELOW_CHANCE = "not_below_chance"
    WATCH = "watch"


class PeriodKind(StrEnum):
    """The lengths of period that figures are reported for."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


class Role(StrEnum):
    """Who somebody is to this tool; each role may do what `access` lists."""

    FORUM_MEMBER = "forum_member"
    CONTRIBUTOR = "contributor"
    FACILITATOR = "facilitator"
    LEAD = "lead"
    ADMINISTRATOR = "administrator"
    PUBLIC = "public"


class Audience(StrEnum):
    """The two audiences: those who may see exact group figures, and everyone."""

    TEAM = "team"
    SHARED = "shared"


class Event(StrEnum):
    """What happened to a record."""

    ADDED = "added"
    CHANGED = "changed"
    WITHDRAWN = "withdrawn"
    RESTORED = "restored"
    REMOVED = "removed"
    ERASED = "erased"


class ReviewState(StrEnum):
    """How far a review by a forum has come."""

    BEING_PREPARED = "being_prepared"
    UNDER_WAY = "under_way"
    FINISHED = "finished"


class ActionStatus(StrEnum):
    """What became of something that a forum asked for."""

    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


class ScoringStage(StrEnum):
    """How far the scoring of one dimension is in a round."""

    WAITING = "waiting"
    SCORING = "scoring"
    REVEALED = "revealed"
    SCORING_AGAIN = "scoring_again"
    REVEALED_AGAIN = "revealed_again"
    SETTLED = "settled"


class ScorerKind(StrEnum):
    """Who somebody is who scores in a round."""

    VOLUNTEER = "volunteer"
    STAFF = "staff"
    OTHER = "other"


class Sureness(StrEnum):
    """How sure somebody is of the level they chose."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


class RecordType(StrEnum):
    """The kinds of record that have a history."""

    ORGANISATION = "organisation"
    PLACE = "place"
    TOPIC = "topic"
    PRIORITY_GROUP = "priority_group"
    PIECE_OF_WORK = "piece_of_work"
    ACTIVITY = "activity"
    SUGGESTION = "suggestion"
    CHANGE = "change"
    ANSWER_SHEET = "answer_sheet"
    TYPED_FIGURE = "typed_figure"
    TARGET = "target"
    BASELINE = "baseline"
    PERSON = "person"
    LOCAL_MEASURE = "local_measure"
    FORUM_REVIEW = "forum_review"
    REVIEW_ITEM = "review_item"
    REVIEW_ACTION = "review_action"
    CLOSING = "closing"
    RE_BASE = "re_base"
    POINT_NOTE = "point_note"
    MATURITY_MODEL = "maturity_model"
    ASSESSMENT_ROUND = "assessment_round"
    ASSESSED_DIMENSION = "assessed_dimension"
    ASSESSMENT_EVIDENCE = "assessment_evidence"
    IMPROVEMENT_ACTION = "improvement_action"
    STORE = "store"
