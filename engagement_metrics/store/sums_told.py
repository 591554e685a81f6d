"""What people were told, what waits, and how early they came in, added up by the database."""

from collections import defaultdict
from typing import Any

import pandas as pd
import sqlalchemy as sa
from sqlmodel import Session, col

from engagement_metrics.models import (
    Activity,
    PeriodKind,
    PieceOfWork,
    Stage,
    Suggestion,
    WorkKind,
)
from engagement_metrics.store import conditions
from engagement_metrics.store.days import days_after, days_between, month_of
from engagement_metrics.store.filters import (
    WITHOUT_PROMISE,
    By,
    Filter,
    at_of,
    grouped,
    standing_in,
)
from engagement_metrics.store.statements import added_up, frame
from engagement_metrics.store.sums import count_of, whole_sum

EARLY = (Stage.IDEAS, Stage.OPTIONS)


def _at_day(table: Any, by: By, day: Any) -> Any:
    """The heading, where a row counts in the month of a day of its own."""
    return month_of(day) if by == "month" else at_of(table, by)


def _period(wanted: Filter, by: By) -> Filter:
    """By month the period is left open, for a trend."""
    return wanted.open_ended if by == "month" else wanted


@added_up
def owed(wanted: Filter, by: By) -> Any:
    """Activities by the day people are owed what came of them: how many were told by then.

    Those that promised a day and those that did not are added up apart: each is found by its own
    index, and no day has to be reckoned for those without a promise that nobody was told of.
    """
    period = _period(wanted, by)
    promised, ended = col(Activity.feedback_promised_on), conditions.ended_on()
    in_60_days = days_after(ended, WITHOUT_PROMISE.days)
    by_now = ended <= wanted.unpromised.by_now
    both = sa.union_all(
        _owed(wanted, by, promised, conditions.promised(period), promised <= wanted.day),
        _owed(wanted, by, in_60_days, conditions.unpromised(period), by_now),
    ).subquery()
    names = ("owed", "in_time", "late", "untold", "not_due")
    sums = (whole_sum(both.c[name]).label(name) for name in names)
    return sa.select(both.c.at, *sums).group_by(both.c.at)


def _owed(wanted: Filter, by: By, day: Any, which: Any, come: Any) -> Any:
    """The activities that fulfil a condition, added up; `come` says that their day has."""
    at, told = _at_day(Activity, by, day), col(Activity.fed_back_on)
    return (
        sa.select(
            at.label("at"),
            count_of(come).label("owed"),
            count_of(sa.and_(come, told.is_not(None), told <= day)).label("in_time"),
            count_of(sa.and_(come, told.is_not(None), told > day)).label("late"),
            count_of(sa.and_(come, told.is_(None))).label("untold"),
            count_of(sa.not_(come)).label("not_due"),
        )
        .where(*standing_in(Activity, wanted.open_ended, by), which)
        .group_by(at)
    )


@added_up
def told(wanted: Filter, by: By) -> Any:
    """Activities that people were told of, by the days it took: few rows however many there are."""
    at = _at_day(Activity, by, col(Activity.fed_back_on))
    days = days_between(col(Activity.fed_back_on), conditions.ended_on())
    return (
        sa.select(at.label("at"), days.label("days"), sa.func.count().label("n"))
        .where(
            *standing_in(Activity, wanted.open_ended, by), conditions.fed_back(_period(wanted, by))
        )
        .group_by(*grouped(by, at, days))
    )


@added_up
def untold(wanted: Filter, by: By) -> Any:
    """Activities that people are still to be told of, by the days since they ended."""
    at, ends = at_of(Activity, by), col(Activity.ends)
    # By the day they ended, so that the days since are reckoned once for each and not for all.
    days = days_between(sa.cast(wanted.day_told, sa.String), ends)
    return (
        sa.select(at.label("at"), days.label("days"), sa.func.count().label("n"))
        .where(
            *standing_in(Activity, wanted, by),
            conditions.waiting_to_be_told(),
            conditions.ended_on() <= wanted.day_told,
        )
        .group_by(*grouped(by, at, ends))
    )


def open_suggestions(orm: Session, wanted: Filter, by: By) -> pd.DataFrame:
    """Suggestions open on the last day of the period, and how many of them wait too long.

    A snapshot, of today where the period has not ended. By month there is a row for every month
    from the first suggestion to this month, each as it stood on its last day.
    """
    return _month_ends(orm, wanted) if by == "month" else _open_then(orm, wanted, by)


@added_up
def _open_then(wanted: Filter, by: By) -> Any:
    at, late = at_of(Suggestion, by), conditions.waits_too_long(wanted)
    return (
        sa.select(at.label("at"), sa.func.count().label("open"), count_of(late).label("late"))
        .where(*standing_in(Suggestion, wanted.open_ended, by), conditions.open_at_the_end(wanted))
        .group_by(at)
    )


