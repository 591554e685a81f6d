"""A definition file as rows that know their line, and the faults found in it."""

import csv
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

Word = TypeVar("Word", bound=StrEnum)

KEY = re.compile(r"[a-z0-9_]+")


class FrameworkError(Exception):
    """The definition files are wrong; the message has one line for each fault."""

    def __init__(self, faults: Collection[str]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(self.faults))


class Faults:
    """What is wrong with the definition files, told by file and line."""

    def __init__(self) -> None:
        self._told: list[tuple[str, int, str]] = []

    def __bool__(self) -> bool:
        return bool(self._told)

    def tell(self, file: str, line: int, what: str) -> None:
        """Note one fault; line 0 stands for the file as a whole."""
        self._told.append((file, line, what))

    def lines(self) -> list[str]:
        """One sentence a fault, by file and line."""
        return [
            f"{file} line {line}: {what}" if line else f"{file}: {what}"
            for file, line, what in sorted(set(self._told))
        ]


@dataclass(frozen=True)
class Layout:
    """The columns a file must have, and those that name a row."""

    file: str
    columns: tuple[str, ...]
    key: tuple[str, ...]


@dataclass(frozen=True)
class Row:
    """One line of a file.

    A cell that is wrong is told to the faults and answered with a stand-in, so that the other
    cells can be looked at too; no stand-in is ever handed out, as a fault refuses the whole.
    """

    file: str
    line: int
    cells: Mapping[str, str]
    faults: Faults

    def fault(self, what: str) -> None:
        """Note that something on this line is wrong."""
        self.faults.tell(self.file, self.line, what)

    def optional(self, column: str) -> str:
        """The text of a cell that may be empty."""
        return self.cells[column]

    def text(self, column: str) -> str:
        """The text of a cell that must not be empty."""
        if not self.cells[column]:
            self.fault(f"{column} is empty")
        return self.cells[column]

    def key(self, column: str) -> str:
        """A key of small letters, digits and underscores."""
        text = self.text(column)
        if text and not KEY.fullmatch(text):
            self.fault(f"{column} '{text}' may only have a to z, 0 to 9 and _")
        return text

    def number(self, column: str, least: int = 1) -> int:
        """A whole number that is not below `least`."""
        text = self.text(column)
        if text and not re.fullmatch(r"[0-9]+", text):
            self.fault(f"{column} '{text}' is not a whole number")
            return least
        if text and int(text) < least:
            self.fault(f"{column} {text} is below {least}")
        return int(text or least)

    def day(self, column: str) -> date:
        """A date written as 2021-03-21."""
        text = self.text(column)
        try:
            return date.fromisoformat(text)
        except ValueError:
            if text:
                self.fault(f"{column} '{text}' is not a date such as 2021-03-21")
            return date.min

    def yes_no(self, column: str) -> bool:
        """True for yes, False for no."""
        return self.word(column, ("yes", "no")) == "yes"

    def word(self, column: str, known: Collection[str]) -> str:
        """A word of a closed list."""
        text = self.text(column)
        if text and text not in known:
            self._unknown(column, text, known)
        return text

    def one_of(self, column: str, words: type[Word]) -> Word:
        """A member of one of the field's closed lists."""
        known = {member.value: member for member in words}
        return known.get(self.word(column, known), next(iter(words)))

    def several(self, column: str, known: Collection[str] | None = None) -> tuple[str, ...]:
        """The parts of a cell that are set apart by semicolons; none for an empty cell."""
        parts = tuple(part.strip() for part in self.cells[column].split(";") if part.strip())
        if len(set(parts)) < len(parts):
            self.fault(f"{column} says something twice")
        for part in parts:
            if known is not None and part not in known:
                self._unknown(column, part, known)
        return parts

    def several_of(self, column: str, words: type[Word]) -> tuple[Word, ...]:
        """Members of one of the field's closed lists, set apart by semicolons."""
        known = {member.value: member for member in words}
        return tuple(known[part] for part in self.several(column, known) if part in known)

    def _unknown(self, column: str, text: str, known: Collection[str]) -> None:
        self.fault(f"unknown {column} '{text}'; it may be {', '.join(known)}")


@dataclass
class Sheet:
    """A file's rows, and the keys that other files may refer to.

    `usable` is False when the file or its header could not be read: nothing that refers to it can
    then be judged. A line with too many or too few cells is left out of `rows`, but its key is
    known, so that one broken line is not told as many.
    """

    layout: Layout
    rows: list[Row] = field(default_factory=list)
    keys: dict[tuple[str, ...], int] = field(default_factory=dict)
    usable: bool = False

    @classmethod
    def read(cls, folder: Path, layout: Layout, faults: Faults) -> "Sheet":
        """The rows of one file of a folder, every fault of its shape told."""
        sheet = cls(layout)
        text = _text(folder, layout.file, faults)
        lines = list(lines_of(text, layout.file, faults)) if text is not None else []
        if not lines:
            return sheet
        _, header = lines[0]
        sheet.usable = header_fits(header, layout, faults)
        if sheet.usable:
            for line, cells in lines[1:]:
                sheet._add(line, header, cells, faults)
            if len(lines) == 1:
                faults.tell(layout.file, 0, "no rows below the header")
        return sheet

    def has(self, *key: str) -> bool:
        """Whether a row of this key is there; True when that cannot be told."""
        return not self.usable or key in self.keys

    def _add(self, line: int, header: list[str], cells: list[str], faults: Faults) -> None:
        file = self.layout.file
        padded = cells + [""] * (len(header) - len(cells))
        row = Row(file, line, dict(zip(header, padded, strict=False)), faults)
        if len(cells) != len(header):
            row.fault(f"{len(cells)} cells, but the header has {len(header)}")
        else:
            self.rows.append(row)
        key = tuple(row.cells[column] for column in self.layout.key)
        if all(key) and key in self.keys:
            row.fault(f"{' '.join(key)} is there twice, first on line {self.keys[key]}")
        self.keys.setdefault(key, line)


def _text(folder: Path, file: str, faults: Faults) -> str | None:
    path = folder / file
    if not path.is_file():
        faults.tell(file, 0, "the file is missing")
        return None
    return decoded(path.read_bytes(), file, faults)


def decoded(written: bytes, file: str, faults: Faults) -> str | None:
    """The text of a file in UTF-8, with or without its mark; None where it is not, and told."""
    try:
        return written.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = written[: error.start].count(b"\n") + 1
        faults.tell(file, line, "not UTF-8 text")
        return None


def lines_of(text: str, file: str, faults: Faults) -> Iterator[tuple[int, list[str]]]:
    """The cells of each line of a text, with the line's number."""
    if not text.strip():
        faults.tell(file, 0, "the file is empty")
        return
    for line, written_line in enumerate(text.rstrip("\r\n").split("\n"), start=1):
        if not written_line.strip():
            faults.tell(file, line, "the line is empty")
            continue
        try:
            cells = next(csv.reader([written_line.rstrip("\r")], strict=True))
        except csv.Error:
            faults.tell(file, line, "a quotation mark is out of place or not closed")
            continue
        yield line, [cell.strip() for cell in cells]


def header_fits(header: list[str], layout: Layout, faults: Faults) -> bool:
    """Whether the header has exactly the file's columns, in any order."""
    wrong = [f"column '{column}' is missing" for column in layout.columns if column not in header]
    wrong += [f"unknown column '{column}'" for column in header if column not in layout.columns]
    wrong += [
        f"column '{column}' is there twice"
        for column in sorted(set(header))
        if header.count(column) > 1
    ]
    for what in wrong:
        faults.tell(layout.file, 1, what)
    return not wrong
