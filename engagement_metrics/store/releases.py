"""Group figures made safe to share when a period is closed, and read by everybody since.

Exact counts go in here and never come out: what is stored and read are released cells. A period of
a place is released once; later changes do not touch it.
"""

import os
import secrets
from collections.abc import Iterable, Sequence
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, SQLModel, col, select

from engagement_metrics import disclosure, framework
from engagement_metrics.access import Action, Actor
from engagement_metrics.disclosure import Heard, LeftOut, ReleasedCell, ReleasedGroups
from engagement_metrics.models import (
    Activity,
    GroupTotal,
    Period,
    PeriodKind,
    Place,
    ReleaseCell,
    ReleaseGrain,
    ReleaseLeftOut,
    ReleasePooled,
    ReleaseSecret,
)
from engagement_metrics.store.asking import permit
from engagement_metrics.store.cache import remembered
from engagement_metrics.store.engine import reading
from engagement_metrics.store.filters import Filter

SECRET = "RELEASE_SECRET"  # noqa: S105  (the name of the setting that may hold it)


def make(orm: Session, period: Period, closing: int, closed: Iterable[Period]) -> None:
    """Release what the closing of a period makes safe to share, within the write that closes it.

    `closed` are all periods that stand closed, this one among them. The first closing of a
    financial year settles for each place whether its groups are shown by quarter. The year is
    released once it is closed as such, or once its four quarters are.
    """
    if period.kind is PeriodKind.MONTH:
        return
    year = Period.year(period.financial_year)
    quarters = [Period.quarter(period.financial_year, number) for number in (1, 2, 3, 4)]
    standing = set(closed)
    heard = _heard(orm, year)
    _settle_grain(orm, period, heard)
    by_quarter = set(
        orm.exec(
            select(ReleaseGrain.place_id).where(
                ReleaseGrain.financial_year == year.financial_year,
                col(ReleaseGrain.by_quarter).is_(True),
            )
        )
    )
    whole_year = year in standing or standing.issuperset(quarters)
    for quarter in quarters:
        if quarter in standing or whole_year:
            own = [one for one in heard if one.place in by_quarter and _in(one, quarter)]
            _release_quarter(orm, quarter, _together(own, quarter), closing)
    if whole_year:
        rest = [
            one for one in heard
            if one.place not in by_quarter or not _shown_by_quarter(orm, one, quarters)
        ]  # fmt: skip
        _release_year(orm, year, _together(rest, year), closing)


def released(actor: Actor, wanted: Filter) -> ReleasedGroups:
    """The released cells of the places and period asked for; none by topic or by month.

    A year is made of its own cells and of those of its quarters; all time of all there are.
    """
    permit(actor, Action.SEE_SHARED)
    return remembered(("released", wanted.place_ids, wanted.period), lambda orm: _read(orm, wanted))


def read(orm: Session, wanted: Filter) -> ReleasedGroups:
    """The same, within a read; nothing where a topic or a month was asked for."""
    return _read(orm, wanted)


def shown_with(actor: Actor, period: Period) -> dict[int, int | None]:
    """Which places had too few people in a period, and with which place theirs are shown."""
    permit(actor, Action.SEE_SHARED)
    with reading() as orm:
        rows = orm.exec(
            select(ReleasePooled.place_id, ReleasePooled.shown_with_id).where(
                col(ReleasePooled.period).in_(_codes(period))
            )
        )
        return {place: above for place, above in rows}  # noqa: C416  (a row is no pair to mypy)


def _read(orm: Session, wanted: Filter) -> ReleasedGroups:
    if wanted.topic_id is not None:
        return ReleasedGroups(())
    found = ReleasedGroups(
        tuple(ReleasedCell(*row) for row in _rows(orm, ReleaseCell, wanted, "answer", "shown")),
        tuple(LeftOut(*row) for row in _rows(orm, ReleaseLeftOut, wanted)),
    )
    return found


def _rows(orm: Session, table: type[SQLModel], wanted: Filter, *more: str) -> list[Any]:
    names = ("place_id", "period", "aim", "characteristic", *more)
    columns: Any = [getattr(table, name) for name in names]
    about: Any = table
    conditions = [col(about.place_id).in_(wanted.place_ids)]
    if wanted.period is not None:
        conditions.append(col(about.period).in_(_codes(wanted.period)))
    return list(orm.connection().execute(sa.select(*columns).where(*conditions).order_by(*columns)))


def _codes(period: Period) -> list[str]:
    """The codes that released cells of a period have: its own, and of a year its quarters'."""
    if period.kind is not PeriodKind.YEAR:
        return [period.code]
    numbers = (1, 2, 3, 4)
    return [period.code, *(Period.quarter(period.financial_year, n).code for n in numbers)]


# ---- within the write ----------------------------------------------------------------------------


def _heard(orm: Session, year: Period) -> list[Heard]:
    """The exact counts of a financial year by place, month and aim; `period` is a month or ''."""
    found: dict[tuple[int, str, str], tuple[int, dict[str, dict[str, int]]]] = {}
    keys = (col(Activity.place_id), col(Activity.month), col(Activity.aim))
    heads = orm.connection().execute(
        sa.select(*keys, sa.func.sum(Activity.heads))
        .where(
            Activity.financial_year == year.financial_year,
            col(Activity.heads_added).is_(True),
            col(Activity.withdrawn).is_(False),
        )
        .group_by(*keys)
    )
    for place, month, aim, people in heads:
        found[place, month or "", aim] = (int(people or 0), {})
    names = ("place_id", "month", "aim", "characteristic", "category")
    columns = [col(getattr(GroupTotal, name)) for name in names]
    totals = orm.connection().execute(
        sa.select(*columns, sa.func.sum(GroupTotal.n))
        .where(GroupTotal.financial_year == year.financial_year)
        .group_by(*columns)
    )
    for *at, n in totals:
        place, month, aim, characteristic, category = at
        counts = found.setdefault((place, month, aim), (0, {}))[1]
        counts.setdefault(characteristic, {})[category] = int(n)
    return [Heard(*at, people, counts) for at, (people, counts) in sorted(found.items())]


