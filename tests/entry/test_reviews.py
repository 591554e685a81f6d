"""Meetings, notes on measures, and actions: what is let in, and what is said of the rest."""

from datetime import date

import pytest

from engagement_metrics import entry
from engagement_metrics.entry import (
    accept_action,
    accept_agenda,
    accept_finish,
    accept_notes,
    accept_review,
)
from engagement_metrics.models import ActionDraft, ActionStatus, ReviewDraft, ReviewState

HELD_ON = date(2026, 11, 18)


def meeting(**other) -> ReviewDraft:
    """A meeting in which all is well, but for what is given."""
    fields = {"title": "Forum", "held_on": HELD_ON, "place": 2, "period": "2026-27-Q2"}
    return ReviewDraft(**fields | other)


def action(**other) -> ActionDraft:
    """An action in which all is well, but for what is given."""
    fields = {"task": "Ask two more surgeries", "owner": "Dr Example", "due": "2026-12-18"}
    return ActionDraft(**fields | other)


def test_a_meeting_comes_out_as_it_was_typed_and_is_being_prepared(known):
    record = accept_review(meeting(present="12", note=" The next one is in May. "), known).record

    assert record.model_dump(include={"title", "held_on", "place_id", "period", "present"}) == {
        "title": "Forum", "held_on": HELD_ON, "place_id": 2, "period": "2026-27-Q2", "present": 12,
    }  # fmt: skip
    assert (record.note, record.state) == ("The next one is in May.", ReviewState.BEING_PREPARED)


def test_a_meeting_without_a_place_is_about_all_of_them(known):
    assert accept_review(meeting(place=None), known).record.place_id is None


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"title": " "}, {"title": "Give the meeting a title."}),
        ({"held_on": None}, {"held_on": "Give the date."}),
        ({"held_on": "2028-12-01"},
         {"held_on": "That day is more than two years ahead. Check the year."}),
        ({"place": 3}, {"place": "Choose a place from the list."}),
        ({"period": None}, {"period": "Choose the period to look at."}),
        ({"period": "summer"}, {"period": "Choose a period from the list."}),
        ({"period": "2027-28"},
         {"period": "2027/28 has not begun yet. Choose a period that has."}),
        ({"period": "2026-11", "held_on": "2026-10-31"},
         {"period": "November 2026 had not begun on that day. Choose an earlier period."}),
        ({"present": -1},
         {"present": "How many people were present cannot be below 0. Type 0 or more."}),
        ({"note": "Call 01632 960123"},
         {"note": "The note may hold a phone number. Take it out, or tick that it is not about "
                  "one person."}),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_meeting_is_said_beside_its_field(told, typed, said):
    assert told(accept_review, meeting(**typed)) == said


def test_a_date_before_1990_is_no_date_of_a_meeting(told):
    said = told(accept_review, meeting(held_on="1989-12-31", period="2026-27-Q2"))

    assert said == {"held_on": "The date: '1989-12-31' lies outside the years 1990 to 2099."}


def test_an_agenda_keeps_its_order_and_names_each_measure_once(known):
    items = accept_agenda(["INV-01", "ENG-01", "INV-01"], known)

    assert [(item.indicator, item.position) for item in items] == [("INV-01", 1), ("ENG-01", 2)]


@pytest.mark.parametrize(
    ("indicators", "said"),
    [
        ([], "There is no measure on the agenda. Add at least one first."),
        (["XYZ-99"], "Choose a measure from the list."),
    ],
)
def test_an_agenda_without_a_measure_is_refused(told, indicators, said):
    assert told(accept_agenda, indicators) == {"agenda": said}


def test_notes_may_be_about_people_once_somebody_has_looked(known):
    said = "Praise for Mrs Example"
    with pytest.raises(entry.EntryError) as fault:
        accept_notes(said, "", False, known)
    assert list(fault.value.doubts) == ["said"]

    assert accept_notes(said, None, True, known) == {"said": said, "decided": ""}


def test_an_nhs_number_never_stands_in_the_notes(known):
    with pytest.raises(entry.EntryError) as fault:
        accept_notes("", "See NHS 943 476 5919", True, known)

    assert "an NHS number" in fault.value.faults["decided"]


def test_an_action_has_a_task_an_owner_who_may_be_named_and_perhaps_a_day(known):
    record = accept_action(action(), HELD_ON, known).record
    dated = record.model_dump(include={"task", "owner", "due", "status", "done_on", "came_of_it"})

    assert dated == {
        "task": "Ask two more surgeries", "owner": "Dr Example", "due": date(2026, 12, 18),
        "status": ActionStatus.OPEN, "done_on": None, "came_of_it": "",
    }  # fmt: skip
    assert accept_action(action(due=None), HELD_ON, known).record.due is None


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"task": ""}, {"task": "Write what is to be done."}),
        ({"owner": " "}, {"owner": "Say who will see to it."}),
        ({"due": "2026-11-17"},
         {"due": "That day comes before the meeting. Choose a later day."}),
        ({"due": "2036-11-17"},
         {"due": "That day is more than two years ahead. Check the year."}),
        ({"status": "lost"}, {"status": "Choose what became of it."}),
        ({"status": "done"},
         {"done_on": "Give the day it was done.",
          "came_of_it": "Write in a few words what came of it."}),
        ({"status": "dropped", "done_on": "2026-11-20"},
         {"came_of_it": "Write in a few words why it was dropped."}),
        ({"status": "done", "done_on": "2026-11-22", "came_of_it": "Yes"},
         {"done_on": "That day lies ahead. Choose today or earlier."}),
        ({"status": "done", "done_on": "2026-11-17", "came_of_it": "Yes"},
         {"done_on": "That day comes before it was asked for."}),
        ({"owner": "Access team, 01632 960123"},
         {"owner": "The owner may hold a phone number. Take it out, or tick that it may stand."}),
    ],
)  # fmt: skip
def test_what_is_wrong_with_an_action_is_said_beside_its_field(told, typed, said):
    assert told(accept_action, action(**typed), HELD_ON) == said


def test_what_came_of_an_action_goes_when_it_is_open_again(known):
    typed = action(status="open", done_on="2026-11-20", came_of_it="Not yet")
    record = accept_action(typed, HELD_ON, known).record

    assert (record.done_on, record.came_of_it) == (None, "")


@pytest.mark.parametrize(
    ("present", "said"),
    [
        (None, "Say how many people were present. A number is enough, no names."),
        (0, "How many people were present cannot be below 1. Type 1 or more."),
        (1001, "How many people were present: 1,001 is more than 1,000. Check the number."),
    ],
)
def test_a_meeting_is_finished_with_a_number_of_people(known, present, said):
    with pytest.raises(entry.EntryError) as fault:
        accept_finish(present, "", False, known)

    assert fault.value.faults == {"present": said}
    assert accept_finish(9, "Thanks", False, known) == (9, "Thanks")
