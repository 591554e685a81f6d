"""What changed because of suggestions: the list, and one change with those it answers."""

from html import escape

import streamlit as st

from engagement_metrics import store
from engagement_metrics.access import Action, Actor
from engagement_metrics.models import Audience, Change, ChangeSuggestion, RecordType
from engagement_metrics.store import Setup
from pages.parts import (
    change_form,
    fields,
    forms,
    paging,
    record_history,
    records,
    standing,
    suggestions,
)
from pages.parts.days import day


def open_change(number: int) -> None:
    """Open one change; the callback of a button."""
    suggestions.close()
    st.query_params["change"] = str(number)


def show(actor: Actor, setup: Setup, audience: Audience, asked: suggestions.Asked) -> None:
    """The latest changes; in the shared view without any free text."""
    team = audience is Audience.TEAM
    found = store.changes(actor, asked.wanted, audience=audience)
    if not found.rows:
        st.write("No change is here yet. A change says what is different because of suggestions.")
        return
    if found.total > len(found.rows):
        st.write(f"The latest {len(found.rows)} of {found.total:,} changes.")
    blocks = []
    for row, number in found.rows:
        answers = "1 suggestion" if number == 1 else f"{number:,} suggestions"
        about = [day(row.on), setup.place_name(row.place_id)]
        if row.topic_id in setup.topics:
            about.append(setup.topics[row.topic_id].name)
        about.append(f"answers {answers}")
        words = f"<h3>{escape(row.title)}</h3><p>{escape(row.what)}</p>" if team else ""
        way = records.way(f"Open change {row.id}", change=row.id) if team else ""
        blocks.append(f'{words}<p class="quiet">{escape(" · ".join(about))}</p>{way}')
    records.show(blocks)


def one(actor: Actor, setup: Setup, number: int) -> None:
    """One change, with the suggestions that it answers."""
    st.button("Back to the list", key="back", on_click=suggestions.close)
    try:
        row, parts = store.record(actor, Change, number)
    except LookupError:
        st.warning(paging.not_there("change", number))
        return
    about = f"change {number}"
    st.header(f"Change {number}: {fields.literal(row.title)}", anchor=False)
    if row.withdrawn:
        st.write("This change is withdrawn. It counts in no figure.")
    undone = f" It was undone on {day(row.reversed_on)}." if row.reversed_on else ""
    st.html(
        f"<p>{escape(row.what)}</p><p>Changed on {day(row.on)} in "
        f"{escape(setup.place_name(row.place_id))}.{undone}</p>"
    )
    links = [part.suggestion_id for part in parts if isinstance(part, ChangeSuggestion)]
    st.subheader("Suggestions that it answers", anchor=False)
    for said in store.suggestions_by_number(actor, links):
        st.html(f"<p>“{escape(said.text)}”</p>")
        st.button(
            f"Open suggestion {said.id}", key=f"open_{said.id}", on_click=_to, args=(said.id,)
        )
    if actor.may(Action.RECORD):
        with st.container(horizontal=True):
            if not row.withdrawn:
                st.button(
                    "Change it", key="open_change", on_click=forms.open,
                    args=(change_form.FORM, about, row, links),
                )  # fmt: skip
            standing.button(standing.seen(row, "change"), "change", about)
        change_form.show(actor, setup, about)
        standing.form(actor, "change", about)
    record_history.show(actor, setup, RecordType.CHANGE, number)


def _to(number: int) -> None:
    suggestions.close()
    suggestions.open_one(number)
