"""A process killed at any moment of a write: what it said was saved is there, once and whole."""

import os
import signal
import time

import pytest

from engagement_metrics import store
from engagement_metrics.access import LOCAL_USER


def kill(saver, town, moment, after_lines=1):
    """Have one process save, kill it once it has said so many things, and give all it said."""
    store.close(town.url)
    said = []
    saver.tell(moment, town.url)
    while len(said) < after_lines:
        number, words = saver.hear()
        said.append(words)
    os.kill(number, signal.SIGKILL)
    while lives(number):
        time.sleep(0.001)
    saver.tell("mark", town.url)
    while (words := saver.hear()[1]) != "mark":
        said.append(words)
    with store.session(LOCAL_USER):
        pass  # a write that PostgreSQL had begun to store has ended when another may begin
    return said


def lives(number):
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    return True


def stored(town):
    titles = [row[0] for row in town.sql("SELECT title FROM activity ORDER BY id")]
    [(counts,)] = town.sql("SELECT count(*) FROM group_count")
    [(keys,)] = town.sql("SELECT count(*) FROM write_key")
    [(lines,)] = town.sql("SELECT count(*) FROM history WHERE record_type = 'activity'")
    assert store.faults() == []
    return titles, {counts, keys, lines}


@pytest.mark.parametrize("turn", range(2))
def test_a_write_killed_before_it_ends_leaves_nothing(saver, town, turn):
    version = store.data_version()

    assert kill(saver, town, "before") == ["added"]

    assert stored(town) == ([], {0})
    assert store.data_version() == version


def test_a_write_killed_after_it_said_saved_is_there_whole(saver, town):
    assert kill(saver, town, "after") == ["saved"]

    assert stored(town) == (["saved", "saved"], {2})


@pytest.mark.parametrize("lines", [3, 8])
def test_of_writes_killed_at_any_moment_each_is_there_whole_or_not_at_all(saver, town, lines):
    said = kill(saver, town, "during", lines)

    titles, counted = stored(town)

    assert said == [f"saved {turn}" for turn in range(len(said))]
    assert counted == {len(titles)}
    assert titles == [f"turn {turn}" for turn in range(len(titles) // 2) for _ in range(2)]
    assert len(titles) // 2 in (len(said), len(said) + 1)
