"""The first sheet of an Excel workbook, opened so that no file can fill the memory.

A workbook is a zip of XML: a small file may unpack to any size, one cell far out makes a sheet of
17,000 million cells, and a text that a million cells share is a million texts when read. So it is
unpacked with a limit and looked through before calamine reads it.
"""

import io
import re
import zipfile
import zlib
from datetime import date, time, timedelta

import python_calamine as calamine

from engagement_metrics.models import Typed
from engagement_metrics.spreadsheet.faults import SpreadsheetError

MOST_UNPACKED = 300_000_000
MOST_TEXT = 400_000_000
BOOK, TEXTS = "xl/workbook.xml", "xl/sharedStrings.xml"
LINKS = "xl/_rels/workbook.xml.rels"
PARTS = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|"
    r"xl/(?:workbook\.xml|sharedStrings\.xml|styles\.xml|_rels/workbook\.xml\.rels|"
    r"worksheets/[^/]+\.xml)"
)
PACKED_AS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
# What zipfile says of a damaged or locked zip, one way or another.
DAMAGED = (
    zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError
)  # fmt: skip
# Written so as to see too much of a hostile file and never too little.
SHEET = re.compile(rb"<(?:\w+:)?sheet\s[^>]*?\b\w+:id=[\"']([^\"']*)[\"']")
LINK = re.compile(rb"<(?:\w+:)?Relationship\s[^>]*>")
ATTRIBUTE = re.compile(rb"\b(Id|Target)=[\"']([^\"']*)[\"']")
CELL_BEGINS = re.compile(rb"<(?:\w+:)?c[\s>/]")
ADDRESS = re.compile(rb"\sr\s*=\s*[\"']([A-Za-z]{1,3})(\d{1,7})[\"']")
INDEX = re.compile(rb"<(?:\w+:)?v(?:\s[^>]*)?>\s*(\d{1,9})\s*<")
CELL = re.compile(rb"<(?:\w+:)?c(\s[^>]*[^>/])>(.*?)</(?:\w+:)?c\s*>", re.DOTALL)
FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")
RESULT = re.compile(rb"<(?:\w+:)?v(?:\s[^>]*)?>[^<]")

Cells = list[list[Typed]]
Hollow = dict[tuple[int, int], str]


def looks_like_one(content: bytes) -> bool:
    """Whether it is a workbook and not text; SpreadsheetError where it is one of the old kind."""
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise SpreadsheetError(
            "The file is an old Excel file or has a password. "
            "Save it without a password as an Excel workbook (.xlsx) or as 'CSV UTF-8'."
        )
    return content.startswith(b"PK\x03\x04")


