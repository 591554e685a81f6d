"""The database server itself is killed while people write; they save again until it is done.

`pg_ctl stop -m immediate` ends every process of the server at once, as a kill does; at its next
start it recovers from its log. It is not a power cut: what the operating system holds is kept.
"""

import os
import random
import subprocess
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from threading import Event, Lock
from typing import Any

import pytest
import sqlalchemy as sa

from engagement_metrics import store
from engagement_metrics.access import LOCAL_USER
from engagement_metrics.models import Activity
from tests.benchmarks.kept import database, keep, machine

STOPS, WRITERS = 100, 4
COLUMNS = (
    "on", "database", "stops", "saves", "told 'cannot be reached'", "of these stored after all",
    "lost", "twice",
)  # fmt: skip


@dataclass
class Cluster:
    """The PostgreSQL server that the tests started, in its own folder."""

    folder: Path

    def pg_ctl(self, *options: str) -> None:
        """Run a command on it; where we are root it runs as the user that owns the folder."""
        program = max(Path("/usr/lib/postgresql").glob("*/bin/pg_ctl"), key=version)
        owner = ["runuser", "-u", self.folder.owner(), "--"] if os.geteuid() == 0 else []
        subprocess.run(
            [*owner, str(program), "-w", "-D", str(self.folder / "data"), *options],
            cwd=self.folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            check=True,
        )

    def stop(self) -> None:
        """End it as a kill would."""
        self.options = (self.folder / "data" / "postmaster.opts").read_text().split('"', 1)[1]
        self.pg_ctl("-m", "immediate", "stop")

    def start(self) -> None:
        """Start it as it was started before."""
        self.pg_ctl("-l", str(self.folder / "log"), "-o", f'"{self.options.strip()}', "start")


def version(program: Path) -> float:
    return float(program.parts[4])


@pytest.fixture
def cluster(postgres_server: str) -> Cluster:
    host = str(sa.make_url(postgres_server).query.get("host", ""))
    if "TEST_DATABASE_URL" in os.environ or not Path(host, "data").is_dir():
        pytest.fail("Only a server that the tests start can be killed: unset TEST_DATABASE_URL.")
    return Cluster(Path(host))


class People:
    """Writers that save one record after another, and save again what they were told was not."""

    def __init__(self, town) -> None:
        self.town = town
        self.enough, self.lock = Event(), Lock()
        self.saved: list[str] = []
        self.told = self.stored_after_all = 0

    def write(self, who: int) -> None:
        """Save a new record in every turn, and change the first one along with it."""
        turn = first = 0
        while not self.enough.is_set():
            title = f"{who} {turn}"
            number = self.until_saved(title, partial(self.add, title))
            if turn == 0:
                first = number
            else:
                self.until_saved("", partial(self.change, first, turn))
            self.saved.append(title)
            turn += 1

    def add(self, title: str, write: store.Writer) -> int:
        return write.add(self.town.activity(title=title), self.town.ages(u16=1), key=title)

    def change(self, number: int, turn: int, write: store.Writer) -> None:
        """The record stands at version 1 when it is new, and each turn has raised it by one."""
        write.change(Activity, number, turn, {"heads": 10 + turn}, self.town.ages(u16=turn))

    def until_saved(self, key: str, work: Callable[[store.Writer], Any]) -> Any:
        while True:
            try:
                with store.session(LOCAL_USER) as write:
                    return work(write)
            except store.StoreUnavailable:
                self.note(key)
                time.sleep(0.05)

    def note(self, key: str) -> None:
        """Count a save that was told to have failed, and whether it was stored all the same."""
        while True:
            try:
                there = self.town.sql("SELECT 1 FROM write_key WHERE key = :key", key=key)
                break
            except sa.exc.OperationalError:
                time.sleep(0.05)
        with self.lock:
            self.told += 1
            self.stored_after_all += bool(there)


def test_whatever_answered_saved_is_there_once_though_the_database_was_killed(
    postgres_town, cluster
):
    town, chance = postgres_town, random.Random(20261122)
    people = People(town)
    before = store.data_version()
    with ThreadPoolExecutor(WRITERS) as pool:
        writing = [pool.submit(people.write, who) for who in range(WRITERS)]
        try:
            for _ in range(STOPS):
                time.sleep(chance.uniform(0.05, 0.3))
                cluster.stop()
                cluster.start()
        finally:
            people.enough.set()
        for each in writing:
            each.result()

    titles = [row[0] for row in town.sql("SELECT title FROM activity")]
    lost, twice = set(people.saved) - set(titles), len(titles) - len(set(titles))
    keep(
        "The database killed while people write (`make soak`)",
        COLUMNS,
        (
            machine(), database(town), STOPS, len(people.saved), people.told,
            people.stored_after_all, len(lost), twice,
        ),
    )  # fmt: skip
    changes = len(titles) - WRITERS
    assert (lost, twice) == (set(), 0)
    assert sorted(titles) == sorted(people.saved)
    assert town.sql("SELECT sum(version) FROM activity") == [(len(titles) + changes,)]
    assert town.sql("SELECT count(*) FROM history WHERE record_type = 'activity'") == [
        (len(titles) + changes,)
    ]
    assert store.data_version() == before + len(titles) + changes
    assert store.faults() == []
