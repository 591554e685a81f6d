"""Who may do what, and which pages open for whom."""

import pytest

from engagement_metrics.access import ALLOWED, LOCAL_USER, PAGES, Action, Actor, Refused, require
from engagement_metrics.models import Role

SHARED, TEAM, RECORD, TARGETS, SET_UP = (
    Action.SEE_SHARED,
    Action.SEE_TEAM,
    Action.RECORD,
    Action.SET_TARGETS,
    Action.SET_UP,
)


def holding(*roles):
    return Actor("Alex", frozenset(roles))


@pytest.mark.parametrize(
    ("role", "may"),
    [
        (Role.FORUM_MEMBER, {SHARED}),
        (Role.CONTRIBUTOR, {SHARED, TEAM, RECORD}),
        (Role.FACILITATOR, {SHARED}),
        (Role.LEAD, {SHARED, TEAM, RECORD, TARGETS, SET_UP}),
        (Role.ADMINISTRATOR, {SHARED, SET_UP}),
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


def test_who_holds_no_role_may_do_nothing_and_opens_no_page():
    assert [action for action in Action if holding().may(action)] == []
    assert [page for page in PAGES if holding().opens(page)] == []


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
