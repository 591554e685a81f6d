"""Saving an answer at once, and again by itself where the store could not be reached."""

from collections.abc import Collection
from contextlib import suppress
from dataclasses import replace
from datetime import date

import streamlit as st

from engagement_metrics import store
from engagement_metrics.entry import EntryError
from engagement_metrics.entry.scores import DONT_KNOW, ScoreDraft, accept_score
from engagement_metrics.models import AssessedDimension
from engagement_metrics.store import scoring
from engagement_metrics.store.round_steps import NotNow
from engagement_metrics.store.scores import Given, hashed
from engagement_metrics.store.scoring import Seat
from pages.parts import fields, join_state

FIELDS = ("level", "sure", "reason", "shared")
WHY = "join.why_not"  # why the store did not take an answer, while it has not


def form(link: str, here: AssessedDimension) -> str:
    """The name of the fields of one answer; nothing of one answer stands in another's.

    The fields of two people have two names, though they take turns in one tab.
    """
    return f"join.{hashed(link)[:12]}.{here.dimension}.{join_state.wave(here)}"


def keep(link: str, seat: Seat, here: AssessedDimension, *touched: str) -> None:
    """Save what was touched of an answer; the callback of each of its fields.

    The rest stays as it is in the store by now: another tab may have changed it. Where the words
    on the screen cannot be saved, what was saved of these stays.
    """
    name, at = form(link, here), (here.dimension, join_state.wave(here) or 0)
    before = _by_now(link, seat, here)
    touched = touched if before else FIELDS
    draft = _draft(name, before or Given(None), touched)
    levels, today = len(seat.model.levels), date.today()
    try:
        given = accept_score(draft, levels, today)
        if "reason" in touched:
            fields.remember(name, None)
    except EntryError as fault:
        fields.remember(name, fault)
        if "reason" not in {**fault.faults, **fault.doubts}:
            return
        stays = before or Given(None)
        shared = stays.shared and draft.shared
        draft = replace(draft, reason=stays.reason, shared=shared, checked=True)
        given = accept_score(draft, levels, today)
    changes = {field: getattr(given, field) for field in touched}
    shown = st.session_state.get(f"{name}.known")
    st.session_state[f"{name}.known"] = join_state.changed(shown, changes)
    if "reason" in touched:
        changes["shared"] = given.shared
    join_state.pending().setdefault(at, {}).update(changes)
    again(link, seat)


def _by_now(link: str, seat: Seat, here: AssessedDimension) -> Given | None:
    """Somebody's own answer as it is now; as it was last seen where the store is away."""
    with suppress(NotNow, store.StoreUnavailable):  # saving it says so
        seat = scoring.seat(link)
    return join_state.own(seat, here, join_state.wave(here) or 0)


def _draft(name: str, before: Given, touched: Collection[str]) -> ScoreDraft:
    """An answer as it was, with what was touched as it stands on the phone."""
    typed = st.session_state
    draft = ScoreDraft(before.level or DONT_KNOW, before.sure, before.reason, before.shared, True)
    if "level" in touched:
        draft = replace(draft, choice=typed.get(f"{name}.level"))
    if "sure" in touched:
        draft = replace(draft, sure=typed.get(f"{name}.sure"))
    ticked = bool(typed.get(f"{name}.shared"))
    if "reason" in touched:
        # A tick counts once there are words, but not one that was taken back in another tab.
        known: Given | None = typed.get(f"{name}.known")
        taken_back = known is not None and known.shared and not before.shared
        words, checked = typed.get(f"{name}.reason") or "", bool(typed.get(f"{name}.checked"))
        draft = replace(draft, reason=words, shared=ticked and not taken_back, checked=checked)
    elif "shared" in touched:
        unsaved = typed.get(f"{name}.faults") or typed.get(f"{name}.doubts")
        draft = replace(draft, shared=ticked and (before.shared or not unsaved))
    return draft


def moved_elsewhere(name: str, given: Given | None) -> set[str]:
    """Show what another tab changed of an answer since it was drawn here: which fields those are.

    Words stay as they stand here until the dimension is opened again: they may be being typed.
    """
    typed, moved = st.session_state, set()
    known: Given | None = typed.get(f"{name}.known", given)
    typed[f"{name}.known"] = given
    then, now = _chosen(known), _chosen(given)
    for field, value in now.items():
        if then[field] != value and typed.get(f"{name}.{field}", value) != value:
            typed[f"{name}.{field}"] = value
            moved.add(field)
    return moved


def _chosen(given: Given | None) -> dict[str, object]:
    if given is None:
        return {"level": None, "sure": None, "shared": False}
    return {"level": given.level or DONT_KNOW, "sure": given.sure, "shared": given.shared}


def catch_up(link: str, seat: Seat, here: AssessedDimension) -> None:
    """Save what a browser kept while the server was away: it brings that along, and says nothing.

    Only where this session shows an answer for the first time; a page loaded anew brings nothing.
    """
    name, typed = form(link, here), st.session_state
    if typed.get(f"{name}.drawn"):
        return
    typed[f"{name}.drawn"] = True
    shown = join_state.own(seat, here, join_state.wave(here) or 0)
    stored = {**_chosen(shown), "reason": shown.reason if shown else ""}
    brought = [
        field for field in FIELDS if typed.get(f"{name}.{field}", stored[field]) != stored[field]
    ]
    if brought:
        keep(link, seat, here, *brought)
        st.rerun()


def again(link: str, seat: Seat) -> bool:
    """Save what the store has not taken yet; whether there was any, and none is left."""
    waiting = join_state.pending()
    there = bool(waiting)
    for (dimension, wave), changes in tuple(waiting.items()):
        try:
            stored = scoring.seat(link).own.get((dimension, wave))
            scoring.score(link, dimension, wave, join_state.changed(stored, changes))
        except store.StoreUnavailable as reason:
            st.session_state[WHY] = str(reason)
            return False
        except NotNow as reason:
            name = seat.model.dimension(dimension).name
            lost = f"Your last answer to '{name}' is not saved. {reason}"
            st.session_state[join_state.LOST] = lost
        waiting.pop((dimension, wave), None)
    return there
