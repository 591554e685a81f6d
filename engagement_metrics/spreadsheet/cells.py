"""Rows in which nothing is wrong: each distinct cell is held against the rules of entry once.

The rules are those of `entry.accept_activity`, some fields at a time, and what they found is
remembered by the cells it follows from. Of a row with anything wrong in it nothing is said here:
that row is judged as a whole, by `accept_activity` itself.
"""

from collections.abc import Callable
from operator import itemgetter
from typing import Any, cast

from engagement_metrics.entry import Known
from engagement_metrics.entry.activities import (
    AFTER_WHO_CAME,
    BEFORE_WHO_CAME,
    Against,
    Together,
)
from engagement_metrics.entry.faults import Form
from engagement_metrics.entry.who_came import Count, fits, read_count
from engagement_metrics.models import ActivityDraft
from engagement_metrics.spreadsheet import drafts
from engagement_metrics.spreadsheet.proposals import Sound
from engagement_metrics.spreadsheet.sheets import Line, Sheet

MOST_REMEMBERED = 20_000
HEADS_GIVEN = "heads given"
# What a field follows from, where that is not the column of its name.
FOLLOWS_FROM: dict[str, tuple[str, ...]] = {
    "status": ("status", HEADS_GIVEN),
    "people_invited": (),
    "minutes_taken": (),
    "return_completed_on": (),
}
Found = tuple[Any, ...]


class Cells:
    """Reads rows of one sheet of activities; `names` are the fields of an activity it gives."""

    def __init__(self, sheet: Sheet, known: Known, checked: bool) -> None:
        self.known, self.checked = known, checked
        self.against = Against(Form(known.today, checked), known, None)
        # Each line has a blank cell at its end, and here whether heads are given after that.
        first = sheet.lines[0]
        self.blank = len(first.values) - 1
        at = {**first.places, HEADS_GIVEN: self.blank + 1}
        self.heads, self.groups = at.get("heads", self.blank), at.get("groups", self.blank)
        self.always: Found = ()
        self.together: list[tuple[Callable[[Any], Any], dict[Any, Found | None], Together]] = []
        constant: list[str] = []
        names: list[str] = []
        for together in (*BEFORE_WHO_CAME, *AFTER_WHO_CAME):
            places = self._columns(together, at)
            gives = together.judge(Against(Form(known.today), known, None), ActivityDraft())
            # What has no column says the same in each row, and is judged here.
            empty = Line(0, first.places, ("",) * len(first.values))
            alike = None if places else self._judged(together, drafts.Row(empty, known))
            if alike is not None:
                self.always += alike
                constant += gives
            else:
                self.together.append((itemgetter(*(places or [self.blank])), {}, together))
                names += gives
        self.names = (*constant, *names)
        self.heads_among = self.names.index("heads")
        self.counts: dict[str, Count | None] = {"": None}

    def _columns(self, together: Together, at: dict[str, int]) -> list[int]:
        """Where the cells stand that a rule's fields follow from; nowhere for a blank one."""
        columns = [name for field in together.fields for name in FOLLOWS_FROM.get(field, (field,))]
        return sorted({at[column] for column in columns if column in at})

    def sound(self, line: Line) -> Sound | None:
        """The activity of a row as entry has it; None where anything in the row is wrong."""
        if line.faults:
            return None
        values = line.values
        cells = (*values, values[self.heads] != "")
        row = None
        fields = self.always
        for key, memory, together in self.together:
            its_own = key(cells)
            if its_own in memory:
                found = memory[its_own]
            else:
                row = row or drafts.Row(line, self.known)
                found = self._judged(together, row)
                if len(memory) < MOST_REMEMBERED:
                    memory[its_own] = found
            if found is None:
                return None
            fields += found
        counts = self._who_came(str(values[self.groups]), fields[self.heads_among])
        return None if counts is None else Sound(self.names, fields, counts)

    def _judged(self, together: Together, row: drafts.Row) -> Found | None:
        """What a rule gives for a row; None where anything it reads is wrong."""
        typed = [drafts.FIELDS[field](row) for field in together.fields]
        found = together.rule(self.against, *typed)
        return tuple(found.values()) if self._nothing_wrong() and not row.faults else None

    def _nothing_wrong(self) -> bool:
        """Whether the form holds nothing against what it read; it is a fresh one afterwards."""
        form = self.against.form
        if not form.faults and not form.doubts:
            return True
        self.against = self.against._replace(form=Form(self.known.today, self.checked))
        return not form.faults and self.checked

    def _who_came(self, text: str, heads: int | None) -> tuple[Count, ...] | None:
        """The group counts of a row; None where anything in them is wrong."""
        if not text:
            return ()
        found: list[Count] = []
        given: dict[str, dict[str, int]] = {}
        for part in text.split(";"):
            if part in self.counts:
                count = self.counts[part]
            else:
                count = self._count(part)
                if len(self.counts) < MOST_REMEMBERED:
                    self.counts[part] = count
            if count is None:
                if part.strip():
                    return None
                continue
            its_own = given.setdefault(count.characteristic, {})
            if count.category in its_own:
                return None
            its_own[count.category] = count.n
            found.append(count)
        for characteristic, numbers in given.items():
            fits(self.against.form, self.known, characteristic, numbers, heads)
        return tuple(found) if self._nothing_wrong() else None

    def _count(self, part: str) -> Count | None:
        """The count that a part of a cell gives; None where it gives none that can be kept."""
        match = drafts.GROUP.fullmatch(part.strip())
        if match is None or match[1] not in self.known.framework.characteristics:
            return None
        characteristic, category, about, number = cast("tuple[str, str, str, str]", match.groups())
        n = read_count(self.against.form, self.known, characteristic, category, number)
        if not self._nothing_wrong() or n is None:
            return None
        return Count(characteristic, category, n, bool(about))
