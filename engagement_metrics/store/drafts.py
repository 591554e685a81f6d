"""Unfinished entries: kept on the server as they are typed, reached by a link, gone once saved."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, or_, select

from engagement_metrics import access
from engagement_metrics.access import Action, Actor, Refused
from engagement_metrics.models import Activity, Draft
from engagement_metrics.store.asking import permit
from engagement_metrics.store.engine import (
    database_url,
    engine,
    one_at_a_time,
    one_row,
    reading,
    told_plainly,
)

DAYS_KEPT = 30
# What a draft that cannot be read is said to be about: it can still be thrown away.
NO_PAGE: dict[str, Any] = {"page": "", "query": {}, "chosen": {}, "opened": None}
RETURN = "entry"  # the form of a return, which several people may fill in
TALLY = "tally"  # the form of a tally sheet, which belongs to the draft of a return
_WAITING = select(sa.func.count()).where(
    col(Draft.owner) == sa.bindparam("owner"), col(Draft.form) != TALLY
)


@dataclass(frozen=True)
class DraftRow:
    """One unfinished entry.

    `values` is field -> what stands in it, as JSON holds it; `about` is what else is needed to open
    it again. `goes_on` is the first day on which it is there no more.
    """

    id: str
    form: str
    values: dict[str, Any]
    about: dict[str, Any]
    used_on: date

    @property
    def goes_on(self) -> date:
        """The first day on which it is there no more, unless it is used before."""
        return self.used_on + timedelta(days=DAYS_KEPT)


def begin_draft(
    actor: Actor, draft_id: str, form: str, values: Mapping[str, Any], about: Mapping[str, Any]
) -> None:
    """Keep an entry that has just been begun; one that is there already is gone on with."""
    permit(actor, Action.KEEP_DRAFTS)
    with told_plainly(), Session(engine(database_url())) as orm, orm.begin():
        one_at_a_time(orm)
        _remove_old(orm, date.today())
        if orm.get(Draft, draft_id) is None:
            content = {"values": dict(values), "about": dict(about)}
            orm.add(
                Draft(
                    id=draft_id, form=form, owner=actor.key, content=content, used_on=date.today()
                )
            )
            return
    keep_draft(actor, draft_id, values, about)


def keep_draft(
    actor: Actor, draft_id: str, values: Mapping[str, Any], about: Mapping[str, Any]
) -> DraftRow | None:
    """Put fields that changed into a draft, and give it as it stands now; None when it is gone.

    Other fields stay as they are: two devices may have the same draft open.
    """
    permit(actor, Action.KEEP_DRAFTS)
    with told_plainly(), Session(engine(database_url())) as orm, orm.begin():
        one_at_a_time(orm)
        row = _permitted(orm, actor, draft_id)
        if row is None:
            return None
        row.content = {
            "values": {**row.content["values"], **values},
            "about": {**row.content["about"], **about},
        }
        row.used_on = date.today()
        orm.add(row)
        orm.flush()
        return _row(row)


def draft(actor: Actor, draft_id: str) -> DraftRow | None:
    """A draft by its link, whoever began it; None when it was saved, thrown away or too old."""
    permit(actor, Action.KEEP_DRAFTS)
    with reading() as orm:
        row = _permitted(orm, actor, draft_id)
        return None if row is None or row.form == TALLY else _row(row)


def my_drafts(actor: Actor) -> tuple[DraftRow, ...]:
    """What the actor began and did not save, the one used last first."""
    permit(actor, Action.KEEP_DRAFTS)
    with reading() as orm:
        rows = orm.exec(
            select(Draft)
            .where(Draft.owner == actor.key, Draft.form != TALLY)
            .order_by(col(Draft.used_on).desc(), col(Draft.id))
        )
        return tuple(_row(row) for row in rows)


def drafts_waiting(actor: Actor) -> int:
    """How many entries the actor began and did not save."""
    permit(actor, Action.KEEP_DRAFTS)
    return int(one_row(_WAITING, owner=actor.key)[0])


def drop_draft(actor: Actor, draft_id: str) -> None:
    """Throw a draft away, with its tally sheets; one that is gone already is left so."""
    permit(actor, Action.KEEP_DRAFTS)
    with told_plainly(), Session(engine(database_url())) as orm, orm.begin():
        one_at_a_time(orm)
        remove(orm, actor, draft_id)


def remove(orm: Session, actor: Actor, draft_id: str) -> None:
    """Within a write: take a draft and its tally sheets away."""
    _permitted(orm, actor, draft_id)
    orm.connection().execute(
        sa.delete(Draft).where(or_(col(Draft.id) == draft_id, col(Draft.of) == draft_id))
    )


def _permitted(orm: Session, actor: Actor, draft_id: str) -> Draft | None:
    row = orm.get(Draft, draft_id)
    if row is not None:
        permit_draft(orm, actor, row)
    return row


def permit_draft(orm: Session, actor: Actor, row: Draft) -> None:
    """Raise Refused where the link of a draft does not open it for this actor.

    It does for whoever began it, and for those who may record at its place: the place typed into
    it, and that of the activity it changes. A tally sheet opens as its return does.
    """
    whole = (orm.get(Draft, row.of) if row.of else None) or row
    reach = actor.reach(Action.RECORD)
    if whole.owner == actor.key or reach is None:
        return
    values = whole.content.get("values", {})
    places = [values.get("place")]
    if (number := values.get("record")) is not None:
        changed = orm.get(Activity, number)
        places.append(changed.place_id if changed else None)
    if whole.form != RETURN or not set(places) <= reach:
        raise Refused(access.OTHER_PLACES)


def remove_old_drafts(today: date) -> int:
    """Take away what nobody has used for 30 days, and say how many drafts that were."""
    with told_plainly(), Session(engine(database_url())) as orm, orm.begin():
        one_at_a_time(orm)
        return _remove_old(orm, today)


def _remove_old(orm: Session, today: date) -> int:
    # A tally sheet goes with its return, never before it: a tap on any keeps the return in use.
    old = sa.and_(col(Draft.used_on) <= today - timedelta(days=DAYS_KEPT), col(Draft.of).is_(None))
    removed = orm.connection().execute(sa.delete(Draft).where(old)).rowcount
    if removed:
        left = select(Draft.id).where(col(Draft.of).is_(None))
        orm.connection().execute(
            sa.delete(Draft).where(col(Draft.of).is_not(None), col(Draft.of).not_in(left))
        )
    return removed


def _row(row: Draft) -> DraftRow:
    content = row.content if isinstance(row.content, dict) else {}
    values, about = content.get("values"), content.get("about")
    return DraftRow(
        row.id,
        row.form,
        values if isinstance(values, dict) else {},
        NO_PAGE | (about if isinstance(about, dict) else {}),
        row.used_on,
    )
