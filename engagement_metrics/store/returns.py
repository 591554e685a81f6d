"""What the returns recorded so far can do for the next one: warn of a second, and fill it in."""

import re
from difflib import SequenceMatcher

import sqlalchemy as sa
from sqlmodel import col, select

from engagement_metrics.access import Action, Actor
from engagement_metrics.models import Activity
from engagement_metrics.store.asking import only_theirs, permit
from engagement_metrics.store.engine import reading

ALIKE = 0.8  # of 1: 'Winter stall' and 'Winter stalls' are, 'Winter stall' and 'Spring stall' not
RECENT = 100  # returns


def alike(actor: Actor, title: str, place_id: int, ends: str) -> tuple[Activity, ...]:
    """Standing activities of that place and day whose titles are the same or nearly so."""
    permit(actor, Action.SEE_TEAM, [place_id])
    with reading() as orm:
        rows = orm.exec(
            select(Activity).where(
                col(Activity.withdrawn).is_(False),
                Activity.place_id == place_id,
                Activity.ends == ends,
            )
        ).all()
        orm.expunge_all()
    return tuple(row for row in rows if _nearly(title, row.title))


def _nearly(one: str, other: str) -> bool:
    if re.findall(r"\d+", one) != re.findall(r"\d+", other):
        return False  # session 1 and session 2
    one, other = (" ".join(sorted(re.findall(r"\w+", text.lower()))) for text in (one, other))
    return SequenceMatcher(None, one, other).ratio() >= ALIKE


def last_return(actor: Actor) -> Activity | None:
    """The return that the actor typed in last; None where they have typed in none that stands."""
    permit(actor, Action.RECORD)
    with reading() as orm:
        found = orm.exec(
            select(Activity)
            .where(col(Activity.withdrawn).is_(False), Activity.created_by == actor.name)
            .where(Activity.source == "")  # not one of an imported sheet
            .where(*only_theirs(actor, Activity))
            .order_by(col(Activity.id).desc())
            .limit(1)
        ).first()
        orm.expunge_all()
    return found


def minutes_of_returns(actor: Actor) -> tuple[int, ...]:
    """How many minutes each of the team's last 100 returns took, where it is known."""
    permit(actor, Action.SEE_TEAM)
    with reading() as orm:
        return tuple(
            minutes
            for minutes in orm.exec(
                select(Activity.minutes_taken)
                .where(col(Activity.withdrawn).is_(False), *only_theirs(actor, Activity))
                .where(sa.not_(col(Activity.minutes_taken).is_(None)))
                .order_by(col(Activity.id).desc())
                .limit(RECENT)
            )
            if minutes is not None
        )
