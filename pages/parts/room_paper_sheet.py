"""The paper sheet of a round: each question with what each level says, to tick and to say why."""

from html import escape

from engagement_metrics.store.rounds import Round
from pages.parts.days import day
from pages.parts.paper_pieces import Asked, beside, box, field, framed, lines, number, ticks
from pages.parts.room_words import KINDS, SURE

TELL = (
    "For each question tick the level that fits best today. 'I do not know' is a proper answer.",
    "Put no name on this sheet. Nobody is told who gave which score.",
)
SHARED = "The group may read what I wrote, without my name"


def sheet(found: Round, organisation: str, large: bool) -> str:
    """The whole sheet as HTML."""
    asked = Asked(large=large, organisation=organisation)
    head = field("Sheet number (the person who types it in writes it here)", number())
    head += field("Who are you?", ticks(KINDS.values(), across=3))
    body = "".join(_question(found, one.dimension) for one in found.dimensions)
    title = f"{found.round.title}, {day(found.round.held_on)}"
    return framed("round", title, asked, map(escape, TELL), head + body)


def _question(found: Round, key: str) -> str:
    asked = found.model.dimension(key)
    levels = [
        f"{level.level} {level.name}: {statement}"
        for level, statement in zip(found.model.levels, asked.statements, strict=True)
    ]
    again = beside(
        field("Second score, after the talk", number(), "A level, or nothing"),
        field("Why?", box()),
    )
    return (
        f"<section><h3>{escape(asked.name)}</h3><p>{escape(asked.question)}</p>"
        f"{ticks([*levels, 'I do not know'])}"
        f"{field('Why?', lines(2))}{field('How sure are you?', ticks(SURE.values(), across=3))}"
        f"{ticks([SHARED])}{again}</section>"
    )
