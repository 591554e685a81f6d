"""The measures that go with a dimension, as facts beside it: what they say, and never a score."""

from datetime import date

import streamlit as st

from engagement_metrics import indicators
from engagement_metrics.access import Actor
from engagement_metrics.models import AssessedDimension, Audience
from engagement_metrics.store import Filter, Setup
from engagement_metrics.store.rounds import Round
from pages.parts import fields, filters, guard, view

SAYS = "These are facts to talk about. No level follows from them."


def show(actor: Actor, setup: Setup, found: Round, here: AssessedDimension) -> None:
    """A box with what everybody may see of the measures; what lies in it is made once opened."""
    asked = found.model.dimension(here.dimension).measures
    known = guard.definitions(setup).indicators
    ids = [one for one in asked if one in known]
    if not ids:
        return
    box = st.expander("What our measures say", key=f"facts_{here.dimension}", on_change="rerun")
    if not box.open:
        return
    place = found.round.place_id
    period = filters.periods(actor)[1]
    wanted = Filter(place, setup.within(place), period, None, date.today())
    shown = view.read(actor, setup, Audience.SHARED, wanted, None, frozenset(ids))
    rows = []
    for key in ids:
        indicator, value = shown.definitions.indicators[key], shown.values.get(key)
        if value is None:
            continue
        face, unit = indicators.face(indicator, value), indicators.unit(indicator, value)
        aimed = shown.aimed.get(key)
        target = f"{aimed.text}: {aimed.standing.value}" if aimed else "No target"
        rows.append((indicator.name, f"{face} {unit}".strip(), target))
    with box:
        st.write(SAYS)
        fields.table(f"Our measures, {period.label}", ("Measure", "Figure", "Target"), rows)
