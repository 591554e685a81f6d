"""A small town to write about: a system with two places, two topics, plain records of each kind."""

import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from engagement_metrics import store
from engagement_metrics.access import LOCAL_USER
from engagement_metrics.models import (
    Activity,
    ActivityStatus,
    Aim,
    AnswerCount,
    AnswerSheet,
    Change,
    ChangeSuggestion,
    FormFormat,
    GroupCount,
    PartialDate,
    Place,
    Suggestion,
    SuggestionStatus,
    SuggestionStep,
    Topic,
    TypedFigure,
    Wave,
)
from engagement_metrics.store.engine import engine

HERE = Path(__file__).parent
TODAY = date(2026, 11, 21)


@dataclass
class Town:
    """The numbers of its places and topics, and a short way to write each kind of record."""

    url: str
    system: int
    north: int
    south: int
    health: int
    travel: int

    def add(self, record: Any, parts: Sequence[Any] = (), key: str | None = None) -> int:
        """One record in one write."""
        with store.session(LOCAL_USER) as write:
            return write.add(record, parts, key=key)

    def change(
        self, record: type, number: int, seen: int, /, *, parts: Any = None, **to: Any
    ) -> None:
        """One change in one write."""
        with store.session(LOCAL_USER) as write:
            write.change(record, number, seen, to, parts)

    def withdraw(self, record: type, number: int, version: int = 1) -> None:
        """One withdrawal in one write."""
        with store.session(LOCAL_USER) as write:
            write.withdraw(record, number, version)

    def restore(self, record: type, number: int, version: int = 2) -> None:
        """One restoring in one write."""
        with store.session(LOCAL_USER) as write:
            write.restore(record, number, version)

    def activity(self, ends: str = "2026-05-20", **other: Any) -> Activity:
        """A complete activity of ten heads, to engage, in the north."""
        day = PartialDate.parse(ends)
        fields = {
            "title": "Market stall",
            "aim": Aim.ENGAGE,
            "method": "survey",
            "place_id": self.north,
            "status": ActivityStatus.COMPLETE,
            "heads": 10,
        }
        return Activity(
            **fields | other,
            starts=day.text,
            ends=day.text,
            month=day.month,
            financial_year=day.financial_year,
        )

    def ages(self, estimated: bool = False, **people: int) -> list[GroupCount]:
        """Group counts by age, as u16=3."""
        return [
            GroupCount(activity_id=0, characteristic="age", category=name, n=n, estimated=estimated)
            for name, n in people.items()
        ]

    def suggestion(self, received: date | None = date(2026, 5, 1), **other: Any) -> Suggestion:
        """A suggestion from the north, still waiting."""
        return Suggestion(
            **{"text": "Open later.", "place_id": self.north} | other,
            received_on=received,
            month=f"{received:%Y-%m}" if received else None,
            financial_year=2026 if received else None,
            day_90=received + timedelta(days=90) if received else None,
        )

    def looked_into(self, on: date) -> SuggestionStatus:
        """A step of a suggestion."""
        return SuggestionStatus(
            suggestion_id=0, step=SuggestionStep.LOOKED_INTO, on=on, who="Access team", result="Yes"
        )

    def made_change(self, on: date = date(2026, 6, 1), **other: Any) -> Change:
        """A change in the north."""
        return Change(
            **{"title": "Ramp", "what": "There is a ramp now.", "place_id": self.north} | other,
            on=on,
            month=f"{on:%Y-%m}",
            financial_year=2026,
        )

    def because_of(self, *suggestions: int) -> list[ChangeSuggestion]:
        """Links of a change to suggestions."""
        return [ChangeSuggestion(change_id=0, suggestion_id=number) for number in suggestions]

    def sheet(self, activity: int, **other: Any) -> AnswerSheet:
        """Forms handed in on the day, at an activity in the north."""
        fields = {
            "place_id": self.north,
            "month": "2026-05",
            "financial_year": 2026,
            "wave": Wave.ON_THE_DAY,
            "format": FormFormat.STANDARD,
            "forms_received": 12,
        }
        return AnswerSheet(**fields | other, activity_id=activity)

    def answers(self, question: str = "Q3", **counts: int) -> list[AnswerCount]:
        """Answers by choice: c5=3 for three that ticked choice 5, others by their name."""
        return [
            AnswerCount(
                sheet_id=0,
                question=question,
                choice=name[1:] if name[1:].isdigit() else name,
                question_version=1,
                n=n,
            )
            for name, n in counts.items()
        ]

    def figure(self, **other: Any) -> TypedFigure:
        """A typed figure of the north for 2025/26."""
        fields = {
            "indicator": "INV-01",
            "indicator_version": 1,
            "place_id": self.north,
            "period": "2025-26",
            "top": 7,
            "source": "Register",
        }
        return TypedFigure(**fields | other)

    def all(self, **other: Any) -> store.Filter:
        """All places, all time."""
        fields = {"place_id": None, "place_ids": self.places, "period": None, "today": TODAY}
        return store.Filter(**fields | other)

    @property
    def places(self) -> tuple[int, ...]:
        """Every place."""
        return (self.system, self.north, self.south)

    def sql(self, text: str, **values: Any) -> list[tuple[Any, ...]]:
        """What the database itself says, past the store."""
        with engine(self.url).connect() as connection:
            result = connection.execute(sa.text(text), values)
            found = [tuple(row) for row in result] if result.returns_rows else []
            connection.commit()
        return found


@pytest.fixture
def town(database_url: str) -> Town:
    """The town in an empty store, on each kind of database."""
    return settle(database_url)


@pytest.fixture
def sqlite_town(sqlite_url: str) -> Town:
    """The town on SQLite alone, for what is SQLite's own."""
    return settle(sqlite_url)


@pytest.fixture
def postgres_town(postgres_url: str) -> Town:
    """The town on PostgreSQL alone, for what is PostgreSQL's own."""
    return settle(postgres_url)


def settle(url: str) -> Town:
    """Write the places and topics."""
    with store.session(LOCAL_USER) as write:
        system = write.add(Place(name="Wold and Mere"))
        return Town(
            url,
            system,
            north=write.add(Place(name="North Wold", parent_id=system)),
            south=write.add(Place(name="South Mere", parent_id=system)),
            health=write.add(Topic(name="Heart health")),
            travel=write.add(Topic(name="Travel")),
        )


class Saver:
    """The process in saver.py: it is told what to do, by a process of its own each time."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process

    def tell(self, moment: str, url: str) -> None:
        """Have it begin."""
        assert self.process.stdin is not None
        self.process.stdin.write(f"{moment} {url}\n")
        self.process.stdin.flush()

    def hear(self) -> tuple[int, str]:
        """The number of a process, and what it said next."""
        assert self.process.stdout is not None
        number, words = self.process.stdout.readline().strip().split(" ", 1)
        return int(number), words


@pytest.fixture(scope="session")
def saver() -> Iterator[Saver]:
    """A process that starts others, which save and may be killed."""
    with subprocess.Popen(
        [sys.executable, str(HERE / "saver.py")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=HERE.parents[1],
        env={**os.environ, "PYTHONPATH": str(HERE.parents[1])},
    ) as process:
        yield Saver(process)
        assert process.stdin is not None
        process.stdin.close()
