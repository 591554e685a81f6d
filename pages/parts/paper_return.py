"""The after-activity return on paper: the fields of Quick entry, in its order and its words."""

from engagement_metrics import framework
from engagement_metrics.store import Setup
from pages.parts import entry_who
from pages.parts.entry_fields import AIMS
from pages.parts.entry_more import MODES, STATUSES, YES_NO
from pages.parts.entry_words import BASES, COUNTS_ONLY, LABELS, MONTH_OR_YEAR, TITLE
from pages.parts.paper_pieces import (
    Asked,
    beside,
    box,
    counts,
    day,
    field,
    framed,
    lines,
    number,
    ticks,
)

TOLD = (
    "Counts only, never names. Tick one box where there is a list.",
    "Type it in later, in Quick entry. It has these boxes in the same order.",
)
PEOPLE = "People"
MOST_TO_TICK = 12  # topics; more of them would fill the sheet, so a line takes their place


def sheet(asked: Asked, setup: Setup) -> str:
    """The whole sheet as HTML."""
    return framed(
        "return", TITLE, asked, TOLD, _first(asked) + _who(asked) + _then(setup) + _more(setup)
    )


def asks(name: str, boxes: str, hint: str = "") -> str:
    """The field of that name, in the screen's words."""
    return field(LABELS[name], boxes, hint)


def _first(asked: Asked) -> str:
    methods = [method.name for method in framework.load().methods.values()]
    return "".join(
        (
            beside(asks("ends", day(asked.day)), asks("place", box(asked.place))),
            asks("title", box()),
            asks("aim", ticks(AIMS.values(), across=2)),
            asks("method", ticks(methods, across=3)),
            beside(asks("heads", number()), asks("heads_basis", ticks(BASES, across=2))),
        )
    )


def _who(asked: Asked) -> str:
    definitions = framework.load()
    tables = "".join(
        counts(
            definitions.characteristics[characteristic].name,
            entry_who.categories(characteristic).values(),
            PEOPLE,
        )
        for characteristic in asked.characteristics
    )
    return (
        f"<div class='who'><h3>{LABELS['who']}</h3><p>{COUNTS_ONLY}</p>"
        f"<p class='label'>{LABELS['characteristics']}</p><div class='tables'>{tables}</div></div>"
    )


def _then(setup: Setup) -> str:
    topics = [topic.name for topic in setup.topics.values() if not topic.withdrawn]
    few = 0 < len(topics) <= MOST_TO_TICK
    return "".join(
        (
            asks("topic", ticks(topics, across=3) if few else box()),
            asks("suggestions", lines(6)),
            asks("feedback_promised_on", day()),
        )
    )


def _more(setup: Setup) -> str:
    works = any(not work.withdrawn for work in setup.works.values())
    return "".join(
        (
            f"<h3 class='more'>{LABELS['more']}</h3>",
            asks("status", ticks(STATUSES.values(), across=2)),
            beside(
                asks("starts", day()),
                asks("starts_partial", box(), f"Such as {MONTH_OR_YEAR}"),
            ),
            asks("partial", box(), f"Such as {MONTH_OR_YEAR}"),
            asks("modes", ticks(MODES.values(), across=4), "Tick all that apply."),
            beside(asks("sessions", number()), asks("people_invited", number())),
            beside(
                asks("open_to_public", ticks(YES_NO.values(), across=2)),
                asks("minutes_taken", number()),
            ),
            # What is found is a list of its own on the screen, which paper cannot have.
            beside(
                asks("piece_of_work", box()) if works else "",
                asks("part_find", box()),
            ),
            asks("fed_back_on", day()),
            asks("note", lines(4)),
        )
    )
