"""A process killed at any moment of a write: what it said was saved is there, once and whole.

Ten kills on each kind of database; a thousand on each are in tests/soak.
"""

import random

import pytest

from engagement_metrics import store
from tests.store.killing import Killer, traces_of, whole

SEED = 20261122


@pytest.fixture
def killer(saver, town):
    return Killer(saver, town, random.Random(SEED))


@pytest.mark.parametrize(
    ("moment", "said", "writes"), [("before", "ending 0", 0), ("after", "saved 0", 1)]
)
def test_of_a_write_killed_before_it_ends_nothing_is_there_and_of_one_that_said_saved_all(
    killer, saver, town, moment, said, writes
):
    version = store.data_version()
    saver.tell(f"{moment}:it", town.url)
    number, words = saver.hear()

    killer.end([number])

    assert words == said
    assert traces_of(town, "it") == whole("it", writes)
    assert store.data_version() == version + 2 * writes
    assert store.faults() == []


def test_of_writes_killed_at_any_moment_each_is_there_whole_or_not_at_all(killer):
    killer.prepare()

    while killer.kills.inside < 8 and killer.kills.all < 60:
        killer.round(f"w{killer.kills.all}")

    assert killer.kills.wrong == []
    assert killer.kills.inside == 8
    assert store.faults() == []
