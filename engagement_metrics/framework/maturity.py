"""Maturity models as files: those that come with the app, and any that is brought in or taken out.

One file is one model. Each row says in its first cell what it is; data/framework/README.md tells
what its other cells then hold.
"""

import csv
import io
import re
from collections import defaultdict
from collections.abc import Collection, Iterator
from functools import cache
from pathlib import Path

from engagement_metrics.framework.maturity_rules import Spot, problems, tidy
from engagement_metrics.framework.sheets import (
    Faults,
    FrameworkError,
    Layout,
    Row,
    decoded,
    header_fits,
    lines_of,
)
from engagement_metrics.models.maturity_models import MOST_LEVELS, Dimension, Level, MaturityModel

FOLDER = Path(__file__).resolve().parents[2] / "data" / "framework" / "maturity"
DEFAULT = "network_and_principles"
COLUMNS = ("row", "dimension", "level", "name", "text")
# What each kind of row says, and in which columns. The dimension cell of the model is its code,
# and the level cell its edition.
ROWS = {
    "model": ("dimension", "level", "name", "text"),
    "level": ("level", "name", "text"),
    "dimension": ("dimension", "name", "text"),
    "group": ("dimension", "name"),
    "evidence": ("dimension", "text"),
    "statement": ("dimension", "level", "text"),
    "measure": ("dimension", "name"),
    "crosswalk": ("dimension", "name", "text"),
}
# What tells two rows of a kind apart.
KEYS = {
    "model": (),
    "level": ("level",),
    "dimension": ("dimension",),
    "group": ("dimension",),
    "evidence": ("dimension",),
    "statement": ("dimension", "level"),
    "measure": ("dimension", "name"),
    "crosswalk": ("dimension", "name", "text"),
}
LONGEST_FILE = 1_000_000
LAST_EDITION = 9_999
WORKBOOK = b"PK\x03\x04"
# As documents/matrix.py guards a cell; one that begins so of itself gets one apostrophe more.
_FORMULA = re.compile("'*[=+@\uff1d\uff0b\uff0d\uff20-]")


def models() -> tuple[MaturityModel, ...]:
    """The models that come with the app, the one to begin with first.

    Raises FrameworkError with a line for each fault, as framework.load does at start.

    >>> [model.code for model in models()]
    ['network_and_principles', 'mse_six', 'nhs_england_ten']
    """
    return _own()


@cache
def _own() -> tuple[MaturityModel, ...]:
    faults = Faults()
    found = in_folder(FOLDER, faults)
    if faults:
        raise FrameworkError(faults.lines())
    return found


def in_folder(
    folder: Path, faults: Faults, known_measures: Collection[str] | None = None
) -> tuple[MaturityModel, ...]:
    """The models of a folder, the one to begin with first; every fault of every file told."""
    paths = sorted(folder.glob("*.csv"), key=lambda path: (path.stem != DEFAULT, path.stem))
    if not paths or paths[0].stem != DEFAULT:
        faults.tell(f"{folder.name}/{DEFAULT}.csv", 0, "the file is missing")
    found = []
    for path in paths:
        file = f"{folder.name}/{path.name}"
        model = _model(path.read_bytes(), file, known_measures, faults)
        if model is not None and model.code != path.stem:
            faults.tell(file, 0, f"the code '{model.code}' is not the name of the file")
        found += [model] if model is not None else []
    return tuple(found)


def read(
    text: str | bytes, name: str, known_measures: Collection[str] | None = None
) -> MaturityModel:
    """The model that a file holds; `name` is what faults call the file.

    Measures are looked at where those that are known are given.

    Raises FrameworkError with a line for each fault: "ours.csv line 7: unknown dimension 'A9'".
    """
    faults = Faults()
    model = _model(text, name, known_measures, faults)
    if model is None or faults:
        raise FrameworkError(faults.lines())
    return model


