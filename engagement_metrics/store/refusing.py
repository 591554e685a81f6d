"""Why a write was refused, to be shown to the person whose write it was."""

from collections.abc import Sequence
from typing import Any

from sqlmodel import SQLModel

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
