"""The agenda of a meeting: what it is made of to begin with, and its measures in order."""

from datetime import date
from html import escape

import streamlit as st

from engagement_metrics import entry, store
from engagement_metrics.access import Actor
from engagement_metrics.framework import Framework
from engagement_metrics.store import Review, Setup
from pages.parts import guard


def proposed(_: Actor, setup: Setup) -> tuple[str, ...]:
    """The twelve measures to begin with, by id."""
    return tuple(indicator.id for indicator in guard.definitions(setup).first_twelve())


def as_last(actor: Actor, setup: Setup) -> tuple[str, ...]:
    """The measures of the last meeting that are there still, by id."""
    standing = guard.definitions(setup).indicators
    last = next(iter(store.reviews(actor)), None)
    if last is None or last.id is None:
        return ()
    return tuple(i.indicator for i in store.review(actor, last.id).items if i.indicator in standing)


def known(setup: Setup) -> entry.Known:
    """What an agenda is held against: our own measures count among all others."""
    return entry.Known(guard.definitions(setup), setup, date.today())


def name(kept: Framework, indicator: str) -> str:
    """What a measure is called; one that was taken out of the files goes by its code."""
    found = kept.indicators.get(indicator)
    return found.name if found else indicator


def listed(setup: Setup, found: Review) -> None:
    """The measures in order, as a list."""
    st.header("Agenda", anchor=False)
    kept = guard.definitions(setup, retired=True)
    if found.before:
        st.write("First come the actions from earlier meetings.")
    lines = [name(kept, item.indicator) for item in found.items]
    if lines:
        st.html(f"<ol>{''.join(f'<li>{escape(line)}</li>' for line in lines)}</ol>")
    else:
        st.info("No measure is on the agenda yet. Add the first one here.")
