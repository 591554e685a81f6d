"""Small models, rounds and answers for the tests of self-assessment."""

from datetime import date

from engagement_metrics.maturity import Answer, AssessedRound
from engagement_metrics.models import (
    AssessedDimension,
    AssessmentEvidence,
    ImprovementAction,
    ScorerKind,
    ScoringStage,
)
from engagement_metrics.models.maturity_models import Dimension, Level, MaturityModel

NAMES = ("Not yet", "Starting", "In places", "Everywhere", "Leading")
LONG = "Understand needs, experience, ideas and hopes, and check change is working"


def model(*, code="ours", edition=1, levels=5, reworded=(), keys=("A1", "A2", "P3")):
    """Dimensions with two sentences for each level; those in `reworded` say something else."""
    titles = {"A1": "How well the network works", "A2": "Where topics come from", "P3": LONG}
    dimensions = tuple(
        Dimension(
            key, "Network", titles[key], f"How is {key}?", "A list",
            tuple(
                f"{key} is at {at}{' now' if key in reworded else ''}. It is checked."
                for at in range(1, levels + 1)
            ),
        )
        for key in keys
    )  # fmt: skip
    summaries = tuple(Level(at, NAMES[at - 1], f"Step {at}.") for at in range(1, levels + 1))
    return MaturityModel(code, edition, "Our levels", "Our own words", summaries, dimensions)


def answers(volunteers="", staff="", others="", dont_know=0):
    """Each figure is a level: answers('123', '44') are three volunteers and two of staff."""
    given = ((ScorerKind.VOLUNTEER, volunteers), (ScorerKind.STAFF, staff),
             (ScorerKind.OTHER, others))  # fmt: skip
    told = tuple(Answer(kind, int(level)) for kind, levels in given for level in levels)
    return told + (Answer(ScorerKind.STAFF, None),) * dont_know


def settled(key, level=None, position=0, stage=ScoringStage.SETTLED, **more):
    return AssessedDimension(
        round_id=1, dimension=key, position=position, stage=stage, agreed_level=level, **more
    )


def a_round(levels, *, number=1, held_on=date(2026, 5, 3), place="North", of=None, **more):
    """`levels` has the agreed level by dimension, None for 'not agreed', or the whole record."""
    dimensions = tuple(
        level if isinstance(level, AssessedDimension) else settled(key, level, at)
        for at, (key, level) in enumerate(levels.items())
    )
    title = f"Round {number}"
    return AssessedRound(number, title, held_on, place, of or model(), dimensions, **more)


def evidence(key, dated_on=None, good=True, text="A list.", link=""):
    return AssessmentEvidence(
        round_id=1, dimension=key, text=text, link=link, dated_on=dated_on, good=good
    )


def action(key="A1", due=date(2026, 9, 1), **more):
    return ImprovementAction(
        **{"round_id": 1, "dimension": key, "task": "Send a note", "owner": "Lead", "due": due}
        | more
    )
