"""What happened to one record: who, what, when and why, with each field before and after."""

from html import escape

import streamlit as st

from engagement_metrics import store
from engagement_metrics.access import Actor
from engagement_metrics.models import Event, History, RecordType
from engagement_metrics.store import Setup
from pages.parts import fields, history_fields, history_words
from pages.parts.days import moment


def show(actor: Actor, setup: Setup, kind: RecordType, number: int) -> None:
    """The history of one record, the latest first; what the tool works out itself is left out."""
    st.html(html(actor, setup, kind, number))


def html(actor: Actor, setup: Setup, kind: RecordType, number: int) -> str:
    """What `show` puts on the page, for one that stands with more in one block."""
    lines = (_line(setup, kind, line) for line in store.history(actor, kind, number))
    return f"<h2>History</h2>{''.join(lines)}"


def _line(setup: Setup, kind: RecordType, line: History) -> str:
    because = f", because: {escape(line.reason)}" if line.reason else ""
    told = (
        f"<p><strong>{history_fields.EVENTS[line.event]}</strong> on {moment(line.at)} by "
        f"{escape(line.who)}{because}</p>"
    )
    if line.event is not Event.CHANGED:
        return told
    rows = [
        (
            word,
            history_words.value(setup, kind, name, line.before),
            history_words.value(setup, kind, name, line.after),
        )
        for name, word in history_words.names(kind).items()
        if name in line.after
    ]
    if rows:
        caption = f"What changed on {moment(line.at)}"
        told += fields.table_html(caption, ("Field", "Before", "After"), rows)
    return told
