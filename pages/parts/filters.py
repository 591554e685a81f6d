"""What a page is asked to show: place, period, topic and priority group, kept in its address."""

from datetime import date

import streamlit as st

from engagement_metrics import store
from engagement_metrics.access import Action, Actor
from engagement_metrics.models import Period, financial_year_of
from engagement_metrics.store import Filter, Setup
from pages.parts.fields import literal

ALL_PLACES, ALL_TOPICS, EVERYONE = "All places", "All topics", "Everyone"


def ask(actor: Actor, setup: Setup, *, groups: bool = True) -> tuple[Filter, int | None]:
    """The filters as they stand, and the priority group that was chosen."""
    with st.container(key="filters"):
        columns = st.columns(4 if groups else 3)
        with columns[0]:
            place_id = _place(setup)
        with columns[1]:
            period = _period(actor)
        with columns[2]:
            topic_id = _topic(setup)
        group_id = None
        if groups:
            with columns[3]:
                group_id = _group(setup)
    return (
        Filter(place_id, setup.within(place_id), period, topic_id, date.today()),
        group_id,
    )


def place_labels(setup: Setup) -> dict[str, int]:
    """The standing places by a label that is theirs alone, in order of the tree."""
    names = [setup.places[number].name for number in setup.in_order]
    labels = {}
    for number in setup.in_order:
        place = setup.places[number]
        label = place.name
        if names.count(label) > 1 and place.parent_id is not None:
            label = f"{setup.places[place.parent_id].name} > {label}"
        labels[label] = number
    return labels


def own_places(actor: Actor, setup: Setup) -> dict[str, int]:
    """The standing places at which the actor may record, by label."""
    reach = actor.reach(Action.RECORD)
    return {
        label: number
        for label, number in place_labels(setup).items()
        if reach is None or number in reach
    }


def _place(setup: Setup) -> int | None:
    labels = place_labels(setup)
    options = [ALL_PLACES, *labels] if len(setup.children(None)) > 1 else list(labels)
    return labels.get(st.selectbox("Place", options, key="place", bind="query-params"))


def periods(actor: Actor, today: date | None = None) -> tuple[list[Period], Period]:
    """The periods that may be asked for, the latest first, and the one to begin with."""
    today = today or date.today()
    there = store.years(actor)
    now = financial_year_of(today)
    years = range(min((*there, now)), max((*there, now)) + 1)
    found: list[Period] = []
    for year in reversed(years):
        found.append(Period.year(year))
        quarters = [Period.quarter(year, number) for number in (4, 3, 2, 1)]
        months = [Period.parse(month) for month in reversed(Period.year(year).months)]
        found += [period for period in (*quarters, *months) if period.start <= today]
    first = Period.year(max(there) if there else now)
    return found, first


def _period(actor: Actor) -> Period:
    found, first = periods(actor)
    by_label = {period.short: period for period in found}
    labels = list(by_label)
    chosen = st.selectbox(
        "Period", labels, index=labels.index(first.short), key="period", bind="query-params"
    )
    return by_label[chosen]


def _topic(setup: Setup) -> int | None:
    labels = {topic.name: topic.id for topic in setup.topics.values() if not topic.withdrawn}
    return labels.get(
        st.selectbox("Topic", [ALL_TOPICS, *labels], key="topic", bind="query-params")
    )


def _group(setup: Setup) -> int | None:
    labels = {group.name: group.id for group in setup.groups.values() if not group.withdrawn}
    return labels.get(
        st.selectbox("Priority group", [EVERYONE, *labels], key="group", bind="query-params")
    )


def told(setup: Setup, wanted: Filter) -> str:
    """What is being shown, in words, ready for Markdown."""
    words = [literal(setup.place_name(wanted.place_id))]
    if wanted.period is not None:
        words.append(wanted.period.label)
    if wanted.topic_id is not None:
        words.append(literal(setup.topics[wanted.topic_id].name))
    return " · ".join(words)
