"""What has been typed into a return so far, and the draft that stands for it."""

import math
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import streamlit as st

from engagement_metrics.access import Actor
from engagement_metrics.models import Activity, ActivityDraft, GroupCount, Mode, PartialDate
from engagement_metrics.store import Setup
from pages.parts import browser_values, entry_groups, filters, forms
from pages.parts.entry_words import SECTIONS

FORM = "entry"
KEY = f"{FORM}."
# The first values of a fresh return. Each is put there though it is empty: a browser would keep
# what stood in the box before.
NOTHING: dict[str, Any] = {
    "record": None, "title": "", "aim": None, "method": None, "heads": None,
    "heads_basis": "Counted", "who": False, "topic": None, "suggestions": "",
    "feedback_promised_on": None, "status": "complete", "reason": "",
}  # fmt: skip
# Those behind 'More', put there as it is opened: each value held costs time at every box drawn.
NOTHING_MORE: dict[str, Any] = {
    "starts": None, "partial": "", "modes": [], "sessions": None, "open_to_public": None,
    "people_invited": None, "minutes_taken": None, "fed_back_on": None, "note": "",
    "starts_partial": "", "part_find": "", "part_of": None, "piece_of_work": None,
}  # fmt: skip
# As its box gives it, so that nothing seems to have been typed.
AS_STORED = (
    "title", "note", "method", "aim", "heads", "sessions", "open_to_public", "people_invited",
    "minutes_taken", "fed_back_on", "feedback_promised_on",
)  # fmt: skip


def state(name: str) -> Any:
    """The value of a field as it stands; None where nothing was typed."""
    return st.session_state.get(KEY + name)


def put(name: str, value: object) -> None:
    """Fill a field before it is drawn."""
    st.session_state[KEY + name] = value


def start() -> None:
    """Give every field of a fresh form its first value; what is there stays."""
    begin({"ends": date.today(), "characteristics": entry_groups.FIRST, **NOTHING})


def begin(first: Mapping[str, Any]) -> None:
    """Give each of these fields its first value, where it has none and no browser holds one."""
    typed = browser_values.held()
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
    ends, starts = PartialDate.parse(record.ends), PartialDate.parse(record.starts)
    longer = record.starts != record.ends
    counts = [part for part in parts if isinstance(part, GroupCount)]
    asked = entry_groups.of(counts)
    there: dict[str, Any] = {
        **{name: getattr(record, name) for name in AS_STORED},
        **{name: getattr(record, f"{name}_id") for name in ("place", "topic", "piece_of_work")},
        "record": record.id, "seen": record.version, "part_of": record.part_of_id,
        "status": record.status.value, "was": record.status.value,
        "minutes": record.minutes_taken, "completed": record.return_completed_on,
        "heads_basis": "Estimated" if record.heads_basis == "estimated" else "Counted",
        "modes": [Mode(mode) for mode in record.modes.split(";") if mode],
        "ends": ends.last,
        "partial": "" if ends.precision == "day" else record.ends,
        "starts": starts.first if longer and starts.precision == "day" else None,
        "starts_partial": record.starts if longer and starts.precision != "day" else "",
        "who": bool(counts), "characteristics": asked or list(entry_groups.FIRST),
        "folded": [*SECTIONS, *asked],
        "estimated": {(p.characteristic, p.category) for p in counts if p.estimated},
        **{f"group.{part.characteristic}.{part.category}": part.n for part in counts},
    }  # fmt: skip
    for name, value in there.items():
        if name in NOTHING or value not in (None, "", [], set()):
            put(name, value)


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
