"""What frames come to under one heading or several: plain numbers that are quick to look up."""

from collections.abc import Collection, Hashable, Mapping
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Any, TypeVar

import pandas as pd

from engagement_metrics.disclosure import ReleasedAnswers, ReleasedGroups
from engagement_metrics.store import FinishedRound, Frames, SharedFrames

# The columns that a frame is kept apart by, the one its lines are told by ('' for none), and the
# columns that are added up.
LAYOUT: dict[str, tuple[tuple[str, ...], str, tuple[str, ...]]] = {
    "activities": (
        ("aim",), "",
        ("held", "complete", "heads", "estimated_heads", "due", "finished", "in_time",
         "open_to_all", "second_way", "unsaid"),
    ),
    "returns": ((), "minutes", ("n",)),
    "answers": (("question", "wave", "format"), "choice", ("n",)),
    "sheets": ((), "", ("forms_of_invited", "invited")),
    "suggestions": (
        (), "",
        ("received", "of_age", "answered", "young",
         "in_full", "in_part", "looked_into", "not_possible", "waiting", "refused", "explained"),
    ),
    "owed": ((), "", ("owed", "in_time", "late", "untold", "not_due")),
    "told": ((), "days", ("n",)),
    "untold": ((), "days", ("n",)),
    "open": ((), "", ("open", "late")),
    "work": ((), "", ("involved", "known", "early", "too_late")),
    "changes": ((), "", ("changes",)),
    "groups": (("aim", "characteristic"), "category", ("n", "estimated")),
}  # fmt: skip

# Frames of how things stood on a last day: a longer period's is that of its last month, no sum.
SNAPSHOTS = ("open",)

H = TypeVar("H", bound=Hashable)
Lines = dict[Any, list[int]]
FrameRow = tuple[str, tuple[Any, ...], Any, tuple[int, ...]]


@dataclass
class Totals:
    """What several rows of frames come to: numbers by frame, by what is kept apart, by line.

    Of shared frames `released` holds what was released of groups and `answered` what was released
    of answers, of all time; of others they are None. `rounds` are of all time too.
    """

    shared: bool
    undated: int
    sums: dict[str, dict[tuple[Any, ...], Lines]] = field(default_factory=dict)
    released: ReleasedGroups | None = None
    answered: ReleasedAnswers | None = None
    rounds: tuple[FinishedRound, ...] = ()

    def lines(self, frame: str, *apart: Any) -> Lines:
        """The numbers of each line, such as of each choice of one question; empty where none."""
        return self.sums[frame].get(apart, {})

    def number(self, frame: str, column: str, *apart: Any) -> int:
        """One number over all lines of a frame, or of the part that is asked for; 0 if none."""
        at = LAYOUT[frame][2].index(column)
        found = [self.lines(frame, *apart)] if apart else self.sums[frame].values()
        return sum(numbers[at] for lines in found for numbers in lines.values())


def whole(frames: Frames, names: Collection[str] = tuple(LAYOUT)) -> Totals:
    """What all rows of the named frames come to."""
    found = Totals(isinstance(frames, SharedFrames), frames.undated, rounds=frames.rounds)
    if isinstance(frames, SharedFrames):
        found.released, found.answered = frames.groups, frames.answers
    for name in names:
        found.sums[name] = {}
        for _, apart, line, numbers in _rows(frames, name):
            _add(found, name, apart, line, numbers)
    return found


def under(
    frames: Frames, names: Collection[str], headings: Mapping[H, set[str]]
) -> dict[H, Totals]:
    """What the rows of the named frames come to under each heading: a set of their `at`s."""
    shared = isinstance(frames, SharedFrames)
    answered = frames.answers if isinstance(frames, SharedFrames) else None
    found = {
        heading: Totals(shared, _undated(frames, ats), answered=answered, rounds=frames.rounds)
        for heading, ats in headings.items()
    }
    belongs: dict[str, list[Totals]] = {}
    for heading, ats in headings.items():
        found[heading].sums = {name: {} for name in names}
        for at in ats:
            belongs.setdefault(at, []).append(found[heading])
    for name in names:
        rows = _rows(frames, name)
        if name in SNAPSHOTS and frames.by == "month":
            _last_of_each(found, name, rows, headings)
            continue
        for at, apart, line, numbers in rows:
            for totals in belongs.get(at, ()):
                _add(totals, name, apart, line, numbers)
    return found


