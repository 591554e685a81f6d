"""When somebody of each group was last heard from, and at what: for the team alone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlmodel import Session, col

from engagement_metrics import framework
from engagement_metrics.access import Action, Actor
from engagement_metrics.models import Activity, ActivityStatus, GroupCount, GroupTotal, Period
from engagement_metrics.store.asking import permit
from engagement_metrics.store.cache import remembered
from engagement_metrics.store.engine import reading
from engagement_metrics.store.filters import Filter


@dataclass(frozen=True)
class HeardAt:
    """The latest activity at which somebody of a group was heard."""

    title: str
    method: str
    ends: str
    place_id: int


@dataclass(frozen=True, eq=False)
class LastHeard:
    """The code of the period in which each category was last heard from, by characteristic."""

    codes: Mapping[tuple[str, str], str]


def last_heard(actor: Actor, wanted: Filter) -> LastHeard:
    """The code of the month, or of the year, in which each category was last heard from.

    Over all time until the end of the period asked for; those never heard from are not there. A
    roll-up was heard from when one of its parts was. Refused outside the team.
    """
    permit(actor, Action.SEE_TEAM, wanted.place_ids)
    until = None if wanted.period is None else wanted.period.months[-1]

    def read(orm: Session) -> LastHeard:
        keys = (col(GroupTotal.characteristic), col(GroupTotal.category))
        latest = sa.func.max(
            sa.case(
                (GroupTotal.month != "", col(GroupTotal.month)),
                # Known only by its year: the year's end, marked so that it can be told apart.
                else_=sa.cast(GroupTotal.financial_year + 1, sa.String) + "-03y",
            )
        )
        conditions = [col(GroupTotal.place_id).in_(wanted.place_ids), GroupTotal.n > 0]
        if wanted.topic_id is not None:
            conditions.append(GroupTotal.topic_id == wanted.topic_id)
        if until is not None:
            assert wanted.period is not None, "a month to end with is of a period"
            whole = wanted.period.financial_year
            conditions.append(
                sa.or_(
                    sa.and_(GroupTotal.month != "", GroupTotal.month <= until),
                    sa.and_(GroupTotal.month == "", GroupTotal.financial_year <= whole),
                )
            )
        rows = orm.connection().execute(sa.select(*keys, latest).where(*conditions).group_by(*keys))
        return LastHeard(_with_roll_ups({(one, other): _code(at) for one, other, at in rows}))

    return remembered(("last heard", wanted.place_ids, wanted.topic_id, until), read)


def heard_at(
    actor: Actor, wanted: Filter, characteristic: str, categories: Sequence[str]
) -> HeardAt | None:
    """The latest activity until the end of the period at which one of the categories was heard."""
    permit(actor, Action.SEE_TEAM, wanted.place_ids)
    query = (
        sa.select(
            col(Activity.title), col(Activity.method), col(Activity.ends), col(Activity.place_id)
        )
        .join(GroupCount, col(GroupCount.activity_id) == Activity.id)
        .where(
            col(Activity.place_id).in_(wanted.place_ids),
            col(Activity.withdrawn).is_(False),
            Activity.status == ActivityStatus.COMPLETE,
            GroupCount.characteristic == characteristic,
            col(GroupCount.category).in_(list(categories)),
            GroupCount.n > 0,
        )
        .order_by(col(Activity.ends).desc(), col(Activity.id).desc())
        .limit(1)
    )
    if wanted.period is not None:
        query = query.where(col(Activity.financial_year) <= wanted.period.financial_year)
        query = query.where(
            sa.or_(col(Activity.month).is_(None), col(Activity.month) <= wanted.period.months[-1])
        )
    if wanted.topic_id is not None:
        query = query.where(Activity.topic_id == wanted.topic_id)
    with reading() as orm:
        found = orm.connection().execute(query).first()
    return None if found is None else HeardAt(*found)


def _code(at: str) -> str:
    return at if not at.endswith("y") else Period.year(int(at[:4]) - 1).code


def _with_roll_ups(found: dict[tuple[str, str], str]) -> dict[tuple[str, str], str]:
    known = framework.load()
    for (characteristic, category), code in list(found.items()):
        if (characteristic, category) not in known.categories:
            continue
        broad = characteristic, known.roll_up(characteristic, category)
        if broad not in found or Period.parse(found[broad]).end < Period.parse(code).end:
            found[broad] = code
    return found
