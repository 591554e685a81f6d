"""The steps of a dimension that a button of the room screen takes."""

from engagement_metrics.access import Actor
from engagement_metrics.models import AssessedDimension, ScoringStage
from engagement_metrics.store import round_steps
from pages.parts import forms, room_saving

FORM = "showing"
NEXT = {
    ScoringStage.SCORING: ScoringStage.REVEALED,
    ScoringStage.SCORING_AGAIN: ScoringStage.REVEALED_AGAIN,
}


def reveal(actor: Actor, one: AssessedDimension) -> None:
    """Show the scores of a dimension, and put it on the screen; the callback of a button."""
    if _move(actor, one, NEXT[one.stage], "The scores are shown."):
        room_saving.talk(one.dimension)


def again(actor: Actor, one: AssessedDimension) -> None:
    """Open a dimension once more for a second score; the callback of a button."""
    _move(actor, one, ScoringStage.SCORING_AGAIN, "It is open for a second score.")


def _move(actor: Actor, one: AssessedDimension, to: ScoringStage, said: str) -> bool:
    """Take a step; whoever comes second sees how it stands. Whether it stands there now."""
    assert one.id is not None
    number, version = one.id, one.version

    def act() -> str:
        round_steps.move(actor, number, version, to)
        return said

    room_saving.press(FORM, act)
    return forms.typed(FORM, "saved") is not None
