"""The group figures of the releases made so far, in a type that cannot hold a raw count."""

from dataclasses import dataclass

from engagement_metrics.disclosure.releasing import LeftOut, ReleasedCell


@dataclass(frozen=True)
class ReleasedGroups:
    """Released cells, and what was left out of them; empty until a period has been closed."""

    cells: tuple[ReleasedCell, ...]
    left_out: tuple[LeftOut, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether nothing has been released yet."""
        return not self.cells
