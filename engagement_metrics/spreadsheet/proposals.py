"""What a spreadsheet would put into the store, and which rows cannot go in and why."""

from dataclasses import dataclass
from typing import Any, NamedTuple

from engagement_metrics.entry.who_came import Count, group_count
from engagement_metrics.models import Accepted, Activity
from engagement_metrics.spreadsheet.layouts import Layout

KEY_LENGTH = 40


class Sound(NamedTuple):
    """An activity as entry has it, field by field, with its group counts: no record as yet."""

    names: tuple[str, ...]
    fields: tuple[Any, ...]
    counts: tuple[Count, ...]

    def of(self, *names: str) -> tuple[Any, ...]:
        """Some of its fields."""
        return tuple(self.fields[self.names.index(name)] for name in names)

    def accepted(self) -> Accepted:
        """The same as records."""
        given = dict(zip(self.names, self.fields, strict=True))
        return Accepted(Activity(**given), tuple(group_count(*count) for count in self.counts))


@dataclass(slots=True)
class ProposedRow:
    """A row that can go in.

    `said` are the suggestions in an activity's row. `belongs_to` is the reference of another row,
    not stored yet: of the activity it is part of, or that a suggestion came from. `stands_for` is
    what it would store: a hundred thousand rows are read, and their records made when asked for.
    """

    line: int
    reference: str
    title: str
    stands_for: Accepted | Sound
    said: tuple[Accepted, ...] = ()
    belongs_to: str = ""

    @property
    def accepted(self) -> Accepted:
        """The record of the row and what belongs to it; what is done to it is what is stored."""
        if isinstance(self.stands_for, Sound):
            self.stands_for = self.stands_for.accepted()
        return self.stands_for


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
