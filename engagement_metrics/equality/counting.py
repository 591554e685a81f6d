"""What a view counts of each characteristic, exact for the team and released for everybody."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from engagement_metrics.disclosure import FEWEST_ANSWERS, ReleasedGroups
from engagement_metrics.equality.coverage import FEWEST_KNOWN, FEWEST_SHOWN, Counts
from engagement_metrics.framework import Framework
from engagement_metrics.models import AnswerState, Period
from engagement_metrics.store import SharedGroups, TeamGroups

Groups = TeamGroups | SharedGroups
Last = Mapping[tuple[str, str], str]  # characteristic, category -> code of a period
KNOWN = "known"


@dataclass(frozen=True, eq=False)
class Counted:
    """What a view counts: people by characteristic and answer, and how many came in all.

    Exact where `fewest` is 10. Of a release it is 30, the counts are rounded, and `left_out` names
    what was not released to protect people. `people` is live for everyone: it names no group.
    """

    counts: Counts
    people: Mapping[str, int]
    fewest: int
    left_out: frozenset[str] = frozenset()

    @property
    def rounded(self) -> bool:
        """Whether the counts are those of a release."""
        return self.fewest == FEWEST_SHOWN


def of_groups(groups: Groups, framework: Framework) -> Counted:
    """What the places of a view count together."""
    people = sum(groups.heads.values())
    if isinstance(groups, SharedGroups):
        return of_release(groups.released, people, framework)
    counts: dict[str, dict[str, int]] = {}
    for of_place in groups.counts.values():
        for characteristic, answers in of_place.items():
            own = counts.setdefault(characteristic, {})
            for category, n in answers.items():
                own[category] = own.get(category, 0) + n
    return Counted(counts, dict.fromkeys(framework.characteristics, people), FEWEST_KNOWN)


def of_places(groups: Groups, places: Collection[int]) -> Groups:
    """Those of some places alone."""
    heads = {place: n for place, n in groups.heads.items() if place in places}
    if isinstance(groups, SharedGroups):
        return SharedGroups(heads, groups.released.of_places(places))
    return TeamGroups(heads, {at: own for at, own in groups.counts.items() if at in places})


def of_release(released: ReleasedGroups, people: int, framework: Framework) -> Counted:
    """The counts that a release shows of so many people, added up over places, periods and aims.

    Where a question was asked at few places, the people of all the others were not asked it.
    """
    counts: dict[str, dict[str, int]] = {}
    for cell in released.cells:
        if cell.answer in (KNOWN, AnswerState.NOT_ASKED):
            continue  # its categories are added up; whoever is in none of them was not asked
        own = counts.setdefault(cell.characteristic, {})
        own[cell.answer] = own.get(cell.answer, 0) + cell.shown
    left_out = frozenset(out.characteristic for out in released.left_out) - counts.keys()
    everybody = dict.fromkeys(framework.characteristics, people)
    return Counted(counts, everybody, FEWEST_SHOWN, left_out)


def last_of_release(released: ReleasedGroups, framework: Framework) -> Last:
    """When at least ten of a category were last shown, by the code of the period.

    A roll-up was heard from when one of its parts was, or itself.
    """
    shown: dict[tuple[str, str, str], int] = {}
    for cell in released.cells:
        if (cell.characteristic, cell.answer) in framework.categories:
            broad = framework.roll_up(cell.characteristic, cell.answer)
            for category in {cell.answer, broad}:
                at = cell.characteristic, category, cell.period
                shown[at] = shown.get(at, 0) + cell.shown
    found: dict[tuple[str, str], str] = {}
    for (characteristic, category, code), count in shown.items():
        own = characteristic, category
        if count >= FEWEST_ANSWERS and (own not in found or ends(code) > ends(found[own])):
            found[own] = code
    return found


def ends(code: str) -> date:
    """The day on which the period of a code ends."""
    return Period.parse(code).end
