"""The history of the whole store: searched, read a page at a time, and taken out for an auditor.

What it tells of records of engagement is for those who see them as the team does, everywhere. Of
these records anybody else is told who did what and when, and no more.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from engagement_metrics.access import NOT_ALLOWED, Action, Actor, Refused
from engagement_metrics.models import Event, History, RecordType
from engagement_metrics.store.asking import permit
from engagement_metrics.store.cache import remembered
from engagement_metrics.store.called import CALLED
from engagement_metrics.store.engine import reading
from engagement_metrics.store.paged import PAGE, Page
from engagement_metrics.store.records import LARGEST

AT_ONCE = 1000
# What no record of engagement is told by: these lines tell all to whoever sees the history.
OPEN = (
    RecordType.ORGANISATION, RecordType.PLACE, RecordType.TOPIC, RecordType.PRIORITY_GROUP,
    RecordType.LOCAL_MEASURE, RecordType.PERSON, RecordType.CLOSING, RecordType.STORE,
)  # fmt: skip
MOST_WORDS = 8
# That a text somewhere inside a column of JSON is like a pattern. Its own text alone would not do:
# the names of the fields stand there too, and signs such as é are escaped; but it is quick to ask.
INSIDE = {
    "sqlite": "lower(history.{column}) LIKE :{name}_raw ESCAPE '/' AND EXISTS ("
    "SELECT 1 FROM json_tree(history.{column}) AS leaf "
    "WHERE leaf.type = 'text' AND lower(leaf.value) LIKE :{name} ESCAPE '/')",
    "postgresql": "lower(CAST(history.{column} AS text)) LIKE :{name}_raw ESCAPE '/' AND EXISTS ("
    "SELECT 1 FROM jsonb_path_query(CAST(history.{column} AS jsonb), "
    "'$.** ? (@.type() == \"string\")') AS leaf "
    "WHERE lower(leaf #>> '{{}}') LIKE :{name} ESCAPE '/')",
}


@dataclass(frozen=True)
class Asked:
    """Which lines of the history are asked for; what is left empty limits nothing.

    A line is found where each of the words stands in it, or in what its record is called now.
    """

    words: str = ""
    who: str | None = None
    kind: RecordType | None = None
    number: int | None = None
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True)
class Line:
    """One line of the history, and what its record is called now; '' where it has no name.

    Name, reason, before and after are empty too where they are not for whoever asks.
    """

    id: int
    at: datetime
    who: str
    event: Event
    kind: RecordType
    number: int
    name: str
    reason: str
    before: Mapping[str, Any]
    after: Mapping[str, Any]


@dataclass(frozen=True)
class Stood:
    """A typed figure as it stood at the end of a day: its fields, and whether it counted."""

    values: Mapping[str, Any]
    counted: bool


def reads_all(actor: Actor) -> bool:
    """Whether the history tells somebody what each record said, and not only that it changed."""
    return actor.reach(Action.SEE_TEAM) is None


def search(actor: Actor, asked: Asked, page: int = 1) -> Page:
    """The lines that are asked for, the latest first, a page at a time."""
    permit(actor, Action.SEE_HISTORY)

    def read(orm: Session) -> Page:
        conditions = _conditions(orm, actor, asked)
        total = orm.exec(select(sa.func.count()).select_from(History).where(*conditions)).one()
        number = min(max(1, page), Page((), total).pages)
        rows = orm.exec(
            select(History)
            .where(*conditions)
            .order_by(col(History.id).desc())
            .limit(PAGE)
            .offset((number - 1) * PAGE)
        ).all()
        return Page(tuple(_named(orm, actor, rows)), total, number)

    alike = (reads_all(actor), actor.may(Action.MANAGE_PEOPLE))  # who is told the same
    return remembered(("history", asked, page, alike), read)


def everything(actor: Actor, asked: Asked) -> Iterator[Line]:
    """All the lines that are asked for, the latest first, as they stand at one moment."""
    permit(actor, Action.SEE_HISTORY)
    with reading() as orm:
        conditions = _conditions(orm, actor, asked)
        below = None
        while True:
            further: list[Any] = [] if below is None else [col(History.id) < below]
            rows = orm.exec(
                select(History)
                .where(*conditions, *further)
                .order_by(col(History.id).desc())
                .limit(AT_ONCE)
            ).all()
            yield from _named(orm, actor, rows)
            if len(rows) < AT_ONCE:
                return
            below = rows[-1].id
            orm.expunge_all()


def people(actor: Actor) -> tuple[str, ...]:
    """Everybody who stands in the history, by name."""
    permit(actor, Action.SEE_HISTORY)

    def read(orm: Session) -> tuple[str, ...]:
        return tuple(orm.exec(select(History.who).distinct().order_by(History.who)))

    return remembered(("history_people",), read)


def figure_on(actor: Actor, number: int, day: date) -> Stood | None:
    """What a typed figure said at the end of a day; None where it was not there yet.

    Refused for whom the history does not tell all: see `reads_all`.
    """
    permit(actor, Action.SEE_HISTORY)
    if not reads_all(actor):
        raise Refused(NOT_ALLOWED)
    with reading() as orm:
        lines = orm.exec(
            select(History)
            .where(
                History.record_type == RecordType.TYPED_FIGURE,
                History.record_id == number,
                History.at < _begins(day + timedelta(days=1)),
            )
            .order_by(col(History.id))
        ).all()
    values: dict[str, Any] = {}
    counted = True
    for line in lines:
        if line.event in (Event.ADDED, Event.CHANGED):
            values |= line.after
        elif line.event in (Event.WITHDRAWN, Event.RESTORED):
            counted = line.event is Event.RESTORED
    return Stood(values, counted) if values else None


def _begins(day: date) -> datetime:
    """When a day begins, by this machine's clock, as the pages tell moments."""
    return datetime.combine(day, time.min).astimezone(UTC)