def _in(one: Heard, quarter: Period) -> bool:
    return one.period in quarter.months


def _together(heard: Iterable[Heard], period: Period) -> list[Heard]:
    """The months of a period added up, by place and aim."""
    found: dict[tuple[int, str], list[Heard]] = {}
    for one in heard:
        found.setdefault((one.place, one.aim), []).append(one)
    together = []
    for (place, aim), ones in sorted(found.items()):
        counts: dict[str, dict[str, int]] = {}
        for one in ones:
            for characteristic, answers in one.counts.items():
                into = counts.setdefault(characteristic, {})
                for answer, n in answers.items():
                    into[answer] = into.get(answer, 0) + n
        people = sum(one.people for one in ones)
        together.append(Heard(place, period.code, aim, people, counts))
    return together


def _settle_grain(orm: Session, period: Period, heard: Sequence[Heard]) -> None:
    """Whether each place is shown by quarter, unless that was settled before in this year."""
    settled = set(
        orm.exec(
            select(ReleaseGrain.place_id).where(
                ReleaseGrain.financial_year == period.financial_year
            )
        )
    )
    for place in orm.exec(select(Place.id).order_by(col(Place.id))).all():
        if place in settled:
            continue
        known: dict[str, int] = {}
        if period.kind is PeriodKind.QUARTER:
            for one in heard:
                if one.place == place and _in(one, period):
                    for characteristic, answers in one.counts.items():
                        of_it = sum(
                            n for answer, n in answers.items()
                            if (characteristic, answer) in framework.load().categories
                        )  # fmt: skip
                        known[characteristic] = known.get(characteristic, 0) + of_it
        orm.add(
            ReleaseGrain(
                place_id=place or 0, financial_year=period.financial_year,
                by_quarter=disclosure.by_quarter(known),
            )
        )  # fmt: skip
    orm.flush()


def _shown_by_quarter(orm: Session, one: Heard, quarters: Sequence[Period]) -> bool:
    """Whether a month of a place by quarter was shown in its quarter, and not too few to be."""
    quarter = next((quarter for quarter in quarters if _in(one, quarter)), None)
    if quarter is None:
        return False  # known only by its year
    return orm.get(ReleasePooled, (one.place, quarter.code)) is None


def _release_quarter(orm: Session, quarter: Period, heard: list[Heard], closing: int) -> None:
    """Places with enough people are shown; the rest wait for the year, with the place above."""
    done = _done(orm, quarter)
    people: dict[int, int] = {}
    for one in heard:
        people[one.place] = people.get(one.place, 0) + one.people
    for place, heads in people.items():
        if place not in done and heads < disclosure.FEWEST_PEOPLE:
            orm.add(ReleasePooled(place_id=place, period=quarter.code, closing_id=closing))
    enough = {place for place, heads in people.items() if heads >= disclosure.FEWEST_PEOPLE}
    _store(orm, [one for one in heard if one.place in enough - done], closing)


def _release_year(orm: Session, year: Period, heard: list[Heard], closing: int) -> None:
    if _done(orm, year):
        return  # all of a year is released at once
    parents = {place: above for place, above in orm.exec(select(Place.id, Place.parent_id))}  # noqa: C416
    pooled, went = disclosure.pool(heard, {int(p or 0): above for p, above in parents.items()})
    for place, above in went.items():
        row = ReleasePooled(
            place_id=place, period=year.code, shown_with_id=above, closing_id=closing
        )
        orm.add(row)
    _store(orm, pooled, closing)


def _done(orm: Session, period: Period) -> set[int]:
    """The places of which something was told for a period before."""
    tables: tuple[Any, ...] = (ReleaseCell, ReleaseLeftOut, ReleasePooled)
    return {
        place
        for table in tables
        for place in orm.exec(select(table.place_id).where(table.period == period.code))
    }


def _store(orm: Session, heard: list[Heard], closing: int) -> None:
    known = framework.load()
    categories = {
        key: tuple(row.key for row in known.categories_of(key)) for key in known.characteristics
    }
    cells, left_out = disclosure.release(heard, categories, _key(orm))
    names = ("place_id", "period", "aim", "characteristic")
    for cell in cells:
        at = dict(zip(names, (cell.place, cell.period, cell.aim, cell.characteristic), strict=True))
        orm.add(ReleaseCell(**at, answer=cell.answer, shown=cell.shown, closing_id=closing))
    for out in left_out:
        at = dict(zip(names, (out.place, out.period, out.aim, out.characteristic), strict=True))
        orm.add(ReleaseLeftOut(**at, closing_id=closing))
    orm.flush()


def _key(orm: Session) -> bytes:
    """The key of the tosses: the server's setting, or the store's own, made when first needed."""
    if given := os.environ.get(SECRET, "").strip():
        return given.encode()
    row = orm.get(ReleaseSecret, 1)
    if row is None:
        row = ReleaseSecret(id=1, key=secrets.token_hex(32))
        orm.add(row)
        orm.flush()
    return bytes.fromhex(row.key)
