"""Holding each row of activities against the rules of entry and against the other rows."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from engagement_metrics import entry
from engagement_metrics.entry import Known
from engagement_metrics.models import Accepted, Activity, ActivityDraft
from engagement_metrics.spreadsheet import drafts
from engagement_metrics.spreadsheet.cells import Cells
from engagement_metrics.spreadsheet.layouts import ACTIVITIES
from engagement_metrics.spreadsheet.proposals import Proposal, Sound
from engagement_metrics.spreadsheet.rows import Rows, nowhere, tried
from engagement_metrics.spreadsheet.sheets import Line, Sheet, read
from engagement_metrics.spreadsheet.undisturbed import undisturbed
from engagement_metrics.store import bulk


def propose(file: Path | str | bytes, known: Known, *, checked: bool = False) -> Proposal:
    """The activities of a spreadsheet, held against the rules of entry; nothing is written.

    What may be a person's details, or an activity typed in twice, is refused until `checked` says
    that somebody has looked at it. SpreadsheetError where the file cannot be read at all.
    """
    with undisturbed():
        return _Activities(read(file, ACTIVITIES), known, checked).proposal()


class _Activities(Rows):
    layout = ACTIVITIES

    def __init__(self, sheet: Sheet, known: Known, checked: bool) -> None:
        super().__init__(sheet, known, checked)
        self.cells = Cells(sheet, known, checked)
        self.first_with: dict[str, Line] = {}
        for line in sheet.lines:
            self.first_with.setdefault(self.cell(line, "reference"), line)
        self.first_with.pop("", None)
        self.parts = [line for line in self.lines if self.cell(line, "part_of")]
        wanted = {*self.first_with, *(self.cell(line, "part_of") for line in self.parts)}
        self.in_store = bulk.activities_called(wanted)
        self.numbers = {row.reference: row.number for row in self.stored if row.reference}
        self.outcome: dict[str, bool] = {}
        self.seen = bulk.like_activities(
            {self.cell(line, "title") for line in self.lines if not self.cell(line, "reference")}
        )

    def in_turn(self) -> Iterator[Line]:
        """Activities that stand by themselves first: what is part of one follows its fate."""
        parts = {line.number for line in self.parts}
        yield from (line for line in self.lines if line.number not in parts)
        yield from self.parts

    def judge(self, line: Line) -> None:
        reference = self.cell(line, "reference")
        sound = self.cells.sound(line)
        fine = sound is not None and self._fits_in(line, sound, reference)
        if not fine:
            fine = self._as_a_whole(line)
        if reference and line is self.first_with[reference]:
            self.outcome[reference] = fine

    def _fits_in(self, line: Line, sound: Sound, reference: str) -> bool:
        """Take a row in which nothing is wrong, unless it is wrong beside others: False then."""
        row: drafts.Row | None = None
        belongs_to = ""
        said: tuple[Accepted, ...] = ()
        doubts: dict[str, str] = {}
        if reference and (line is not self.first_with[reference] or reference in self.in_store):
            return False
        if self.cell(line, "part_of"):
            row = drafts.Row(line, self.known)
            part_of, belongs_to = self._whole(row)
            if part_of is not None:  # it may be part of another, or be withdrawn by now
                return False
        if self.cell(line, "suggestions"):
            row = row or drafts.Row(line, self.known)
            said = self._said(row, drafts.activity(row, self.checked), doubts)
            if doubts:
                return False
        if row is not None and row.faults:
            return False
        if not reference:
            alike = sound.of("title", "place_id", "ends")
            if alike in self.seen and not self.checked:
                return False
            self.seen.add(alike)
        self.accept(line, belongs_to, sound, said)
        return True

    def _as_a_whole(self, line: Line) -> bool:
        """Judge a row by itself and say all that is wrong with it."""
        row = drafts.Row(line, self.known)
        draft = drafts.activity(row, self.checked)
        doubts: dict[str, str] = {}
        self._own_reference(row)
        draft.part_of, belongs_to = self._whole(row)
        accepted = tried(partial(entry.accept_activity, draft, self.known), row, doubts)
        said = self._said(row, draft, doubts)
        if accepted is not None and not row.text("reference"):
            self._typed_twice(accepted.record, doubts)
        if accepted is None or row.faults or doubts:
            self.refuse(row, doubts)
            return False
        self.accept(line, belongs_to, accepted, said)
        return True

    def _said(
        self, row: drafts.Row, draft: ActivityDraft, doubts: dict[str, str]
    ) -> tuple[Accepted, ...]:
        """The suggestions in the row of an activity."""
        said = []
        for at, text in enumerate(draft.suggestions if draft.place is not None else (), start=1):
            one = partial(entry.accept_suggestion, drafts.said_at(draft, text), self.known)
            said.append(tried(one, row, doubts, f"Suggestion {at}: "))
        return tuple(filter(None, said))

    def _own_reference(self, row: drafts.Row) -> None:
        reference = row.text("reference")
        if not reference:
            return
        first = self.first_with[reference]
        if first is not row.line:
            row.faults["reference"] = (
                f"Line {first.number} has the reference '{reference}' as well. "
                "Give each row its own."
            )
        elif reference in self.in_store:
            row.faults["reference"] = (
                f"The store holds an activity with the reference '{reference}'. Change it there."
            )

    def _whole(self, row: drafts.Row) -> tuple[int | None, str]:
        """The number of the stored activity it is part of, or the reference of the row it is."""
        wanted = row.text("part_of")
        if not wanted:
            return None, ""
        if wanted == row.text("reference"):
            row.faults["part_of"] = "An activity cannot be part of itself."
        elif wanted in self.numbers:
            return self.numbers[wanted], ""
        elif len(self.in_store.get(wanted, ())) == 1:
            return self.in_store[wanted][0].id, ""
        elif wanted in self.first_with:
            whole = self.first_with[wanted]
            if self.cell(whole, "part_of"):
                row.faults["part_of"] = (
                    f"The activity '{wanted}' is itself part of another. Choose the larger one."
                )
            elif not self.outcome[wanted]:
                row.faults["part_of"] = (
                    f"The activity it is part of, '{wanted}' on line {whole.number}, cannot go in."
                )
            else:
                return None, wanted
        else:
            row.faults["part_of"] = nowhere(wanted, self.in_store.get(wanted, []))
        return None, ""

    def _typed_twice(self, record: Activity, doubts: dict[str, str]) -> None:
        alike = (record.title, record.place_id, record.ends)
        if alike in self.seen and not self.checked:
            doubts["title"] = (
                "There is an activity with this title, place and date already. "
                "Take the row out, or tick that it is another one."
            )
        self.seen.add(alike)
