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
from engagement_metrics.store.filters import By, Filter, at_of, standing_in, within


def count_of(condition: Any) -> Any:
    """How many rows a condition holds for; 0 where there are none."""
    return sa.func.coalesce(sa.func.sum(sa.case((condition, 1), else_=0)), 0)


def _sum(value: Any, where: Any = None) -> Any:
    value = sa.func.coalesce(value, 0)
    return sa.func.coalesce(
        sa.func.sum(value if where is None else sa.case((where, value), else_=0)), 0
    )


def frame_of(orm: Session, query: Any) -> pd.DataFrame:
    """What a query finds, with its numbers as whole numbers."""
    result = orm.connection().execute(query)
    frame = pd.DataFrame(result.fetchall(), columns=list(result.keys()))
    # An empty table's columns come back without a type: words stay words, numbers numbers.
    return frame.astype({name: "int64" for name in frame if name in NUMBERS})


NUMBERS = {
    "held", "complete", "heads", "estimated_heads", "due", "finished", "in_time", "minutes", "n",
    "forms", "invited", "received", "of_age", "answered", "young", "in_full", "in_part",
    "looked_into", "not_possible", "waiting", "changes", "sheets", "estimated",
    "sheets_with_invited", "forms_of_invited", "open_to_all", "second_way", "unsaid", "refused",
    "explained", "owed", "late", "untold", "not_due", "days", "open", "involved", "known",
    "early", "too_late",
}  # fmt: skip


def activities(orm: Session, wanted: Filter, by: By) -> pd.DataFrame:
    """Activities by aim: how many were held, their heads, their returns, and how open they were."""
    at = at_of(Activity, by)
    return frame_of(
        orm,
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
        .group_by(at, col(Activity.aim)),
    )


def returns(orm: Session, wanted: Filter, by: By) -> pd.DataFrame:
    """Returns by the minutes they took, for a median: few rows however many activities."""
    at = at_of(Activity, by)
    return frame_of(
        orm,
        sa.select(
            at.label("at"), col(Activity.minutes_taken).label("minutes"), sa.func.count().label("n")
        )
        .where(
            *standing_in(Activity, wanted, by),
            conditions.timed(),
        )
        .group_by(at, col(Activity.minutes_taken)),
    )


def answers(orm: Session, wanted: Filter, by: By) -> pd.DataFrame:
    """Answers by question, wave, form and choice."""
    at = at_of(AnswerSheet, by)
    keys = [
        at.label("at"),
        col(AnswerCount.question),
        col(AnswerSheet.wave),
        col(AnswerSheet.format),
        col(AnswerCount.choice),
    ]
    return frame_of(
        orm,
        sa.select(
            *keys,
            _sum(AnswerCount.n).label("n"),
            sa.func.count(sa.distinct(AnswerSheet.id)).label("sheets"),
        )
        .join(AnswerSheet, col(AnswerCount.sheet_id) == AnswerSheet.id)
        .where(*standing_in(AnswerSheet, wanted, by))
        .group_by(at, *keys[1:]),
    )


def sheets(orm: Session, wanted: Filter, by: By) -> pd.DataFrame:
    """Forms that came back, and how many people those sheets invited that say so."""
    at = at_of(AnswerSheet, by)
    asked = conditions.asked()
    return frame_of(
        orm,
        sa.select(
            at.label("at"),
            sa.func.count().label("sheets"),
            _sum(AnswerSheet.forms_received).label("forms"),
            count_of(asked).label("sheets_with_invited"),
            _sum(AnswerSheet.forms_received, asked).label("forms_of_invited"),
            _sum(AnswerSheet.people_invited).label("invited"),
        )
        .where(*standing_in(AnswerSheet, wanted, by))
        .group_by(at),
    )


def suggestions(orm: Session, wanted: Filter, by: By) -> pd.DataFrame:
    """Dated suggestions, and what became of those that are 90 days old."""
    at = at_of(Suggestion, by)
    of_age = conditions.of_age(wanted)
    step = partial(_step, of_age)
    return frame_of(
        orm,
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
        .group_by(at),
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


def changes(orm: Session, wanted: Filter, by: By) -> pd.DataFrame:
    """Changes made by today that answer a standing suggestion."""
    at = at_of(Change, by)
    return frame_of(
        orm,
        sa.select(at.label("at"), sa.func.count().label("changes"))
        .where(
            *standing_in(Change, wanted, by),
            conditions.made(wanted),
        )
        .group_by(at),
    )


def groups(orm: Session, wanted: Filter, by: By) -> pd.DataFrame:
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
    return frame_of(
        orm,
        sa.select(
            at.label("at"),
            *keys,
            _sum(GroupTotal.n).label("n"),
            _sum(GroupTotal.estimated).label("estimated"),
        )
        .where(
            *within(GroupTotal, wanted.open_ended if by == "month" else wanted), GroupTotal.n > 0
        )
        .group_by(at, *keys),
    )


def standing(orm: Session, table: Any, wanted: Filter) -> pd.DataFrame:
    """Figures of these places, or targets and baselines of these, those above or all places."""
    names = list(table.model_fields)
    query = sa.select(*(getattr(table, name) for name in names))
    query = query.where(col(table.withdrawn).is_(False))
    if table is TypedFigure:
        query = query.where(col(table.place_id).in_(wanted.place_ids))
    rows = [tuple(row) for row in orm.connection().execute(query)]
    return pd.DataFrame(rows, columns=names, dtype=object)
