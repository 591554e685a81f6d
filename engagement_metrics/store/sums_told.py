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
from engagement_metrics.store.filters import By, Filter, at_of, standing_in
from engagement_metrics.store.sums import count_of, frame_of

EARLY = (Stage.IDEAS, Stage.OPTIONS)


def _at_day(table: Any, by: By, day: Any) -> Any:
    """The heading, where a row counts in the month of a day of its own."""
    return month_of(day) if by == "month" else at_of(table, by)


def _period(wanted: Filter, by: By) -> Filter:
    """By month the period is left open, for a trend."""
    return wanted.open_ended if by == "month" else wanted


def owed(orm: Session, wanted: Filter, by: By) -> pd.DataFrame:
    """Activities by the day people are owed what came of them: how many were told by then."""
    at = _at_day(Activity, by, conditions.owed_by())
    come = conditions.owed_by_now(wanted)
    told = col(Activity.fed_back_on)
    return frame_of(
        orm,
        sa.select(
            at.label("at"),
            count_of(come).label("owed"),
            count_of(conditions.told_in_time(wanted)).label("in_time"),
            count_of(sa.and_(come, told > conditions.owed_by())).label("late"),
            count_of(sa.and_(come, told.is_(None))).label("untold"),
            count_of(sa.not_(come)).label("not_due"),
        )
        .where(
            *standing_in(Activity, wanted.open_ended, by), conditions.owed(_period(wanted, by))
        )
        .group_by(at),
    )  # fmt: skip


def told(orm: Session, wanted: Filter, by: By) -> pd.DataFrame:
    """Activities that people were told of, by the days it took: few rows however many there are."""
    at = _at_day(Activity, by, col(Activity.fed_back_on))
    days = days_between(col(Activity.fed_back_on), conditions.ended_on())
    return frame_of(
        orm,
        sa.select(at.label("at"), days.label("days"), sa.func.count().label("n"))
        .where(
            *standing_in(Activity, wanted.open_ended, by), conditions.fed_back(_period(wanted, by))
        )
        .group_by(at, days),
    )


def untold(orm: Session, wanted: Filter, by: By) -> pd.DataFrame:
    """Activities that people are still to be told of, by the days since they ended."""
    at = at_of(Activity, by)
    days = days_between(sa.cast(wanted.day.isoformat(), sa.String), conditions.ended_on())
    return frame_of(
        orm,
        sa.select(at.label("at"), days.label("days"), sa.func.count().label("n"))
        .where(
            *standing_in(Activity, wanted, by),
            conditions.waiting_to_be_told(),
            conditions.ended_on() <= wanted.day.isoformat(),
        )
        .group_by(at, days),
    )


def open_suggestions(orm: Session, wanted: Filter, by: By) -> pd.DataFrame:
    """Suggestions open on the last day of the period, and how many of them wait too long.

    A snapshot, of today where the period has not ended. By month there is a row for every month
    from the first suggestion to this month, each as it stood on its last day.
    """
    settled = conditions.settled()
    joined = sa.join(Suggestion, settled, settled.c.id == Suggestion.id, isouter=True)
    which = standing_in(Suggestion, wanted.open_ended, by)
    if by == "month":
        which += [conditions.dated(), conditions.placed_in_time(settled)]
        return _month_ends(orm, wanted, joined, which, settled.c.day)
    at, late = at_of(Suggestion, by), conditions.waits_too_long(wanted)
    return frame_of(
        orm,
        sa.select(at.label("at"), sa.func.count().label("open"), count_of(late).label("late"))
        .select_from(joined)
        .where(*which, conditions.open_at_the_end(wanted, settled))
        .group_by(at),
    )


def _month_ends(
    orm: Session, wanted: Filter, joined: Any, which: list[Any], settled_on: Any
) -> pd.DataFrame:
    """How it stood at the end of each month: what came in until then, less what went out."""
    answered = col(Suggestion.answered_on)
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
        return pd.DataFrame(columns=["at", "involved", "known", "early", "too_late"])
    first = first_involved(wanted.place_ids)
    early = first.c.stage.in_(EARLY)
    place = sa.cast(first.c.place_id, sa.String)
    at = {"": sa.literal(""), "month": first.c.at, "place": place}[by]
    return frame_of(
        orm,
        sa.select(
            at.label("at"),
            sa.func.count().label("involved"),
            count_of(first.c.stage.is_not(None)).label("known"),
            count_of(came_early(first)).label("early"),
            count_of(sa.and_(early, first.c.in_time == 0)).label("too_late"),
        )
        .where(*first_in(first, _period(wanted, by)))
        .group_by(at),
    )


def came_early(first: Any) -> Any:
    """That people came in at the ideas or options stage, and before the decision."""
    return sa.and_(first.c.stage.in_(EARLY), first.c.in_time == 1)


def first_in(first: Any, wanted: Filter) -> list[Any]:
    """That a project's first involvement falls in the period."""
    if wanted.period is None:
        return []
    whole = f"FY{wanted.period.financial_year}"
    ats = [*wanted.period.months]
    return [first.c.at.in_([*ats, whole] if wanted.period.kind is PeriodKind.YEAR else ats)]


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
