"""What was reported of a measure when its period was closed; who changed what since, and why."""

from html import escape

import streamlit as st

from engagement_metrics import store
from engagement_metrics.access import Actor
from engagement_metrics.framework import Indicator
from engagement_metrics.indicators import Value, reporting
from engagement_metrics.models import Audience, Period
from engagement_metrics.store import LateLine, Reported
from pages.parts import days, history_fields
from pages.parts.view import View, frames

MOST = 5  # of the late changes that are told at once


def show(actor: Actor, view: View, indicator: Indicator) -> None:
    """What was reported for the period in view, where it was closed; nothing where it never was.

    It stands for no topic and no group, as these are not reported.
    """
    period = view.wanted.period
    chosen = view.wanted.topic_id is not None or view.group_id is not None
    if period is None or chosen or not reporting.is_reported(indicator):
        return
    found = store.reported(actor, view.wanted.place_id, period).get(indicator.id, ())
    now = next((one for one in found if one.stands), None)
    closed = any(one.holds(period) for one in store.closed(actor))
    with st.container(key="reported"):
        if now is not None:
            _stands(actor, view, indicator, now)
        elif closed and period.kind in indicator.periods:
            st.html(f"<p>{escape(_waits(indicator))}</p>")
        for one in found:
            if not one.stands:
                st.html(f"<p>{escape(_earlier(indicator, one))}</p>")


def _stands(actor: Actor, view: View, indicator: Indicator, found: Reported) -> None:
    live = live_value(actor, view, indicator)
    said = reporting.told(indicator, found, live)
    on = f"Period closed on {days.moment(found.closed_at)}."
    note = f" {found.because}" if found.because else ""
    st.html(f"<p><strong>{escape(said)}</strong>. {escape(on)}{escape(note)}</p>")
    if found.indicator_version != indicator.version:
        st.html("<p>The wording of this measure was changed since.</p>")
    if reporting.differs(found, live):
        _why(actor, view, indicator, found)


def live_value(actor: Actor, view: View, indicator: Indicator) -> Value:
    """What the shared view says by now, which alone is like what was reported."""
    if view.audience is Audience.SHARED and indicator.id in view.values:
        return view.values[indicator.id]
    period = view.wanted.period
    assert period is not None, "only periods are reported"
    one = reporting.One(indicator, period, period.end)
    found = reporting.shared(
        view.definitions, view.setup, view.wanted.place_id, period, [one],
        lambda wanted: frames(actor, Audience.SHARED, wanted), view.wanted.day,
    )  # fmt: skip
    return found[indicator.id]


def _why(actor: Actor, view: View, indicator: Indicator, found: Reported) -> None:
    """Who changed what since, and why, for the team; for others, that it was changed."""
    if view.audience is not Audience.TEAM:
        st.html("<p>Records were changed or added after the period was closed.</p>")
        return
    lines = reporting.moved_by(
        indicator,
        store.late_changes(
            actor, view.wanted.place_ids, Period.parse(found.period), found.closed_at
        ),
    )
    if not lines:
        st.html(
            "<p>No record of the period was changed. What came later moved it, such as an "
            "answer to a suggestion.</p>"
        )
        return
    items = [f"<li>{escape(_line(line))}</li>" for line in lines]
    st.html(f"<ul>{''.join(items[:MOST])}</ul>")
    if items[MOST:]:
        with st.expander(f"{len(items) - MOST} more changes"):
            st.html(f"<ul>{''.join(items[MOST:])}</ul>")


def _line(line: LateLine) -> str:
    what = f"{history_fields.KINDS[line.kind]} {line.number}"
    event = history_fields.EVENTS[line.event].lower()
    return f"{what}, {event} on {days.moment(line.at)} by {line.who}. Why: {line.reason}"


def _waits(indicator: Indicator) -> str:
    waiting = (
        f" It can be told {days.days(indicator.settles_after)} after the period has ended."
        if indicator.settles_after
        else ""
    )
    return f"This period is closed. This measure is reported when a period is closed next.{waiting}"


def _earlier(indicator: Indicator, found: Reported) -> str:
    on = days.moment(found.closed_at)
    again = f" Reopened on {days.day(found.reopened_on)}." if found.reopened_on else ""
    said = reporting.told(indicator, found, reporting.as_value(found))
    return f"{said} when the period was closed on {on}.{again}"