def read(content: bytes, most_rows: int, most_columns: int) -> tuple[Cells, Hollow, str]:
    """The rows of the first visible sheet, from its row 1 on, and a remark if there are others.

    Between them, by row (from 1) and column (from 0): the cells that read as empty and are not,
    each with a sentence.
    """
    parts = _unpacked(content)
    for name, part in parts.items():
        if name.startswith("xl/worksheets/"):
            _hold_small(part, parts.get(TEXTS, b""), most_rows, most_columns)
    try:
        with calamine.CalamineWorkbook.from_filelike(_packed(parts)) as workbook:
            visible = [
                at
                for at, sheet in enumerate(workbook.sheets_metadata)
                if sheet.visible == calamine.SheetVisibleEnum.Visible
                and sheet.typ == calamine.SheetTypeEnum.WorkSheet
            ]
            if not visible:
                raise SpreadsheetError("The workbook has no sheet that can be seen.")
            sheet = workbook.get_sheet_by_index(visible[0])
            cells = [
                [_plain(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)
            ]
            remark = f"Only the first sheet, '{sheet.name}', was read." if visible[1:] else ""
    except calamine.CalamineError as fault:
        raise SpreadsheetError(_broken()) from fault
    return cells, _hollow(_part_of_sheet(parts, visible[0])), remark


def _unpacked(content: bytes) -> dict[str, bytes]:
    parts: dict[str, bytes] = {}
    left = MOST_UNPACKED
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            for info in packed.infolist():
                if not PARTS.fullmatch(info.filename) or info.filename in parts:
                    continue
                if info.compress_type not in PACKED_AS:
                    raise SpreadsheetError(_broken())
                with packed.open(info) as part:
                    parts[info.filename] = part.read(left + 1)
                left -= len(parts[info.filename])
                if left < 0:
                    raise SpreadsheetError(
                        "The workbook is too large once it is unpacked. "
                        "Split it and bring in one part at a time."
                    )
    except DAMAGED as fault:
        raise SpreadsheetError(_broken()) from fault
    if BOOK not in parts:
        raise SpreadsheetError(
            "The file is not an Excel workbook. Save it as one (.xlsx) or as 'CSV UTF-8'."
        )
    return parts


def _packed(parts: dict[str, bytes]) -> io.BytesIO:
    """The parts as a zip anew, whose sizes are what they say."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as packed:
        for name, part in parts.items():
            packed.writestr(name, part)
    file.seek(0)
    return file


def _hold_small(part: bytes, texts: bytes, most_rows: int, most_columns: int) -> None:
    """Let a sheet pass that stays small when it is read, or raise SpreadsheetError."""
    if b"<!" in part.replace(b"<!--", b"") or b"<!DOCTYPE" in texts:
        raise SpreadsheetError(_broken())
    addresses = {(column.upper(), int(row)) for column, row in ADDRESS.findall(part)}
    if len(CELL_BEGINS.findall(part)) > len(ADDRESS.findall(part)):
        raise SpreadsheetError(_broken())
    last_row = max((row for _, row in addresses), default=0)
    last_column = max((_number(column) for column in {c for c, _ in addresses}), default=0)
    if last_row > 2 * most_rows or last_column > most_columns:
        raise SpreadsheetError(
            f"The sheet goes on to row {last_row:,} and column {last_column:,}. "
            "Delete what is outside the table, also cells that only look empty, or split the file."
        )
    lengths = [len(text) for text in re.split(rb"<(?:\w+:)?si[\s>]", texts)[1:]]
    used = (int(index) for index in INDEX.findall(part))
    if sum(lengths[index] for index in used if index < len(lengths)) > MOST_TEXT:
        raise SpreadsheetError("The sheet holds too much text. Split the file.")


def _number(column: bytes) -> int:
    number = 0
    for letter in column:
        number = number * 26 + letter - ord("A") + 1
    return number


def _part_of_sheet(parts: dict[str, bytes], at: int) -> bytes:
    """The part that holds a sheet; nothing where the workbook's own links do not lead to it."""
    sheets = SHEET.findall(parts[BOOK])
    for link in LINK.findall(parts.get(LINKS, b"")):
        told = dict(ATTRIBUTE.findall(link))
        if at < len(sheets) and told.get(b"Id") == sheets[at]:
            target = told.get(b"Target", b"").decode("utf-8", "replace")
            return parts.get("xl/" + target.removeprefix("/xl/"), b"")
    return b""


def _hollow(part: bytes) -> Hollow:
    found: Hollow = {}
    if not FORMULA.search(part) and b'="e"' not in part:
        return found
    for attributes, inside in CELL.findall(part):
        address = ADDRESS.search(attributes)
        failed = re.search(rb"\st=[\"']e[\"']", attributes)
        text = re.search(rb"\st=[\"']str[\"']", attributes)
        missing = FORMULA.search(inside) and not RESULT.search(inside) and not text
        if address and (failed or missing):
            found[int(address[2]), _number(address[1].upper()) - 1] = (
                "the cell holds a formula that failed. Put the value itself there."
                if failed
                else "the cell holds a formula and the file lacks its result. "
                "Open the file in a spreadsheet program, save it, and try again."
            )
    return found


def _plain(cell: object) -> Typed:
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, time | timedelta):
        return str(cell)
    assert isinstance(cell, str | int | float | date)
    return cell


def _broken() -> str:
    return (
        "The workbook cannot be read. Open it in a spreadsheet program, save it as an Excel "
        "workbook (.xlsx), and try again."
    )
