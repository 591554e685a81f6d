"""One cell in full: the figure, what it means, how it moved, where, and what is behind it."""

from html import escape

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from engagement_metrics import indicators
from engagement_metrics.access import Action, Actor
from engagement_metrics.framework import Indicator
from engagement_metrics.indicators import Aimed, Part
from engagement_metrics.models import Audience
from pages.parts import behind, face, fields, filters, series, target_form
from pages.parts.help_measures import OVER_PLACE, OVER_TIME
from pages.parts.view import View


def show(actor: Actor, view: View, indicator: Indicator, head: DeltaGenerator) -> None:
    """The whole page of one measure."""
    value, aimed = view.values[indicator.id], view.aimed[indicator.id]
    listed = behind.read(actor, view, indicator)
    with head:
        if st.button("Back to all measures", icon=":material/arrow_back:", key="back"):
            face.open_cell(None)
        st.title(indicator.name, anchor=False)
        st.markdown(f"**{filters.told(view.setup, view.wanted)}**")
        number = " ".join(
            filter(None, (indicators.face(indicator, value), indicators.unit(indicator, value)))
        )
        details = ", ".join(
            filter(None, (indicators.made_of(indicator, value), indicators.base(value)))
        )
        st.html(
            f'<p class="figure">{escape(number)}</p>'
            + (f"<p>{escape(details)}</p>" if details else "")
            + (f"<p>{escape(value.because)}</p>" if value.because else "")
            + (f"<p>{escape(updated)}</p>" if (updated := behind.updated(listed)) else "")
        )
        if aimed is not None:
            late = " This target was set after the period had ended." if aimed.late else ""
            st.html(
                f"<p>Target: {escape(aimed.text)}. "
                f"<strong>{escape(aimed.standing)}</strong>.{late}</p>"
            )
        st.write(indicator.definition)
    if value.parts:
        _parts(view, indicator)
    if not indicator.waits:
        series.over_time(actor, view, indicator)
        series.by_place(actor, view, indicator)
    if actor.may(Action.SET_TARGETS) and view.audience is Audience.TEAM:
        target_form.offer(actor, view, indicator)
    behind.show(view, listed)
    _made(indicator)


def _parts(view: View, indicator: Indicator) -> None:
    value = view.values[indicator.id]
    rows = []
    for part in value.parts:
        aimed = _aimed(view, indicator, part) if part.group_id is not None else None
        rows.append(
            (
                part.label, indicators.face(indicator, part.value),
                indicators.made_of(indicator, part.value) or part.value.because,
                f"{aimed.text} – {aimed.standing}" if aimed else "",
            )
        )  # fmt: skip
    shown = rows if any(row[3] for row in rows) else [row[:3] for row in rows]
    st.html("<h2>In parts</h2>")
    fields.table(indicator.name, ("Part", "Figure", "Made of", "Target")[: len(shown[0])], shown)


def _aimed(view: View, indicator: Indicator, part: Part) -> Aimed | None:
    """Where one priority group stands against its own target."""
    about = (indicator, view.setup, view.wanted, part.group_id)
    return indicators.against(
        part.value,
        indicators.target_for(view.frames.targets, *about),
        indicators.baseline_for(view.frames.baselines, *about),
        indicator,
        view.wanted,
        view.wanted.day,
    )


def _made(indicator: Indicator) -> None:
    st.html("<h2>How this figure is made</h2>")
    over = f", over: {indicator.bottom}" if indicator.bottom else ""
    source = "typed in, with its source" if indicator.typed else "worked out from the records"
    if indicator.waits:
        source = "not measured yet"
    fields.table(
        "How this figure is made", ("About", "What holds"),
        [
            ("Counts", indicator.top + over),
            ("Comes from", source),
            ("Fields", "; ".join(indicator.calculated_from)),
            ("Over time", OVER_TIME[indicator.adds_over_time]),
            ("Over places", OVER_PLACE[indicator.adds_over_place]),
            ("Asked for in", indicator.source),
            ("Code", f"{indicator.id}, version {indicator.version} of its definition"),
        ],
    )  # fmt: skip
