"""A list behind a figure: its query, its order, and the rows made of what it finds."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import Session

from engagement_metrics.store.behind.rows import Row


@dataclass(frozen=True)
class Listed:
    """A query whose first column is the record, its order, and what makes rows of its results."""

    record: Any
    query: Any
    order: Sequence[Any]
    rows: Callable[[Session, Sequence[Any]], Sequence[Row]]


def when(month: str | None, year: str, day: date | str | None, team: bool) -> str:
    """The day for the team; for everybody the month, or the year where no more is known."""
    return (str(day) if day is not None else "") if team else month or year
