"""Holding each row of a spreadsheet against the rules of entry and against the other rows."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from engagement_metrics import entry
from engagement_metrics.entry import EntryError, Known
from engagement_metrics.models import Accepted, Activity, SuggestionDraft
from engagement_metrics.spreadsheet import drafts
from engagement_metrics.spreadsheet.layouts import ACTIVITIES, SUGGESTIONS, Layout
from engagement_metrics.spreadsheet.proposals import Proposal, ProposedRow, RefusedRow, StoredRow
from engagement_metrics.spreadsheet.sheets import Line, Sheet, read
from engagement_metrics.store import bulk

NAMED = 80


def propose(file: Path | str | bytes, known: Known, *, checked: bool = False) -> Proposal:
    """The activities of a spreadsheet, held against the rules of entry; nothing is written.

    What may be a person's details, or an activity typed in twice, is refused until `checked` says
    that somebody has looked at it. SpreadsheetError where the file cannot be read at all.
    """
    sheet = read(file, ACTIVITIES)
    return _Activities(sheet, known, checked).proposal()


def propose_suggestions(
    file: Path | str | bytes,
    known: Known,
    activities: Proposal | None = None,
    *,
    checked: bool = False,
) -> Proposal:
    """The suggestions of a spreadsheet; their activities are those proposed, or in the store."""
    sheet = read(file, SUGGESTIONS)
    return _Suggestions(sheet, known, checked, activities).proposal()


class _Rows:
    """The rows of one sheet sorted into those that can go in, those that cannot, those that did."""

    layout: Layout

    def __init__(self, sheet: Sheet, known: Known, checked: bool) -> None:
        self.sheet, self.known, self.checked = sheet, known, checked
        self.accepted: list[ProposedRow] = []
        self.refused: list[RefusedRow] = []
        bare = Proposal(self.layout, sheet.fingerprint, (), (), (), sheet.remark)
        there = bulk.stored_under(bare.key(""))
        self.stored = [
            StoredRow(line.number, _reference(line), there[str(line.number)])
            for line in sheet.lines
            if str(line.number) in there
        ]
        before = {row.line for row in self.stored}
        self.lines = [line for line in sheet.lines if line.number not in before]

    def proposal(self) -> Proposal:
        for line in self.in_turn():
            self.judge(line)
        return Proposal(
            self.layout,
            self.sheet.fingerprint,
            tuple(sorted(self.accepted, key=lambda row: row.line)),
            tuple(sorted(self.refused, key=lambda row: row.line)),
            tuple(self.stored),
            self.sheet.remark,
        )

    def in_turn(self) -> Iterator[Line]:
        yield from self.lines

    def judge(self, line: Line) -> None:
        """Put a row into one of the lists."""
        raise NotImplementedError

    def refuse(self, row: drafts.Row, doubts: dict[str, str]) -> None:
        reasons = tuple(dict.fromkeys([*row.faults.values(), *doubts.values()]))
        title = " ".join(row.text(self.layout.title).split())[:NAMED]
        self.refused.append(
            RefusedRow(row.line.number, _reference(row.line), title, reasons, not row.faults)
        )

    def accept(self, row: drafts.Row, belongs_to: str, *accepted: Accepted) -> None:
        title = row.text(self.layout.title)[:NAMED]
        self.accepted.append(
            ProposedRow(
                row.line.number, _reference(row.line), title, accepted[0], accepted[1:], belongs_to
            )
        )


class _Activities(_Rows):
    layout = ACTIVITIES

    def __init__(self, sheet: Sheet, known: Known, checked: bool) -> None:
        super().__init__(sheet, known, checked)
        self.first_with: dict[str, Line] = {}
        for line in sheet.lines:
            self.first_with.setdefault(_reference(line), line)
        self.first_with.pop("", None)
        wanted = {*self.first_with, *(_cell(line, "part_of") for line in self.lines)} - {""}
        self.in_store = bulk.activities_called(wanted)
        self.numbers = {row.reference: row.number for row in self.stored if row.reference}
        self.outcome: dict[str, bool] = {}
        self.seen = bulk.like_activities(
            {_cell(line, "title") for line in self.lines if not _reference(line)}
        )

    def in_turn(self) -> Iterator[Line]:
        """Activities that stand by themselves first: what is part of one follows its fate."""
        yield from (line for line in self.lines if not _cell(line, "part_of"))
        yield from (line for line in self.lines if _cell(line, "part_of"))

    def judge(self, line: Line) -> None:
        row = drafts.Row(line, self.known)
        draft = drafts.activity(row, self.checked)
        doubts: dict[str, str] = {}
        self._own_reference(row)
        draft.part_of, belongs_to = self._whole(row)
        accepted = _try(partial(entry.accept_activity, draft, self.known), row, doubts)
        said = []
        for at, text in enumerate(draft.suggestions if draft.place is not None else (), start=1):
            one = partial(entry.accept_suggestion, drafts.said_at(draft, text), self.known)
            said.append(_try(one, row, doubts, f"Suggestion {at}: "))
        if accepted is not None and not row.text("reference"):
            self._typed_twice(accepted.record, doubts)
        fine = not row.faults and not doubts
        if line is self.first_with.get(_reference(line)):
            self.outcome[_reference(line)] = fine
        if fine and accepted is not None:
            self.accept(row, belongs_to, accepted, *filter(None, said))
        else:
            self.refuse(row, doubts)

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
            if _cell(whole, "part_of"):
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
            row.faults["part_of"] = _nowhere(wanted, self.in_store.get(wanted, []))
        return None, ""

    def _typed_twice(self, record: Activity, doubts: dict[str, str]) -> None:
        alike = (record.title, record.place_id, record.ends)
        if alike in self.seen and not self.checked:
            doubts["title"] = (
                "There is an activity with this title, place and date already. "
                "Take the row out, or tick that it is another one."
            )
        self.seen.add(alike)


class _Suggestions(_Rows):
    layout = SUGGESTIONS

    def __init__(
        self, sheet: Sheet, known: Known, checked: bool, activities: Proposal | None
    ) -> None:
        super().__init__(sheet, known, checked)
        wanted = {_cell(line, "activity") for line in self.lines} - {""}
        self.in_store = bulk.activities_called(wanted)
        self.proposed = {row.reference: row for row in activities.accepted} if activities else {}
        self.turned_away = {row.reference: row for row in activities.refused} if activities else {}
        self.seen = bulk.like_suggestions({_cell(line, "text") for line in self.lines})

    def judge(self, line: Line) -> None:
        row = drafts.Row(line, self.known)
        draft = drafts.suggestion(row, self.checked)
        doubts: dict[str, str] = {}
        belongs_to = self._activity(row, draft)
        accepted = _try(partial(entry.accept_suggestion, draft, self.known), row, doubts)
        if accepted is not None and not belongs_to:
            self._typed_twice(draft, accepted, doubts)
        if accepted is not None and not row.faults and not doubts:
            self.accept(row, belongs_to, accepted)
        else:
            self.refuse(row, doubts)

    def _activity(self, row: drafts.Row, draft: SuggestionDraft) -> str:
        """Tie the suggestion to its activity; the reference of one that is not stored yet."""
        wanted = row.text("activity")
        if not wanted:
            return ""
        if wanted in self.proposed:
            _fill_in(row, draft, self.proposed[wanted].accepted.record)
            return wanted
        if len(self.in_store.get(wanted, ())) == 1:
            _fill_in(row, draft, self.in_store[wanted][0])
            draft.activity = self.in_store[wanted][0].id
        elif wanted in self.turned_away:
            row.faults["activity"] = (
                f"The activity it came from, '{wanted}' on line "
                f"{self.turned_away[wanted].line} of its sheet, cannot go in."
            )
        else:
            row.faults["activity"] = _nowhere(wanted, self.in_store.get(wanted, []))
        return ""

    def _typed_twice(
        self, draft: SuggestionDraft, accepted: Accepted, doubts: dict[str, str]
    ) -> None:
        record = accepted.record
        alike = (record.text, record.place_id, draft.activity, record.received_on)
        if alike in self.seen and not self.checked:
            doubts["text"] = (
                "There is a suggestion with these words, from the same place and day, already. "
                "Take the row out, or tick that it is another one."
            )
        self.seen.add(alike)


def _fill_in(row: drafts.Row, draft: SuggestionDraft, activity: Activity) -> None:
    """What a suggestion does not say of itself, its activity says."""
    if not row.text("place"):
        draft.place = activity.place_id
    if not row.text("topic"):
        draft.topic = activity.topic_id
    draft.piece_of_work = activity.piece_of_work_id


def _try(
    accept: Callable[[], Accepted], row: drafts.Row, doubts: dict[str, str], before: str = ""
) -> Accepted | None:
    """What entry makes of a draft; what it has against it joins what is wrong with the row.

    A field whose cell could not be read is not told of a second time.
    """
    try:
        return accept()
    except EntryError as error:
        for kept, found in ((row.faults, error.faults), (doubts, error.doubts)):
            for name, sentence in found.items():
                if name not in row.faults:
                    kept[f"{before}{name}"] = f"{before}{sentence}"
    return None


def _nowhere(reference: str, found: list[Activity]) -> str:
    if found:
        return f"The store holds {len(found)} activities with the reference '{reference}'."
    return f"No activity has the reference '{reference}', here or in the store."


def _reference(line: Line) -> str:
    return _cell(line, "reference")


def _cell(line: Line, column: str) -> str:
    return str(line.cells.get(column, ""))
