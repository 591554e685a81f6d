"""The rows of a sheet, sorted into those that can go in, those that cannot and those that did."""

from collections.abc import Callable, Iterator, Sequence
from operator import attrgetter

from engagement_metrics.entry import EntryError, Known
from engagement_metrics.models import Accepted
from engagement_metrics.spreadsheet import drafts
from engagement_metrics.spreadsheet.layouts import Layout
from engagement_metrics.spreadsheet.proposals import (
    Proposal,
    ProposedRow,
    RefusedRow,
    Sound,
    StoredRow,
)
from engagement_metrics.spreadsheet.sheets import BLANK, Line, Sheet
from engagement_metrics.store import bulk

NAMED = 80


class Rows:
    """The rows of one sheet sorted into those that can go in, those that cannot, those that did."""

    layout: Layout

    def __init__(self, sheet: Sheet, known: Known, checked: bool) -> None:
        self.sheet, self.known, self.checked = sheet, known, checked
        self.at = {name: sheet.places.get(name, BLANK) for name in self.layout.columns}
        self.accepted: list[ProposedRow] = []
        self.refused: list[RefusedRow] = []
        bare = Proposal(self.layout, sheet.fingerprint, (), (), (), sheet.remark)
        there = bulk.stored_under(bare.key(""))
        self.stored = [
            StoredRow(line.number, self.cell(line, "reference"), there[str(line.number)])
            for line in (sheet.lines if there else ())
            if str(line.number) in there
        ]
        before = {row.line for row in self.stored}
        self.lines = [line for line in sheet.lines if line.number not in before]

    def cell(self, line: Line, column: str) -> str:
        """What stands in a column, as text; '' where it is blank or there is no such column."""
        return str(line.values[self.at[column]])

    def proposal(self) -> Proposal:
        for line in self.in_turn():
            self.judge(line)
        return Proposal(
            self.layout,
            self.sheet.fingerprint,
            tuple(sorted(self.accepted, key=attrgetter("line"))),
            tuple(sorted(self.refused, key=attrgetter("line"))),
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
            RefusedRow(
                row.line.number, self.cell(row.line, "reference"), title, reasons, not row.faults
            )
        )

    def accept(
        self, line: Line, belongs_to: str, stands_for: Accepted | Sound, said: tuple[Accepted, ...]
    ) -> None:
        title, reference = self.cell(line, self.layout.title)[:NAMED], self.cell(line, "reference")
        self.accepted.append(
            ProposedRow(line.number, reference, title, stands_for, said, belongs_to)
        )


def tried(
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


def nowhere(reference: str, found: Sequence[bulk.Called]) -> str:
    if found:
        return f"The store holds {len(found)} activities with the reference '{reference}'."
    return f"No activity has the reference '{reference}', here or in the store."
