"""What the calculations need, added up by the database: one frame for each kind of record."""

from functools import partial
from typing import Any

import pandas as pd
import sqlalchemy as sa
from sqlmodel import Session, col, select

from engagement_metrics.models import (
    Activity,
    AnswerCount,
    AnswerSheet,
    Change,
    GroupTotal,
    HeadsBasis,
    Suggestion,
    SuggestionStep,
    TypedFigure,
)
from engagement_metrics.store import conditions
from engagement_metrics.store.filters import By, Filter, at_of, grouped, standing_in, within
from engagement_metrics.store.statements import added_up


def count_of(condition: Any) -> Any:
    """How many rows a condition holds for; 0 where there are none."""
    return sa.func.coalesce(sa.func.sum(sa.case((condition, 1), else_=0)), 0)


def _sum(value: Any, where: Any = None) -> Any:
    value = sa.func.coalesce(value, 0)
    return sa.func.coalesce(
        sa.func.sum(value if where is None else sa.case((where, value), else_=0)), 0
    )


@added_up
def activities(wanted: Filter, by: By) -> Any:
    """Activities by aim: how many were held, their heads, their returns, and how open they were."""
    at = at_of(Activity, by)
    return (
        sa.select(
            at.label("at"),
            col(Activity.aim),
            count_of(conditions.held()).label("held"),
            count_of(conditions.complete()).label("complete"),
            _sum(Activity.heads, col(Activity.heads_added)).label("heads"),
            _sum(
                Activity.heads,
                sa.and_(col(Activity.heads_added), Activity.heads_basis == HeadsBasis.ESTIMATED),
            ).label("estimated_heads"),
            count_of(conditions.due(wanted)).label("due"),
            count_of(
                sa.and_(conditions.due(wanted), col(Activity.return_completed_on).is_not(None))
            ).label("finished"),
            count_of(conditions.in_time(wanted)).label("in_time"),
            count_of(conditions.open_to_all()).label("open_to_all"),
            count_of(conditions.second_way()).label("second_way"),
            count_of(conditions.unsaid_if_open()).label("unsaid"),
        )
        .where(*standing_in(Activity, wanted, by))
        .group_by(*grouped(by, at, col(Activity.aim)))
    )


@added_up
def returns(wanted: Filter, by: By) -> Any:
    """Returns by the minutes they took, for a median: few rows however many activities."""
    at = at_of(Activity, by)
    return (
        sa.select(
            at.label("at"), col(Activity.minutes_taken).label("minutes"), sa.func.count().label("n")
        )
        .where(
            *standing_in(Activity, wanted, by),
            conditions.timed(),
        )
        .group_by(*grouped(by, at, col(Activity.minutes_taken)))
    )


@added_up
def answers(wanted: Filter, by: By) -> Any:
    """Answers by question, wave, form and choice."""
    at = at_of(AnswerSheet, by)
    keys = [
        at.label("at"),
        col(AnswerCount.question),
        col(AnswerSheet.wave),
        col(AnswerSheet.format),
        col(AnswerCount.choice),
    ]
    return (
        sa.select(
            *keys,
            _sum(AnswerCount.n).label("n"),
            sa.func.count().label("sheets"),  # a sheet has a choice of a question once
        )
        .join(AnswerSheet, col(AnswerCount.sheet_id) == AnswerSheet.id)
        .where(*standing_in(AnswerSheet, wanted, by))
        .group_by(*grouped(by, at, *keys[1:]))
    )


@added_up
def sheets(wanted: Filter, by: By) -> Any:
    """Forms that came back, and how many people those sheets invited that say so."""
    at = at_of(AnswerSheet, by)
    asked = conditions.asked()
    return (
        sa.select(
            at.label("at"),
            sa.func.count().label("sheets"),
            _sum(AnswerSheet.forms_received).label("forms"),
            count_of(asked).label("sheets_with_invited"),
            _sum(AnswerSheet.forms_received, asked).label("forms_of_invited"),
            _sum(AnswerSheet.people_invited).label("invited"),
        )
        .where(*standing_in(AnswerSheet, wanted, by))
        .group_by(at)
    )


