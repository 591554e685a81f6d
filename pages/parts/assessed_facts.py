"""The measures that go with a dimension, as facts: what all may see, and never a score."""

from datetime import date

import streamlit as st

from engagement_metrics import indicators
from engagement_metrics.access import Actor
from engagement_metrics.models import Audience, Dimension
from engagement_metrics.store import Filter
from pages.parts import fields, filters, guard, view
from pages.parts.assessed_view import AssessedView
from pages.parts.room_facts import SAYS


def show(actor: Actor, shown: AssessedView, dimension: Dimension) -> None:
    """A box with each measure, its value in words and the way to it; made once it is opened."""
    known = guard.definitions(shown.setup).indicators
    ids = [one for one in dimension.measures if one in known]
    if not ids:
        return
    box = st.expander("What our measures say", key=f"facts_{dimension.id}", on_change="rerun")
    if not box.open:
        return
    place = shown.found.place_id
    period = filters.periods(actor)[1]
    wanted = Filter(place, shown.setup.within(place), period, None, date.today())
    read = view.read(actor, shown.setup, Audience.SHARED, wanted, None, frozenset(ids))
    asked = {"period": period.short}
    labels = {at: label for label, at in filters.place_labels(shown.setup).items()}
    if place in labels:
        asked["place"] = labels[place]
    with box:
        st.write(SAYS)
        st.caption(fields.literal(f"{shown.place}, {period.label}, as all may see them."))
        for key in ids:
            indicator, value = read.definitions.indicators[key], read.values[key]
            said = (
                f"{indicators.face(indicator, value)} {indicators.unit(indicator, value)}".strip()
            )
            aimed = read.aimed.get(key)
            target = f" Target: {aimed.text}, {aimed.standing.value.lower()}." if aimed else ""
            st.page_link(
                "measure.py", label=fields.literal(f"{indicator.name}: {said}.{target}"),
                query_params={**asked, "cell": key},
            )  # fmt: skip