def _conditions(orm: Session, actor: Actor, asked: Asked) -> list[Any]:
    found: list[Any] = []
    if not actor.may(Action.MANAGE_PEOPLE):
        found.append(History.record_type != RecordType.PERSON)
    if asked.who:
        found.append(History.who == asked.who)
    if asked.kind:
        found.append(History.record_type == asked.kind)
    if asked.number is not None:
        found.append(History.record_id == (asked.number if asked.number <= LARGEST else -1))
    if asked.first:
        found.append(History.at >= _begins(asked.first))
    if asked.last:
        found.append(History.at < _begins(asked.last + timedelta(days=1)))
    dialect = orm.get_bind().dialect.name
    for at, word in enumerate(asked.words.split()[:MOST_WORDS]):
        spelled = (
            _holds(dialect, f"word{at}{which}", spelling, reads_all(actor))
            for which, spelling in enumerate(_spellings(word))
        )
        found.append(sa.or_(*spelled))
    return found


def _spellings(word: str) -> list[str]:
    """How a word may stand in a text of which the database has made the letters a to z small.

    Not every database knows what is the small letter of another.

    >>> _spellings("Stall"), _spellings("Örtl")
    (['stall'], ['örtl', 'Örtl'])
    """
    return sorted({word.lower(), _small(word), _small(word.upper())}, reverse=True)


def _small(word: str) -> str:
    return "".join(sign.lower() if sign.isascii() else sign for sign in word)


def _holds(dialect: str, name: str, word: str, everywhere: bool) -> Any:
    """That a word stands in a line, or in what its record is called now.

    Unless everywhere, it is looked for in lines that tell all to anybody, and in who did it.
    """
    pattern = _anywhere(word)
    raw = _anywhere(json.dumps(word)[1:-1]) if word.isascii() else "%"
    places: list[Any] = [
        sa.text(INSIDE[dialect].format(column=column, name=name)).bindparams(
            **{name: pattern, f"{name}_raw": raw}
        )
        for column in ("before", "after")
    ]
    who, reason = (
        sa.func.lower(column).like(pattern, escape="/") for column in (History.who, History.reason)
    )
    places.append(reason)
    places += [
        sa.and_(
            History.record_type == kind,
            col(History.record_id).in_(
                select(column.class_.id).where(sa.func.lower(column).like(pattern, escape="/"))
            ),
        )
        for kind, column in CALLED.items()
    ]
    if everywhere:
        return sa.or_(who, *places)
    return sa.or_(who, sa.and_(col(History.record_type).in_(OPEN), sa.or_(*places)))


def _anywhere(word: str) -> str:
    return f"%{word.replace('/', '//').replace('%', '/%').replace('_', '/_')}%"


def _named(orm: Session, actor: Actor, rows: Sequence[History]) -> Iterator[Line]:
    names: dict[tuple[RecordType, int], str] = {}
    for kind, column in CALLED.items():
        numbers = {row.record_id for row in rows if row.record_type is kind}
        if numbers:
            table = column.class_
            found = orm.exec(select(table.id, column).where(col(table.id).in_(sorted(numbers))))
            names |= {(kind, number): name for number, name in found}
    for row in rows:
        told = row.record_type in OPEN or reads_all(actor)
        yield Line(
            id=row.id or 0,
            at=row.at,
            who=row.who,
            event=row.event,
            kind=row.record_type,
            number=row.record_id,
            name=names.get((row.record_type, row.record_id), "") if told else "",
            reason=row.reason if told else "",
            before=row.before if told else {},
            after=row.after if told else {},
        )
