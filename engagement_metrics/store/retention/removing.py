"""Removing records that have been kept for their time, each with all that belongs to it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, SQLModel, col, select

from engagement_metrics import access
from engagement_metrics.access import Action, Actor
from engagement_metrics.framework import Keeping
from engagement_metrics.models import (
    Activity,
    AnswerCount,
    AnswerSheet,
    Change,
    ChangeSuggestion,
    Event,
    GroupCount,
    History,
    Period,
    RecordType,
    Suggestion,
    SuggestionStatus,
    TypedFigure,
    financial_year_of,
    year_label,
)
from engagement_metrics.models.columns import Kept
from engagement_metrics.store import adding_up
from engagement_metrics.store.asking import permit
from engagement_metrics.store.engine import reading
from engagement_metrics.store.owning import as_owner
from engagement_metrics.store.retention.guard import unguarded
from engagement_metrics.store.writing import session

Years = dict[int, int]  # a record's number -> the financial year it belongs to
AT_ONCE = 500
TO_GO: dict[RecordType, type[Kept]] = {
    RecordType.CHANGE: Change,
    RecordType.SUGGESTION: Suggestion,
    RecordType.ANSWER_SHEET: AnswerSheet,
    RecordType.ACTIVITY: Activity,
    RecordType.TYPED_FIGURE: TypedFigure,
}
BELONGING: dict[RecordType, tuple[tuple[type[SQLModel], str], ...]] = {
    RecordType.CHANGE: ((ChangeSuggestion, "change_id"),),
    RecordType.SUGGESTION: (
        (ChangeSuggestion, "suggestion_id"),
        (SuggestionStatus, "suggestion_id"),
    ),
    RecordType.ANSWER_SHEET: ((AnswerCount, "sheet_id"),),
    RecordType.ACTIVITY: ((GroupCount, "activity_id"),),
}


@dataclass(frozen=True)
class Due:
    """What has been kept for its time.

    `records` is, by kind, each record's number and the financial year it belongs to; `stay` is how
    many are as old but stay, because something younger points to them.
    """

    records: Mapping[RecordType, Years]
    stay: Mapping[RecordType, int]

    @property
    def total(self) -> int:
        """How many records are due to go."""
        return sum(map(len, self.records.values()))

    def by_year(self, kind: RecordType) -> dict[str, int]:
        """How many records of a kind, by the label of their financial year, the oldest first."""
        years = sorted(self.records[kind].values())
        return {year_label(year): years.count(year) for year in dict.fromkeys(years)}


def due(actor: Actor, keeping: Mapping[RecordType, Keeping], today: date) -> Due:
    """What would be removed today, by what the definitions say of each kind of record.

    A record's time is counted in full financial years, from the end of the one it belongs to or
    was last changed in, whichever is later.
    """
    permit(actor, Action.LOOK_AFTER)
    with reading() as orm:
        return _due(orm, keeping, today)


def remove(actor: Actor, reason: str, keeping: Mapping[RecordType, Keeping], today: date) -> Due:
    """Remove what is due with its parts and its history, in one transaction, and give what went.

    One line of history tells of it, and stays. The totals are added up anew. ValueError without a
    reason: no record goes without somebody's decision.
    """
    access.require(actor, Action.LOOK_AFTER)
    if not reason.strip():
        raise ValueError("removing needs a reason")
    with as_owner(), session(actor, reason) as writer:
        found = _due(writer.orm, keeping, today)
        if found.total:
            connection = writer.orm.connection()
            with unguarded(connection):
                for kind, years in found.records.items():
                    _delete(connection, kind, sorted(years))
            adding_up.rebuild(writer.orm)
            writer.orm.add(
                History(
                    at=writer.now,
                    who=actor.name,
                    event=Event.REMOVED,
                    record_type=RecordType.STORE,
                    record_id=0,
                    reason=reason,
                    before={kind.value: _told(found, kind) for kind in found.records},
                    after={},
                )
            )
            writer.changed += 1
    return found


def _told(found: Due, kind: RecordType) -> dict[str, Any]:
    return {"years": found.by_year(kind), "numbers": spans(found.records[kind])}


def spans(numbers: Iterable[int]) -> str:
    """Numbers in a few words.

    >>> spans([7, 1, 2, 3])
    '1-3, 7'
    """
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and number == runs[-1][-1] + 1:
            runs[-1][1:] = [number]
        else:
            runs.append([number])
    return ", ".join("-".join(map(str, run)) for run in runs)


def _due(orm: Session, keeping: Mapping[RecordType, Keeping], today: date) -> Due:
    old = {
        kind: _old(orm, table, years, today)
        for kind, table in TO_GO.items()
        if kind in keeping and (years := keeping[kind].years) is not None
    }
    going: dict[RecordType, Years] = {}
    for kind in TO_GO:
        if kind in old:
            held = _HELD[kind](orm, old, going) if kind in _HELD else set()
            held.add(_highest(orm, TO_GO[kind]))
            going[kind] = {n: year for n, year in old[kind].items() if n not in held}
    return Due(
        {kind: years for kind, years in going.items() if years},
        {kind: len(old[kind]) - len(going[kind]) for kind in going},
    )


def _old(orm: Session, table: type[Kept], years: int, today: date) -> Years:
    """The records that belong to a year that is over for so long, and were not changed since."""
    last = financial_year_of(today) - years - 1
    since = datetime(last + 1, 4, 1).astimezone(UTC)  # by this machine's clock
    year = TypedFigure.period if table is TypedFigure else table.financial_year  # type: ignore[attr-defined]
    rows = orm.connection().execute(
        sa.select(table.id, year, table.updated_at).where(
            sa.or_(col(table.updated_at).is_(None), col(table.updated_at) < since)
        )
    )
    found = {}
    for number, belongs, changed in rows:
        if isinstance(belongs, str):
            belongs = Period.parse(belongs).financial_year
        if belongs is None:  # nobody knows when it was made
            belongs = financial_year_of(changed.date()) if changed else last
        if belongs <= last:
            found[number] = belongs
    return found


def _highest(orm: Session, table: type[Kept]) -> int:
    """The highest number stays: SQLite would give it a second time."""
    return orm.exec(select(sa.func.max(table.id))).one() or 0


def _suggestions_held(orm: Session, _: Mapping[RecordType, Years], going: Any) -> set[int]:
    """Those that a change answers which stays."""
    links = orm.exec(select(ChangeSuggestion.suggestion_id, ChangeSuggestion.change_id))
    changes = going.get(RecordType.CHANGE, {})
    return {suggestion for suggestion, change in links if change not in changes}


def _activities_held(orm: Session, old: Mapping[RecordType, Years], going: Any) -> set[int]:
    """Those of which a suggestion or a sheet stays; a larger activity and its parts go together."""
    held = {_highest(orm, Activity)}
    for kind, table in (
        (RecordType.SUGGESTION, Suggestion),
        (RecordType.ANSWER_SHEET, AnswerSheet),
    ):
        of = orm.exec(
            select(table.id, table.activity_id).where(col(table.activity_id).is_not(None))
        )
        held |= {int(activity or 0) for number, activity in of if number not in going.get(kind, {})}
    families: dict[int, set[int]] = {}
    parts = select(Activity.id, Activity.part_of_id).where(col(Activity.part_of_id).is_not(None))
    for part, whole in orm.exec(parts):
        families.setdefault(whole, {whole}).add(part)
    for family in families.values():
        if family & held or family - old[RecordType.ACTIVITY].keys():
            held |= family
    return held


_HELD = {
    RecordType.SUGGESTION: _suggestions_held,
    RecordType.ACTIVITY: _activities_held,
}


def _delete(connection: sa.Connection, kind: RecordType, numbers: list[int]) -> None:
    """Take records away with the rows that belong to them and their history."""
    table = TO_GO[kind]
    belonging = BELONGING.get(kind, ())
    for chunk in _chunks(numbers):
        for part, link in belonging:
            connection.execute(sa.delete(part).where(getattr(part, link).in_(chunk)))
        if table is Activity:  # parts before what they are part of
            connection.execute(
                sa.delete(table).where(
                    col(table.id).in_(chunk), col(Activity.part_of_id).is_not(None)
                )
            )
        connection.execute(
            sa.delete(History).where(History.record_type == kind, col(History.record_id).in_(chunk))
        )
    for chunk in _chunks(numbers):
        connection.execute(sa.delete(table).where(col(table.id).in_(chunk)))


def _chunks(numbers: list[int]) -> Iterator[list[int]]:
    for start in range(0, len(numbers), AT_ONCE):
        yield numbers[start : start + AT_ONCE]