@added_up
def suggestions(wanted: Filter, by: By) -> Any:
    """Dated suggestions, and what became of those that are 90 days old."""
    at = at_of(Suggestion, by)
    of_age = conditions.of_age(wanted)
    step = partial(_step, of_age)
    return (
        sa.select(
            at.label("at"),
            sa.func.count().label("received"),
            count_of(of_age).label("of_age"),
            count_of(conditions.answered(wanted)).label("answered"),
            count_of(sa.not_(of_age)).label("young"),
            step(SuggestionStep.ACTED_IN_FULL).label("in_full"),
            step(SuggestionStep.ACTED_IN_PART).label("in_part"),
            step(SuggestionStep.LOOKED_INTO).label("looked_into"),
            step(SuggestionStep.NOT_POSSIBLE).label("not_possible"),
            count_of(sa.and_(of_age, col(Suggestion.step).is_(None))).label("waiting"),
            count_of(conditions.refused()).label("refused"),
            count_of(conditions.explained()).label("explained"),
        )
        .where(
            *standing_in(Suggestion, wanted, by),
            conditions.dated(),
        )
        .group_by(at)
    )


def undated(orm: Session, wanted: Filter) -> int:
    """How many suggestions have no date, and so belong to no period."""
    query = select(sa.func.count()).select_from(Suggestion).where(*_undated(wanted))
    return orm.exec(query).one()


def undated_at(orm: Session, wanted: Filter) -> dict[str, int]:
    """The same for each place that has any, by its number as `at` has it."""
    place = col(Suggestion.place_id)
    query = sa.select(place, sa.func.count()).where(*_undated(wanted)).group_by(place)
    return {str(at): number for at, number in orm.connection().execute(query)}


def _undated(wanted: Filter) -> list[Any]:
    return [
        *standing_in(Suggestion, wanted.open_ended, ""),
        col(Suggestion.received_on).is_(None),
        conditions.not_removed(),
    ]


def _step(of_age: Any, step: SuggestionStep) -> Any:
    return count_of(sa.and_(of_age, Suggestion.step == step))


@added_up
def changes(wanted: Filter, by: By) -> Any:
    """Changes made by today that answer a standing suggestion."""
    at = at_of(Change, by)
    return (
        sa.select(at.label("at"), sa.func.count().label("changes"))
        .where(
            *standing_in(Change, wanted, by),
            conditions.made(wanted),
        )
        .group_by(at)
    )


@added_up
def groups(wanted: Filter, by: By) -> Any:
    """People by characteristic and category, from the totals: exact, for the team alone."""
    at = (
        sa.case(
            (col(GroupTotal.month) != "", GroupTotal.month),
            else_=sa.literal("FY") + sa.cast(GroupTotal.financial_year, sa.String),
        )
        if by == "month"
        else at_of(GroupTotal, by)
    )
    keys = [col(GroupTotal.aim), col(GroupTotal.characteristic), col(GroupTotal.category)]
    sums = [_sum(GroupTotal.n).label("n"), _sum(GroupTotal.estimated).label("estimated")]
    where = [*within(GroupTotal, wanted.open_ended if by == "month" else wanted), GroupTotal.n > 0]
    if by:
        return sa.select(at.label("at"), *keys, *sums).where(*where).group_by(at, *keys)
    # Each place first, in the order in which the totals are kept: SQLite need not sort them.
    place = col(GroupTotal.place_id)
    each = sa.select(place, *keys, *sums).where(*where).group_by(place, *keys).subquery()
    names = ("aim", "characteristic", "category")
    whole = (whole_sum(each.c[name]).label(name) for name in ("n", "estimated"))
    return sa.select(at.label("at"), *(each.c[name] for name in names), *whole).group_by(
        *(each.c[name] for name in names)
    )


def whole_sum(number: Any) -> Any:
    """A sum of sums as a whole number, which PostgreSQL would not make it by itself."""
    return sa.cast(sa.func.sum(number), sa.BigInteger)


def standing(orm: Session, table: Any, place_ids: tuple[int, ...]) -> pd.DataFrame:
    """Figures of these places, or all targets or baselines: which apply is for others to say."""
    names = list(table.model_fields)
    query = sa.select(*(getattr(table, name) for name in names))
    query = query.where(col(table.withdrawn).is_(False))
    if table is TypedFigure:
        query = query.where(col(table.place_id).in_(place_ids))
    rows = [tuple(row) for row in orm.connection().execute(query)]
    return pd.DataFrame(rows, columns=names, dtype=object)
