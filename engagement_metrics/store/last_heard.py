"""When somebody of each group was last heard from, and at what: for the team alone."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col

from engagement_metrics import framework
from engagement_metrics.access import Action, Actor
from engagement_metrics.models import (
    Activity,
    ActivityStatus,
    GroupCount,
    GroupTotal,
    Period,
    PeriodKind,
)
from engagement_metrics.store.asking import permit
from engagement_metrics.store.cache import remembered
from engagement_metrics.store.filters import Filter

YEAR_END = "year"  # after every month of it
Latest = dict[tuple[str, str], tuple[int, str]]  # of a group: the year, and the month in it


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
        latest: Latest = {}
        if wanted.period is not None:  # a year is few rows, and has most groups
            latest = _latest(orm, wanted, wanted.period.financial_year)
        latest |= _latest(orm, wanted, None, besides=latest)
        return LastHeard(_with_roll_ups({key: _code(*at) for key, at in latest.items()}))

    return remembered(("last heard", wanted.place_ids, wanted.topic_id, until), read)


def _latest(
    orm: Session, wanted: Filter, only_year: int | None, besides: Collection[tuple[str, str]] = ()
) -> Latest:
    """When each group was last heard from; a record of no month stands at its year's end."""
    year, month = col(GroupTotal.financial_year), col(GroupTotal.month)
    group = (col(GroupTotal.characteristic), col(GroupTotal.category))
    conditions = [col(GroupTotal.place_id).in_(wanted.place_ids), col(GroupTotal.n) > 0]
    if wanted.topic_id is not None:
        conditions.append(col(GroupTotal.topic_id) == wanted.topic_id)
    if only_year is not None:
        conditions.append(year == only_year)
    if wanted.period is not None:
        conditions.append(year <= wanted.period.financial_year)
        conditions.append(month <= wanted.period.months[-1])  # no month comes before every month
    if besides:
        conditions.append(sa.tuple_(*group).not_in(list(besides)))
    # Each month once, and the latest picked here: to have them sorted would take twice as long.
    rows = orm.connection().execute(sa.select(*group, year, month).where(*conditions).distinct())
    found: Latest = {}
    for characteristic, category, in_year, in_month in rows:
        at = (in_year, in_month or YEAR_END)
        own = characteristic, category
        found[own] = max(found.get(own, at), at)
    return found


def heard_at(
    actor: Actor, wanted: Filter, characteristic: str, categories: Sequence[str]
) -> HeardAt | None:
    """The latest activity until the end of the period at which one of the categories was heard.

    It is looked for only among those of the month, or the year, in which the totals say it was.
    """
    codes = last_heard(actor, wanted).codes
    found = [codes[characteristic, key] for key in categories if (characteristic, key) in codes]
    if not found:
        return None
    when = max(found, key=lambda code: Period.parse(code).end)

    def read(orm: Session) -> HeardAt | None:
        row = orm.connection().execute(_at(wanted, when, characteristic, categories)).first()
        return None if row is None else HeardAt(*row)

    asked = (wanted.place_ids, wanted.topic_id, when, characteristic, tuple(categories))
    return remembered(("heard at", *asked), read)


def _at(wanted: Filter, when: str, characteristic: str, categories: Sequence[str]) -> Any:
    """The latest activity of a month, or of a year that is known by no month."""
    of_group = sa.exists().where(
        GroupCount.activity_id == Activity.id,
        GroupCount.characteristic == characteristic,
        col(GroupCount.category).in_(list(categories)),
        GroupCount.n > 0,
    )
    period = Period.parse(when)
    place: Any = Activity.place_id
    if period.kind is PeriodKind.YEAR:
        then = [Activity.financial_year == period.financial_year, col(Activity.month).is_(None)]
    else:
        # Said of the day and hidden of the place, so that the index of days is gone down from the
        # latest: the first that fits is the one, and nothing is sorted.
        then = [col(Activity.ends).between(when, f"{when}-31")]
        place = sa.func.coalesce(place, 0)
    query = (
        sa.select(
            col(Activity.title), col(Activity.method), col(Activity.ends), col(Activity.place_id)
        )
        .where(
            place.in_(wanted.place_ids),
            *then,
            col(Activity.withdrawn).is_(False),
            Activity.status == ActivityStatus.COMPLETE,
            of_group,
        )
        .order_by(col(Activity.ends).desc(), col(Activity.id).desc())
        .limit(1)
    )
    return query if wanted.topic_id is None else query.where(Activity.topic_id == wanted.topic_id)


def _code(year: int, month: str) -> str:
    return Period.year(year).code if month == YEAR_END else month


def _with_roll_ups(found: dict[tuple[str, str], str]) -> dict[tuple[str, str], str]:
    known = framework.load()
    for (characteristic, category), code in list(found.items()):
        if (characteristic, category) not in known.categories:
            continue
        broad = characteristic, known.roll_up(characteristic, category)
        if broad not in found or Period.parse(found[broad]).end < Period.parse(code).end:
            found[broad] = code
    return found
