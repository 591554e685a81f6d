"""Measures of one's own in the store: their keys, their wordings, who was first; on both."""

from datetime import date

import pytest

from engagement_metrics import framework, store
from engagement_metrics.access import LOCAL_USER
from engagement_metrics.framework import local
from engagement_metrics.models import LocalMeasure, Period
from engagement_metrics.store import Taken
from tests.local_measures import walks


def add(record: LocalMeasure, key: str | None = None) -> int:
    with store.session(LOCAL_USER) as write:
        return write.add(record, key=key)


def there() -> list[tuple]:
    return [
        (one.indicator.id, one.indicator.version, one.indicator.name, one.retired)
        for one in store.setup().measures
    ]


def test_each_measure_gets_the_next_key_and_each_wording_its_edition(database_url):
    add(walks())
    add(walks(name="Talks"))
    add(walks(name="Long walks", key="LOC-01", edition=2, from_period="2026-27-Q2"))

    assert there() == [
        ("LOC-01", 1, "Walks", False),
        ("LOC-01", 2, "Long walks", False),
        ("LOC-02", 1, "Talks", False),
    ]
    begins = [one.begins for one in store.setup().measures]
    assert begins == [None, Period.quarter(2026, 2), None]


def test_a_measure_sent_twice_is_stored_once(database_url):
    assert add(walks(), key="once") == add(walks(), key="once")
    assert there() == [("LOC-01", 1, "Walks", False)]


def test_two_next_wordings_of_one_measure_cannot_both_be_stored(database_url):
    add(walks())
    add(walks(key="LOC-01", edition=2, from_period="2026-27-Q2"))
    with pytest.raises(Taken, match="Somebody else gave this measure a new wording meanwhile"):
        add(walks(key="LOC-01", edition=2, from_period="2026-27-Q3"))
    assert [edition for _, edition, *_ in there()] == [1, 2]


def test_no_change_gives_a_measure_another_key(database_url):
    number = add(walks())
    with store.session(LOCAL_USER) as write:
        write.change(LocalMeasure, number, 1, {"key": "LOC-07", "name": "Long walks"})

    assert there() == [("LOC-01", 1, "Long walks", False)]
    (changed, _) = store.history(LOCAL_USER, "local_measure", number)
    assert (changed.before, changed.after) == ({"name": "Walks"}, {"name": "Long walks"})


def test_a_retired_measure_and_a_withdrawn_one_keep_their_key_and_are_not_in_use(database_url):
    number = add(walks())
    with store.session(LOCAL_USER, "No more walks") as write:
        write.change(LocalMeasure, number, 1, {"retired_on": date(2026, 11, 21)})
    gone = add(walks(name="Talks"))
    with store.session(LOCAL_USER) as write:
        write.withdraw(LocalMeasure, gone, 1)
    add(walks(name="Teas"))

    assert there() == [
        ("LOC-01", 1, "Walks", True),
        ("LOC-02", 1, "Talks", True),
        ("LOC-03", 1, "Teas", False),
    ]
    in_use = local.with_local(framework.load(), store.setup().measures)
    assert [key for key in in_use.indicators if key.startswith("LOC")] == ["LOC-03"]


def test_the_store_is_whole_with_measures_of_its_own(database_url):
    add(walks())
    assert [fault for fault in store.faults() if "local_measure" in fault] == []
