"""Statements that add up, each put together once for all filters of one form, and their frames."""

from collections.abc import Callable
from functools import cache, wraps
from typing import Any

import numpy as np
import pandas as pd
import sqlalchemy as sa
from sqlmodel import Session

from engagement_metrics.models import PeriodKind
from engagement_metrics.store.filters import By, Filter, Unpromised

Read = Callable[[Session, Filter, By], pd.DataFrame]

NUMBERS = {
    "held", "complete", "heads", "estimated_heads", "due", "finished", "in_time", "minutes", "n",
    "forms", "invited", "received", "of_age", "answered", "young", "in_full", "in_part",
    "looked_into", "not_possible", "waiting", "changes", "sheets", "estimated",
    "sheets_with_invited", "forms_of_invited", "open_to_all", "second_way", "unsaid", "refused",
    "explained", "owed", "late", "untold", "not_due", "days", "open", "involved", "known",
    "early", "too_late",
}  # fmt: skip


def added_up(build: Callable[[Filter, By], Any]) -> Read:
    """The frame of what a statement adds up, of a function that puts the statement together.

    Putting it together takes longer than running it on a small store, so it is done once for each
    form of filter; what the filter asks for is told when it is run.
    """

    @cache
    def statement(topic: bool, kind: PeriodKind | None, by: By) -> Any:
        return build(_form(topic, kind), by)

    @wraps(build)
    def read(orm: Session, wanted: Filter, by: By) -> pd.DataFrame:
        kind = wanted.period.kind if wanted.period else None
        query = statement(wanted.topic_id is not None, kind, by)
        result = orm.connection().execute(query, values(wanted))
        return frame(list(result.keys()), result.fetchall())

    return read


def frame(names: list[str], rows: Any) -> pd.DataFrame:
    """Rows as a frame, with its numbers as whole numbers also where there are none."""
    columns = dict(zip(names, zip(*rows, strict=True), strict=True)) if rows else {}
    return pd.DataFrame(
        {
            name: np.array(columns.get(name, ()), dtype="int64")
            if name in NUMBERS
            else list(columns.get(name, ()))
            for name in names
        }
    )


def values(wanted: Filter) -> dict[str, Any]:
    """What the parameters of a form's statement are for a filter."""
    period, ended = wanted.period, wanted.unpromised
    told: dict[str, Any] = {
        "place_ids": wanted.place_ids, "topic_id": wanted.topic_id, "day": wanted.day,
        "day_told": wanted.day_told, "last_day": wanted.last_day, "ended_by_now": ended.by_now,
    }  # fmt: skip
    if period is None:
        return told
    return told | {
        "financial_year": period.financial_year, "months": period.months,
        "start": period.start, "end": period.end, "ended_first": ended.first,
        "ended_last": ended.last, "ended_first_month": ended.first_month,
        "ended_last_month": ended.last_month, "ended_years": ended.years,
    }  # fmt: skip


def _value(name: str, kind: Any = sa.String) -> Any:
    return sa.bindparam(name, type_=kind())


def _several(name: str, kind: Any = sa.String) -> Any:
    return sa.bindparam(name, type_=kind(), expanding=True)


class _Period:
    """A period of one kind, with parameters in place of its days and months."""

    financial_year = _value("financial_year", sa.Integer)
    months = _several("months")
    start, end = _value("start", sa.Date), _value("end", sa.Date)

    def __init__(self, kind: PeriodKind) -> None:
        self.kind = kind


class _Form(Filter):
    """A filter with parameters in place of all that it may ask for."""

    day: Any = _value("day", sa.Date)
    day_told: Any = _value("day_told")
    last_day: Any = _value("last_day", sa.Date)
    unpromised: Any = Unpromised(
        by_now=_value("ended_by_now"),
        first=_value("ended_first"),
        last=_value("ended_last"),
        first_month=_value("ended_first_month"),
        last_month=_value("ended_last_month"),
        years=_several("ended_years", sa.Integer),
    )


def _form(topic: bool, kind: PeriodKind | None) -> Filter:
    period: Any = _Period(kind) if kind else None
    chosen = _value("topic_id", sa.Integer) if topic else None
    places: Any = _several("place_ids", sa.Integer)
    return _Form(None, places, period, chosen)
