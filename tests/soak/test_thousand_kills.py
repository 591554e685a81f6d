"""A thousand kills on each kind of database, as in tests/store/test_kill.py; figures are kept."""

import random
import time

from engagement_metrics import store
from tests.benchmarks.kept import database, keep, machine
from tests.store.killing import Killer

KILLS = 1_000
COLUMNS = (
    "on", "database", "kills", "inside a write", "of these while storing", "of these kept whole",
    "lost", "twice", "torn", "seconds",
)  # fmt: skip


def test_of_a_thousand_killed_writers_each_write_is_there_whole_or_not_at_all(saver, town):
    begun = time.monotonic()
    seed = random.randrange(10_000)
    killer = Killer(saver, town, random.Random(seed))
    kills = killer.kills
    killer.prepare()

    while kills.all < KILLS and not kills.wrong:
        turn = kills.all
        killer.round(f"a{turn}", *([f"b{turn}"] if turn % 3 == 0 and turn < KILLS - 1 else []))
        if turn % 100 == 0:
            assert store.faults() == []

    keep(
        "Processes killed while they write (`make soak`)",
        COLUMNS,
        (
            machine(), database(town), kills.all, kills.inside, kills.storing, kills.kept,
            len(kills.lost), len(kills.twice), len(kills.torn), round(time.monotonic() - begun),
        ),
    )  # fmt: skip
    assert kills.wrong == [], f"seed {seed}"
    assert store.faults() == []
