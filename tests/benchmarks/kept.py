"""Keeping what was measured: a row more in a table of RESULTS.md, with its day and its machine."""

import os
import platform
import sqlite3
from datetime import date
from pathlib import Path

from tests.store.conftest import Town

RESULTS = Path(__file__).with_name("RESULTS.md")


def keep(heading: str, columns: tuple[str, ...], row: tuple[object, ...]) -> None:
    """Add a row, begun with the day, to the table under a heading; a new heading comes last."""
    text = RESULTS.read_text(encoding="utf-8").rstrip("\n")
    cells = [f"{date.today():%d %B %Y}".lstrip("0"), *map(told, row)]
    line = f"| {' | '.join(cells)} |"
    if f"## {heading}\n" not in text:
        names = ["date", *columns]
        text += f"\n\n## {heading}\n\n| {' | '.join(names)} |\n|{' --- |' * len(names)}"
    before, after = text.split(f"## {heading}\n", 1)
    own, mark, rest = after.partition("\n## ")
    last = own.rstrip("\n").rindex("\n|")
    end = own.find("\n", last + 1)
    end = len(own) if end < 0 else end
    own = f"{own[:end]}\n{line}{own[end:]}"
    RESULTS.write_text(f"{before}## {heading}\n{own}{mark}{rest}\n", encoding="utf-8")


def told(value: object) -> str:
    """A figure as it is printed."""
    return f"{value:,}" if isinstance(value, int) else str(value)


def machine() -> str:
    """What it was measured on, in few words."""
    return f"{os.cpu_count()} cores, Python {platform.python_version()}"


def database(town: Town) -> str:
    """Which database a town is in, with its version."""
    if town.url.startswith("sqlite"):
        return f"SQLite {sqlite3.sqlite_version}"
    [(version,)] = town.sql("SHOW server_version")
    return f"PostgreSQL {version.split()[0]}"


def nth(figures: list[float], per_cent: int) -> float:
    """The figure that so many in a hundred do not exceed; 50 gives the median."""
    ordered = sorted(figures)
    return ordered[min(len(ordered) - 1, round(per_cent / 100 * (len(ordered) - 1)))]
