"""One measure in full: the figure, what it means, how it moved, where, and what is behind it."""

from dataclasses import replace
from html import escape

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from engagement_metrics import indicators
from engagement_metrics.access import Action, Actor
from engagement_metrics.framework import Indicator
from engagement_metrics.indicators import Aimed, Part
from engagement_metrics.models import Audience, TargetForm
from engagement_metrics.store import until_changed
from pages.parts import (
    behind,
    fields,
    filters,
    measures_places,
    reported,
    series,
    series_points,
    target_form,
)
from pages.parts.help_measures import OVER_PLACE, OVER_TIME
from pages.parts.measures_look import STYLE
from pages.parts.view import View


def show(actor: Actor, view: View, indicator: Indicator, head: DeltaGenerator) -> None:
    """The whole page of one measure."""
    listed = behind.read(actor, view, indicator)
    with head:
        if st.button("Back to all measures", icon=":material/arrow_back:", key="back"):
            _back()
        st.title(indicator.name, anchor=False)
        st.write(indicator.definition)
        st.markdown(f"**{filters.told(view.setup, view.wanted)}**")
        _figure(view, indicator, behind.updated(listed))
        reported.show(actor, view, indicator)
    if view.values[indicator.id].parts:
        _parts(view, indicator)
    if not indicator.waits:
        about = series_points.asked(actor, view, indicator)
        measures_places.show(about, series.over_time(actor, view, about))
    if actor.may(Action.SET_TARGETS) and view.audience is Audience.TEAM:
        target_form.offer(actor, view, indicator)
    with st.container(key="behind"):
        behind.show(listed)
        if indicator.section == "self_assessment":
            st.html("<h2>What is behind it</h2>")
            st.page_link("self_assessment.py", label="See the rounds, what was agreed and actions")
    _made(indicator)


def _back() -> None:
    """To the page one came from, which stands in the address, as it was left."""
    if st.query_params.get("from") == "measures":
        st.switch_page("measures.py", query_params=st.session_state.get("came_from", {}))
    st.switch_page("outcomes.py", query_params={})  # bound filters go along


def _figure(view: View, indicator: Indicator, updated: str) -> None:
    """The figure, what it is made of and how sure it is, its target, and when it was changed."""
    value, aimed = view.values[indicator.id], view.aimed[indicator.id]
    number = " ".join(
        filter(None, (indicators.face(indicator, value), indicators.unit(indicator, value)))
    )
    made_of = indicators.made_of(indicator, replace(value, low=None, high=None))
    if made_of and indicator.questions:
        made_of += " answers"
    sure = ", ".join(filter(None, (made_of, indicators.base(value))))
    lines = [f"{sure[:1].upper()}{sure[1:]}." if sure else "", indicators.likely(value)]
    may_change = indicators.may_change(indicator, value, view.wanted.period, view.wanted.day)
    told = [" ".join(filter(None, lines)), value.because, may_change]
    st.html(
        f'{STYLE}<p class="figure">{escape(number)}</p>'
        + "".join(f"<p>{escape(text)}</p>" for text in told if text)
        + _target(indicator, aimed)
        + f'<p class="quiet">{escape(f"{updated} Asked for in: {indicator.source}.".strip())}</p>'
    )


def _target(indicator: Indicator, aimed: Aimed | None) -> str:
    stands = escape(indicators.stands(indicator, aimed))
    if aimed is None or aimed.row.get("form") == TargetForm.WATCH:
        return f"<p><strong>{stands}</strong>.</p>"
    more = escape(indicators.of_target(aimed))
    return f"<p>Target: {escape(aimed.text)}. <strong>{stands}</strong>. {more}</p>"


def _parts(view: View, indicator: Indicator) -> None:
    value = view.values[indicator.id]
    rows = []
    for part in value.parts:
        aimed = _aimed(view, indicator, part) if part.group_id is not None else None
        rows.append(
            (
                part.label, indicators.face(indicator, part.value),
                indicators.made_of(indicator, part.value) or part.value.because,
                f"{aimed.text} – {indicators.stands(indicator, aimed)}" if aimed else "",
            )
        )  # fmt: skip
    shown = rows if any(row[3] for row in rows) else [row[:3] for row in rows]
    heads = ("Part", "Figure", "Made of", "Target")[: len(shown[0])]
    st.html(fields.headed("In parts", fields.table_html(indicator.name, heads, shown)))


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
    st.html(fields.headed("How this figure is made", _how(indicator)))


@until_changed(128)
def _how(indicator: Indicator) -> str:
    over = f", over: {indicator.bottom}" if indicator.bottom else ""
    source = "typed in, with its source" if indicator.typed else "worked out from the records"
    if indicator.waits:
        source = "not measured yet"
    return fields.table_html(
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
