"""An indicator in several places: the sentence that says where it is highest and lowest."""

from dataclasses import replace

from engagement_metrics.framework import Indicator
from engagement_metrics.indicators import Point, face

NAMED = 2  # places that share an end are named up to so many, and counted from there on


def places(indicator: Indicator, points: tuple[Point, ...]) -> str:
    """An indicator in each of several places, in a sentence: its highest and its lowest figure.

    Places that read alike share an end. Places without a number are not spoken of.
    """
    numbered = [(point, point.value.number) for point in points if point.value.number is not None]
    if not numbered:
        return f"{indicator.name}: no place has a figure in this period."
    numbered.sort(key=lambda pair: pair[1])
    there = [point for point, _ in numbered]
    low, high = (_alike(indicator, there, end) for end in (there[0], there[-1]))
    said = _said(indicator, high)
    if len(there) == 1:
        return f"{indicator.name}: {said} in {there[0].label}."
    if len(high) == len(there):
        return f"{indicator.name}: {said} in each of {len(there)} places."
    return (
        f"{indicator.name}: highest in {_where(high, points)} ({said}), "
        f"lowest in {_where(low, points)} ({_said(indicator, low)})."
    )


def _alike(indicator: Indicator, points: list[Point], end: Point) -> list[Point]:
    """Those whose figure reads as that of an end, counted or estimated."""
    return [point for point in points if _plain(indicator, point) == _plain(indicator, end)]


def _plain(indicator: Indicator, point: Point) -> str:
    return face(indicator, replace(point.value, estimated=False))


def _said(indicator: Indicator, alike: list[Point]) -> str:
    """The figure that they share; with an estimate among them it is an estimate."""
    estimated = any(point.value.estimated for point in alike)
    return face(indicator, replace(alike[0].value, estimated=estimated))


def _where(alike: list[Point], points: tuple[Point, ...]) -> str:
    """The places in their own order: one or two by name, more by how many they are."""
    names = [point.label for point in points if point in alike]
    return " and ".join(names) if len(names) <= NAMED else f"{len(names)} places"
