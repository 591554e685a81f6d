"""The activities behind a figure: for their heads, their group counts or their returns."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from engagement_metrics.models import Activity, ActivityStatus, GroupCount, HeadsBasis
from engagement_metrics.store import adding_up, conditions
from engagement_metrics.store.behind.listed import Listed, when
from engagement_metrics.store.behind.rows import ActivityRow, Adds, GroupLine, MadeOf, Mark, Row
from engagement_metrics.store.days import days_between
from engagement_metrics.store.filters import Filter, standing_in


def _activity(activity: Activity, team: bool, *adds: Adds) -> ActivityRow:
    assert activity.id is not None
    return ActivityRow(
        activity.id, activity.place_id,
        when(activity.month, activity.ends, activity.ends, team),
        adds, activity.note if team else "", activity.title, activity.method,
    )  # fmt: skip


def _activities(wanted: Filter, counts: Any, extra: Sequence[Any], row: Any) -> Listed:
    return Listed(
        Activity,
        sa.select(Activity, *extra).where(*standing_in(Activity, wanted, ""), counts),
        [col(Activity.ends).desc()],
        lambda _, found: [row(*each) for each in found],
    )


def heads(wanted: Filter, made: MadeOf, team: bool) -> Listed:
    def row(activity: Activity) -> ActivityRow:
        mark = None
        if activity.status is ActivityStatus.FIGURES_TO_FOLLOW:
            mark = Mark.TO_FOLLOW
        elif activity.heads is None:
            mark = Mark.NO_NUMBER
        elif not activity.heads_added:
            mark = Mark.IN_LARGER
        added = (activity.heads or 0) if activity.heads_added else 0
        about = added > 0 and activity.heads_basis is HeadsBasis.ESTIMATED
        return replace(_activity(activity, team, Adds(added, estimated=about)), mark=mark)

    return _activities(wanted, sa.and_(Activity.aim == made.aim, conditions.held()), (), row)


def returns(wanted: Filter, _: MadeOf, team: bool) -> Listed:
    def row(activity: Activity, in_time: bool | None) -> ActivityRow:
        return _activity(activity, team, Adds(int(bool(in_time)), 1))

    return _activities(wanted, conditions.due(wanted), (conditions.in_time(wanted),), row)


def owed(wanted: Filter, _: MadeOf, team: bool) -> Listed:
    def row(activity: Activity, in_time: bool | None) -> ActivityRow:
        return _activity(activity, team, Adds(int(bool(in_time)), 1))

    counts = sa.and_(conditions.owed(wanted), conditions.owed_by_now(wanted))
    return _activities(wanted.open_ended, counts, (conditions.told_in_time(wanted),), row)


def told(wanted: Filter, _: MadeOf, team: bool) -> Listed:
    def row(activity: Activity, days: int) -> ActivityRow:
        return _activity(activity, team, Adds(days, 1))

    took = days_between(col(Activity.fed_back_on), conditions.ended_on())
    return _activities(wanted.open_ended, conditions.fed_back(wanted), (took,), row)


def ways(wanted: Filter, _: MadeOf, team: bool) -> Listed:
    def row(activity: Activity, second: bool | None) -> ActivityRow:
        return _activity(activity, team, Adds(int(bool(second)), 1))

    return _activities(wanted, conditions.open_to_all(), (conditions.second_way(),), row)


def minutes(wanted: Filter, _: MadeOf, team: bool) -> Listed:
    def row(activity: Activity) -> ActivityRow:
        return _activity(activity, team, Adds(activity.minutes_taken or 0, 1))

    return _activities(wanted, conditions.timed(), (), row)


def groups(wanted: Filter, made: MadeOf, team: bool) -> Listed:
    # The names that the condition of `adding_up` knows them by.
    a, w, g = (aliased(t, name=n) for t, n in ((Activity, "a"), (Activity, "w"), (GroupCount, "g")))
    known = sa.or_(
        *(
            sa.and_(g.characteristic == line.characteristic, g.category.in_(line.known))
            for line in made.groups
        )
    )
    counts = sa.and_(known, g.n > 0, sa.text(adding_up.COUNT_COUNTS))
    joined = sa.join(a, w, w.id == a.part_of_id, isouter=True)

    def rows(orm: Session, found: Sequence[Any]) -> list[Row]:
        numbers = [activity.id for (activity,) in found]
        given: dict[int, list[GroupCount]] = {}
        query = sa.select(g).select_from(sa.join(joined, g, g.activity_id == a.id))
        for (count,) in orm.execute(query.where(a.id.in_(numbers), counts)):
            given.setdefault(count.activity_id, []).append(count)
        return [
            _activity(activity, team, *_by_group(given.get(activity.id, []), made.groups))
            for (activity,) in found
        ]

    return Listed(
        a,
        sa.select(a)
        .select_from(joined)
        .where(
            *standing_in(a, wanted, ""),
            a.aim == made.aim,
            conditions.complete(a),
            sa.exists().where(g.activity_id == a.id, counts),
        ),
        [a.ends.desc()],
        rows,
    )


def _by_group(counts: Sequence[GroupCount], lines: Sequence[GroupLine]) -> list[Adds]:
    """What the counts of one activity add to each group that people there are known to be in."""
    adds = []
    for line in lines:
        of_it = [
            count
            for count in counts
            if count.characteristic == line.characteristic and count.category in line.known
        ]
        if of_it:
            adds.append(
                Adds(
                    sum(count.n for count in of_it if count.category in line.inside),
                    sum(count.n for count in of_it),
                    any(count.estimated for count in of_it),
                    line.group_id,
                )
            )
    return adds
