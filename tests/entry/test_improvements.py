"""What came of an action to improve: what is let in, and what is said of the rest."""

from datetime import date

import pytest

from engagement_metrics import entry
from engagement_metrics.entry.improvements import accept_settled
from engagement_metrics.models import ActionDraft, ActionStatus

SET_ON = date(2026, 5, 14)


def test_an_action_that_is_done_has_its_day_and_what_came_of_it(known):
    draft = ActionDraft(status="done", done_on="2026-06-01", came_of_it=" Two more surgeries. ")

    assert accept_settled(draft, SET_ON, known) == {
        "status": ActionStatus.DONE, "done_on": date(2026, 6, 1),
        "came_of_it": "Two more surgeries.",
    }  # fmt: skip


def test_an_action_that_is_open_again_has_neither(known):
    draft = ActionDraft(status="open", done_on="2026-06-01", came_of_it="Two more surgeries.")

    assert accept_settled(draft, SET_ON, known) == {
        "status": ActionStatus.OPEN, "done_on": None, "came_of_it": "",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"status": "lost"}, {"status": "Choose what became of it."}),
        ({"status": "done"}, {"done_on": "Give the day it was done.",
                              "came_of_it": "Write in a few words what came of it."}),
        ({"status": "dropped", "done_on": "2026-06-01"},
         {"came_of_it": "Write in a few words why it was dropped."}),
        ({"status": "done", "done_on": "2099-01-01", "came_of_it": "Yes"},
         {"done_on": "That day lies ahead. Choose today or earlier."}),
        ({"status": "done", "done_on": "2026-05-13", "came_of_it": "Yes"},
         {"done_on": "That day comes before the round. Choose a later day."}),
    ],
)  # fmt: skip
def test_what_cannot_be_kept_is_said_beside_its_field(typed, said, known):
    with pytest.raises(entry.EntryError) as fault:
        accept_settled(ActionDraft(**typed), SET_ON, known)

    assert fault.value.faults == said
