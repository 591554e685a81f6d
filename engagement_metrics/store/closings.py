"""Closing periods and reopening them, and what was reported: figures are added, never changed.

What a closing makes safe to share of groups and of answers is released in the same write.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from engagement_metrics import access, framework
from engagement_metrics.access import Action, Actor
from engagement_metrics.models import (
    Closing,
    DataVersion,
    Event,
    History,
    LateChange,
    Period,
    RecordType,
    ReportedFigure,
    ValueState,
)
from engagement_metrics.store import late, released_answers, releases
from engagement_metrics.store.asking import permit
from engagement_metrics.store.cache import data_version, remembered
from engagement_metrics.store.engine import reading
from engagement_metrics.store.refusing import Taken
from engagement_metrics.store.writing import Writer, session

MOST = 50  # of the lines that say why a figure moved
TRIES = 3  # before everybody else has to wait
Act = tuple[Closing, Sequence[ReportedFigure]]


@dataclass(frozen=True)
class ClosingRow:
    """One act of closing a period: when and by whom, and whether it was reopened."""

    id: int
    version: int
    period: Period
    closed_at: datetime
    closed_by: str
    reopened_on: date | None
    reopened_by: str
    figures: int
    note: str

    @property
    def stands(self) -> bool:
        """Whether the period is still closed by it."""
        return self.reopened_on is None


@dataclass(frozen=True)
class Reported:
    """A figure as it was reported, and the closing that reported it; fields as `ReportedFigure`."""

    indicator: str
    indicator_version: int
    place_id: int | None
    period: str
    state: ValueState
    number: float | None
    top: float | None
    bottom: float | None
    low: float | None
    high: float | None
    estimated: bool
    counted: bool
    pooled: bool
    because: str
    complete: int | None
    held: int | None
    closed_at: datetime
    reopened_on: date | None

    @property
    def stands(self) -> bool:
        """Whether its period is still closed by the act that reported it."""
        return self.reopened_on is None


@dataclass(frozen=True)
class LateLine:
    """Who changed what in a closed period, when and why."""

    at: datetime
    who: str
    event: Event
    kind: RecordType
    number: int
    reason: str
    place_id: int
    indicator: str


FIGURE = [
    getattr(ReportedFigure, name)
    for name in Reported.__dataclass_fields__
    if name in ReportedFigure.model_fields
]


def listed(actor: Actor) -> tuple[ClosingRow, ...]:
    """Every act of closing there was, the latest first."""
    permit(actor, Action.CLOSE_PERIODS)

    def read(orm: Session) -> tuple[ClosingRow, ...]:
        rows = orm.exec(select(Closing).order_by(col(Closing.id).desc()))
        return tuple(_row(row) for row in rows)

    return remembered(("closings",), read)


def closed(actor: Actor) -> tuple[Period, ...]:
    """The periods that are closed just now."""
    permit(actor, Action.SEE_SHARED)
    return remembered(("closed",), late.closed_periods)


def reported(
    actor: Actor, place_id: int | None, period: Period
) -> Mapping[str, tuple[Reported, ...]]:
    """All that was ever reported for a place and period, by indicator, the latest first."""
    permit(actor, Action.SEE_SHARED)

    def read(orm: Session) -> Mapping[str, tuple[Reported, ...]]:
        found: dict[str, tuple[Reported, ...]] = {}
        same = ReportedFigure.place_id == place_id if place_id else _none(ReportedFigure.place_id)
        for row in _figures(orm, ReportedFigure.period == period.code, same):
            found[row.indicator] = (*found.get(row.indicator, ()), row)
        return found

    return remembered(("reported", place_id, period.code), read)


def reported_in(actor: Actor, period: Period) -> tuple[Reported, ...]:
    """All that was ever reported for a period and those inside it, everywhere, the latest first."""
    permit(actor, Action.SEE_SHARED)
    codes = [one.code for one in period.inside]
    return remembered(
        ("reported in", period.code),
        lambda orm: tuple(_figures(orm, col(ReportedFigure.period).in_(codes))),
    )


def standing(actor: Actor) -> frozenset[tuple[str, str]]:
    """Which indicators stand reported for which period code, somewhere."""
    permit(actor, Action.SEE_SHARED)

    def read(orm: Session) -> frozenset[tuple[str, str]]:
        rows = orm.exec(
            select(ReportedFigure.indicator, ReportedFigure.period)
            .join(Closing, col(Closing.id) == ReportedFigure.closing_id)
            .where(*late.stands())
            .distinct()
        )
        return frozenset((indicator, code) for indicator, code in rows)

    return remembered(("standing",), read)


def late_changes(
    actor: Actor, place_ids: tuple[int, ...], period: Period, since: datetime
) -> tuple[LateLine, ...]:
    """What was changed in a closed period since a moment, at these places, the latest first.

    For the team alone: a reason may tell of more than the figure does.
    """
    permit(actor, Action.SEE_TEAM, place_ids)
    codes = [one.code for one in period.inside]
    with reading() as orm:
        rows = orm.exec(
            select(LateChange, History)
            .join(History, col(History.id) == LateChange.history_id)
            .where(
                col(LateChange.period).in_(codes),
                col(LateChange.place_id).in_(place_ids),
                History.at > since,
            )
            .order_by(col(History.id).desc())
            .limit(MOST)
        ).all()
    found = (
        LateLine(
            line.at, line.who, line.event, line.record_type, line.record_id, line.reason,
            change.place_id, change.indicator,
        )
        for change, line in rows
    )  # fmt: skip
    return tuple(dict.fromkeys(found))


def close(
    actor: Actor, work_out: Callable[[], Sequence[Act]], *, first: Period | None = None
) -> list[Act]:
    """Close periods and keep what is reported, all of it in one write; gives what was kept.

    `work_out` gives the closings and their figures as the store stands. It is asked again where
    somebody saved meanwhile, and in the end while nobody else can save. `first` is the period that
    is closed for the first time or anew: Taken where somebody else has closed it meanwhile,
    ValueError where it has not ended.
    """
    access.require(actor, Action.CLOSE_PERIODS)
    for _ in range(TRIES):
        seen = data_version()
        acts = list(work_out())
        with session(actor) as writer:
            _hold_open(writer, first)
            if writer.orm.exec(select(DataVersion.number)).one() == seen:
                _keep(writer, acts, first)
                return acts
    with session(actor) as writer:
        _hold_open(writer, first)
        acts = list(work_out())
        _keep(writer, acts, first)
    return acts


def _keep(writer: Writer, acts: Iterable[Act], first: Period | None) -> None:
    for closing, figures in acts:
        closing.figures = len(figures)
        number = writer.add(closing, figures)
        if first is not None and closing.period == first.code:
            closed = {*writer.closed, first}
            releases.make(writer.orm, first, number, closed)
            released_answers.make(writer.orm, first, number, closed)


def _hold_open(writer: Writer, period: Period | None) -> None:
    if period is None:
        return
    if period.end >= writer.now.astimezone().date():
        raise ValueError(f"{period.code} has not ended")
    there = writer.orm.exec(
        select(Closing).where(Closing.period == period.code, *late.stands())
    ).first()
    if there is not None:
        assert there.created_at is not None, "every stored record has its moment"
        raise Taken(
            f"{there.created_by} closed {period.short} at "
            f"{there.created_at.astimezone():%H:%M on %d/%m/%Y}. Nothing was closed twice."
        )


def reopen(actor: Actor, period: Period, reason: str) -> None:
    """Reopen a period: its figures are live again, and what was reported stays to be read.

    Taken where it is not closed any more, or a closed period holds it: that one comes first.
    """
    with session(actor, reason) as writer:
        rows = writer.orm.exec(
            select(Closing).where(Closing.period == period.code, *late.stands())
        ).all()
        if not rows:
            raise Taken(f"{period.short} is not closed any more. Nothing was done.")
        over = [one for one in writer.closed if one != period and one.holds(period)]
        if over:
            raise Taken(
                f"{over[0].short} is closed and holds {period.short}. Reopen {over[0].short} first."
            )
        today = writer.now.astimezone().date()
        for row in rows:
            writer.change(Closing, row.id or 0, row.version, {"reopened_on": today})


def _figures(orm: Session, *conditions: Any) -> Sequence[Reported]:
    """What was reported; not what was of answers before these were released, which was exact."""
    answers = [key for key, one in framework.load().indicators.items() if one.of_answers]
    rows = orm.connection().execute(
        sa.select(*FIGURE, col(Closing.created_at).label("closed_at"), col(Closing.reopened_on))
        .join(Closing, col(Closing.id) == ReportedFigure.closing_id)
        .where(*conditions, col(ReportedFigure.indicator).not_in(answers))
        .order_by(col(ReportedFigure.closing_id).desc(), col(ReportedFigure.id))
    )
    return [Reported(**row) for row in rows.mappings()]


def _none(column: Any) -> Any:
    return col(column).is_(None)


def _row(row: Closing) -> ClosingRow:
    assert row.id is not None and row.created_at is not None, "only stored closings are listed"
    return ClosingRow(
        row.id, row.version, Period.parse(row.period), row.created_at, row.created_by,
        row.reopened_on, row.updated_by if row.reopened_on else "", row.figures, row.note,
    )  # fmt: skip
