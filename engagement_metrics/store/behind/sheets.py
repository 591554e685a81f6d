"""The evaluation sheets behind a figure: for their answers, or for how many forms came back."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col

from engagement_metrics.models import Activity, AnswerCount, AnswerSheet, PieceOfWork
from engagement_metrics.store import conditions
from engagement_metrics.store.behind.listed import Listed
from engagement_metrics.store.behind.rows import Adds, AnswerLine, MadeOf, SheetRow
from engagement_metrics.store.filters import Filter, standing_in, within


def _sheets(
    orm: Session, found: Sequence[tuple[AnswerSheet, tuple[Adds, ...], str]], team: bool
) -> list[SheetRow]:
    names: dict[Any, dict[int | None, str]] = {
        table: dict(orm.execute(sa.select(table.id, name).where(col(table.id).in_(numbers))).all())
        for table, name, numbers in (
            (Activity, Activity.title, {sheet.activity_id for sheet, *_ in found}),
            (PieceOfWork, PieceOfWork.name, {sheet.piece_of_work_id for sheet, *_ in found}),
        )
        if team
    }
    rows = []
    for sheet, adds, question in found:
        assert sheet.id is not None
        year = f"{sheet.financial_year}/{(sheet.financial_year + 1) % 100:02}"
        row = SheetRow(
            sheet.id, sheet.place_id, sheet.month or year,
            wave=sheet.wave, format=sheet.format, question=question,
        )  # fmt: skip
        if team:
            of_service = names[PieceOfWork].get(sheet.piece_of_work_id, "")
            title = names[Activity].get(sheet.activity_id, of_service)
            row = replace(
                row, adds=adds, words=sheet.note, activity_id=sheet.activity_id, title=title
            )
        rows.append(row)
    return rows


NEWEST_SHEETS = (
    col(AnswerSheet.financial_year).desc(),
    sa.func.coalesce(col(AnswerSheet.month), "").desc(),
)


def answers(wanted: Filter, made: MadeOf, team: bool) -> Listed:
    def holds(line: AnswerLine, choices: tuple[str, ...]) -> Any:
        return sa.and_(
            *within(AnswerSheet, wanted),
            AnswerSheet.wave == line.wave,
            AnswerSheet.format == line.format,
            AnswerCount.question == line.question,
            col(AnswerCount.choice).in_(choices),
        )

    top = sa.or_(*(holds(line, line.top) for line in made.answers))
    query = (
        sa.select(
            AnswerSheet,
            col(AnswerCount.question),
            sa.func.sum(sa.case((top, AnswerCount.n), else_=0)),
            sa.func.sum(AnswerCount.n),
        )
        .join(AnswerCount, col(AnswerCount.sheet_id) == AnswerSheet.id)
        .where(
            *standing_in(AnswerSheet, wanted, ""),
            sa.or_(*(holds(line, line.valid) for line in made.answers)),
            AnswerCount.n > 0,
        )
        .group_by(AnswerSheet.id, col(AnswerCount.question))
    )
    return Listed(
        AnswerSheet,
        query,
        [*NEWEST_SHEETS, col(AnswerCount.question)],
        lambda orm, found: _sheets(
            orm,
            [
                (sheet, (Adds(top, n),) if made.each_told else (), question)
                for sheet, question, top, n in found
            ],
            team,
        ),
    )


def forms(wanted: Filter, _: MadeOf, team: bool) -> Listed:
    return Listed(
        AnswerSheet,
        sa.select(AnswerSheet).where(*standing_in(AnswerSheet, wanted, ""), conditions.asked()),
        NEWEST_SHEETS,
        lambda orm, found: _sheets(
            orm,
            [
                (sheet, (Adds(sheet.forms_received, sheet.people_invited),), "")
                for (sheet,) in found
            ],
            team,
        ),
    )
