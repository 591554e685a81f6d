"""The group figures of the releases made so far, in a type that cannot hold a raw count."""

from collections.abc import Collection
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

    def of_places(self, places: Collection[int]) -> "ReleasedGroups":
        """Those of some places alone."""
        return ReleasedGroups(
            tuple(cell for cell in self.cells if cell.place in places),
            tuple(out for out in self.left_out if out.place in places),
        )

    def of_aim(self, aim: str) -> "ReleasedGroups":
        """Those of one aim alone."""
        return ReleasedGroups(
            tuple(cell for cell in self.cells if cell.aim == aim),
            tuple(out for out in self.left_out if out.aim == aim),
        )
