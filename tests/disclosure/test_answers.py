"""Answers that are enough to show, and typed rows that everybody may see."""

import pandas as pd
import pytest

from engagement_metrics.disclosure import without_few_answers, without_groups_and_notes

NAMES = ["at", "question", "wave", "format", "choice", "n"]


def answers(*rows):
    return pd.DataFrame(rows, columns=NAMES)


def row(choice="5", n=10, question="Q1", wave="on_the_day", layout="standard", at=""):
    return (at, question, wave, layout, choice, n)


@pytest.mark.parametrize(("number", "kept"), [(0, 0), (9, 0), (10, 1), (11, 1)])
def test_a_question_is_shown_from_ten_answers_on(number, kept):
    assert len(without_few_answers(answers(row(n=number)))) == kept


def test_all_choices_of_a_question_make_up_the_ten_together():
    few = answers(row("1", 4), row("5", 6))

    assert without_few_answers(few)["n"].tolist() == [4, 6]


@pytest.mark.parametrize("choice", ["does_not_apply", "already_knew", "prefer_not_to_say", "blank"])
def test_a_choice_that_stands_for_no_answer_does_not_make_up_the_ten(choice):
    assert without_few_answers(answers(row("5", 9), row(choice, 90))).empty


@pytest.mark.parametrize(
    "other",
    [{"question": "Q2"}, {"wave": "follow_up"}, {"layout": "easy_read"}, {"at": "2026-05"}],
    ids=["question", "wave", "form", "month"],
)
def test_answers_of_another_question_wave_form_or_month_do_not_make_up_the_ten(other):
    found = without_few_answers(answers(row(n=11), row(n=9, **other)))

    assert found["n"].tolist() == [11]
    assert list(found.index) == [0]


def test_no_answers_stay_none_with_their_columns():
    assert list(without_few_answers(answers()).columns) == NAMES


def test_typed_rows_about_a_group_and_all_notes_are_for_the_team():
    names = ["priority_group_id", "top", "note", "created_by", "updated_by"]
    rows = [(None, 7, "Q", "Sam", "Sam"), (3, 8, "Q", "Sam", "Sam")]

    found = without_groups_and_notes(pd.DataFrame(rows, columns=names, dtype=object))

    assert found.to_numpy().tolist() == [[None, 7, "", "", ""]]
