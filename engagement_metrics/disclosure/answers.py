"""Answers too few to show, and typed rows that name no group."""

import pandas as pd

FEWEST_ANSWERS = 10
STANDARD_VALID_LEFT_OUT = ("does_not_apply", "already_knew", "prefer_not_to_say", "blank")


def without_few_answers(answers: pd.DataFrame) -> pd.DataFrame:
    """The answers of questions that ten or more people answered; the rest left out whole.

    Counts choices of one question, wave, form and `at` together; choices that stand for no answer
    do not make up the ten. Columns as they came.
    """
    if answers.empty:
        return answers
    valid = ~answers["choice"].isin(STANDARD_VALID_LEFT_OUT)
    base = (
        answers["n"].where(valid, 0).groupby(
            [answers[name] for name in ("at", "question", "wave", "format")]
        ).transform("sum")
    )  # fmt: skip
    return answers[base >= FEWEST_ANSWERS].reset_index(drop=True)


def without_groups_and_notes(rows: pd.DataFrame) -> pd.DataFrame:
    """Typed rows that everyone may see: none about a priority group, and without their notes.

    A figure of a group counts its people, and a note is words that nobody has passed for reading.
    """
    kept = rows[rows["priority_group_id"].isna()].reset_index(drop=True)
    return kept.assign(note="", created_by="", updated_by="")
