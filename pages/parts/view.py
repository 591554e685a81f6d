"""What one view of the matrix is drawn from: frames for its audience, values, and targets."""

from dataclasses import dataclass, replace

from engagement_metrics import framework, indicators, store
from engagement_metrics.access import Actor
from engagement_metrics.framework import Framework
from engagement_metrics.indicators import Aimed, Board, Value
from engagement_metrics.models import Audience, Period, PeriodKind
from engagement_metrics.store import Filter, Frames, Setup


@dataclass(frozen=True)
class View:
    """Everything one view of the matrix is drawn from."""

    definitions: Framework
    setup: Setup
    audience: Audience
    wanted: Filter
    group_id: int | None
    frames: Frames
    values: dict[str, Value]
    aimed: dict[str, Aimed | None]


def frames(actor: Actor, audience: Audience, wanted: Filter, by: store.By = "") -> Frames:
    """The frames that this audience may see."""
    read = store.team_frames if audience is Audience.TEAM else store.shared_frames
    return read(actor, wanted, by)


def read(
    actor: Actor, setup: Setup, audience: Audience, wanted: Filter, group_id: int | None
) -> View:
    """Fetch and calculate all cells, and where each stands against its target."""
    found = frames(actor, audience, wanted)
    board = calculated(actor, setup, audience, wanted, group_id)
    return View(
        framework.load(), setup, audience, wanted, group_id, found, board.values, board.aimed
    )


def calculated(
    actor: Actor, setup: Setup, audience: Audience, wanted: Filter, group_id: int | None
) -> Board:
    """The cells for one period; in the shared view with the year's answers at hand."""
    found = frames(actor, audience, wanted)
    pooled = None
    period = wanted.period
    if audience is Audience.SHARED and period and period.kind is not PeriodKind.YEAR:
        pooled = frames(actor, audience, replace(wanted, period=Period.year(period.financial_year)))
    return indicators.board(framework.load(), setup, found, wanted, group_id, pooled)
