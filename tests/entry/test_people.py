"""What an administrator says of a person: a name that shows who they are, and no other's."""

import pytest

from engagement_metrics.__main__ import WHOEVER
from engagement_metrics.access import LOCAL_USER
from engagement_metrics.entry.people import accept_person
from engagement_metrics.models import PersonDraft


def accept(names):
    """To accept a draft where people of these names are there already."""
    return lambda draft, known: accept_person(draft, known, names)


def test_a_name_is_kept_in_one_way_of_writing_it_without_signs_that_nobody_sees(known):
    typed = "\u202eＳam\u200b \u2066No\u00adrth\x07\n"

    assert accept_person(PersonDraft(typed), known, {}).record.name == "Sam North"


def test_two_people_cannot_have_names_that_look_alike(told, known):
    others = {1: "Sam\u200b North"}
    draft = PersonDraft("ＳAM\u00a0\u200dNorth", record_id=2)

    assert told(accept(others), draft) == {
        "name": "Somebody else is called Sam\u200b North here. Add what tells them apart."
    }
    assert accept_person(PersonDraft("Sam North", record_id=1), known, others)


@pytest.mark.parametrize("name", [LOCAL_USER.name, WHOEVER.name, " local\u200b USER"])
def test_nobody_is_called_what_the_history_calls_no_person(told, name):
    [fault] = told(accept({}), PersonDraft(name)).values()

    assert fault.endswith("the history calls no person that.")


def test_a_name_of_unseen_signs_alone_is_no_name(told):
    assert told(accept({}), PersonDraft("\u200b\u202e")) == {
        "name": "Give the name to show for this person."
    }
