"""Changing the agenda of a meeting: a measure is added, moved or taken off by a button."""

from collections.abc import Callable

import streamlit as st

from engagement_metrics import entry, store
from engagement_metrics.access import Actor
from engagement_metrics.framework import Framework
from engagement_metrics.models import ReviewItem
from engagement_metrics.store import Review, Setup
from pages.parts import fields, forms, guard, saving
from pages.parts.meeting_agenda import known, name

FORM, HERE, MORE = "agenda", "chosen_item", "more"
NOT_THERE = "That measure is not on the agenda any more. Look again."
ONCE = "That measure is on the agenda already."
NOTED = "Notes were taken on this measure, so it stays on the agenda."
Act = Callable[[Review], str]


def change(actor: Actor, setup: Setup, found: Review) -> None:
    """Below the list: the ways to move a measure, take it off, or add another."""
    with st.container():  # holds its place, so that the button that was pressed keeps the keyboard
        told()
    kept = guard.definitions(setup, retired=True)
    there = {item.indicator for item in found.items}
    number = found.review.id
    assert number is not None
    place = {one: at for at, one in enumerate(kept.indicators)}
    if there:
        st.selectbox(
            "Measure to move or take off",
            sorted(there, key=lambda one: place.get(one, 0)),
            format_func=lambda one: name(kept, one), key=f"{FORM}.{HERE}",
        )  # fmt: skip
        with st.container(horizontal=True):
            for label, act in (
                ("Move up", _moved(actor, kept, -1)),
                ("Move down", _moved(actor, kept, 1)),
                ("Take off", _taken_off(actor, kept)),
            ):
                key = f"{FORM}.{label.lower().replace(' ', '_')}.button"
                st.button(label, key=key, on_click=_do, args=(actor, number, act))
    names = {i.id: i.name for i in guard.definitions(setup).indicators.values()}
    more = f"{MORE}_{len(there)}"
    st.selectbox(
        "Measure to add", [one for one in names if one not in there],
        format_func=names.__getitem__, index=None, placeholder="Choose a measure",
        key=f"{FORM}.{more}",
    )  # fmt: skip
    st.button(
        "Add to the agenda", key=f"{FORM}.add.button", on_click=_do,
        args=(actor, number, _added(actor, setup, more)),
    )  # fmt: skip


def told() -> None:
    """What became of the last button, or why it did nothing."""
    if sentence := forms.typed(FORM, "saved"):
        st.success(fields.literal(sentence))
    if trouble := forms.typed(FORM, "trouble"):
        st.error(fields.literal(trouble))
    fields.beside(FORM, "agenda")


def _do(actor: Actor, number: int, act: Act) -> None:
    forms.renew(FORM)
    saving.attempt(FORM, lambda: act(store.review(actor, number)))


def _at(found: Review) -> int:
    """Where the measure that is chosen just now stands on the agenda as it is just now."""
    for at, item in enumerate(found.items):
        if item.indicator == forms.typed(FORM, HERE):
            return at
    raise entry.EntryError({"agenda": NOT_THERE}, {})


def _moved(actor: Actor, kept: Framework, by: int) -> Act:
    def act(found: Review) -> str:
        at = _at(found)
        to = min(max(0, at + by), len(found.items) - 1)
        here, there = found.items[at], found.items[to]
        if to != at:
            with store.session(actor) as session:
                for one, other in ((here, there), (there, here)):
                    assert one.id is not None
                    place = {"position": other.position}
                    session.change(ReviewItem, one.id, one.version, place)
        return f"{name(kept, here.indicator)} is now {to + 1} of {len(found.items)} measures."

    return act


def _taken_off(actor: Actor, kept: Framework) -> Act:
    def act(found: Review) -> str:
        item = found.items[_at(found)]
        if item.said or item.decided or found.asked_of(item.indicator):
            raise entry.EntryError({"agenda": NOTED}, {})
        assert item.id is not None
        with store.session(actor) as session:
            session.withdraw(ReviewItem, item.id, item.version)
        return f"{name(kept, item.indicator)} is off the agenda."

    return act


def _added(actor: Actor, setup: Setup, field: str) -> Act:
    def act(found: Review) -> str:
        indicator = forms.typed(FORM, field)
        if indicator is None:
            raise entry.EntryError({"agenda": "Choose the measure to add."}, {})
        if any(item.indicator == indicator for item in found.items):
            raise entry.EntryError({"agenda": ONCE}, {})
        (item,) = entry.accept_agenda([indicator], known(setup))
        assert found.review.id is not None
        item.review_id = found.review.id
        item.position = max((other.position for other in found.items), default=0) + 1
        with store.session(actor) as session:
            session.add(item)
        return f"{name(guard.definitions(setup), indicator)} is on the agenda."

    return act
