"""The order in which what is too few at a place goes in with the place above."""

from collections.abc import Mapping


def deepest_first(parents: Mapping[int, int | None]) -> list[int]:
    """All places, those below before those above; `parents` is place -> the place above."""
    return sorted(parents, key=lambda place: -_depth(place, parents))


def _depth(place: int, parents: Mapping[int, int | None]) -> int:
    above, seen = parents[place], {place}
    while above is not None and above not in seen:
        seen.add(above)
        above = parents[above]
    return len(seen)
