"""Saving a return: the time it took, whether it is a second one, and all of it in one write."""

from dataclasses import replace
from time import monotonic

import streamlit as st

from engagement_metrics import entry, store
from engagement_metrics.access import Actor
from engagement_metrics.entry import EntryError, Known
from engagement_metrics.models import (
    Accepted,
    Activity,
    ActivityDraft,
    PartialDate,
    SuggestionDraft,
)
from engagement_metrics.models.columns import Kept
from pages.parts import (
    entry_groups,
    entry_more,
    entry_saved,
    entry_sections,
    entry_state,
    forms,
    guard,
    saving,
)
from pages.parts.entry_state import FORM, state

AWAY = 120  # seconds without a touch: whoever is silent for longer is not filling in the form


def seconds() -> int:
    """How long the form has been in use: the time between touches, where it is not a pause."""
    now = monotonic()
    since = now - st.session_state.get(f"{FORM}.used", now)
    st.session_state[f"{FORM}.used"] = now
    spent: float = st.session_state.get(f"{FORM}.seconds", 0) + (since if since < AWAY else 0)
    st.session_state[f"{FORM}.seconds"] = spent
    return round(spent)


def save(actor: Actor) -> None:
    """Store what was typed: all of it, once, or nothing with a sentence beside each fault."""
    entry_state.put("seconds", seconds())

    def act() -> str:
        setup, number, mark = store.setup(), state("record"), forms.mark(FORM)
        known, typed = guard.known(setup), entry_state.draft(setup, entry_groups.boxes())
        why = entry.accept_reason(state("reason") or "", known, typed.checked)
        with saving.write(actor, FORM, why) as session:
            proposed = entry.with_tallies(typed, session.tallies(mark))
            accepted = entry.accept_activity(proposed, known)
            heard = _suggestions(accepted.record, proposed, known)
            if number is None:
                number = session.add(accepted.record, accepted.parts, key=mark)
                _not_a_second(actor, accepted.record, number)
            else:
                session.change(
                    Activity, number, state("seen"), _values(accepted.record), accepted.parts
                )
            for at, suggestion in enumerate(heard):
                suggestion.record.activity_id = number
                session.add(suggestion.record, suggestion.parts, key=f"{mark}-{at}")
        entry_state.put("result", entry_saved.result(number, accepted.record, len(heard)))
        return ""

    saving.attempt(FORM, act)
    entry_more.open_for_faults()
    entry_sections.open_for_faults()


def _not_a_second(actor: Actor, record: Activity, number: int) -> None:
    """Ask before an activity is stored beside one like it; EntryError until the person says so."""
    like = (record.title, record.place_id, record.ends)
    if state("another") and state("alike_to") == like:
        return
    entry_state.put("alike_to", like)
    found = store.alike(actor, record.title, record.place_id, record.ends)
    there = [row for row in found if row.id != number]  # a retry finds what it saved itself
    entry_state.put("alike", [row.id for row in there])
    if there:
        who = f", recorded by {there[0].created_by}" if there[0].created_by else ""
        raise EntryError(
            {
                "title": f"There is ‘{there[0].title}’ at this place on this day already{who}. "
                "If yours is another one, tick the box above Save."
            },
            {},
        )


def _suggestions(activity: Activity, typed: ActivityDraft, known: Known) -> list[Accepted]:
    ends = PartialDate.parse(activity.ends)
    received = ends.last if ends.precision == "day" else None
    said = SuggestionDraft(
        place=activity.place_id, topic=activity.topic_id, received_on=received,
        checked=typed.checked,
    )  # fmt: skip
    return [entry.accept_suggestion(replace(said, text=text), known) for text in typed.suggestions]


def _values(record: Kept) -> dict[str, object]:
    kept = set(Kept.model_fields) | {"heads_added", "reference", "source"}
    return {name: getattr(record, name) for name in type(record).model_fields if name not in kept}
