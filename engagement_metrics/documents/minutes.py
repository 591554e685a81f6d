"""The minutes of a review as a Word document, in plain layout that a screen reader can follow."""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from docx.document import Document as Doc
from docx.text.paragraph import Paragraph

from engagement_metrics.documents import word
from engagement_metrics.models import ActionStatus, ReviewAction

STATUS_WORDS = {
    ActionStatus.OPEN: "Open",
    ActionStatus.DONE: "Done",
    ActionStatus.DROPPED: "Dropped",
}


@dataclass(frozen=True)
class Told:
    """One measure in words, as the shared view tells it: never with a figure of its own."""

    name: str
    figure: str
    base: str = ""
    target: str = ""
    standing: str = ""
    sentence: str = ""


@dataclass(frozen=True)
class Noted:
    """One measure of the agenda with what was said, decided and asked for."""

    told: Told
    said: str = ""
    decided: str = ""
    actions: tuple[ReviewAction, ...] = ()


@dataclass(frozen=True)
class Minutes:
    """All that the minutes of one review hold; `finished` is False while the meeting is under way.

    `drawn_up` is the moment of these minutes, by the clock of whoever asked for them.
    `before` are actions of earlier meetings, each with the day it was asked for. `other` are
    actions about no one measure.
    """

    organisation: str
    title: str
    held_on: date
    place: str
    period: str
    finished: bool
    drawn_up: datetime
    present: int | None = None
    note: str = ""
    before: tuple[tuple[ReviewAction, date], ...] = ()
    noted: tuple[Noted, ...] = ()
    other: tuple[ReviewAction, ...] = ()


def minutes_docx(minutes: Minutes, large: bool = False) -> bytes:
    """The minutes as Word: A4, Arial 12 point, or 18 point in `large` print."""
    document = word.new(minutes.title, minutes.organisation, large)
    _head(document, minutes)
    document.add_heading("Actions from earlier meetings", 1)
    if minutes.before:
        _before(document, minutes.before)
    else:
        document.add_paragraph("There were none.")
    document.add_heading("Measures", 1)
    for number, noted in enumerate(minutes.noted, start=1):
        _measure(document, number, noted)
    if minutes.note:
        document.add_heading("Anything else", 1)
        document.add_paragraph(minutes.note)
    document.add_heading("What was asked for", 1)
    asked = [(action, n.told.name) for n in minutes.noted for action in n.actions]
    asked += [(action, "") for action in minutes.other]
    if asked:
        _asked(document, asked)
    else:
        document.add_paragraph("Nothing was asked for.")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def day(on: date) -> str:
    """A day in words.

    >>> day(date(2026, 5, 3))
    '3 May 2026'
    """
    return f"{on.day} {on:%B %Y}"


def became_of(action: ReviewAction) -> str:
    """What became of an action, in words: 'Open', or when it was settled and how."""
    word_of = STATUS_WORDS[action.status]
    if action.done_on is None:
        return word_of
    return f"{word_of} on {day(action.done_on)}. {action.came_of_it}".strip()


def _head(document: Doc, minutes: Minutes) -> None:
    document.add_paragraph(minutes.title, style="Title")
    if not minutes.finished:
        word.labelled(document, "Draft", "this meeting is not finished yet.")
    people = minutes.present
    for label, text in (
        ("Organisation", minutes.organisation),
        ("Date", day(minutes.held_on)),
        ("Place", minutes.place),
        ("Period looked at", minutes.period),
        ("Present", "" if people is None else f"{people} {'person' if people == 1 else 'people'}"),
    ):
        if text:
            word.tight(word.labelled(document, label, text))
    at = minutes.drawn_up
    now = f"on {day(at.date())} at {at:%H:%M}"
    when = "when the meeting was finished" if minutes.finished else now
    document.add_paragraph(
        f"The figures are those that everybody may see, as they stood {when}. Small numbers about "
        "groups of people are left out."
    )


def _measure(document: Doc, number: int, noted: Noted) -> None:
    told = noted.told
    document.add_heading(f"{number}. {told.name}", 2)
    figure = document.add_paragraph()
    figure.add_run(told.figure).bold = True
    if told.base:
        figure.add_run(f", {told.base}")
    _together(figure)
    if told.target:
        standing = f" {told.standing}." if told.standing else ""
        _together(word.labelled(document, "Target", f"{told.target}.{standing}"))
    elif told.standing:
        _together(document.add_paragraph(f"{told.standing}."))
    if told.sentence:
        whole = document.add_paragraph(told.sentence).paragraph_format
        whole.keep_with_next = whole.keep_together = True
    if not (noted.said or noted.decided or noted.actions):
        document.add_paragraph("Nothing was noted.")
    for label, text in (("The forum said", noted.said), ("It decided", noted.decided)):
        if text:
            word.labelled(document, label, text)
    for action in noted.actions:
        word.labelled(document, "It asked for", f"{action.task} ({_who_and_when(action)})")


def _together(paragraph: Paragraph) -> None:
    word.tight(paragraph)
    paragraph.paragraph_format.keep_with_next = True
    paragraph.paragraph_format.keep_together = True


def _who_and_when(action: ReviewAction) -> str:
    return f"{action.owner}, by {day(action.due)}" if action.due else action.owner


def _before(document: Doc, rows: Iterable[tuple[ReviewAction, date]]) -> None:
    word.table(
        document, "Actions from earlier meetings, and what became of them",
        ("Action", "Owner", "What became of it"),
        [(f"{a.task} (asked for on {day(on)})", _who_and_when(a), became_of(a)) for a, on in rows],
        (38, 27, 35),
    )  # fmt: skip


def _asked(document: Doc, rows: Sequence[tuple[ReviewAction, str]]) -> None:
    word.table(
        document, "Actions asked for in this meeting, with owner and day",
        ("Action", "Owner", "By"),
        [
            (f"{a.task} (measure: {name})" if name else a.task, a.owner,
             day(a.due) if a.due else "No day set")
            for a, name in rows
        ],
        (46, 28, 26),
    )  # fmt: skip
