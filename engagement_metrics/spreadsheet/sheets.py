"""A spreadsheet file as rows that know their line, or a sentence on why it cannot be read."""

import csv
import hashlib
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

from engagement_metrics.models import Typed
from engagement_metrics.spreadsheet import workbooks
from engagement_metrics.spreadsheet.faults import SpreadsheetError
from engagement_metrics.spreadsheet.layouts import Layout

__all__ = ["MOST_BYTES", "MOST_ROWS", "Line", "Sheet", "SpreadsheetError", "read"]

MOST_BYTES = 50_000_000
MOST_ROWS = 100_000
MOST_COLUMNS = 200
MOST_IN_A_CELL = 100_000
LISTED = 8
BLANK = -1  # where each line has a blank cell


class Line(NamedTuple):
    """One row: the line it starts on, what stands in it, and what is wrong with it as a whole.

    `values` has a cell for each of the file's columns, and a blank one at the end; `places` says
    where among them each column stands.
    """

    number: int
    places: dict[str, int]
    values: tuple[Typed, ...]
    faults: tuple[str, ...] = ()

    def cell(self, column: str) -> Typed:
        """What stands in a column; '' where it is blank or there is no such column."""
        return self.values[self.places.get(column, BLANK)]


@dataclass(frozen=True)
class Sheet:
    """The rows of a file that are not blank; equal files have equal fingerprints."""

    lines: tuple[Line, ...]
    fingerprint: str
    remark: str = ""

    @property
    def places(self) -> dict[str, int]:
        """Where among the cells of each line a column stands."""
        return self.lines[0].places


def read(file: Path | str | bytes, layout: Layout) -> Sheet:
    """The rows of a CSV or XLSX file, given as a path or as what is in it.

    In a CSV file the line is that of the file as text, in a workbook that of the sheet. The first
    line that is not blank holds the column names, in any order. SpreadsheetError says what is
    wrong with the file as a whole.
    """
    content = file if isinstance(file, bytes) else _content(Path(file))
    if len(content) > MOST_BYTES:
        raise SpreadsheetError(
            f"The file is too large: {len(content) / 1e6:,.0f} MB. "
            f"The most is {MOST_BYTES / 1e6:,.0f} MB. Split it and bring in one part at a time."
        )
    if not content.strip():
        raise SpreadsheetError("The file is empty.")
    rows: Iterable[tuple[int, Sequence[Typed]]]
    hollow: workbooks.Hollow = {}
    remark = ""
    if workbooks.looks_like_one(content):
        cells, hollow, remark = workbooks.read(content, MOST_ROWS, MOST_COLUMNS)
        rows = enumerate(cells, start=1)
    else:
        rows = _csv_rows(content)
    lines = tuple(_lines(rows, hollow, layout))
    if not lines:
        raise SpreadsheetError("The file has column names but no rows.")
    return Sheet(lines, hashlib.sha256(content).hexdigest(), remark)


