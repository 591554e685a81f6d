"""A page is drawn of one data version, looked up once, and anew after a write of its own."""

import gc
import weakref
from threading import Thread

import sqlalchemy as sa

from engagement_metrics import store
from engagement_metrics.access import LOCAL_USER
from engagement_metrics.models import Topic
from engagement_metrics.store import cache
from engagement_metrics.store.engine import reading_engine


def asked(town):
    """How often the data version is read from now on."""
    found = []

    @sa.event.listens_for(reading_engine(town.url), "before_cursor_execute")
    def hear(_, __, statement, *___):
        if "FROM data_version" in statement:
            found.append(statement)

    return found


def read():
    return cache.remembered("a test", lambda _: object())


def test_the_version_is_looked_up_once_for_a_page(town):
    first = read()
    versions = asked(town)
    with store.one_moment():
        assert read() is first
        assert read() is first
    assert len(versions) == 1
    assert read() is first
    assert len(versions) == 2


def test_what_the_page_itself_saves_is_read_anew(town):
    with store.one_moment():
        first = read()
        with store.session(LOCAL_USER) as write:
            write.add(Topic(name="Sleep"))
        assert read() is not first


def test_a_page_stays_with_its_moment_whatever_another_saves(town):
    with store.one_moment():
        first = read()
        elsewhere = Thread(target=lambda: town.add(Topic(name="Sleep")))
        elsewhere.start()
        elsewhere.join()
        assert read() is first
    with store.one_moment():
        assert read() is not first


def test_outside_a_page_nothing_is_held(town):
    cache.look_again()
    first = read()
    town.add(Topic(name="Sleep"))

    assert read() is not first


def test_what_others_worked_out_of_the_store_is_forgotten_with_it(town):
    class Words:
        pass

    @store.until_changed(8)
    def worked_out(number):
        return Words()

    read()
    held = weakref.ref(worked_out(1))
    assert worked_out(1) is held()
    town.add(Topic(name="Sleep"))
    assert held() is not None  # nobody has looked since
    read()
    gc.collect()
    assert held() is None


def test_a_page_that_reads_a_thing_twice_gets_the_same_though_others_moved_on(town):
    with store.one_moment():
        first = read()

        def move_on():
            town.add(Topic(name="Sleep"))
            cache.remembered("another thing", lambda _: 1)

        elsewhere = Thread(target=move_on)
        elsewhere.start()
        elsewhere.join()
        assert read() is first
