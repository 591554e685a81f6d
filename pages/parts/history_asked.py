"""Which lines of the history are asked for: words, who, kind, number and days, in the address."""

from datetime import date

import streamlit as st

from engagement_metrics.access import Action, Actor
from engagement_metrics.models import RecordType
from engagement_metrics.store import histories
from engagement_metrics.store.histories import Asked
from pages.parts import history_fields, paging

ANYBODY, ANYTHING = "Anybody", "Anything"


def ask(actor: Actor) -> Asked:
    """The filters as they stand."""
    kinds = {
        word: kind
        for kind, word in history_fields.KINDS.items()
        if kind is not RecordType.PERSON or actor.may(Action.MANAGE_PEOPLE)
    }
    with st.container(key="filters"):
        columns = st.columns(3)
        with columns[0]:
            words = st.text_input(
                "Words", key="words", bind="query-params", max_chars=80, on_change=paging.first
            )
            number = st.text_input(
                "Number of the record", key="number", bind="query-params", max_chars=10,
                on_change=paging.first,
            )  # fmt: skip
        with columns[1]:
            who = st.selectbox(
                "Who", [ANYBODY, *histories.people(actor)], key="who", bind="query-params",
                on_change=paging.first,
            )  # fmt: skip
            kind = st.selectbox(
                "About", [ANYTHING, *kinds], key="about", bind="query-params",
                on_change=paging.first,
            )  # fmt: skip
        with columns[2]:
            first, last = _day("From", "from"), _day("To", "to")
    if number and not number.isdecimal():
        st.error("Write the number of the record in digits, such as 57.")
    return Asked(
        words=words,
        who=None if who == ANYBODY else who,
        kind=kinds.get(kind),
        number=int(number) if number.isdecimal() else None,
        first=first,
        last=last,
    )


def _day(label: str, key: str) -> date | None:
    chosen: date | None = st.date_input(
        label, None, key=key, bind="query-params", format="DD/MM/YYYY", on_change=paging.first,
        min_value=date(2000, 1, 1), max_value=date(2099, 12, 31),
    )  # fmt: skip
    return chosen
