"""The plain report of a self-assessment as a Word document: levels, evidence, and what to do."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from docx.document import Document as Doc

from engagement_metrics.documents import word
from engagement_metrics.documents.minutes import STATUS_WORDS, day
from engagement_metrics.maturity import (
    AssessedRound,
    ProfileRow,
    Standing,
    coming,
    profile,
    unbacked,
    wording,
)
from engagement_metrics.models import ActionStatus, AssessmentEvidence, ImprovementAction


@dataclass(frozen=True)
class Assessment:
    """All that the report of a round holds; without a `finished_on` it is a draft.

    `volunteers`, `staff` and `others` are how many took part: numbers, no names. `own_words` says
    that the words of the levels are ours, and not those of a published model.
    """

    organisation: str
    found: AssessedRound
    finished_on: date | None
    volunteers: int
    staff: int
    others: int = 0
    anchor: str = ""
    rules: str = ""
    own_words: bool = True


def assessment_docx(report: Assessment, large: bool = False) -> bytes:
    """The report as Word: A4, Arial 12 point, or 18 point in `large` print.

    It has no figure for all dimensions together. Volunteers and staff are told apart only where
    three or more of each gave a level, and under three scores nothing is told of them.
    """
    document = word.new(report.found.title, report.organisation, large)
    rows = profile(report.found)
    _head(document, report)
    _glance(document, rows)
    _levels(document, report)
    document.add_heading("Dimension by dimension", 1)
    for number, row in enumerate(rows, start=1):
        _dimension(document, number, row)
    _improve(document, rows, report.found.actions)
    _not_agreed(document, rows)
    _next(document, report)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _head(document: Doc, report: Assessment) -> None:
    document.add_paragraph(report.found.title, style="Title")
    if report.finished_on is None:
        word.labelled(document, "Draft", "this round is not finished yet.")
    for label, text in (
        ("Organisation", report.organisation),
        ("Date", day(report.found.held_on)),
        ("Place", report.found.place or "All places"),
        ("Who took part", wording.took_part(report.volunteers, report.staff, report.others)),
        ("Who sees to what was agreed", report.anchor),
        ("What counts as agreed", report.rules),
    ):
        if text:
            word.tight(word.labelled(document, label, text))
    document.add_paragraph(
        "Each person scored alone. Then the group talked, and agreed on a level where it could. "
        "This report has no names beside scores."
    )
    warned = [said for row in profile(report.found) if (said := wording.guessable(row.spread))]
    if warned:
        document.add_paragraph(
            "This group is small, or a part of it is. Somebody who was there may guess who gave "
            "which score. Think of that before you share this."
        )


def _glance(document: Doc, rows: Sequence[ProfileRow]) -> None:
    document.add_heading("At a glance", 1)
    document.add_paragraph(wording.NO_HEADLINE)
    if not rows:
        document.add_paragraph("This round has no dimensions yet.")
        return
    word.table(
        document, "The level of each dimension, its target, and how close the first scores were",
        ("Dimension", "Level", "First scores"),
        [(row.dimension.name, _short(row), _closeness(row)) for row in rows],
        (46, 32, 22),
    )  # fmt: skip


def _short(row: ProfileRow) -> str:
    said = {
        Standing.AGREED: f"{row.level}, {row.level_name}",
        Standing.NOT_AGREED: "Not agreed",
    }.get(row.standing, "Not settled yet")
    return said if row.target is None else f"{said}. Target: {row.target}"


def _closeness(row: ProfileRow) -> str:
    found = row.spread
    if not found.n:
        return "No scores" if row.revealed else "Not shown yet"
    return "Too few to say" if found.band is None else wording.BAND_WORDS[found.band]


def _levels(document: Doc, report: Assessment) -> None:
    model = report.found.model
    document.add_heading("How to read the levels", 1)
    document.add_paragraph(
        "A level is reached when all of its words are true, and there is something to show for "
        "it. The top level is not a duty: a group may aim for a lower one."
    )
    word.table(
        document, "The levels, from the lowest to the highest",
        ("Level", "Name", "In short"),
        [(str(one.level), one.name, one.summary) for one in model.levels],
        (16, 32, 52),
    )  # fmt: skip
    if report.own_words:
        document.add_paragraph(wording.OWN_WORDING)
    if model.source:
        word.labelled(document, "Source", model.source)
    word.labelled(document, "Version of the words", f"{model.name}, version {model.edition}")


def _dimension(document: Doc, number: int, row: ProfileRow) -> None:
    document.add_heading(f"{number}. {row.dimension.name}", 2)
    asked = document.add_paragraph(row.dimension.question)
    asked.paragraph_format.keep_with_next = True
    agreed = document.add_paragraph()
    agreed.add_run(wording.agreed(row)).bold = True
    agreed.paragraph_format.keep_with_next = True
    if row.statement:
        word.labelled(document, "What this level says", row.statement)
    _scores(document, row)
    said = row.assessed
    for label, text in (
        ("Why this level", said.reason),
        ("What is missing", said.missing),
        ("No dated evidence yet for", " ".join(unbacked(row))),
        ("True in one place, not in another", said.elsewhere),
        ("What some saw in another way, in their own words", said.minority),
        ("From the talk", said.note),
    ):
        if text:
            word.labelled(document, label, text)
    _evidence(document, row.evidence)


def _scores(document: Doc, row: ProfileRow) -> None:
    if not row.revealed:
        return
    word.labelled(document, "First scores", wording.apart_in_words(row.spread))
    for name, counts in (row.spread.rows or {}).items():
        word.tight(word.labelled(document, name, wording.by_level(counts)))
    for said in (wording.gap(row.spread), wording.stands_alone(row.spread)):
        if said and row.spread.n >= wording.FEWEST_FOR_RANGE:
            document.add_paragraph(said)
    if row.again is not None:
        word.labelled(document, "After the talk", wording.apart_in_words(row.again))


def _evidence(document: Doc, evidence: Sequence[AssessmentEvidence]) -> None:
    if not evidence:
        word.labelled(document, "Evidence", "none yet.")
        return
    opening = word.labelled(document, "Evidence", "what the group looked at, good and bad.")
    word.tight(opening)
    opening.paragraph_format.keep_with_next = True
    for one in evidence:
        dated = "no date" if one.dated_on is None else day(one.dated_on)
        link = f" See {one.link}" if one.link else ""
        gap = "" if one.good else "Shows a gap: "
        text = f"{gap}{one.text.rstrip('.')} ({dated}).{link}"
        document.add_paragraph(text, style="List Bullet")


def _improve(
    document: Doc, rows: Sequence[ProfileRow], actions: Sequence[ImprovementAction]
) -> None:
    document.add_heading("What to improve", 1)
    chosen = [
        row
        for row in rows
        if row.assessed.improve or any(one.dimension == row.dimension.id for one in actions)
    ]
    if not chosen:
        document.add_paragraph("The group has not chosen yet.")
    for row in chosen:
        document.add_heading(row.dimension.name, 2)
        word.labelled(document, "Target", _target(row))
        own = [one for one in actions if one.dimension == row.dimension.id]
        if not own:
            document.add_paragraph("No action is set yet.")
            continue
        word.table(
            document, f"Actions for {row.dimension.name}, with owner and day",
            ("Action, and its first step", "Owner", "By"),
            [(_action(one), one.owner, day(one.due)) for one in own],
            (50, 26, 24),
        )  # fmt: skip


def _target(row: ProfileRow) -> str:
    if row.target is None:
        return "none set yet."
    by = f" by {day(row.target_by)}" if row.target_by else ""
    return f"level {row.target}{by}."


def _action(action: ImprovementAction) -> str:
    said = action.task
    if action.first_step:
        said += f"\nFirst step: {action.first_step}"
    if action.status is not ActionStatus.OPEN and action.done_on is not None:
        said += f"\n{STATUS_WORDS[action.status]} on {day(action.done_on)}. {action.came_of_it}"
    return said.strip()


def _not_agreed(document: Doc, rows: Sequence[ProfileRow]) -> None:
    document.add_heading("What was not agreed", 1)
    open_ones = [row for row in rows if row.standing is Standing.NOT_AGREED]
    if not open_ones:
        document.add_paragraph("There is no dimension on which the group could not agree.")
        return
    document.add_paragraph(wording.NOT_AGREED_IS_FINE)
    for row in open_ones:
        range_of = wording.range_of_few(row.latest)
        document.add_paragraph(f"{row.dimension.name}. {range_of}", style="List Bullet")


def _next(document: Doc, report: Assessment) -> None:
    document.add_heading("What happens next", 1)
    if report.finished_on is None:
        document.add_paragraph("The round is still under way.")
    else:
        document.add_paragraph(coming(report.finished_on))
