"""Evaluation answers are read, or told what to change."""

from datetime import date

import pytest

from engagement_metrics.entry import accept_answers
from engagement_metrics.models import AnswersDraft, FormFormat, Wave


def answers(**other):
    fields = {"activity": 1, "forms_received": "12", "counts": {"Q3": {"5": "7", "1": 5, "2": ""}}}
    return AnswersDraft(**fields | other)


def test_answers_on_the_day_count_where_and_when_their_activity_does(known):
    accepted = accept_answers(answers(collected_on="2026-06-02", people_invited=20), known)

    assert accepted.record.model_dump(exclude_unset=True) == {
        "activity_id": 1, "place_id": 2, "topic_id": 1, "month": "2026-05",
        "financial_year": 2026, "wave": Wave.ON_THE_DAY, "format": FormFormat.STANDARD,
        "collected_on": date(2026, 6, 2), "forms_received": 12, "people_invited": 20, "note": "",
    }  # fmt: skip
    version = known.framework.questions["Q3"].version
    assert [(p.question, p.choice, p.n, p.question_version) for p in accepted.parts] == [
        ("Q3", "5", 7, version),
        ("Q3", "1", 5, version),
    ]


def test_answers_at_follow_up_count_in_the_month_they_came_in(known):
    draft = answers(wave="follow_up", collected_on="2026-09-02", counts={"Q4F": {"4": 3}})

    record = accept_answers(draft, known).record

    assert (record.month, record.financial_year, record.place_id) == ("2026-09", 2026, 2)


def test_answers_about_a_service_count_at_its_place_in_the_month_they_came_in(known):
    draft = answers(
        activity=None, service=2, wave="follow_up", collected_on="2026-03-31",
        counts={"Q9": {"5": 3, "prefer_not_to_say": 1}},
    )  # fmt: skip

    record = accept_answers(draft, known).record

    assert (record.piece_of_work_id, record.activity_id, record.place_id) == (2, None, 2)
    assert (record.month, record.financial_year) == ("2026-03", 2025)


def test_an_easy_read_form_has_choices_of_its_own(told):
    easy = {"Q3": {"no": 1, "a_bit": 2, "yes": 3, "does_not_apply": 1}}

    assert told(accept_answers, answers(format="easy_read", counts=easy)) == {}
    assert told(accept_answers, answers(counts=easy)) == {
        f"counts.Q3.{choice}": f"'{choice}' is not a choice of that question."
        for choice in ("no", "a_bit", "yes")
    }


@pytest.mark.parametrize(
    ("fields", "faults"),
    [
        ({"wave": "later"}, {"wave": "Say when people were asked."}),
        ({"format": "braille"}, {"format": "Say which form it was."}),
        (
            {"activity": None},
            {"activity": "Choose the activity, or the service, that people were asked about."},
        ),
        (
            {"service": 2, "collected_on": "2026-06-01"},
            {"activity": "Choose the activity, or the service, that people were asked about."},
        ),
        ({"activity": 99}, {"activity": "Choose an activity from the list."}),
        ({"activity": 4}, {"activity": "Choose an activity from the list."}),
        (
            {"activity": 3},
            {"activity": "That activity has not been held, so nobody can have answered."},
        ),
        (
            {"activity": None, "service": 1, "collected_on": "2026-06-01"},
            {"service": "Choose a service from the list."},
        ),
        (
            {"activity": None, "service": 3, "collected_on": "2026-06-01"},
            {"service": "Choose a service from the list."},
        ),
        (
            {"activity": None, "service": 2},
            {"collected_on": "Give the day the answers came in."},
        ),
        (
            {"collected_on": "2026-11-22"},
            {"collected_on": "The day the answers came in lies ahead."},
        ),
        ({"forms_received": None}, {"forms_received": "Type how many forms came back."}),
        ({"counts": {}}, {"counts": "Type the answers to at least one question."}),
        ({"counts": {"Q3": {"5": ""}}}, {"counts": "Type the answers to at least one question."}),
        ({"counts": {"Q99": {"5": 1}}}, {"counts.Q99": "'Q99' is not one of the questions."}),
        ({"counts": {"Q3": {"6": 1}}}, {"counts.Q3.6": "'6' is not a choice of that question."}),
        (
            {"counts": {"Q3": {"5": -1}}},
            {"counts.Q3.5": "Answers cannot be below 0. Type 0 or more."},
        ),
        (
            {"people_invited": 11},
            {
                "people_invited": "12 forms came back from 11 people invited. "
                "Check both, or tick that they are right."
            },
        ),
    ],
)
def test_what_cannot_stand_is_told_so(told, fields, faults):
    assert told(accept_answers, answers(**fields)) == faults


def test_more_forms_than_people_invited_may_be_right(told):
    assert told(accept_answers, answers(people_invited=11, checked=True)) == {}


def test_there_cannot_be_more_answers_to_a_question_than_forms(told, known):
    text = known.framework.questions["Q3"].text

    assert told(accept_answers, answers(counts={"Q3": {"5": 12}, "Q8": {"1": 3}})) == {}
    assert told(accept_answers, answers(counts={"Q3": {"5": 12, "does_not_apply": 1}})) == {
        "counts.Q3": f"The answers to '{text}' add up to 13, but 12 forms came back."
    }


def test_a_question_is_asked_in_its_own_round(told, known):
    later, now = (known.framework.questions[key].text for key in ("Q4F", "Q4"))

    assert told(accept_answers, answers(counts={"Q4F": {"5": 1}})) == {
        "counts.Q4F": f"'{later}' is asked later, not in this round."
    }
    draft = answers(wave="follow_up", collected_on="2026-06-20", counts={"Q4": {"5": 1}})
    assert told(accept_answers, draft) == {
        "counts.Q4": f"'{now}' is asked on the day, not in this round."
    }


def test_a_question_about_a_service_is_not_asked_about_an_activity(told, known):
    text = known.framework.questions["Q9"].text
    draft = answers(wave="follow_up", collected_on="2026-06-20", counts={"Q9": {"5": 1}})

    assert told(accept_answers, draft) == {
        "counts.Q9": f"'{text}' is asked about a service. Choose one."
    }
