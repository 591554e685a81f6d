"""What a page is asked to show: place, period, topic and priority group, kept in its address."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache

import streamlit as st

from engagement_metrics import store
from engagement_metrics.access import Action, Actor
from engagement_metrics.models import Period, financial_year_of
from engagement_metrics.store import Filter, Setup
from pages.parts.fields import literal

ALL_PLACES, ALL_TOPICS, EVERYONE = "All places", "All topics", "Everyone"


def ask(actor: Actor, setup: Setup, *, groups: bool = True) -> tuple[Filter, int | None]:
    """The filters as they stand, and the priority group that was chosen."""
    with st.container(key="filters"):  # side by side, as the style sheet has it
        place_id = _place(setup)
        period = _period(actor)
        topic_id = _topic(setup)
        group_id = _group(setup) if groups else None
    return (
        Filter(place_id, setup.within(place_id), period, topic_id, date.today()),
        group_id,
    )


def place_labels(setup: Setup) -> dict[str, int]:
    """The standing places by a label that is theirs alone, in order of the tree."""
    return dict(_place_labels(setup))


@lru_cache(maxsize=8)
def _place_labels(setup: Setup) -> Mapping[str, int]:
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
    labels = _place_labels(setup)
    options = [ALL_PLACES, *labels] if len(setup.children(None)) > 1 else list(labels)
    return labels.get(st.selectbox("Place", options, key="place", bind="query-params"))


def periods(actor: Actor, today: date | None = None) -> tuple[tuple[Period, ...], Period]:
    """The periods that may be asked for, the latest first, and the one to begin with."""
    by_label, first = _periods(store.years(actor), today or date.today())
    return tuple(by_label.values()), first


@lru_cache(maxsize=8)
def _periods(there: tuple[int, ...], today: date) -> tuple[Mapping[str, Period], Period]:
    """The same by label, from the years that there is something of."""
    now = financial_year_of(today)
    years = range(min((*there, now)), max((*there, now)) + 1)
    found: list[Period] = []
    for year in reversed(years):
        found.append(Period.year(year))
        quarters = [Period.quarter(year, number) for number in (4, 3, 2, 1)]
        months = [Period.parse(month) for month in reversed(Period.year(year).months)]
        found += [period for period in (*quarters, *months) if period.start <= today]
    first = Period.year(max(there) if there else now)
    return {period.short: period for period in found}, first


def _period(actor: Actor) -> Period:
    by_label, first = _periods(store.years(actor), date.today())
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


def shown(setup: Setup, wanted: Filter) -> str:
    """What is being shown, in words."""
    words = [setup.place_name(wanted.place_id)]
    if wanted.period is not None:
        under_way = wanted.period.end >= wanted.day
        words.append(wanted.period.label + ", not over yet" * under_way)
    if wanted.topic_id is not None:
        words.append(setup.topics[wanted.topic_id].name)
    return " · ".join(words)


def told(setup: Setup, wanted: Filter) -> str:
    """What is being shown, in words, ready for Markdown."""
    return literal(shown(setup, wanted))
