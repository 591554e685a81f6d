"""What happened to one record: who, what, when and why, with each field before and after."""

import streamlit as st

from engagement_metrics import store
from engagement_metrics.access import Actor
from engagement_metrics.models import Event, RecordType
from engagement_metrics.store import Setup
from pages.parts import fields, history_fields, history_words
from pages.parts.days import moment


def show(actor: Actor, setup: Setup, kind: RecordType, number: int) -> None:
    """The history of one record, the latest first; what the tool works out itself is left out."""
    st.header("History", anchor=False)
    for line in store.history(actor, kind, number):
        st.write(
            f"**{history_fields.EVENTS[line.event]}** on {moment(line.at)} by "
            f"{fields.literal(line.who)}"
            + (f", because: {fields.literal(line.reason)}" if line.reason else "")
        )
        if line.event is not Event.CHANGED:
            continue
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
            fields.table(
                f"What changed on {moment(line.at)}", ("Field", "Before", "After"), rows
            )  # fmt: skip
