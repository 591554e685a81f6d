"""Suggestions, the steps in their life, and changes are read, or told what to change."""

from datetime import date

import pytest

from engagement_metrics.entry import accept_change, accept_suggestion
from engagement_metrics.models import ChangeDraft, StepDraft, SuggestionDraft, SuggestionStep


def suggestion(*steps, **other):
    fields = {"text": "Open later.", "place": 2, "received_on": "2026-05-01"}
    return SuggestionDraft(**fields | other, steps=[StepDraft(*step) for step in steps])


LOOKED = ("looked_into", "2026-05-09", "Access team", "Two hours later is possible.")
IN_FULL = ("acted_in_full", "2026-06-01", "", "")
TOLD = ("told", "2026-06-02", "", "")


def test_a_suggestion_knows_its_month_its_ninetieth_day_and_what_became_of_it(known):
    draft = suggestion(
        LOOKED, IN_FULL, TOLD, topic=1, activity=1, piece_of_work=1, raised_by="3", owner="Dr Lee",
        promised_on="2026-08-01", source="Card 4", note="On a card.",
    )  # fmt: skip

    accepted = accept_suggestion(draft, known)

    assert accepted.record.model_dump(exclude_unset=True) == {
        "text": "Open later.", "place_id": 2, "topic_id": 1, "activity_id": 1,
        "piece_of_work_id": 1, "raised_by": 3, "received_on": date(2026, 5, 1),
        "month": "2026-05", "financial_year": 2026, "owner": "Dr Lee",
        "promised_on": date(2026, 8, 1), "source": "Card 4", "note": "On a card.",
        "day_90": date(2026, 7, 30), "step": SuggestionStep.ACTED_IN_FULL,
        "answered_on": date(2026, 5, 9), "told_on": date(2026, 6, 2),
    }  # fmt: skip
    assert [(row.step, row.on) for row in accepted.parts] == [
        (SuggestionStep.LOOKED_INTO, date(2026, 5, 9)),
        (SuggestionStep.ACTED_IN_FULL, date(2026, 6, 1)),
        (SuggestionStep.TOLD, date(2026, 6, 2)),
    ]


def test_a_suggestion_without_a_day_belongs_to_no_month(known):
    record = accept_suggestion(suggestion(received_on=None), known).record

    assert (record.month, record.financial_year, record.day_90) == (None, None, None)
    assert (record.step, record.answered_on, record.told_on, record.raised_by) == (
        None,
        None,
        None,
        1,
    )


def test_an_empty_suggestion_is_told_what_is_missing(told):
    assert told(accept_suggestion, SuggestionDraft()) == {
        "text": "Write what was suggested.",
        "place": "Choose a place.",
    }


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("place", 99, "Choose a place from the list."),
        ("topic", 99, "Choose a topic from the list."),
        ("piece_of_work", 99, "Choose a piece of work from the list."),
        ("activity", 99, "Choose an activity from the list."),
        ("activity", 4, "Choose an activity from the list."),
        ("activity", -1, "Choose an activity from the list."),
        ("raised_by", 0, "How many people said so cannot be below 1. Type 1 or more."),
        ("received_on", "2026-11-22", "The day it came lies ahead. Choose today or earlier."),
        ("received_on", "2026-05", "The day it came: give the day as well, as in 2026-05-20."),
        ("promised_on", "2026-04-30", "The promised date comes before the day it was received."),
        ("text", "@all", "The suggestion begins with '@', which a spreadsheet would run. "
         "Begin with a word."),
        ("text", "Tell Mrs Bloggs", "The suggestion may hold a person's name. Take it out, "
         "or tick that it is not about one person."),
        ("owner", "x" * 121, "The owner is 121 characters long. Keep it to 120 or fewer."),
    ],
)  # fmt: skip
def test_a_field_that_cannot_stand_is_told_so(told, field, value, sentence):
    assert told(accept_suggestion, suggestion(**{field: value})) == {field: sentence}


