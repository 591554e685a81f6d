"""Small rounds of self-assessment, for tests."""

from datetime import date

from engagement_metrics import store
from engagement_metrics.access import LOCAL_USER
from engagement_metrics.models import (
    AssessedDimension,
    AssessmentEvidence,
    AssessmentRound,
    Dimension,
    Level,
    MaturityModel,
    ScorerKind,
    ScoringStage,
)
from engagement_metrics.store import round_steps, rounds, scores, scoring

NAMES = ("Not yet", "Begun", "In places", "Everywhere", "Leading")
DAY = date(2026, 6, 1)


def model(*keys, levels=5):
    """A model of a few dimensions, two sentences to each level."""
    return MaturityModel(
        code="ours",
        edition=1,
        name="How well we listen",
        source="Our wording",
        levels=tuple(Level(at, NAMES[at - 1], f"In one line {at}.") for at in range(1, levels + 1)),
        dimensions=tuple(
            Dimension(
                key, "Listening", f"Dimension {key}", f"Do we do {key} well?", "Minutes, papers",
                tuple(f"{key} is at {at}. People say so." for at in range(1, levels + 1)),
            )
            for key in keys or ("A1", "P1")
        ),
    )  # fmt: skip


def prepared(title="Spring round", of=None, held_on=DAY, **fields):
    """A round that nobody has opened yet."""
    of = of or model()
    return AssessmentRound(
        title=title, held_on=held_on, model_code=of.code, model_edition=of.edition,
        content=of.as_json(), **fields,
    )  # fmt: skip


def stored(*keys, title="Spring round", of=None, **fields):
    """The number of a round that is being prepared, and those of its dimensions by their ids."""
    of = of or model(*keys)
    with store.session(LOCAL_USER) as write:
        number = write.add(prepared(title, of, **fields))
        return number, {
            one.id: write.add(AssessedDimension(round_id=number, dimension=one.id, position=at))
            for at, one in enumerate(of.dimensions, start=1)
        }


def opened(open_=True, scored=False):
    """The number of a round under way, and of its first dimension; one score in it if asked for."""
    number, dimensions = stored("A1")
    if open_:
        round_steps.begin(LOCAL_USER, number, 1)
    if scored:
        round_steps.move(LOCAL_USER, dimensions["A1"], 1, ScoringStage.SCORING)
        scoring.score(seated(number), "A1", 1, scores.Given(3))
    return number, dimensions["A1"]


def seated(number, kind=ScorerKind.VOLUNTEER):
    """The link of somebody who joined."""
    link = scoring.new_link()
    scoring.join(number, kind, link, key=rounds.in_full(LOCAL_USER, number).round.join_key or "")
    return link


def scored(number, dimension, wave, levels, kind=ScorerKind.VOLUNTEER):
    """The links of people who joined, and scored a dimension so."""
    links = [seated(number, kind) for _ in levels]
    for link, level in zip(links, levels, strict=True):
        scoring.score(link, dimension, wave, scores.Given(level))
    return links


def dimension(number, key="A1"):
    """A dimension of a round as it stands."""
    return next(
        one for one in rounds.in_full(LOCAL_USER, number).dimensions if one.dimension == key
    )


def step(number, key, stage):
    """Bring a dimension one step on, as it stands now."""
    here = dimension(number, key)
    round_steps.move(LOCAL_USER, here.id, here.version, stage)


def shown(number, key="A1", levels=(3,)):
    """Bring a dimension to where its first scores are shown, with evidence beside it."""
    step(number, key, ScoringStage.SCORING)
    links = scored(number, key, 1, levels)
    step(number, key, ScoringStage.REVEALED)
    with store.session(LOCAL_USER) as write:
        write.add(AssessmentEvidence(round_id=number, dimension=key, text="The minutes"))
    return links


def settled(number, key="A1", **values):
    """Settle a dimension whose scores are shown."""
    here = dimension(number, key)
    round_steps.settle(LOCAL_USER, here.id, here.version, {"agreed_level": 1, **values})


def ended(number, day=DAY):
    """End a round, with one dimension settled first where none is."""
    if dimension(number).stage is ScoringStage.WAITING:
        shown(number)
        settled(number)
    here = rounds.in_full(LOCAL_USER, number).round
    round_steps.finish(LOCAL_USER, number, here.version, day)
