"""What may be shown to whom: the type for released group figures, and answers too few to show."""

from dataclasses import dataclass

import pandas as pd

FEWEST_ANSWERS = 10
STANDARD_VALID_LEFT_OUT = ("does_not_apply", "already_knew", "prefer_not_to_say", "blank")


@dataclass(frozen=True)
class ReleasedCell:
    """One released figure of a group: rounded to five, never a raw count.

    ValueError for a count that no release could hold.
    """

    cell: str
    shown: int

    def __post_init__(self) -> None:
        if self.shown < 0 or self.shown % 5:
            raise ValueError("a released count is a multiple of five")


@dataclass(frozen=True)
class ReleasedGroups:
    """The group figures of the releases made so far; empty until a period has been closed."""

    cells: tuple[ReleasedCell, ...]

    @property
    def empty(self) -> bool:
        """Whether nothing has been released yet."""
        return not self.cells


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
