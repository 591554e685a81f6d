"""The definitions in data/framework: read, checked as a whole, and handed out as plain records."""

from functools import cache
from pathlib import Path

from engagement_metrics.framework import checks, maturity, reading
from engagement_metrics.framework.definitions import (
    BASES,
    EASY_READ,
    EXTRA_CHOICES,
    AimDefinition,
    Category,
    Characteristic,
    Framework,
    Indicator,
    Keeping,
    Method,
    PlaceDefinition,
    Question,
)
from engagement_metrics.framework.indicator import MATRIX_SECTIONS, UNIT_KINDS
from engagement_metrics.framework.sheets import Faults, FrameworkError, Sheet

__all__ = [
    "BASES",
    "EASY_READ",
    "EXTRA_CHOICES",
    "FOLDER",
    "UNIT_KINDS",
    "AimDefinition",
    "Category",
    "Characteristic",
    "Framework",
    "FrameworkError",
    "Indicator",
    "Keeping",
    "MATRIX_SECTIONS",
    "Method",
    "PlaceDefinition",
    "Question",
    "load",
]

FOLDER = Path(__file__).resolve().parents[2] / "data" / "framework"


def load(folder: Path | None = None) -> Framework:
    """The definitions in a folder, or in the app's own, which is read once and kept.

    All faults of all files are found before anything is refused.

    Raises FrameworkError with a line for each fault: "indicators.csv line 7: unknown aim 'listn'".
    """
    return _own() if folder is None else _read(folder)


@cache
def _own() -> Framework:
    return _read(FOLDER)


def _read(folder: Path) -> Framework:
    faults = Faults()
    sheets = {
        layout.file: Sheet.read(folder, layout, faults) for layout in reading.LAYOUTS.values()
    }
    framework = reading.framework(sheets)
    checks.references(sheets, faults)
    checks.agreement(sheets, faults)
    measures = sheets["indicators.csv"]
    known = {key for (key,) in measures.keys} if measures.usable else None
    maturity.in_folder(folder / maturity.FOLDER.name, faults, known)
    if faults:
        raise FrameworkError(faults.lines())
    return framework
