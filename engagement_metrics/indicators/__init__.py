"""Indicator values, the cells of the matrix, and what is behind a cell; frames in, values out."""

from engagement_metrics.indicators.answered import WAVE_WORDS
from engagement_metrics.indicators.behind import behind
from engagement_metrics.indicators.board import Board, board
from engagement_metrics.indicators.breaks import Break, breaks
from engagement_metrics.indicators.cells import (
    Point,
    cells,
    first_year,
    over_periods,
    over_places,
)
from engagement_metrics.indicators.sentences import (
    Sentence,
    changed,
    not_heard,
    off_track,
    waiting,
)
from engagement_metrics.indicators.settled import compared, may_change, so_far
from engagement_metrics.indicators.standing import Aimed, Standing, against
from engagement_metrics.indicators.summary import likely, moved, of_target, stands
from engagement_metrics.indicators.targets import baseline_for, describe, target_for
from engagement_metrics.indicators.values import Part, Value, wilson
from engagement_metrics.indicators.wording import (
    STATE_WORDS,
    base,
    face,
    made_of,
    plain,
    sentence,
    unit,
)

__all__ = [
    "Board",
    "board",
    "STATE_WORDS",
    "WAVE_WORDS",
    "Aimed",
    "Break",
    "Part",
    "Point",
    "Sentence",
    "Standing",
    "Value",
    "against",
    "base",
    "baseline_for",
    "behind",
    "breaks",
    "cells",
    "changed",
    "compared",
    "describe",
    "face",
    "likely",
    "made_of",
    "may_change",
    "moved",
    "not_heard",
    "of_target",
    "off_track",
    "first_year",
    "over_periods",
    "over_places",
    "plain",
    "sentence",
    "so_far",
    "stands",
    "target_for",
    "unit",
    "waiting",
    "wilson",
]
