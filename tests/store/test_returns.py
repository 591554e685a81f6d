"""What earlier returns do for the next: a second one is noticed, last time's values are found."""

import pytest

from engagement_metrics import store
from engagement_metrics.access import LOCAL_USER, Actor
from engagement_metrics.models import Activity, Role

KIM = Actor("Kim", frozenset({Role.LEAD}))


@pytest.mark.parametrize(
    "title",
    [
        "Market stall",
        " market STALL ",
        "Market stalls",
        "Market-stall!",
        "Markte stall",
        "stall: market",
    ],
)
def test_an_activity_typed_in_twice_is_noticed_though_it_is_spelt_otherwise(town, title):
    number = town.add(town.activity())

    assert [row.id for row in store.alike(LOCAL_USER, title, town.north, "2026-05-20")] == [number]


def test_another_title_place_or_day_is_another_activity(town):
    town.add(town.activity())
    town.withdraw(Activity, town.add(town.activity(title="Spring walk")))

    for title, place, ends in (
        ("Market walk", town.north, "2026-05-20"),
        ("Spring walk", town.north, "2026-05-20"),
        ("Market stall", town.south, "2026-05-20"),
        ("Market stall", town.north, "2026-05"),
        ("Market stall 2", town.north, "2026-05-20"),
    ):
        assert store.alike(LOCAL_USER, title, place, ends) == ()


def test_the_last_return_is_the_actors_own_and_one_that_stands(town):
    own = town.add(town.activity(title="Own"))
    town.withdraw(Activity, town.add(town.activity(title="Taken back")))
    town.add(town.activity(title="From a sheet", source="activities.xlsx"))
    with store.session(KIM) as write:
        write.add(town.activity(title="Of another"))

    found = store.last_return(LOCAL_USER)

    assert found is not None
    assert (found.id, found.title) == (own, "Own")
    assert store.last_return(Actor("New", frozenset({Role.LEAD}))) is None


def test_the_minutes_of_returns_are_those_that_are_known(town):
    town.add(town.activity(title="a", minutes_taken=2))
    town.add(town.activity(title="b"))
    town.add(town.activity(title="c", minutes_taken=4))
    town.withdraw(Activity, town.add(town.activity(title="d", minutes_taken=90)))

    assert store.minutes_of_returns(LOCAL_USER) == (4, 2)
