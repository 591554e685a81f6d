"""An indicator in several places: the sentence that says where it is highest and lowest."""

from engagement_metrics.framework import Indicator
from engagement_metrics.indicators import Point, face


def places(indicator: Indicator, points: tuple[Point, ...]) -> str:
    """An indicator in each of several places, in a sentence: its highest and its lowest figure.

    Places without a number are not spoken of.
    """
    numbered = [(point, point.value.number) for point in points if point.value.number is not None]
    if not numbered:
        return f"{indicator.name}: no place has a figure."
    numbered.sort(key=lambda pair: -pair[1])
    ends = (numbered[0][0], numbered[-1][0])
    (first, high), (last, low) = ((point.label, face(indicator, point.value)) for point in ends)
    if len(numbered) == 1:
        return f"{indicator.name}: {high} in {first}."
    if high == low:
        return f"{indicator.name}: {high} in each of {len(numbered)} places."
    return f"{indicator.name}: highest in {first} ({high}), lowest in {last} ({low})."