def _content(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except FileNotFoundError as fault:
        raise SpreadsheetError(f"There is no file {path}.") from fault
    except OSError as fault:
        raise SpreadsheetError(f"The file {path} cannot be opened: {fault.strerror}.") from fault


def _csv_rows(content: bytes) -> Iterator[tuple[int, list[Typed]]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise SpreadsheetError(_not_text()) from fault
    if "\0" in text:
        raise SpreadsheetError(_not_text())
    first = next((line for line in text.splitlines() if line.strip()), "")
    if "," not in first and (";" in first or "\t" in first):
        raise SpreadsheetError(
            "The columns are not set apart by commas. Save the file as 'CSV UTF-8' with commas, "
            "or as an Excel workbook (.xlsx)."
        )
    csv.field_size_limit(MOST_IN_A_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    before = 0
    try:
        for cells in reader:
            yield before + 1, list(cells)
            before = reader.line_num
    except csv.Error as fault:
        raise SpreadsheetError(
            f"Line {before + 1} cannot be read. Most often a quotation mark is missing there, "
            "or there is one too many."
        ) from fault


def _not_text() -> str:
    return (
        "The file is not plain text in UTF-8. In Excel, save it as 'CSV UTF-8' "
        "or as an Excel workbook (.xlsx)."
    )


def _lines(
    rows: Iterable[tuple[int, Sequence[Typed]]], hollow: workbooks.Hollow, layout: Layout
) -> Iterator[Line]:
    names: list[str] | None = None
    places: dict[str, int] = {}
    count = 0
    with_hollow = {row for row, _ in hollow}
    for number, cells in rows:
        tidy = [cell.strip() if type(cell) is str else _tidy(cell) for cell in cells]
        if number not in with_hollow and not any(tidy) and all(cell == "" for cell in tidy):
            continue
        if names is None:
            names = _names(cells, layout)
            places = {name: at for at, name in enumerate(names) if name}
            continue
        count += 1
        if count > MOST_ROWS:
            raise SpreadsheetError(
                f"The file has more than {MOST_ROWS:,} rows. Split it into smaller ones."
            )
        if len(tidy) == len(names) == len(places) and not hollow:
            yield Line(number, places, (*tidy, ""))
        else:
            values, faults = _looked_through(number, tidy, names, hollow)
            yield Line(number, places, values, faults)
    if names is None:
        raise SpreadsheetError("The file is empty.")


def _looked_through(
    number: int, tidy: list[Typed], names: list[str], hollow: workbooks.Hollow
) -> tuple[tuple[Typed, ...], tuple[str, ...]]:
    """The cells and the faults of a row that may have too many cells, too few, or a hollow one."""
    faults = []
    if any(cell != "" for cell in tidy[len(names) :]):
        faults.append(
            "The row has more cells than there are columns. "
            "A text with a comma in it needs quotation marks around it."
        )
    values = [*tidy[: len(names)], *[""] * (len(names) - len(tidy)), ""]
    if any(value != "" for value, name in zip(values, names, strict=False) if not name):
        faults.append("The row has a cell in a column without a name.")
    if hollow:
        faults += [
            f"{name}: {hollow[number, at]}"
            for at, name in enumerate(names)
            if (number, at) in hollow
        ]
    return tuple(values), tuple(faults)


def _names(cells: Sequence[Typed], layout: Layout) -> list[str]:
    """The columns, or a SpreadsheetError with every name that is wrong, missing or there twice."""
    if len(cells) > MOST_COLUMNS:
        raise SpreadsheetError(
            f"The file has {len(cells):,} columns. It may have {len(layout.columns)}: "
            f"{', '.join(layout.columns)}."
        )
    names = ["_".join(str(_tidy(cell)).casefold().split()) for cell in cells]
    while names and not names[-1]:
        names.pop()
    faults = []
    unknown = [name for name in names if name and name not in layout.columns]
    if unknown:
        listed = ", ".join(f"'{name[:40]}'" for name in unknown[:LISTED])
        more = f" and {len(unknown) - LISTED:,} more" if len(unknown) > LISTED else ""
        faults.append(
            f"{'These columns are' if len(unknown) > 1 else 'This column is'} not known: "
            f"{listed}{more}. A sheet of {layout.what} may have: {', '.join(layout.columns)}."
        )
    if missing := [name for name in layout.needed if name not in names]:
        faults.append(
            f"{'These columns are' if len(missing) > 1 else 'This column is'} missing: "
            f"{', '.join(missing)}."
        )
    if twice := sorted({name for name in names if name and names.count(name) > 1}):
        faults.append(f"More than one column is called {', '.join(twice)}.")
    if faults:
        raise SpreadsheetError(*faults)
    return names


def _tidy(cell: Typed) -> Typed:
    """A cell as entry takes it: text trimmed, whole numbers whole, days as days."""
    if isinstance(cell, str):
        return cell.strip()
    if isinstance(cell, float) and cell.is_integer():
        return int(cell)
    if isinstance(cell, datetime):
        return cell.date()
    return cell if isinstance(cell, bool | int | float | date) else str(cell)