def written(model: MaturityModel) -> str:
    """The model as a file; `read` gives the same model again.

    No spreadsheet runs a cell of it as a formula. To be encoded as 'utf-8-sig' for Excel.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in _rows_of(model):
        writer.writerow(f"'{cell}" if _FORMULA.match(cell) else cell for cell in row)
    return out.getvalue()


def _rows_of(model: MaturityModel) -> Iterator[tuple[str, str, str, str, str]]:
    yield "model", model.code, str(model.edition), model.name, model.source
    for level in model.levels:
        yield "level", "", str(level.level), level.name, level.summary
    for one in model.dimensions:
        yield "dimension", one.id, "", one.name, one.question
        if one.group:
            yield "group", one.id, "", one.group, ""
        if one.evidence:
            yield "evidence", one.id, "", "", one.evidence
        for number, statement in enumerate(one.statements, start=1):
            yield "statement", one.id, str(number), "", statement
        for measure in one.measures:
            yield "measure", one.id, "", measure, ""
        for book, principle in one.crosswalk:
            yield "crosswalk", one.id, "", book, principle


def _model(
    written: str | bytes, file: str, known_measures: Collection[str] | None, faults: Faults
) -> MaturityModel | None:
    """The model of a file, to be used when no fault was told; None where there is none."""
    text = _text(written, file, faults)
    rows = _rows(text, file, faults) if text is not None else None
    if rows is None:
        return None
    if ("model",) not in rows:
        faults.tell(file, 0, "there is no row for the model")
    levels = [int(key[1]) for key in rows if key[0] == "level"]
    for key, row in rows.items():
        _fits(key, row, max(levels, default=MOST_LEVELS), rows)
    model = _put_together(rows)
    for spot, what in problems(model, known_measures):
        at = rows.get(spot) or rows.get(("dimension", *spot[1:2])) or rows.get(("model",))
        if at is not None:
            at.fault(what)
        elif spot != ("model",):
            faults.tell(file, 0, what)
    return model


def _text(written: str | bytes, file: str, faults: Faults) -> str | None:
    """The text of a file, if it is text with commas and not far too long."""
    if len(written) > LONGEST_FILE:
        faults.tell(file, 0, f"the file is longer than {LONGEST_FILE:,} characters")
        return None
    if isinstance(written, bytes):
        if written.startswith(WORKBOOK):
            faults.tell(file, 0, "a workbook, not CSV: save it as 'CSV UTF-8'")
            return None
        text = decoded(written, file, faults)
    else:
        text = written.removeprefix("\ufeff")
    if text is None:
        return None
    header = text.partition("\n")[0]
    for sign, called in ((";", "semicolons"), ("\t", "tabs")):
        if sign in header and "," not in header:
            what = f"the cells are set apart by {called}: save it as CSV with commas"
            faults.tell(file, 1, what)
            return None
    return text


def _rows(text: str, file: str, faults: Faults) -> dict[Spot, Row] | None:
    """The rows of a text by what tells them apart; None where its header does not fit."""
    lines = lines_of(text, file, faults)
    _, header = next(lines, (0, []))
    if not header or not header_fits(header, Layout(file, COLUMNS, ()), faults):
        return None
    rows: dict[Spot, Row] = {}
    for line, cells in lines:
        padded = cells + [""] * (len(header) - len(cells))
        plain = {
            column: tidy(cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell)
            for column, cell in zip(header, padded, strict=False)
        }
        row = Row(file, line, plain, faults)
        if len(cells) != len(header):
            row.fault(f"{len(cells)} cells, but the header has {len(header)}")
        kind = row.word("row", ROWS)
        key = _key(row) if kind in ROWS else None
        if key is not None and rows.setdefault(key, row) is not row:
            row.fault(f"{' '.join(key)[:60]} is there twice, first on line {rows[key].line}")
    return rows


def _key(row: Row) -> Spot | None:
    """What tells a row apart; None where it cannot be told, which is a fault."""
    kind = row.cells["row"]
    for column in COLUMNS[1:]:
        if column not in ROWS[kind] and row.cells[column]:
            row.fault(f"a {kind} row has no {column}, but '{row.cells[column][:40]}' stands there")
    if kind in ("level", "statement", "model"):
        most = LAST_EDITION if kind == "model" else MOST_LEVELS
        text = row.text("level")
        if not re.fullmatch("[0-9]{1,4}", text) or not 1 <= int(text) <= most:
            if text:
                row.fault(f"level '{text[:40]}' is not a whole number from 1 to {most:,}")
            return None if kind != "model" else ("model",)
        row = Row(row.file, row.line, {**row.cells, "level": str(int(text))}, row.faults)
    needed = ("dimension",) if kind == "crosswalk" else KEYS[kind]
    empty = [column for column in needed if column != "level" and not row.text(column)]
    if empty:
        return None
    return (kind, *(row.cells[column] for column in KEYS[kind]))


def _fits(key: Spot, row: Row, highest: int, rows: dict[Spot, Row]) -> None:
    """Tells where a row is about a dimension or a level that is not there, or says nothing."""
    kind = key[0]
    if kind in ("model", "level", "dimension"):
        return
    if ("dimension", key[1]) not in rows:
        row.fault(f"unknown dimension '{key[1][:40]}'")
    if kind == "statement" and int(key[2]) > highest:
        row.fault(f"level {key[2]} is not one of the {highest} levels")
    if kind in ("group", "evidence"):
        row.text("name" if kind == "group" else "text")


def _put_together(rows: dict[Spot, Row]) -> MaturityModel:
    def cell(column: str, *key: str) -> str:
        return rows[key].cells[column] if key in rows else ""

    below: defaultdict[Spot, list[Spot]] = defaultdict(list)
    for key in rows:
        below[key[:2]].append(key[2:])
    numbers = sorted(int(key[1]) for key in rows if key[0] == "level")
    ids = [key[1] for key in rows if key[0] == "dimension"]
    said = max((int(key[2]) for key in rows if key[0] == "statement"), default=0)
    highest = max(numbers, default=said)
    edition = cell("level", "model")
    return MaturityModel(
        cell("dimension", "model"),
        int(edition) if re.fullmatch("[1-9][0-9]{0,3}", edition) else 1,
        cell("name", "model"),
        cell("text", "model"),
        tuple(
            Level(one, cell("name", "level", str(one)), cell("text", "level", str(one)))
            for one in numbers
        ),
        tuple(
            Dimension(
                one,
                cell("name", "group", one),
                cell("name", "dimension", one),
                cell("text", "dimension", one),
                cell("text", "evidence", one),
                tuple(
                    cell("text", "statement", one, str(level)) for level in range(1, highest + 1)
                ),
                tuple(key[0] for key in below["measure", one]),
                tuple((key[0], key[1]) for key in below["crosswalk", one]),
            )
            for one in ids
        ),
    )
