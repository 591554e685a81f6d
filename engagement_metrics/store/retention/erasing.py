"""Erasing people's own words from the history of one record, where they should not have stood."""

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from sqlmodel import SQLModel, col

from engagement_metrics import access
from engagement_metrics.access import Action, Actor
from engagement_metrics.models import Event, History, RecordType
from engagement_metrics.models.columns import NAME
from engagement_metrics.store.owning import as_owner
from engagement_metrics.store.retention.guard import unguarded
from engagement_metrics.store.telling import KINDS, PARTS
from engagement_metrics.store.writing import session

ERASED = "(erased)"


def erase_text(actor: Actor, kind: RecordType, number: int, reason: str) -> int:
    """Erase people's own words from all that history holds of one record; how many lines changed.

    What stands in the record itself stays, as do its numbers, dates and who changed it when. A line
    of history tells of it. ValueError without a reason, LookupError where there is no history.
    """
    access.require(actor, Action.LOOK_AFTER)
    if not reason.strip():
        raise ValueError("erasing needs a reason")
    with as_owner(), session(actor, reason) as writer:
        connection = writer.orm.connection()
        lines = connection.execute(
            sa.select(History.id, History.reason, History.before, History.after).where(
                History.record_type == kind,
                History.record_id == number,
                History.event != Event.ERASED,
            )
        ).all()
        if not lines:
            raise LookupError(f"There is no history of {kind.value} number {number}.")
        changed = 0
        with unguarded(connection):
            for line in lines:
                kept = {
                    "reason": ERASED if line.reason else "",
                    "before": _without_text(kind, line.before),
                    "after": _without_text(kind, line.after),
                }
                if any(kept[name] != getattr(line, name) for name in kept):
                    connection.execute(
                        sa.update(History).where(col(History.id) == line.id).values(kept)
                    )
                    changed += 1
        writer.orm.add(
            History(
                at=writer.now,
                who=actor.name,
                event=Event.ERASED,
                record_type=kind,
                record_id=number,
                reason=reason,
                before={},
                after={"lines": changed},
            )
        )
        writer.changed += 1
    return changed


def _without_text(kind: RecordType, values: Mapping[str, Any]) -> dict[str, Any]:
    table = next((table for table, (its, _) in KINDS.items() if its is kind), None)
    if table is None:
        return dict(values)
    words = _holding_words(table)
    found = {name: _erased(value) if name in words else value for name, value in values.items()}
    if isinstance(found.get("parts"), list):
        part, link = PARTS[table]
        names = sorted(set(part.model_fields) - {"id", link})
        inside = _holding_words(part)
        found["parts"] = [
            [_erased(v) if n in inside else v for n, v in zip(names, row, strict=True)]
            for row in found["parts"]
        ]
    return found


def _holding_words(table: type[SQLModel]) -> set[str]:
    """The columns that hold people's own words: those with room for a name and more."""
    columns = SQLModel.metadata.tables[str(table.__tablename__)].columns
    return {one.name for one in columns if (getattr(one.type, "length", None) or 0) >= NAME}


def _erased(value: Any) -> Any:
    return ERASED if isinstance(value, str) and value else value
