"""Which list is behind which figure; those of suggestions, changes, projects, typed figures."""

from collections.abc import Callable
from typing import Any

import sqlalchemy as sa
from sqlmodel import col

from engagement_metrics.models import (
    Change,
    ChangeSuggestion,
    HeadsBasis,
    PieceOfWork,
    Suggestion,
    TypedFigure,
)
from engagement_metrics.store import conditions, sums_told
from engagement_metrics.store.behind import activities, sheets
from engagement_metrics.store.behind.listed import Listed, when
from engagement_metrics.store.behind.rows import (
    Adds,
    ChangeRow,
    FigureRow,
    MadeOf,
    ProjectRow,
    Source,
    SuggestionRow,
)
from engagement_metrics.store.filters import Filter, standing_in


def _suggestions(wanted: Filter, _: MadeOf, team: bool) -> Listed:
    found = sa.select(Suggestion, conditions.answered(wanted)).where(
        *standing_in(Suggestion, wanted, ""), conditions.dated(), conditions.of_age(wanted)
    )
    return _of_suggestions(found, team)


def _refused(wanted: Filter, _: MadeOf, team: bool) -> Listed:
    found = sa.select(Suggestion, conditions.explained()).where(
        *standing_in(Suggestion, wanted, ""), conditions.dated(), conditions.refused()
    )
    return _of_suggestions(found, team)


def _open(wanted: Filter, _: MadeOf, team: bool) -> Listed:
    found = sa.select(Suggestion, conditions.waits_too_long(wanted)).where(
        *standing_in(Suggestion, wanted.open_ended, ""), conditions.open_at_the_end(wanted)
    )
    return _of_suggestions(found, team)


def _of_suggestions(query: Any, team: bool) -> Listed:
    """Suggestions, each with whether it is one of the top number."""

    def row(suggestion: Suggestion, counts: bool | None) -> SuggestionRow:
        assert suggestion.id is not None
        return SuggestionRow(
            suggestion.id, suggestion.place_id,
            when(suggestion.month, "", suggestion.received_on, team),
            (Adds(int(bool(counts)), 1),), suggestion.text if team else "",
            suggestion.step, suggestion.told_on is not None,
        )  # fmt: skip

    return Listed(
        Suggestion,
        query,
        [col(Suggestion.received_on).desc()],
        lambda _, found: [row(*each) for each in found],
    )


def _work(wanted: Filter, _: MadeOf, __: bool) -> Listed:
    first = sums_told.first_involved(wanted.place_ids)

    def row(work: PieceOfWork, at: str, early: bool | None) -> ProjectRow:
        assert work.id is not None
        year = f"{at[2:]}/{(int(at[2:]) + 1) % 100:02}" if at.startswith("FY") else ""
        known = int(work.stage is not None)
        return ProjectRow(
            work.id, work.place_id, year or at, (Adds(int(bool(early)), known),), "",
            work.name, work.stage,
        )  # fmt: skip

    where = [*sums_told.first_in(first, wanted)]
    if wanted.topic_id is not None:
        where.append(sa.false())
    return Listed(
        PieceOfWork,
        sa.select(PieceOfWork, first.c.at, sums_told.came_early(first))
        .join(first, first.c.id == PieceOfWork.id)
        .where(*where),
        [first.c.first.desc()],
        lambda _, found: [row(*each) for each in found],
    )


def _changes(wanted: Filter, _: MadeOf, team: bool) -> Listed:
    def row(change: Change, linked: int) -> ChangeRow:
        assert change.id is not None
        return ChangeRow(
            change.id, change.place_id, when(change.month, "", change.on, team), (Adds(1),),
            f"{change.title}. {change.what}" if team else "",
            linked, change.reversed_on is not None,
        )  # fmt: skip

    linked = (
        sa.select(sa.func.count())
        .select_from(sa.join(ChangeSuggestion, Suggestion, conditions.answers_one()))
        .correlate(Change)
        .scalar_subquery()
    )
    return Listed(
        Change,
        sa.select(Change, linked).where(*standing_in(Change, wanted, ""), conditions.made(wanted)),
        [col(Change.on).desc()],
        lambda _, found: [row(*each) for each in found],
    )


def _figures(_: Filter, made: MadeOf, team: bool) -> Listed:
    def row(figure: TypedFigure) -> FigureRow:
        assert figure.id is not None
        group = figure.priority_group_id
        about = figure.basis is HeadsBasis.ESTIMATED
        adds = Adds(figure.top, figure.bottom, about, group)
        return FigureRow(
            figure.id, figure.place_id, figure.period, (adds,),
            figure.source if team else "", group,
        )  # fmt: skip

    used = [col(TypedFigure.id).in_(made.figures), col(TypedFigure.withdrawn).is_(False)]
    if not team:
        used.append(col(TypedFigure.priority_group_id).is_(None))
    return Listed(
        TypedFigure,
        sa.select(TypedFigure).where(*used),
        [col(TypedFigure.period).desc()],
        lambda _, found: [row(figure) for (figure,) in found],
    )


LISTS: dict[Source, Callable[[Filter, MadeOf, bool], Listed]] = {
    Source.HEADS: activities.heads,
    Source.GROUPS: activities.groups,
    Source.RETURNS: activities.returns,
    Source.MINUTES: activities.minutes,
    Source.SUGGESTIONS: _suggestions,
    Source.CHANGES: _changes,
    Source.ANSWERS: sheets.answers,
    Source.FORMS: sheets.forms,
    Source.FIGURES: _figures,
    Source.OWED: activities.owed,
    Source.TOLD: activities.told,
    Source.WAYS: activities.ways,
    Source.REFUSED: _refused,
    Source.OPEN: _open,
    Source.WORK: _work,
}
