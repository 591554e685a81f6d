"""What a reported figure said on a day: asked for by measure, place and period."""

from datetime import date

import streamlit as st

from engagement_metrics import store
from engagement_metrics.access import Actor
from engagement_metrics.indicators import reporting
from engagement_metrics.store import Setup
from pages.parts import fields, filters, guard
from pages.parts.days import day


def on_a_day(actor: Actor, setup: Setup) -> None:
    """Below the filters: the measure, place, period and day, and what stood reported then."""
    offered = {
        key: indicator
        for key, indicator in guard.definitions(setup).indicators.items()
        if reporting.is_reported(indicator)
    }
    places: list[int | None] = [None, *setup.in_order]
    today = date.today()
    ended = {one.code: one for one in filters.periods(actor, today)[0] if one.end < today}
    if not ended:
        return
    with st.container(border=True):
        st.subheader("What did a reported figure say?", anchor=False)
        key = st.selectbox(
            "Measure", list(offered), format_func=lambda at: offered[at].name,
            key="said.indicator",
        )  # fmt: skip
        place = st.selectbox("Place", places, format_func=setup.place_name, key="said.place")
        told_for = [at for at, one in ended.items() if one.kind in offered[key].periods]
        code: str | None = st.selectbox(
            "Period", told_for, format_func=lambda at: ended[at].short, key="said.period"
        )
        on = st.date_input("On", today, key="said.on", format="DD/MM/YYYY", width=320)
        if code is None:
            return
        found = store.reported(actor, place, ended[code]).get(key, ())
        then = reporting.on_day(found, on)
        about = f"{offered[key].name}, {setup.place_name(place)}, {ended[code].short}"
        if then is None:
            st.write(fields.literal(f"{about}: at the end of {day(on)} nothing stood reported."))
            return
        said = reporting.told(offered[key], then, reporting.as_value(then))
        closed = day(then.closed_at.astimezone().date())
        st.text(f"{about}: at the end of {day(on)} it stood as {said.lower()}, closed on {closed}.")
