"""A round of self-assessment in words: how far it is, and how each dimension stands in it."""

from datetime import date

from engagement_metrics.models import (
    AssessedDimension,
    AssessmentRound,
    ReviewState,
    ScorerKind,
    ScoringStage,
    Sureness,
)
from engagement_metrics.store import Setup
from engagement_metrics.store.rounds import Round
from pages.parts.days import day
from pages.parts.meeting_words import number_of, people

STATES = {
    ReviewState.BEING_PREPARED: "Being prepared",
    ReviewState.UNDER_WAY: "Under way",
    ReviewState.FINISHED: "Finished",
}
STAGES = {
    ScoringStage.WAITING: "Not open yet",
    ScoringStage.SCORING: "Open for scoring",
    ScoringStage.REVEALED: "Scores are shown",
    ScoringStage.SCORING_AGAIN: "Open for a second score",
    ScoringStage.REVEALED_AGAIN: "Second scores are shown",
}
KINDS = {
    ScorerKind.VOLUNTEER: "Volunteer",
    ScorerKind.STAFF: "Staff",
    ScorerKind.OTHER: "Other",
}
SURE = {Sureness.LOW: "Low", Sureness.MEDIUM: "Medium", Sureness.HIGH: "High"}


def about(setup: Setup, of: AssessmentRound) -> str:
    """When the round is, and for which place."""
    return f"{day(of.held_on)} · {setup.place_name(of.place_id)}"


def stands(found: Round, one: AssessedDimension) -> str:
    """How far a dimension is, or what was agreed of it."""
    if one.stage is not ScoringStage.SETTLED:
        return STAGES[one.stage]
    if one.agreed_level is None:
        return "Settled: we did not agree"
    return f"Agreed: {level(found, one.agreed_level)}"


def level(found: Round, at: int) -> str:
    """A level with its name."""
    return f"level {at}, {found.model.levels[at - 1].name}"


def joined(found: Round) -> str:
    """Who joined and is here still, by kind, and how many had to leave."""
    here = found.scorers
    whole = sum(here.values())
    if not whole and not found.left:
        return "Nobody has joined yet."
    kinds = (
        (here.get(ScorerKind.VOLUNTEER, 0), "volunteer", "volunteers"),
        (here.get(ScorerKind.STAFF, 0), "staff", "staff"),
        (here.get(ScorerKind.OTHER, 0), "other", "others"),
    )
    apart = ", ".join(f"{n} {one if n == 1 else many}" for n, one, many in kinds if n)
    left = f" {people(found.left)} left." if found.left else ""
    return f"{people(whole)} joined{f': {apart}' if apart else ''}.{left}"


def age(on: date, today: date) -> str:
    """How long ago the day of a piece of evidence was.

    >>> age(date(2025, 9, 3), date(2026, 11, 5)), age(date(2026, 11, 1), date(2026, 11, 5))
    ('from 14 months ago', 'from less than a month ago')
    """
    months = (today.year - on.year) * 12 + today.month - on.month - (today.day < on.day)
    if months < 1:
        return "from less than a month ago"
    if months < 24:
        return f"from {number_of(months, 'month')} ago"
    return f"from {number_of(months // 12, 'year')} ago"
