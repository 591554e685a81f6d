"""How long an import of activities takes, against pandas.to_sql of the same rows, and its memory.

`ROWS="2000 20000" python -m pytest tests/benchmarks/import_rows.py`; it prints a table for
RESULTS.md. Rows are drawn: a sheet of the six columns most people have, and one of all 22 with four
group counts a row. Seconds are of this process's CPU, the least of some turns taken side by side;
those of the clock stand in brackets and hold the server's part on PostgreSQL. A process beside it
reads and saves all the while: what it waited for longest is told last.
"""

import csv
import gc
import io
import os
import random
import select
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import sqlalchemy as sa

from engagement_metrics import entry, framework, spreadsheet, store
from engagement_metrics.access import LOCAL_USER
from engagement_metrics.entry import Known
from engagement_metrics.examples import published
from engagement_metrics.models import ActivityDraft
from engagement_metrics.spreadsheet import sheets
from engagement_metrics.store.engine import engine

ROOT = Path(__file__).parents[2]
ROWS = [int(rows) for rows in os.environ.get("ROWS", "2000 20000").split()]
TURNS = int(os.environ.get("TURNS", "3"))
TODAY = date(2026, 6, 30)
WORDS = ["walk", "talk", "fair", "stall", "visit", "group", "clinic", "market", "forum", "library"]
HEADING = (
    "| database | rows | columns | read | judge | store | pandas.to_sql | times | MB more "
    "| longest read, ms | longest save, ms |"
)


def narrow(dice: random.Random, number: int) -> dict[str, Any]:
    """A row of the columns that most people have."""
    day = date(2021, 1, 1) + timedelta(days=dice.randrange(1800))
    return {
        "title": f"{dice.choice(WORDS)} {dice.choice(WORDS)} {number}".capitalize(),
        "aim": dice.choice(["inform", "engage", "involve", "co_produce"]),
        "method": dice.choice(["survey", "interview", ""]),
        "place": dice.choice(["Thurrock", "Suffolk"]),
        "ends": day.isoformat(),
        "heads": dice.randint(5, 200),
    }


