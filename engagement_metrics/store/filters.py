"""What a view asks for, and the conditions and headings in SQL that follow from it."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any, Literal

import sqlalchemy as sa
from sqlmodel import col

from engagement_metrics.models import (
    Activity,
    AnswerSheet,
    Period,
    PeriodKind,
    financial_year_of,
)

By = Literal["", "month", "place"]
WITHOUT_PROMISE = timedelta(days=60)  # until people are owed what came of what promised no day


@dataclass(frozen=True)
class Filter:
    """What a view asks for: places, one period (None is all time) and perhaps one topic.

    `place_id` is the place that was chosen (None for all), `place_ids` it and all below it. `today`
    is the day that waiting times are told for; this machine's day where it is None.
    """

    place_id: int | None
    place_ids: tuple[int, ...]
    period: Period | None
    topic_id: int | None = None
    today: date | None = None

    @property
    def day(self) -> date:
        """The day that waiting times are told for."""
        return self.today or datetime.now(UTC).astimezone().date()

    @property
    def day_told(self) -> str:
        """The same day as text, as the days of an activity are kept."""
        return self.day.isoformat()

    @property
    def unpromised(self) -> "Unpromised":
        """When activities ended that are owed in the period, or by the day, without a promise."""
        return Unpromised.of(self.day, self.period)

    @property
    def last_day(self) -> date:
        """The last day of the period, or today where that has not come: when a snapshot is of."""
        return self.day if self.period is None else min(self.day, self.period.end)

    @property
    def open_ended(self) -> "Filter":
        """The same places and topic over all time."""
        return replace(self, period=None)


@dataclass(frozen=True)
class Unpromised:
    """When activities ended of which people are owed what came 60 days later; days are text.

    `by_now` is the last day for those owed by the day that is told for. The others bound those owed
    in a period: their first and last day and month, and the financial years these fall in.
    """

    by_now: str
    first: str = ""
    last: str = ""
    first_month: str = ""
    last_month: str = ""
    years: tuple[int, ...] = ()

    @classmethod
    def of(cls, day: date, period: Period | None) -> "Unpromised":
        """The days 60 before a day, and 60 before those of a period."""
        by_now = (day - WITHOUT_PROMISE).isoformat()
        if period is None:
            return cls(by_now)
        days = period.start - WITHOUT_PROMISE, period.end - WITHOUT_PROMISE
        years = tuple(sorted({financial_year_of(day) for day in days}))
        first, last = (day.isoformat() for day in days)
        return cls(by_now, first, last, first[:7], last[:7], years)


def at_of(table: Any, by: By) -> Any:
    """The heading a row of a table is added up under: nothing, its month or year, or its place."""
    if by == "month":
        year = sa.literal("FY") + sa.cast(table.financial_year, sa.String)
        return sa.func.coalesce(table.month, year)
    if by == "place":
        return sa.cast(table.place_id, sa.String)
    return sa.literal("")


def grouped(by: By, at: Any, *keys: Any) -> tuple[Any, ...]:
    """What to group by: the heading too, unless it is the same for all and there are others.

    A database sorts by what it groups by, the same or not.
    """
    return keys if keys and not by else (at, *keys)


def within(table: Any, wanted: Filter) -> list[Any]:
    """The conditions of a filter, on a table with a place, a topic, a month and a year."""
    conditions = [col(table.place_id).in_(wanted.place_ids)]
    if wanted.topic_id is not None:
        conditions.append(table.topic_id == wanted.topic_id)
    if wanted.period is not None:
        conditions.append(table.financial_year == wanted.period.financial_year)
        if wanted.period.kind is not PeriodKind.YEAR:
            conditions.append(col(table.month).in_(wanted.period.months))
    return conditions


def standing_in(table: Any, wanted: Filter, by: By) -> list[Any]:
    """The same for rows that stand; by month the period is left open, for a trend."""
    return [stands(table), *within(table, wanted.open_ended if by == "month" else wanted)]


def stands(table: Any) -> Any:
    """That a row is not withdrawn; the forms of an activity that was withdrawn go with it."""
    own = col(table.withdrawn).is_(False)
    if table is not AnswerSheet:
        return own
    gone = sa.exists().where(
        col(Activity.id) == AnswerSheet.activity_id, col(Activity.withdrawn).is_(True)
    )
    return sa.and_(own, ~gone)
