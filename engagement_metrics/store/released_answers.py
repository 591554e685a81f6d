"""Evaluation answers made safe to share when a period is closed, and read by everybody since.

Exact answers go in here and never come out under ten. A period is released once; later changes do
not touch it.
"""

from collections.abc import Iterable, Iterator
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from engagement_metrics import disclosure, framework
from engagement_metrics.disclosure import FORMS, Answered, ReleasedAnswer, ReleasedAnswers
from engagement_metrics.models import (
    AnswerCount,
    AnswerSheet,
    Period,
    PeriodKind,
    Place,
    ReleaseAnswer,
)
from engagement_metrics.store import conditions
from engagement_metrics.store.filters import stands

LINE = ("question", "wave", "format")


def read(orm: Session, place_ids: tuple[int, ...]) -> ReleasedAnswers:
    """All that was ever released of some places' answers."""
    names = ("place_id", "period", *LINE, "top", "base")
    columns = [col(getattr(ReleaseAnswer, name)) for name in names]
    query = (
        sa.select(*columns)
        .where(col(ReleaseAnswer.place_id).in_(place_ids), col(ReleaseAnswer.base).is_not(None))
        .order_by(*columns[:5])
    )
    return ReleasedAnswers(tuple(ReleasedAnswer(*row) for row in orm.connection().execute(query)))


def make(orm: Session, period: Period, closing: int, closed: Iterable[Period]) -> None:
    """Release what the closing of a period makes safe to share, within the write that closes it.

    `closed` are all periods that stand closed, this one among them. A quarter is released when it
    is closed, or its year; what was kept back of a year once that is closed, or its four quarters.
    """
    if period.kind is PeriodKind.MONTH:
        return
    year = Period.year(period.financial_year)
    quarters = [Period.quarter(period.financial_year, number) for number in (1, 2, 3, 4)]
    standing = set(closed)
    whole_year = year in standing or standing.issuperset(quarters)
    answered = list(_answered(orm, year.financial_year))
    for quarter in quarters:
        if (quarter in standing or whole_year) and not _done(orm, quarter):
            of_it = [one for one in answered if one.period == quarter.code]
            _store(orm, *disclosure.of_quarter(of_it), closing)
    if whole_year and not _done(orm, year):
        shown = _shown(orm, quarters)
        kept = [one for one in answered if (one.place, one.period, *one.line) not in shown]
        parents = {int(at or 0): above for at, above in orm.exec(select(Place.id, Place.parent_id))}
        told, left_out = disclosure.of_year(kept, parents, year.code)
        _store(orm, told, left_out, closing)


def _answered(orm: Session, financial_year: int) -> Iterator[Answered]:
    """The exact answers of a financial year by place, question, and quarter or the year alone."""
    found: dict[tuple[Any, ...], list[int]] = {}
    for place, month, question, wave, layout, choice, n in _counted(orm, financial_year):
        about = framework.load().questions.get(question)
        if about is None:
            continue
        valid, top = about.counted(layout)
        if choice in valid:
            key = place, _period(financial_year, month), question, wave.value, layout.value
            of_it = found.setdefault(key, [0, 0])
            of_it[0] += n if choice in top else 0
            of_it[1] += n
    for place, month, forms, invited in _came_back(orm, financial_year):
        key = place, _period(financial_year, month), FORMS, "", ""
        of_it = found.setdefault(key, [0, 0])
        of_it[0] += forms
        of_it[1] += invited
    for key, (top_of_it, base) in sorted(found.items()):
        if base:
            yield Answered(*key, top_of_it, base)


def _counted(orm: Session, financial_year: int) -> Iterable[Any]:
    keys = [
        col(AnswerSheet.place_id), col(AnswerSheet.month), col(AnswerCount.question),
        col(AnswerSheet.wave), col(AnswerSheet.format), col(AnswerCount.choice),
    ]  # fmt: skip
    return orm.connection().execute(
        sa.select(*keys, sa.func.sum(AnswerCount.n))
        .join(AnswerSheet, col(AnswerCount.sheet_id) == AnswerSheet.id)
        .where(stands(AnswerSheet), AnswerSheet.financial_year == financial_year)
        .group_by(*keys)
    )


def _came_back(orm: Session, financial_year: int) -> Iterable[Any]:
    """Forms that came back of sheets that say how many people were asked."""
    keys = [col(AnswerSheet.place_id), col(AnswerSheet.month)]
    return orm.connection().execute(
        sa.select(
            *keys, sa.func.sum(AnswerSheet.forms_received), sa.func.sum(AnswerSheet.people_invited)
        )
        .where(
            stands(AnswerSheet),
            AnswerSheet.financial_year == financial_year,
            conditions.asked(),
        )
        .group_by(*keys)
    )


def _period(financial_year: int, month: str | None) -> str:
    if month is None:
        return Period.year(financial_year).code
    return Period.containing(Period.parse(month).start, PeriodKind.QUARTER).code


def _done(orm: Session, period: Period) -> bool:
    """Whether anything was told of a period before, or kept back."""
    found = select(ReleaseAnswer.place_id).where(ReleaseAnswer.period == period.code)
    return orm.exec(found.limit(1)).first() is not None


def _shown(orm: Session, quarters: list[Period]) -> set[tuple[Any, ...]]:
    """The places, quarters and lines that are shown by themselves."""
    names = ("place_id", "period", *LINE)
    rows = orm.connection().execute(
        sa.select(*(col(getattr(ReleaseAnswer, name)) for name in names)).where(
            col(ReleaseAnswer.period).in_([quarter.code for quarter in quarters]),
            col(ReleaseAnswer.base).is_not(None),
        )
    )
    return {tuple(row) for row in rows}


def _store(
    orm: Session, shown: Iterable[ReleasedAnswer], left_out: Iterable[Answered], closing: int
) -> None:
    told = {(one.place, one.period, *one.line): one for one in shown}
    for key in {*told, *((one.place, one.period, *one.line) for one in left_out)}:
        place, period, question, wave, layout = key
        one = told.get(key)
        orm.add(
            ReleaseAnswer(
                place_id=place, period=period, question=question, wave=wave, format=layout,
                top=one.top if one else None, base=one.base if one else None, closing_id=closing,
            )
        )  # fmt: skip
    orm.flush()
