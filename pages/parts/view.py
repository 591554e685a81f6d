"""What one view of the matrix is drawn from: frames for its audience, values, and targets."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from engagement_metrics import framework, indicators, store
from engagement_metrics.access import Actor
from engagement_metrics.framework import Framework
from engagement_metrics.indicators import Aimed, Board, Value, reporting
from engagement_metrics.models import Audience
from engagement_metrics.store import Filter, Frames, Setup
from pages.parts import guard


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
    reported: Mapping[str, str] = field(default_factory=dict)  # in short, where it was closed


def of_matrix() -> frozenset[str]:
    """The ids of the measures that the matrix shows."""
    return frozenset(indicator.id for indicator in framework.load().in_matrix())


def frames(actor: Actor, audience: Audience, wanted: Filter, by: store.By = "") -> Frames:
    """The frames that this audience may see."""
    read = store.team_frames if audience is Audience.TEAM else store.shared_frames
    return read(actor, wanted, by)


def read(
    actor: Actor,
    setup: Setup,
    audience: Audience,
    wanted: Filter,
    group_id: int | None,
    only: frozenset[str] | None = None,
) -> View:
    """Fetch and calculate the cells, all or some, and where each stands against its target."""
    found = frames(actor, audience, wanted)
    board = calculated(actor, setup, audience, wanted, group_id, only)
    return View(
        _definitions(setup, only), setup, audience, wanted, group_id, found, board.values,
        board.aimed, _reported(actor, setup, wanted, group_id, board.values),
    )  # fmt: skip


def _reported(
    actor: Actor, setup: Setup, wanted: Filter, group_id: int | None, values: dict[str, Value]
) -> dict[str, str]:  # fmt: skip
    """What was reported of each value, in a few words; of no topic and of no group anything was."""
    if wanted.period is None or wanted.topic_id is not None or group_id is not None:
        return {}
    found = store.reported(actor, wanted.place_id, wanted.period)
    if not found:
        return {}
    return reporting.in_short(_definitions(setup, frozenset(values)), found, values)


def calculated(
    actor: Actor,
    setup: Setup,
    audience: Audience,
    wanted: Filter,
    group_id: int | None,
    only: frozenset[str] | None = None,
) -> Board:
    """The cells for one period."""
    found = frames(actor, audience, wanted)
    return indicators.board(_definitions(setup, only), setup, found, wanted, group_id, only)


def _definitions(setup: Setup, only: frozenset[str] | None) -> Framework:
    """The definitions in use; with the retired measures where one of these is asked for."""
    current = guard.definitions(setup)
    if only is None or only <= current.indicators.keys():
        return current
    return guard.definitions(setup, retired=True)
