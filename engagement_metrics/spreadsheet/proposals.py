"""What a spreadsheet would put into the store, and which rows cannot go in and why."""

from dataclasses import dataclass

from engagement_metrics.models import Accepted
from engagement_metrics.spreadsheet.layouts import Layout

KEY_LENGTH = 40


@dataclass(frozen=True)
class ProposedRow:
    """A row that can go in.

    `said` are the suggestions in an activity's row. `belongs_to` is the reference of another row,
    not stored yet: of the activity it is part of, or that a suggestion came from.
    """

    line: int
    reference: str
    title: str
    accepted: Accepted
    said: tuple[Accepted, ...] = ()
    belongs_to: str = ""


@dataclass(frozen=True)
class RefusedRow:
    """A row that cannot go in as it is, with a sentence for each reason.

    `doubtful` says that each reason is only something to be looked at, and may then be kept.
    """

    line: int
    reference: str
    title: str
    reasons: tuple[str, ...]
    doubtful: bool = False


@dataclass(frozen=True)
class StoredRow:
    """A row that went in before, from this very file, as the record of that number."""

    line: int
    reference: str
    number: int


@dataclass(frozen=True)
class Proposal:
    """A file as it would go in: every row of it is in one of the three lists, by line."""

    layout: Layout
    fingerprint: str
    accepted: tuple[ProposedRow, ...]
    refused: tuple[RefusedRow, ...]
    stored: tuple[StoredRow, ...]
    remark: str = ""

    def key(self, part: int | str) -> str:
        """The write key of a row, the same whenever the same file is brought in."""
        return f"{self.fingerprint[:KEY_LENGTH]}:{self.layout.what[0]}{part}"
