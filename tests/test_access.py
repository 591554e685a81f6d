"""Who may do what, and which pages open for whom."""

import pytest

from engagement_metrics.access import (
    ALLOWED,
    ANYBODY,
    AT_OWN_PLACES,
    LOCAL_USER,
    PAGES,
    Action,
    Actor,
    Refused,
    SignedIn,
    require,
    require_at,
)
from engagement_metrics.models import Role

SHARED, TEAM, RECORD, DRAFTS, TARGETS, SET_UP, PEOPLE, HISTORY, LOOK_AFTER, DEFINE, CLOSE, NOTES = (
    Action.SEE_SHARED,
    Action.SEE_TEAM,
    Action.RECORD,
    Action.KEEP_DRAFTS,
    Action.SET_TARGETS,
    Action.SET_UP,
    Action.MANAGE_PEOPLE,
    Action.SEE_HISTORY,
    Action.LOOK_AFTER,
    Action.DEFINE_MEASURES,
    Action.CLOSE_PERIODS,
    Action.TAKE_NOTES,
)
FACILITATE, MODELS = Action.FACILITATE, Action.DEFINE_MODELS
NORTH, SOUTH = 1, 2


def holding(*roles):
    return Actor("Alex", frozenset(roles), frozenset({NORTH}))


@pytest.mark.parametrize(
    ("role", "may"),
    [
        (Role.FORUM_MEMBER, {SHARED, NOTES, DRAFTS}),
        (Role.CONTRIBUTOR, {SHARED, TEAM, RECORD, DRAFTS}),
        (Role.FACILITATOR, {SHARED, NOTES, DRAFTS, FACILITATE}),
        (
            Role.LEAD,
            {
                SHARED,
                TEAM,
                RECORD,
                DRAFTS,
                TARGETS,
                DEFINE,
                CLOSE,
                NOTES,
                FACILITATE,
                MODELS,
                SET_UP,
                HISTORY,
            },
        ),
        (Role.ADMINISTRATOR, {SHARED, DRAFTS, SET_UP, PEOPLE, HISTORY, LOOK_AFTER}),
        (Role.PUBLIC, set()),
    ],
)
def test_each_role_may_do_what_its_row_says_and_no_more(role, may):
    assert {action for action in Action if holding(role).may(action)} == may


def test_every_role_has_a_row():
    assert ALLOWED.keys() == set(Role)


def test_several_roles_add_up():
    both = holding(Role.ADMINISTRATOR, Role.CONTRIBUTOR)

    assert both.may(SET_UP)
    assert both.may(RECORD)
    assert not both.may(TARGETS)


@pytest.mark.parametrize("who", [holding(), ANYBODY], ids=["no role", "not signed in"])
def test_who_holds_no_role_may_do_nothing_and_opens_no_page(who):
    assert [action for action in Action if who.may(action)] == []
    assert [page for page in PAGES if who.opens(page)] == []


def test_a_contributor_without_a_place_sees_what_everybody_does_and_records_nothing():
    placeless = Actor("Alex", frozenset({Role.CONTRIBUTOR}))

    assert {action for action in Action if placeless.may(action)} == {SHARED, DRAFTS}
    assert not placeless.opens("quick_entry")


def test_a_contributor_acts_at_their_own_places_and_no_others():
    contributor = holding(Role.CONTRIBUTOR)
    require_at(contributor, RECORD, [NORTH])

    for places in ([SOUTH], [NORTH, SOUTH], [None]):
        with pytest.raises(Refused) as refused:
            require_at(contributor, RECORD, places)
        assert str(refused.value) == (
            "Your role covers other places only. Ask the person who looks after this tool."
        )


def test_a_lead_acts_everywhere_even_where_they_are_a_contributor_too():
    for who in (holding(Role.LEAD), holding(Role.CONTRIBUTOR, Role.LEAD), LOCAL_USER):
        require_at(who, RECORD, [NORTH, SOUTH, None])
        assert who.reach(TEAM) is None


def test_who_may_not_at_all_may_nowhere():
    assert holding(Role.FORUM_MEMBER).reach(TEAM) == frozenset()
    with pytest.raises(Refused):
        require_at(holding(Role.FORUM_MEMBER), TEAM, [])


def test_what_is_bound_to_places_is_allowed_to_that_role():
    assert all(actions <= ALLOWED[role] for role, actions in AT_OWN_PLACES.items())


def test_two_people_of_one_name_keep_drafts_of_their_own():
    one = Actor("Sam", frozenset(), signed_in=SignedIn("a", 1, 1))
    other = Actor("Sam", frozenset(), signed_in=SignedIn("b", 2, 1))

    assert (one.key, other.key, LOCAL_USER.key) == ("person 1", "person 2", "Local user")


def test_the_local_user_may_do_everything_and_opens_every_page():
    assert all(LOCAL_USER.may(action) for action in Action)
    assert all(LOCAL_USER.opens(page) for page in PAGES)


def test_a_page_that_is_not_in_the_table_opens_for_nobody():
    assert not LOCAL_USER.opens("a_page_that_is_not_there")


def test_a_page_opens_for_who_may_do_what_it_is_for():
    assert holding(Role.CONTRIBUTOR).opens("quick_entry")
    assert not holding(Role.FORUM_MEMBER).opens("quick_entry")
    assert not holding(Role.CONTRIBUTOR).opens("set_up")


def test_what_is_not_allowed_is_refused_with_a_sentence():
    require(holding(Role.LEAD), SET_UP)

    with pytest.raises(Refused) as refused:
        require(holding(Role.FACILITATOR), TEAM)

    assert str(refused.value) == (
        "Your role does not allow this. Ask the person who looks after this tool."
    )