@pytest.mark.parametrize(
    ("step", "faults"),
    [
        (("danced",), {"step": "Choose what was done."}),
        (("acted_in_full", None), {"on": "Give the day it was done."}),
        (("acted_in_full", "2026-11-22"), {"on": "That day lies ahead. Choose today or earlier."}),
        (
            ("acted_in_full", "2026-04-30"),
            {"on": "That day comes before the suggestion was received."},
        ),
        (
            ("looked_into", "2026-06-01"),
            {"who": "Say who looked into it.", "result": "Write what was found."},
        ),
        (
            ("not_possible", "2026-06-01"),
            {"result": "Write why it is not possible, in plain words."},
        ),
        (("removed", "2026-06-01"), {"result": "Write why it is taken off the list."}),
        (("acted_in_part", "2026-06-01"), {"result": "Write which part was done."}),
        (
            ("told", "2026-06-01"),
            {"step": "Say first what came of it, then that people were told."},
        ),
    ],
)
def test_a_step_that_cannot_stand_is_told_so(told, step, faults):
    draft = suggestion(step)

    assert told(accept_suggestion, draft) == {f"steps.0.{k}": s for k, s in faults.items()}


def test_steps_of_an_old_log_may_lack_their_day_when_a_person_let_them_in(told, known):
    draft = suggestion(("acted_in_full", None), ("told", None), undated_steps=True)

    record = accept_suggestion(draft, known).record

    assert (record.step, record.answered_on, record.told_on) == (
        SuggestionStep.ACTED_IN_FULL, None, None,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("steps", "answered"),
    [
        ([LOOKED], date(2026, 5, 9)),
        ([IN_FULL, LOOKED], date(2026, 5, 9)),
        ([("acted_in_part", "2026-06-03", "", "Half")], date(2026, 6, 3)),
        ([("not_possible", "2026-06-03", "", "No room")], None),  # nobody is named
        ([("not_possible", "2026-06-03", "Estates", "No room")], date(2026, 6, 3)),
        ([("removed", "2026-06-03", "", "Twice")], None),
        ([], None),
    ],
)
def test_it_is_answered_when_acted_on_or_looked_into_by_somebody_with_a_result(
    known, steps, answered
):
    assert accept_suggestion(suggestion(*steps), known).record.answered_on == answered


@pytest.mark.parametrize(
    ("steps", "reached"),
    [
        ([IN_FULL, LOOKED], SuggestionStep.ACTED_IN_FULL),
        ([LOOKED, ("acted_in_full", "2026-05-09")], SuggestionStep.ACTED_IN_FULL),
        ([("acted_in_full", "2026-05-09"), LOOKED], SuggestionStep.LOOKED_INTO),
    ],
    ids=["the later one", "the last typed of one day", "and the other way about"],
)
def test_the_step_reached_is_the_latest_and_on_one_day_the_last_typed(known, steps, reached):
    assert accept_suggestion(suggestion(*steps), known).record.step is reached


def change(**other):
    fields = {"title": "Ramp", "what": "There is a ramp.", "on": "2026-06-01", "place": 2}
    return ChangeDraft(**fields | {"suggestions": [1]} | other)


def test_a_change_knows_its_month_and_the_suggestions_it_answers(known):
    accepted = accept_change(
        change(
            topic=1, piece_of_work=1, size="small", suggestions=[1, 1], reversed_on="2026-07-01"
        ),
        known,
    )

    assert accepted.record.model_dump(exclude_unset=True) == {
        "title": "Ramp", "what": "There is a ramp.", "on": date(2026, 6, 1), "place_id": 2,
        "topic_id": 1, "piece_of_work_id": 1, "size": "small", "reversed_on": date(2026, 7, 1),
        "month": "2026-06", "financial_year": 2026,
    }  # fmt: skip
    assert [row.suggestion_id for row in accepted.parts] == [1]


def test_an_empty_change_is_told_what_is_missing(told):
    assert told(accept_change, ChangeDraft()) == {
        "on": "Give the day it changed.",
        "place": "Choose a place.",
        "suggestions": "Choose at least one suggestion that this change answers.",
        "title": "Give the change a short title.",
        "what": "Write what is different now.",
    }


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("on", "2026-11-22", "That day lies ahead. A change counts once it is made."),
        ("reversed_on", "2026-05-31", "It cannot be undone before it was made."),
        ("suggestions", [1, 99], "Choose suggestions from the list."),
        ("suggestions", [2], "Choose suggestions from the list."),
        ("place", 3, "Choose a place from the list."),
        ("topic", 2, "Choose a topic from the list."),
        ("piece_of_work", 3, "Choose a piece of work from the list."),
    ],
)
def test_a_field_of_a_change_that_cannot_stand_is_told_so(told, field, value, sentence):
    assert told(accept_change, change(**{field: value})) == {field: sentence}