def _month_ends(orm: Session, wanted: Filter) -> pd.DataFrame:
    """How it stood at the end of each month: what came in until then, less what went out."""
    settled = conditions.settled()
    joined = sa.join(Suggestion, settled, settled.c.id == Suggestion.id, isouter=True)
    which = [
        *standing_in(Suggestion, wanted, "month"),
        conditions.dated(),
        conditions.placed_in_time(settled),
    ]
    answered, settled_on = col(Suggestion.answered_on), settled.c.day
    first = sa.case(
        (answered.is_(None), settled_on),
        (settled_on.is_(None), answered),
        (settled_on < answered, settled_on),
        else_=answered,
    )
    from_day = days_after(col(Suggestion.day_90), 1)
    grew_late = sa.or_(first.is_(None), first > from_day)
    moves: list[tuple[str, int, Any, list[Any]]] = [
        ("open", 1, col(Suggestion.received_on), []),
        ("open", -1, settled_on, []),
        ("late", 1, from_day, [grew_late]),
        ("late", -1, first, [grew_late]),
    ]
    changed: dict[str, dict[str, int]] = {"open": defaultdict(int), "late": defaultdict(int)}
    for name, sign, on, also in moves:
        month = month_of(on)
        query = (
            sa.select(month, sa.func.count())
            .select_from(joined)
            .where(*which, on.is_not(None), on <= wanted.day, *also)
            .group_by(month)
        )
        for at, number in orm.connection().execute(query):
            changed[name][at] += sign * number
    rows, now = [], {"open": 0, "late": 0}
    for at in _months(min(changed["open"], default=""), f"{wanted.day:%Y-%m}"):
        now = {name: number + changed[name].get(at, 0) for name, number in now.items()}
        rows.append((at, now["open"], now["late"]))
    return pd.DataFrame(rows, columns=["at", "open", "late"])


def _months(first: str, last: str) -> list[str]:
    """The months from the first to the last, as YYYY-MM; none where there is no first."""
    found = []
    while first and first <= last:
        found.append(first)
        year, month = int(first[:4]), int(first[5:])
        first = f"{year + month // 12}-{month % 12 + 1:02}"
    return found


def work(orm: Session, wanted: Filter, by: By) -> pd.DataFrame:
    """Projects by when they first involved people, and how far they had come by then.

    `early` are those at the ideas or options stage whose first activity came before the decision;
    `too_late` those with such a stage whose first activity came after it. A cohort by the period
    of the first activity; by topic there are none, as a piece of work has none.
    """
    if wanted.topic_id is not None:
        return frame(["at", "involved", "known", "early", "too_late"], [])
    return _work(orm, wanted, by)


@added_up
def _work(wanted: Filter, by: By) -> Any:
    first = first_involved(wanted.place_ids)
    early = first.c.stage.in_(EARLY)
    place = sa.cast(first.c.place_id, sa.String)
    at = {"": sa.literal(""), "month": first.c.at, "place": place}[by]
    return (
        sa.select(
            at.label("at"),
            sa.func.count().label("involved"),
            count_of(first.c.stage.is_not(None)).label("known"),
            count_of(came_early(first)).label("early"),
            count_of(sa.and_(early, first.c.in_time == 0)).label("too_late"),
        )
        .where(*first_in(first, _period(wanted, by)))
        .group_by(at)
    )


def came_early(first: Any) -> Any:
    """That people came in at the ideas or options stage, and before the decision."""
    return sa.and_(first.c.stage.in_(EARLY), first.c.in_time == 1)


def first_in(first: Any, wanted: Filter) -> list[Any]:
    """That a project's first involvement falls in the period."""
    if wanted.period is None:
        return []
    dated = first.c.at.in_(wanted.period.months)
    if wanted.period.kind is not PeriodKind.YEAR:
        return [dated]
    year = sa.type_coerce(wanted.period.financial_year, sa.Integer())
    whole = sa.literal("FY") + sa.cast(year, sa.String)
    return [sa.or_(dated, first.c.at == whole)]


def first_involved(place_ids: tuple[int, ...]) -> Any:
    """Each standing project of some places that involved people: its stage, when it first did.

    `at` is the month of its first such activity, or its year as FYyyyy; `in_time` is 1 unless all
    of them came after the decision.
    """
    unknown = "unknown"
    when = sa.cast(Activity.financial_year, sa.String) + " " + sa.func.coalesce(
        col(Activity.month), unknown
    )  # fmt: skip
    decided = sa.func.substr(sa.cast(PieceOfWork.decision_on, sa.String), 1,
                             sa.func.length(Activity.ends))  # fmt: skip
    before = sa.or_(
        col(PieceOfWork.decision_on).is_(None), col(Activity.month).is_(None),
        col(Activity.ends) <= decided,
    )  # fmt: skip
    found = (
        sa.select(
            col(PieceOfWork.id).label("id"),
            col(PieceOfWork.stage).label("stage"),
            col(PieceOfWork.place_id).label("place_id"),
            sa.func.min(when).label("first"),
            sa.func.max(sa.case((before, 1), else_=0)).label("in_time"),
        )
        .join(Activity, col(Activity.piece_of_work_id) == PieceOfWork.id)
        .where(
            col(PieceOfWork.withdrawn).is_(False),
            PieceOfWork.kind == WorkKind.PROJECT,
            col(PieceOfWork.place_id).in_(place_ids),
            col(Activity.withdrawn).is_(False),
            conditions.held(),
            conditions.asked_people(),
        )
        .group_by(PieceOfWork.id)
        .subquery()
    )
    at = sa.case(
        (
            sa.func.substr(found.c.first, 6) == unknown,
            sa.literal("FY") + sa.func.substr(found.c.first, 1, 4),
        ),
        else_=sa.func.substr(found.c.first, 6),
    )
    return sa.select(found, at.label("at")).subquery()
