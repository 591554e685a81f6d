"""A round while it is being prepared: what it assesses is chosen, and may be chosen anew."""

import pytest

from engagement_metrics import access, store
from engagement_metrics.access import LOCAL_USER, Actor
from engagement_metrics.models import AssessedDimension, Role
from engagement_metrics.store import round_plans, round_steps, rounds
from tests.assessments import model, prepared, stored

THREE = model("A1", "A2", "P1")


def chosen(*keys):
    return [AssessedDimension(round_id=0, dimension=k, position=at) for at, k in enumerate(keys, 1)]


def standing(number):
    return [one.dimension for one in rounds.in_full(LOCAL_USER, number).dimensions]


def test_a_round_is_stored_once_with_its_dimensions_however_often_it_is_sent(sqlite_url):
    first = round_plans.plan(LOCAL_USER, prepared(of=THREE), chosen("A1", "P1"), "one")
    again = round_plans.plan(LOCAL_USER, prepared(of=THREE), chosen("A1", "P1"), "one")

    assert first == again
    assert standing(first) == ["A1", "P1"]
    assert len(rounds.listed(LOCAL_USER)) == 1


def test_a_dimension_that_was_left_out_comes_back_when_it_is_chosen_again(sqlite_url):
    number = round_plans.plan(LOCAL_USER, prepared(of=THREE), chosen("A1", "A2"), "one")
    same = prepared(of=THREE)
    round_plans.plan(LOCAL_USER, same, chosen("A2"), "two", (number, 1))
    assert standing(number) == ["A2"]

    round_plans.plan(LOCAL_USER, same, chosen("A1", "P1"), "three", (number, 1))

    assert standing(number) == ["A1", "P1"]


def test_a_round_that_has_begun_is_not_planned_any_more(sqlite_url):
    number, _ = stored("A1")
    round_steps.begin(LOCAL_USER, number, 1)

    with pytest.raises(round_steps.NotNow, match="has begun"):
        round_plans.plan(LOCAL_USER, prepared(of=THREE), chosen("P1"), "two", (number, 2))

    assert standing(number) == ["A1"]


def test_who_changes_a_round_that_somebody_changed_meanwhile_is_told(sqlite_url):
    number, _ = stored("A1")
    round_plans.plan(LOCAL_USER, prepared("Autumn"), chosen("A1"), "two", (number, 1))

    with pytest.raises(store.Stale):
        round_plans.plan(LOCAL_USER, prepared("Winter"), chosen("A1"), "three", (number, 1))

    assert rounds.in_full(LOCAL_USER, number).round.title == "Autumn"


def test_a_forum_member_plans_no_round(sqlite_url):
    member = Actor("Robin", frozenset({Role.FORUM_MEMBER}))

    with pytest.raises(access.Refused):
        round_plans.plan(member, prepared(of=THREE), chosen("A1"), "one")
