"""Tally sheets: what each phone at an activity has counted so far, until the return is saved."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any
from uuid import uuid4

from sqlmodel import Session, col, select

from engagement_metrics import framework
from engagement_metrics.access import Action, Actor
from engagement_metrics.models import AnswerState, Draft
from engagement_metrics.store.asking import permit
from engagement_metrics.store.drafts import TALLY, permit_draft
from engagement_metrics.store.engine import (
    database_url,
    engine,
    one_at_a_time,
    reading,
    told_plainly,
)

MOST_COUNTED = 99_999  # of people, or of one group, on one sheet
MOST_TAPS = 9_999_999
OTHER_ANSWERS = (AnswerState.PREFER_NOT_TO_SAY, AnswerState.NOT_KNOWN)

Groups = dict[str, dict[str, int]]


@dataclass(frozen=True)
class Tally:
    """One phone's sheet: counts only, with no time of day and nothing about any one person.

    `groups` is characteristic -> category or answer state -> taps; a tap of a group adds no person.
    `taps` is how many taps and undos the sheet has had, so that a later state can be told from an
    earlier one. `of` names the draft of the return that the sheet will be added to.
    """

    sheet: str
    of: str
    name: str
    people: int
    groups: Groups
    taps: int


def open_tally(actor: Actor, of: str) -> Tally:
    """A new sheet for the return of that draft; LookupError when there is no such draft.

    Sheets are named in the order they were opened, so that people know theirs: Sheet 1, Sheet 2.
    """
    permit(actor, Action.RECORD)
    with told_plainly(), Session(engine(database_url())) as orm, orm.begin():
        one_at_a_time(orm)
        whole = orm.get(Draft, of)
        if whole is None or whole.form == TALLY:
            raise LookupError(f"There is no draft {of}.")
        permit_draft(orm, actor, whole)
        numbers = [int(row.content["name"].split()[-1]) for row in _sheets(orm, of)]
        name = f"Sheet {max(numbers, default=0) + 1}"
        opened = Tally(uuid4().hex, of, name, people=0, groups={}, taps=0)
        row = Draft(
            id=opened.sheet,
            form=TALLY,
            owner=actor.key,
            content=_content(opened),
            used_on=date.today(),
            of=of,
        )
        orm.add(row)
        _used_today(orm, row)
    return opened


def tally(actor: Actor, sheet: str) -> Tally | None:
    """A sheet as it is stored; None when it was saved with its return, or thrown away."""
    permit(actor, Action.RECORD)
    with reading() as orm:
        row = _sheet(orm, actor, sheet)
        return None if row is None else _tally(row)


def tallies(actor: Actor, of: str) -> tuple[Tally, ...]:
    """All sheets of a return, in the order they were opened."""
    permit(actor, Action.RECORD)
    with reading() as orm:
        return standing(orm, actor, of)


def standing(orm: Session, actor: Actor, of: str) -> tuple[Tally, ...]:
    """The same within a write, which adds them up while no tap can come in."""
    whole = orm.get(Draft, of)
    if whole is not None:
        permit_draft(orm, actor, whole)
    found = [_tally(row) for row in _sheets(orm, of)]
    return tuple(sorted(found, key=lambda sheet: int(sheet.name.split()[-1])))


def keep_tally(actor: Actor, tally: Tally) -> bool:
    """Keep the state of a sheet; whether the sheet is still there to be counted on.

    A state with no more taps than the stored one leaves that as it is. What a sheet is called, and
    which return it belongs to, stays as it was opened. ValueError when the counts are none: they
    come from a browser.
    """
    permit(actor, Action.RECORD)
    _check(tally)
    with told_plainly(), Session(engine(database_url())) as orm, orm.begin():
        one_at_a_time(orm)
        row = _sheet(orm, actor, tally.sheet)
        if row is None:
            return False
        if tally.taps > row.content["taps"]:
            row.content = _content(tally) | {"name": row.content["name"]}
            orm.add(row)
            _used_today(orm, row)
        return True


def drop_tally(actor: Actor, sheet: str) -> None:
    """Throw a sheet away; one that is gone already is left so."""
    permit(actor, Action.RECORD)
    with told_plainly(), Session(engine(database_url())) as orm, orm.begin():
        one_at_a_time(orm)
        row = _sheet(orm, actor, sheet)
        if row is not None:
            orm.delete(row)


def _sheet(orm: Session, actor: Actor, sheet: str) -> Draft | None:
    row = orm.get(Draft, sheet)
    if row is None or row.form != TALLY:
        return None
    permit_draft(orm, actor, row)
    return row


def _sheets(orm: Session, of: str) -> list[Draft]:
    return list(orm.exec(select(Draft).where(Draft.form == TALLY, col(Draft.of) == of)))


def _used_today(orm: Session, row: Draft) -> None:
    """A sheet that is tapped keeps its return from being thought forgotten."""
    today = date.today()
    for used in (row, orm.get(Draft, row.of)):
        if used is not None and used.used_on != today:
            used.used_on = today
            orm.add(used)


def _content(tally: Tally) -> dict[str, Any]:
    return {name: value for name, value in asdict(tally).items() if name not in ("sheet", "of")}


def _tally(row: Draft) -> Tally:
    return Tally(sheet=row.id, of=str(row.of), **row.content)


def _check(tally: Tally) -> None:
    _whole("people", tally.people, MOST_COUNTED)
    _whole("taps", tally.taps, MOST_TAPS)
    if not isinstance(tally.groups, dict):
        raise ValueError(f"groups are counts by characteristic, not {tally.groups!r}")
    known = framework.load()
    for characteristic, counts in tally.groups.items():
        if characteristic not in known.characteristics:
            raise ValueError(f"there is no characteristic {characteristic!r}")
        if not isinstance(counts, dict):
            raise ValueError(f"{characteristic} has counts by category, not {counts!r}")
        for category, n in counts.items():
            if category not in OTHER_ANSWERS and (characteristic, category) not in known.categories:
                raise ValueError(f"{characteristic} has no category {category!r}")
            _whole(f"{characteristic} {category}", n, MOST_COUNTED)


def _whole(name: str, number: object, most: int) -> None:
    if not isinstance(number, int) or isinstance(number, bool) or not 0 <= number <= most:
        raise ValueError(f"{name} must be a whole number from 0 to {most}, not {number!r}")
