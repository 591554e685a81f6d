"""What has been typed into a return so far, and the draft that stands for it."""

import math
from collections.abc import Sequence
from datetime import date
from typing import Any

import streamlit as st

from engagement_metrics.access import Actor
from engagement_metrics.models import Activity, ActivityDraft, GroupCount, Mode, PartialDate
from engagement_metrics.store import Setup
from pages.parts import browser_values, entry_groups, filters, forms

FORM = "entry"
KEY = f"{FORM}."
NOTHING: dict[str, Any] = {
    "title": "", "aim": None, "method": None, "heads": None, "heads_basis": "Counted",
    "who": False, "topic": None, "suggestions": "", "feedback_promised_on": None,
    "status": "complete", "starts": None, "partial": "", "modes": [], "sessions": None,
    "open_to_public": None, "people_invited": None, "minutes_taken": None, "fed_back_on": None,
    "note": "", "starts_partial": "", "part_find": "", "part_of": None, "piece_of_work": None,
    "reason": "",
}  # fmt: skip


def state(name: str) -> Any:
    """The value of a field as it stands; None where nothing was typed."""
    return st.session_state.get(KEY + name)


def put(name: str, value: object) -> None:
    """Fill a field before it is drawn."""
    st.session_state[KEY + name] = value


def start() -> None:
    """Give every field of a fresh form its first value; what is there stays."""
    typed = browser_values.held()
    first = {"record": None, "ends": date.today(), "characteristics": entry_groups.FIRST, **NOTHING}
    for name, value in first.items():
        if KEY + name not in typed:
            st.session_state.setdefault(
                KEY + name, list(value) if isinstance(value, list) else value
            )


def clear() -> None:
    """Forget all that was typed; a draft of it stays among the unfinished entries."""
    forms.clear(FORM)


def load(record: Activity, parts: Sequence[Any]) -> None:
    """Fill the form with an activity as it is stored."""
    start()
    for name in ("title", "note", "method", "heads", "sessions", "open_to_public", "people_invited",
                 "minutes_taken", "fed_back_on", "feedback_promised_on"):  # fmt: skip
        put(name, getattr(record, name))
    put("record", record.id)
    put("seen", record.version)
    put("aim", record.aim)  # as its box gives it, so that nothing seems to have been typed
    put("status", record.status.value)
    put("was", record.status.value)
    put("minutes", record.minutes_taken)
    put("completed", record.return_completed_on)
    put("heads_basis", "Estimated" if record.heads_basis == "estimated" else "Counted")
    put("place", record.place_id)
    for name in ("topic", "piece_of_work", "part_of"):
        put(name, getattr(record, f"{name}_id"))
    put("modes", [Mode(mode) for mode in record.modes.split(";") if mode])
    ends = PartialDate.parse(record.ends)
    put("ends", ends.last)
    put("partial", "" if ends.precision == "day" else record.ends)
    starts = PartialDate.parse(record.starts)
    put(
        "starts",
        starts.first if record.starts != record.ends and starts.precision == "day" else None,
    )
    put(
        "starts_partial",
        "" if starts.precision == "day" or record.starts == record.ends else record.starts,
    )
    counts = [part for part in parts if isinstance(part, GroupCount)]
    put("who", bool(counts))
    put("characteristics", entry_groups.of(counts) or list(entry_groups.FIRST))
    put("estimated", {(p.characteristic, p.category) for p in counts if p.estimated})
    for part in counts:
        put(f"group.{part.characteristic}.{part.category}", part.n)


def draft(setup: Setup, boxes: entry_groups.Boxes) -> ActivityDraft:
    """What was typed, as a draft for `entry`; `boxes` is what stands in those of who came."""
    return ActivityDraft(
        title=state("title") or "", aim=state("aim"), method=state("method"),
        place=state("place") if state("place") in setup.places else None, topic=state("topic"),
        piece_of_work=state("piece_of_work"), part_of=state("part_of"),
        starts=(state("starts_partial") or "").strip() or state("starts"),
        ends=(state("partial") or "").strip() or state("ends"), status=state("status"),
        heads=state("heads"), heads_basis=(state("heads_basis") or "Counted").lower(),
        modes=list(state("modes") or []), sessions=state("sessions"),
        open_to_public=state("open_to_public"), people_invited=state("people_invited"),
        minutes_taken=_minutes(),
        return_completed_on=_completed(),
        feedback_promised_on=state("feedback_promised_on"), fed_back_on=state("fed_back_on"),
        note=state("note") or "", groups=entry_groups.groups(boxes),
        estimated=state("estimated") or set(),
        suggestions=_lines(state("suggestions")),
        checked=bool(state("checked")), record_id=state("record"),
    )  # fmt: skip


def _lines(text: str | None) -> list[str]:
    return [line.strip() for line in (text or "").splitlines() if line.strip()]


def _completed() -> date | None:
    """The day the return became complete: today, unless it was complete before."""
    if state("status") != "complete":
        return None
    return state("completed") if state("was") == "complete" else date.today()


def _minutes() -> int | None:
    """The minutes that were typed; else how long the form was in use, begun minutes as whole ones.

    A return that was finished keeps its own; what a later look costs is no part of it.
    """
    typed: int | None = state("minutes_taken")
    if typed is not None and typed != state("minutes"):
        return typed
    if state("was") == "complete":
        return state("minutes")
    return (state("minutes") or 0) + max(1, math.ceil((state("seconds") or 0) / 60))


def first_place(actor: Actor, setup: Setup) -> None:
    """Begin with the place used last, or the only one there is."""
    places = filters.own_places(actor, setup)
    if state("place") is None and KEY + "place" not in browser_values.held():
        put("place", next(iter(places.values())) if len(places) == 1 else None)
