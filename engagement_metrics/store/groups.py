"""People and groups by place, added up by the database: what 'Who we heard from' is made of."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import sqlalchemy as sa
from sqlmodel import Session, col

from engagement_metrics.access import Action, Actor
from engagement_metrics.disclosure import ReleasedGroups
from engagement_metrics.models import Activity, Audience, GroupTotal
from engagement_metrics.store import releases
from engagement_metrics.store.asking import permit
from engagement_metrics.store.cache import remembered
from engagement_metrics.store.filters import Filter, stands, within

Counts = Mapping[str, Mapping[str, int]]  # characteristic -> category or answer state -> people


@dataclass(frozen=True, eq=False)
class TeamGroups:
    """How many came and what they answered, exact, by the number of the place: for the team."""

    heads: Mapping[int, int]
    counts: Mapping[int, Counts]


@dataclass(frozen=True, eq=False)
class SharedGroups:
    """How many came, by the number of the place, and what a release shows of them: for everyone."""

    heads: Mapping[int, int]
    released: ReleasedGroups


def team_groups(actor: Actor, wanted: Filter) -> TeamGroups:
    """Exact counts of the places and period asked for; Refused outside the team."""
    permit(actor, Action.SEE_TEAM, wanted.place_ids)
    wanted = replace(wanted, today=None)  # no day has a part in it

    def read(orm: Session) -> TeamGroups:
        return TeamGroups(_heads(orm, wanted), _counts(orm, wanted))

    return remembered(("groups", Audience.TEAM, wanted), read)


def shared_groups(actor: Actor, wanted: Filter) -> SharedGroups:
    """What everybody may see of the places and period asked for; no raw group count is in it."""
    permit(actor, Action.SEE_SHARED)
    wanted = replace(wanted, today=None)

    def read(orm: Session) -> SharedGroups:
        return SharedGroups(_heads(orm, wanted), releases.read(orm, wanted))

    return remembered(("groups", Audience.SHARED, wanted), read)


def _heads(orm: Session, wanted: Filter) -> dict[int, int]:
    place = col(Activity.place_id)
    rows = orm.connection().execute(
        sa.select(place, sa.func.sum(Activity.heads))
        .where(stands(Activity), *within(Activity, wanted), col(Activity.heads_added))
        .group_by(place)
    )
    return {number: int(heads) for number, heads in rows}


def _counts(orm: Session, wanted: Filter) -> dict[int, dict[str, dict[str, int]]]:
    keys = (col(GroupTotal.place_id), col(GroupTotal.characteristic), col(GroupTotal.category))
    rows = orm.connection().execute(
        sa.select(*keys, sa.func.sum(GroupTotal.n))
        .where(*within(GroupTotal, wanted), GroupTotal.n > 0)
        .group_by(*keys)
    )
    found: dict[int, dict[str, dict[str, int]]] = {}
    for place, characteristic, category, n in rows:
        found.setdefault(place, {}).setdefault(characteristic, {})[category] = int(n)
    return found