def _undated(frames: Frames, ats: set[str]) -> int:
    """The suggestions without a date at some places; in no month there are any, so all of them."""
    if frames.by != "place":
        return frames.undated
    return sum(frames.undated_at.get(at, 0) for at in ats)


def _last_of_each(
    found: dict[H, Totals], name: str, rows: list[FrameRow], headings: Mapping[H, set[str]]
) -> None:
    """Give each heading the row of the last of its months that there is one for."""
    there = {at: row for at, *row in rows}
    for heading, ats in headings.items():
        months = there.keys() & ats
        if months:
            apart, line, numbers = there[max(months)]
            _add(found[heading], name, apart, line, numbers)


def middle(lines: Lines) -> float:
    """The middle one of some values, each told with how often it comes; there is at least one."""
    in_order = sorted((value, times[0]) for value, times in lines.items())
    total = sum(times for _, times in in_order)
    return (_nth(in_order, (total + 1) // 2) + _nth(in_order, total // 2 + 1)) / 2


def _nth(in_order: list[tuple[int, int]], nth: int) -> int:
    """The nth of some values, in order, each with how often it comes."""
    reached = accumulate(times for _, times in in_order)
    return next(
        value for (value, _), so_far in zip(in_order, reached, strict=True) if so_far >= nth
    )


def _rows(frames: Frames, name: str) -> list[FrameRow]:
    """Each row as where it belongs, what it is kept apart by, its line and its numbers."""
    frame = getattr(frames, name, None)
    if not isinstance(frame, pd.DataFrame):  # what was released: no raw counts to add up
        return []
    apart, line, numbers = LAYOUT[name]
    empty = [()] * len(frame)
    return list(
        zip(
            frame["at"].tolist(),
            list(zip(*(frame[column].tolist() for column in apart), strict=True)) or empty,
            frame[line].tolist() if line else [""] * len(frame),
            list(zip(*(frame[column].tolist() for column in numbers), strict=True)),
            strict=True,
        )
    )


def headings(frames: Frames, name: str) -> set[str]:
    """What the rows of a frame belong to: each `at` once."""
    frame = getattr(frames, name, None)
    if isinstance(frame, ReleasedAnswers):
        return {cell.period for cell in frame.cells}
    return set(frame["at"].unique()) if isinstance(frame, pd.DataFrame) else set()


def _add(
    totals: Totals, name: str, apart: tuple[Any, ...], line: Any, numbers: tuple[int, ...]
) -> None:
    lines = totals.sums[name].setdefault(apart, {})
    if line in lines:
        lines[line] = [old + new for old, new in zip(lines[line], numbers, strict=True)]
    else:
        lines[line] = list(numbers)


About = pd.DataFrame | Mapping[str, list[dict[str, Any]]]


def by_indicator(frame: pd.DataFrame) -> Mapping[str, list[dict[str, Any]]]:
    """The rows of figures, targets or baselines as plain records, for all indicators at once."""
    names = [str(column) for column in frame.columns]
    found: dict[str, list[dict[str, Any]]] = {}
    for about, cells in zip(frame["indicator"].tolist(), frame.to_numpy(), strict=True):
        found.setdefault(about, []).append(dict(zip(names, cells, strict=True)))
    return found


def rows_about(frame: About, indicator: str) -> list[dict[str, Any]]:
    """The rows of figures, targets or baselines about one indicator, as plain records."""
    if isinstance(frame, Mapping):
        return frame.get(indicator, [])
    names = [str(column) for column in frame.columns]
    places = [at for at, about in enumerate(frame["indicator"].tolist()) if about == indicator]
    if not places:
        return []
    cells = frame.to_numpy()
    return [dict(zip(names, cells[at], strict=True)) for at in places]
