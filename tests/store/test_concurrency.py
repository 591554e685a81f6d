"""Many people saving at once: nothing lost, nothing stored twice, every total right."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from engagement_metrics import store
from engagement_metrics.access import LOCAL_USER
from engagement_metrics.models import Activity, Place

WRITERS, SAVES = 16, 10


def all_at_once(work, times=WRITERS):
    """Run it in that many threads, which begin together; what each gave."""
    gate = Barrier(times)

    def begin(which):
        gate.wait()
        return work(which)

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(begin, range(times)))


def test_one_save_sent_by_two_threads_at_once_is_stored_once(town):
    for turn in range(5):
        numbers = all_at_once(
            lambda _, turn=turn: town.add(town.activity(), town.ages(u16=3), key=f"save-{turn}"), 2
        )
        assert numbers[0] == numbers[1]

    assert town.sql("SELECT count(*) FROM activity") == [(5,)]
    assert town.sql("SELECT n FROM group_total") == [(15,)]


def test_fifty_writers_who_send_each_save_twice_lose_nothing_and_store_nothing_twice(town):
    before = store.data_version()

    def save(writer):
        for turn in range(20):
            for _ in range(2):  # a double click, or a retry after a lost connection
                town.add(
                    town.activity(title=f"{writer} {turn}", heads=1),
                    town.ages(u16=1, **{"75p": 2}),
                    key=f"{writer}-{turn}",
                )

    all_at_once(save, 50)

    titles = [row[0] for row in town.sql("SELECT title FROM activity")]
    assert sorted(titles) == sorted(f"{w} {t}" for w in range(50) for t in range(20))
    assert town.sql("SELECT category, n FROM group_total ORDER BY 1") == [
        ("75p", 2_000),
        ("u16", 1_000),
    ]
    assert store.data_version() == before + 1_000
    assert town.sql("SELECT count(*) FROM history WHERE record_type = 'activity'") == [(1_000,)]
    assert store.faults() == []


def test_of_fifty_people_who_edit_one_record_each_is_saved_or_told_that_it_is_stale(town):
    number = town.add(town.activity(heads=1_000))

    def edit(who):
        """Every other person rests on what they first read; the rest look again each time."""
        answers = []
        seen = 1
        for turn in range(4):
            if who % 2:
                seen = store.record(LOCAL_USER, Activity, number)[0].version
            heads = 10 * who + turn
            try:
                town.change(Activity, number, seen, heads=heads, parts=town.ages(u16=heads))
                answers.append(heads)
            except store.Stale:
                answers.append(None)
        return answers

    answers = [answer for each in all_at_once(edit, 50) for answer in each]
    saved = [heads for heads in answers if heads is not None]

    [(heads, version)] = town.sql("SELECT heads, version FROM activity")
    assert len(answers) == 200
    assert 2 <= len(saved) < 200
    assert heads in saved
    assert version == 1 + len(saved)
    assert town.sql("SELECT n FROM group_total") == town.sql("SELECT n FROM group_count")
    lines = town.sql("SELECT count(*) FROM history WHERE record_type = 'activity'")
    assert lines == [(version,)]
    assert store.faults() == []


def test_sixteen_writers_in_one_family_keep_its_totals_right(town):
    whole = town.add(town.activity(title="Campaign", heads=None))
    added = []

    def save(writer):
        for turn in range(SAVES):
            if writer % 4 == 0:
                change_whole(town, whole, turn)
            else:
                added.append(
                    town.add(
                        town.activity(heads=1, part_of_id=whole),
                        town.ages(u16=1),
                        key=f"{writer}-{turn}",
                    )
                )

    all_at_once(save)

    assert len(set(added)) == 120
    assert town.sql("SELECT count(*) FROM activity WHERE part_of_id IS NOT NULL") == [(120,)]
    assert store.faults() == []


def change_whole(town, whole, turn):
    """Give the whole heads and ages of its own, or take them away; try again when stale."""
    while True:
        found, _ = store.record(LOCAL_USER, Activity, whole)
        try:
            town.change(
                Activity,
                whole,
                found.version,
                heads=None if turn % 2 else turn,
                parts=[] if turn % 3 else town.ages(u16=turn),
            )
        except store.Stale:
            continue
        return


def test_of_two_changes_at_once_one_is_made_and_the_other_is_stale(town):
    number = town.add(town.activity())

    def change(which):
        try:
            town.change(Activity, number, 1, heads=20 + which)
        except store.Stale as stale:
            return stale.current.heads
        return None

    first, second = all_at_once(change, 2)

    [(stands,)] = town.sql("SELECT heads FROM activity")
    assert {first, second} == {None, stands}


def test_of_two_figures_for_one_place_at_once_one_stands(town):
    def type_in(which):
        try:
            town.add(town.figure(top=which))
        except store.Taken:
            return "taken"
        return "stored"

    assert sorted(all_at_once(type_in, 2)) == ["stored", "taken"]


def test_writes_of_several_records_in_opposite_order_do_not_wait_for_each_other_for_ever(town):
    places = (town.north, town.south)

    def save(which):
        for _ in range(SAVES):
            with store.session(LOCAL_USER) as write:
                for place in places if which % 2 else reversed(places):
                    write.add(town.activity(place_id=place), town.ages(u16=1))

    all_at_once(save, 4)

    assert town.sql("SELECT n FROM group_total") == [(40,), (40,)]


def test_readers_see_whole_writes_while_writers_write(town):
    seen = []

    def work(which):
        for turn in range(SAVES):
            if which % 2:
                with store.session(LOCAL_USER) as write:
                    write.add(town.activity(heads=1))
                    write.add(town.activity(heads=1, place_id=town.south))
            else:
                heads = store.team_frames(LOCAL_USER, town.all(), "place").activities["heads"]
                seen.append(heads.tolist())
            assert turn < SAVES

    all_at_once(work, 8)

    assert {tuple(heads)[:1] == tuple(heads)[1:] for heads in seen} == {True}


def test_a_writer_that_waits_too_long_is_told_that_the_store_is_busy(town, monkeypatch):
    shorten_the_wait(town, monkeypatch)

    def second(_):
        with pytest.raises(store.StoreUnavailable) as unavailable:
            town.add(Place(name="West"))
        return str(unavailable.value)

    with store.session(LOCAL_USER) as write:
        write.add(Place(name="East"))
        said = all_at_once(second, 1)

    assert said == ["The store is busy just now. Nothing was lost: wait a moment and try again."]
    town.add(Place(name="West"))
    assert len(store.setup().places) == 5


def shorten_the_wait(town, monkeypatch):
    from engagement_metrics.store import engine

    monkeypatch.setattr(engine, "BUSY_MILLISECONDS", 100)
    store.close(town.url)  # SQLite is told how long to wait when it is opened
