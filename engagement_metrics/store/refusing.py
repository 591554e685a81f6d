"""Why a write was refused, to be shown to the person whose write it was."""

from collections.abc import Sequence
from typing import Any

from sqlmodel import SQLModel

from engagement_metrics.models import Period
from engagement_metrics.models.columns import Kept


class Stale(Exception):
    """Somebody else changed the record since it was read.

    `current` is how it stands now, with `current_parts`; `proposed` and `proposed_parts` are what
    was to be stored instead, None where no values were proposed.
    """

    def __init__(
        self,
        current: Kept,
        current_parts: Sequence[SQLModel] = (),
        proposed: dict[str, Any] | None = None,
        proposed_parts: Sequence[SQLModel] | None = None,
    ) -> None:
        self.current, self.current_parts = current, tuple(current_parts)
        self.proposed, self.proposed_parts = proposed, proposed_parts
        super().__init__(
            f"{current.updated_by or 'Somebody'} changed this while you had it open. "
            "Nothing of yours was saved."
        )


class Taken(Exception):
    """The store refuses the record because one like it stands already."""


# What the database says of a row that stands already, by table and column, and what we say.
ALREADY = (
    (
        "typed_figure", "stands",
        "There is a figure for this measure, place and period already. Change that one instead.",
    ),
    (
        "local_measure", "edition",
        "Somebody else gave this measure a new wording meanwhile. Load this page again to see it.",
    ),
    (
        "local_maturity_model", "edition",
        "Somebody else saved a wording of this model meanwhile. Press the button again to see it.",
    ),
    ("person", "name", "Somebody else has this name here. Add what tells them apart."),
)  # fmt: skip


def already(told: str) -> Taken | None:
    """The refusal that stands for what the database tells of one row too many, if it does."""
    for table, column, sentence in ALREADY:
        if table in told and column in told:
            return Taken(sentence)
    return None


class NeedsReason(Exception):
    """The write touches closed periods, so somebody must say why; nothing was stored.

    `periods` are those that are closed, the earliest first; `told` says so in a sentence.
    """

    def __init__(self, periods: tuple[Period, ...]) -> None:
        self.periods = periods
        closed = ", ".join(period.short for period in periods)
        self.told = f"{closed} {'is' if len(periods) == 1 else 'are'} closed."
        super().__init__(f"{self.told} Say why it is changed now. Nothing is saved yet.")
