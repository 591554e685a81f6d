"""Starting a store by hand: with a known system or a place of one's own, once."""

import pytest

from engagement_metrics import examples, store
from engagement_metrics.access import LOCAL_USER
from engagement_metrics.entry import EntryError


def test_a_known_system_brings_its_places_with_their_authorities(database_url):
    examples.start_own(LOCAL_USER, "Ours", "suffolk", "")
    setup = store.setup()
    assert setup.organisation.name == "Ours"
    assert [(setup.places[n].name, setup.depth(n)) for n in setup.in_order] == [
        ("Suffolk", 0), ("Ipswich and East Suffolk", 1), ("West Suffolk", 1),
    ]  # fmt: skip
    assert all(setup.places[n].authorities for n in setup.in_order[1:])


def test_a_fifth_system_starts_with_a_place_of_its_own(database_url):
    examples.start_own(LOCAL_USER, "Ours", None, "Riverside")
    setup = store.setup()
    assert [setup.places[number].name for number in setup.in_order] == ["Riverside"]


def test_whoever_starts_second_is_told_and_adds_nothing(database_url):
    examples.start_own(LOCAL_USER, "Ours", None, "Riverside")
    with pytest.raises(examples.NotEmpty, match="in use already"):
        examples.start_own(LOCAL_USER, "Theirs", "suffolk", "")
    setup = store.setup()
    assert [setup.places[number].name for number in setup.in_order] == ["Riverside"]
    assert setup.organisation.name == "Ours"


def test_both_empty_boxes_are_told_at_once_and_nothing_is_stored(database_url):
    with pytest.raises(EntryError) as told:
        examples.start_own(LOCAL_USER, "", None, " ")
    assert told.value.faults == {
        "name": "Give your organisation's name.",
        "place": "Give the place a name.",
    }
    assert store.setup().empty
