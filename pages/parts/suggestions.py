"""The list of suggestions: its filters, where they all stand, and each one as a plain block."""

from dataclasses import dataclass
from datetime import date
from html import escape

import streamlit as st

from engagement_metrics import store
from engagement_metrics.access import Actor
from engagement_metrics.models import Audience, Suggestion, SuggestionStatus, SuggestionStep
from engagement_metrics.store import Filter, Setup
from pages.parts import fields, filters, forms, paging, records, suggestion_words

ACTED = (SuggestionStep.ACTED_IN_FULL, SuggestionStep.ACTED_IN_PART)
WITHDRAWN, TOLD = "Withdrawn", "People were told"
CHOICES: dict[str, tuple[SuggestionStep | None, ...] | None] = {
    "All": None,
    "Waiting": (None,),
    "Looked into": (SuggestionStep.LOOKED_INTO,),
    "Acted on": ACTED,
    "Not possible": (SuggestionStep.NOT_POSSIBLE,),
    TOLD: None,
    "Taken off the list": (SuggestionStep.REMOVED,),
    WITHDRAWN: None,
}


@dataclass(frozen=True)
class Asked:
    """What the filters ask for."""

    wanted: Filter
    step: str


def _place_and_topic(setup: Setup) -> Filter:
    labels = filters.place_labels(setup)
    options = [filters.ALL_PLACES, *labels] if len(setup.children(None)) > 1 else list(labels)
    chosen = st.selectbox("Place", options, key="place", bind="query-params", on_change=_afresh)
    topics = {topic.name: topic.id for topic in setup.topics.values() if not topic.withdrawn}
    topic = st.selectbox(
        "Topic", [filters.ALL_TOPICS, *topics], key="topic", bind="query-params",
        on_change=_afresh,
    )  # fmt: skip
    place_id = labels.get(chosen)
    return Filter(place_id, setup.within(place_id), None, topics.get(topic), date.today())


def _afresh() -> None:
    forms.forget_saved()
    _to_the_list()
    paging.first()


def ask(setup: Setup, team: bool) -> Asked:
    """The filters as they stand; a change of one leads back to the list."""
    with st.container(key="filters", horizontal=True):
        wanted = _place_and_topic(setup)
        choices = [choice for choice in CHOICES if team or choice != WITHDRAWN]
        step = st.selectbox(
            "How far it has come", choices, key="step", bind="query-params", on_change=_afresh
        )
    return Asked(wanted, step)


def open_one(number: int) -> None:
    """Open one suggestion; the callback of a button."""
    forms.close()
    st.query_params["suggestion"] = str(number)


def close() -> None:
    """Go back to the list; the callback of a button."""
    forms.close()
    _to_the_list()


def _to_the_list() -> None:
    for name in ("suggestion", "change"):
        if name in st.query_params:
            del st.query_params[name]


def counts(actor: Actor, asked: Asked, team: bool) -> None:
    """How many suggestions have come how far: a sentence for the team, a table for everybody."""
    found = store.suggestion_steps(actor, asked.wanted)
    told = found.pop(SuggestionStep.TOLD, 0)
    steps = (step for step in (None, *suggestion_words.STEPS) if step is not SuggestionStep.TOLD)
    rows = [(suggestion_words.state(step), f"{found.get(step, 0):,}") for step in steps]
    total = f"{sum(found.values()):,}"
    if team:
        each = ", ".join(f"{number} {name.lower()}" for name, number in rows if number != "0")
        st.write(f"In all {total}{': ' if each else ''}{each}. People were told about {told:,}.")
        return
    rows += [("All", total), ("People were told what came of it", f"{told:,}")]
    fields.table("How far suggestions have come", ("Step", "Suggestions"), rows, numbers=(1,))


def show(actor: Actor, setup: Setup, audience: Audience, asked: Asked) -> None:
    """The suggestions that were asked for, overdue promises first."""
    found = store.suggestions(
        actor, asked.wanted, steps=CHOICES[asked.step], told_only=asked.step == TOLD,
        withdrawn=asked.step == WITHDRAWN, page=paging.number(), audience=audience,
    )  # fmt: skip
    if not found.rows:
        st.write("No suggestion is here. Choose other filters, or add the first one.")
        return
    steps = store.statuses(actor, audience, [row.id for row in found.rows])
    team = audience is Audience.TEAM
    records.show(
        f"<h3>{escape(heading(row))}</h3>{block(setup, audience, row, steps[row.id])}"
        + (records.way(f"Open suggestion {row.id}", suggestion=row.id) if team else "")
        for row in found.rows
    )
    paging.turn(found, "suggestions")


def block(
    setup: Setup, audience: Audience, row: Suggestion, steps: tuple[SuggestionStatus, ...]
) -> str:
    """One suggestion in plain lines of HTML; in the shared view without any free text."""
    today, team = date.today(), audience is Audience.TEAM
    about = [setup.place_name(row.place_id)]
    if row.topic_id in setup.topics:
        about.append(setup.topics[row.topic_id].name)
    about += [suggestion_words.received(row), suggestion_words.said_so(row)]
    lines = [f"<p>“{escape(row.text)}”</p>"] if team else []
    lines.append(f'<p><span class="quiet">{escape(" · ".join(about))}</span>')
    owner = f"Owner: {row.owner or 'nobody yet'}." if team else ""
    if promised := f"{owner} {suggestion_words.promise(row, today)}".strip():
        lines.append(f"<br>{escape(promised)}")
    measured = suggestion_words.measured(row, today)
    lines.append(f"<br><strong>60% measure:</strong> {escape(measured)}</p>")
    if steps:
        items = "".join(f"<li>{escape(suggestion_words.step(step))}</li>" for step in steps)
        lines.append(f"<ul>{items}</ul>")
    return "".join(lines)


def heading(row: Suggestion) -> str:
    """The number of a suggestion, how far it has come, and what most needs to be known of it."""
    late = ", promise overdue" if suggestion_words.overdue(row, date.today()) else ""
    gone = ", withdrawn" if row.withdrawn else ""
    return f"Suggestion {row.id}: {suggestion_words.state(row.step).lower()}{late}{gone}"
