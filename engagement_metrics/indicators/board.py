"""All cells and where each stands against its target, worked out once for each set of frames."""

from dataclasses import dataclass
from functools import lru_cache

from engagement_metrics.framework import Framework
from engagement_metrics.indicators.cells import cells
from engagement_metrics.indicators.standing import Aimed, against
from engagement_metrics.indicators.targets import baseline_for, target_for
from engagement_metrics.indicators.totals import by_indicator
from engagement_metrics.indicators.values import Value
from engagement_metrics.store import Filter, Frames, Setup

KEPT = 256


@dataclass(frozen=True)
class Board:
    """Each indicator's value, and its target if one applies; by indicator id."""

    values: dict[str, Value]
    aimed: dict[str, Aimed | None]


@lru_cache(maxsize=KEPT)
def board(
    framework: Framework,
    setup: Setup,
    frames: Frames,
    wanted: Filter,
    group_id: int | None = None,
    only: frozenset[str] | None = None,
) -> Board:
    """The values and targets of one filter; `wanted.today` must be set. `only` as in `cells`.

    Frames and set-up are the store's own remembered objects and are told apart as such, so a page
    drawn again without a change works nothing out again. What is handed out must not be changed.
    """
    values = cells(framework, setup, frames, wanted, group_id, only)
    if wanted.today is None:
        raise ValueError("where a value stands depends on the day")
    targets, baselines = by_indicator(frames.targets), by_indicator(frames.baselines)
    aimed = {
        key: against(
            values[key],
            target_for(targets, indicator, setup, wanted, group_id),
            baseline_for(baselines, indicator, setup, wanted, group_id),
            indicator,
            wanted,
            wanted.today,
        )
        for key, indicator in framework.indicators.items()
        if key in values
    }
    return Board(values, aimed)
