"""Lists for everybody: people's own words and small numbers are left out by the store itself."""

from datetime import date

import pytest

from engagement_metrics import access, store
from engagement_metrics.access import LOCAL_USER, Actor
from engagement_metrics.models import Audience, Role

MEMBER = Actor("A forum member", frozenset({Role.FORUM_MEMBER}))
LISTS = (store.activities, store.suggestions, store.changes, store.sheets)
SECRET = "Sentinel words"


@pytest.fixture
def filled(town):
    """One record of each kind, whose free text is a sentinel."""
    number = town.add(town.activity(note=SECRET, source=SECRET, reference=SECRET))
    said = town.add(town.suggestion(text=SECRET, owner=SECRET, note=SECRET, source=SECRET))
    town.add(town.made_change(date(2026, 6, 1), title=SECRET, what=SECRET), town.because_of(said))
    town.add(town.sheet(number, note=SECRET, forms_received=7, people_invited=9))
    return town


@pytest.mark.parametrize("listed", LISTS)
def test_a_member_reads_the_shared_list_and_not_the_teams(filled, listed):
    assert listed(MEMBER, audience=Audience.SHARED).total == 1
    with pytest.raises(access.Refused):
        listed(MEMBER)


@pytest.mark.parametrize("listed", LISTS)
def test_a_shared_list_holds_nobodys_words_and_no_names(filled, listed):
    (row,) = listed(LOCAL_USER, audience=Audience.SHARED).rows
    row = row[0] if isinstance(row, tuple) else row
    held = str(row.model_dump())
    assert SECRET not in held
    assert LOCAL_USER.name not in held


def test_a_shared_list_does_not_say_how_few_answered(filled):
    (shared,) = store.sheets(LOCAL_USER, audience=Audience.SHARED).rows
    (team,) = store.sheets(LOCAL_USER).rows
    assert (shared.forms_received, shared.people_invited) == (None, None)
    assert (team.forms_received, team.people_invited) == (7, 9)


def test_reading_a_shared_list_changes_nothing_in_the_store(filled):
    store.suggestions(LOCAL_USER, audience=Audience.SHARED)
    (row,) = store.suggestions(LOCAL_USER).rows
    assert row.text == SECRET


@pytest.mark.parametrize("listed", LISTS)
def test_what_is_remembered_of_the_teams_list_is_given_to_nobody_else(filled, listed):
    elsewhere = Actor("An officer of another place", frozenset({Role.CONTRIBUTOR}), frozenset({99}))
    assert listed(LOCAL_USER).total == 1

    assert listed(elsewhere).total == 0
    (row,) = listed(MEMBER, audience=Audience.SHARED).rows
    row = row[0] if isinstance(row, tuple) else row
    assert SECRET not in str(row.model_dump())
    with pytest.raises(access.Refused):
        listed(MEMBER)