def wide(dice: random.Random, number: int) -> dict[str, Any]:
    """A row of all the columns there are."""
    row = narrow(dice, number)
    day, heads = date.fromisoformat(row["ends"]), row["heads"]
    some = dice.randint(0, heads // 2)
    promised, told = day + timedelta(days=60), day + timedelta(days=dice.randint(20, 60))
    row |= {
        "reference": f"R{number}",
        "starts": (day - timedelta(days=dice.choice([0, 0, 1, 28]))).isoformat(),
        "status": "complete",
        "heads_basis": dice.choice(["counted", "estimated"]),
        "modes": dice.choice(["", "in_person", "in_person; online"]),
        "sessions": dice.choice(["", 1, 2]),
        "open_to_public": dice.choice(["yes", "no", ""]),
        "feedback_promised_on": promised.isoformat() if dice.random() < 0.3 else "",
        "fed_back_on": told.isoformat() if dice.random() < 0.2 else "",
        "note": f"With the {dice.choice(WORDS)} of the north, session {number % 997}.",
        "source": "Register",
        "groups": f"age:16_24={some}; age:75p={heads // 3}; sex:female={some}; sex:male={some}",
    }
    return {name: row.get(name, "") for name in spreadsheet.ACTIVITIES.columns}


def beside() -> None:
    """Read and save until told to stop; then say the longest wait for each, in milliseconds."""
    known = Known(framework.load(), store.setup(), TODAY)
    place = known.setup.find_place("Thurrock")
    longest = [0.0, 0.0]
    turn = 0
    while not select.select([sys.stdin], [], [], 0.05)[0]:
        turn += 1
        begun = time.perf_counter()
        store.activities(LOCAL_USER)
        longest[0] = max(longest[0], time.perf_counter() - begun)
        draft = ActivityDraft(
            title=f"Beside {turn}", aim="engage", method="survey", place=place, ends="2024", heads=1
        )
        begun = time.perf_counter()
        try:
            accepted = entry.accept_activity(draft, known)
            with store.session(LOCAL_USER) as writer:
                writer.add(accepted.record, accepted.parts)
        except store.StoreUnavailable:
            longest[1] = float("inf")
        longest[1] = max(longest[1], time.perf_counter() - begun)
        if turn == 1:
            longest = [0.0, 0.0]  # the first time everything is loaded
            print("begun", flush=True)
    print(1000 * longest[0], 1000 * longest[1], flush=True)


class Taken:
    """The least CPU and clock seconds that each thing took."""

    def __init__(self) -> None:
        self.seconds: dict[str, tuple[float, float]] = {}

    def timed(self, name: str, work: Callable[[], Any]) -> Any:
        """Do it, and keep how long it took."""
        begun = time.process_time(), time.perf_counter()
        made = work()
        took = time.process_time() - begun[0], time.perf_counter() - begun[1]
        least = self.seconds.get(name, took)
        self.seconds[name] = (min(least[0], took[0]), min(least[1], took[1]))
        return made

    def told(self, name: str) -> str:
        """CPU seconds and, in brackets, those of the clock."""
        cpu, clock = self.seconds[name]
        return f"{cpu:.2f} ({clock:.2f})"


def file_of(rows: list[dict[str, Any]]) -> bytes:
    """The rows as a CSV file."""
    made = io.StringIO()
    writer = csv.DictWriter(made, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return made.getvalue().encode()


def megabytes(of: str) -> float:
    """What Linux says of this process: VmRSS for now, VmHWM for the most so far."""
    text = Path("/proc/self/status").read_text(encoding="ascii")
    return int(text.split(f"{of}:")[1].split()[0]) / 1000


def imported(known: Known, content: bytes, taken: Taken) -> float:
    """Read, judge and store a file; how many megabytes more that took at most."""
    gc.collect()
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")  # the most begins anew
    before = megabytes("VmRSS")
    taken.timed("read", lambda: sheets.read(content, spreadsheet.ACTIVITIES))
    proposal = taken.timed("judge", lambda: spreadsheet.propose(content, known))
    assert not proposal.refused, proposal.refused[:3]
    taken.timed("store", lambda: spreadsheet.store_all(LOCAL_USER, proposal))
    return megabytes("VmHWM") - before


def waited(url: str, known: Known, content: bytes) -> tuple[float, float]:
    """The longest that a process beside it waited for a read and for a save, in milliseconds."""
    environment = {**os.environ, "DATABASE_URL": url, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, __file__]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment
    ) as other:
        assert other.stdin is not None
        assert other.stdout is not None
        assert other.stdout.readline() == "begun\n"
        spreadsheet.store_all(LOCAL_USER, spreadsheet.propose(content, known))
        other.stdin.close()
        read, save = other.stdout.readline().split()
    return float(read), float(save)


def files(drawn: Callable[[random.Random, int], dict[str, Any]], rows: int) -> Iterator[Any]:
    """The same many rows again and again, each time others."""
    for turn in range(TURNS + 1):
        dice = random.Random(turn)
        yield [drawn(dice, number + turn * rows) for number in range(1, rows + 1)]


@pytest.mark.parametrize("rows", ROWS)
@pytest.mark.parametrize("drawn", [narrow, wide])
def test_an_import_against_pandas(database_url, drawn, rows, capsys):
    published.set_up(LOCAL_USER, "A system", "")
    known = Known(framework.load(), store.setup(), TODAY)
    taken, most = Taken(), 0.0
    made = files(drawn, rows)
    for _ in range(TURNS):
        table = next(made)
        frame, content = pd.DataFrame(table), file_of(table)
        del table
        most = max(most, imported(known, content, taken))
        with engine(database_url).connect() as connection:
            taken.timed(
                "to_sql",
                lambda: frame.to_sql("bare", connection, if_exists="replace", index=False),  # noqa: B023
            )
            connection.execute(sa.text("DROP TABLE bare"))
            connection.commit()
    read, save = waited(database_url, known, file_of(next(made)))
    read_too, both = taken.seconds["read"], [0.0, 0.0]
    for at in (0, 1):
        both[at] = taken.seconds["judge"][at] + taken.seconds["store"][at]
    times = [both[at] / taken.seconds["to_sql"][at] for at in (0, 1)]
    taken.seconds["judge"] = tuple(
        whole - part for whole, part in zip(taken.seconds["judge"], read_too, strict=True)
    )
    with capsys.disabled():
        print(f"\n{HEADING}")
        print(
            f"| {sa.make_url(database_url).get_backend_name()} | {rows:,} | {len(frame.columns)} "
            f"| {taken.told('read')} | {taken.told('judge')} | {taken.told('store')} "
            f"| {taken.told('to_sql')} | {times[0]:.1f} ({times[1]:.1f}) | {most:.0f} "
            f"| {read:,.0f} | {save:,.0f} |",
            flush=True,
        )
    assert store.faults() == []


if __name__ == "__main__":
    beside()
