"""The summary of measures: which are shown, their table, and the same to take away."""

from html import escape

import streamlit as st

from engagement_metrics import documents
from engagement_metrics.access import Action, Actor
from engagement_metrics.framework import Framework
from engagement_metrics.models import Aim
from engagement_metrics.store import Setup
from pages.parts import filters, guard, measures_links, measures_listed, view
from pages.parts.measures_listed import FIRST, Asked, Listed
from pages.parts.ready import Ready
from pages.parts.view import View

ALL = "All measures"
ALL_AIMS = "All aims"
SAYS = (
    "This page tells how our work goes, one measure a line: the figure, what we aim for, and how "
    "it moves. Choose a name to see that measure in full."
)


def show(actor: Actor, setup: Setup) -> None:
    """The sentence, the filters, a table for each heading, and the way to take it away."""
    head = st.empty()
    definitions = guard.definitions(setup)
    wanted, _ = filters.ask(actor, setup, groups=False)
    asked = _ask(definitions)
    _left_with()
    measures_links.listen()
    under = measures_listed.of(definitions, asked)
    only = frozenset(one.id for _, listed in under for one in listed)
    shown = view.read(actor, setup, guard.audience(actor, wanted.place_ids), wanted, None, only)
    listed = measures_listed.read(actor, shown, asked, measures_links.kept())
    head.html(
        f"<p>{SAYS}</p><p><strong>{escape(filters.shown(setup, wanted))}</strong></p>"
        f"<p>{escape(listed.told)}</p>"
    )
    if not listed.sections:
        st.info(_none(asked))
        return
    more = ""
    if actor.may(Action.SET_TARGETS) and shown.audience is view.Audience.TEAM:
        more = '<p class="quiet small">To set a target, open the measure.</p>'
    st.html(Ready(listed.html + more))
    _take_away(shown, listed)


def _ask(definitions: Framework) -> Asked:
    with st.container(key="measures-asked", horizontal=True, vertical_alignment="bottom"):
        which = st.segmented_control(
            "Which measures", [FIRST, ALL], default=FIRST, required=True, key="measures",
            bind="query-params",
        )  # fmt: skip
        aims = {definitions.aims[aim].name: aim for aim in Aim}
        aim = st.selectbox("Aim", [ALL_AIMS, *aims], key="of_aim", bind="query-params")
        off_track = st.toggle("Only those off track", key="off_track", bind="query-params")
    return Asked(which == ALL, aims.get(aim), off_track)


def _left_with() -> None:
    """Keep what is asked for here: the button back from a measure leads to it."""
    st.session_state["came_from"] = {
        name: str(st.session_state[name])
        for name, usual in (("measures", FIRST), ("of_aim", ALL_AIMS), ("off_track", False))
        if st.session_state[name] != usual
    }


def _none(asked: Asked) -> str:
    if not asked.off_track:
        return "No measure here belongs to this aim. Choose another aim, or all measures."
    return (
        "No measure here is off track. A measure is off track when its target is not met. "
        "Choose all measures, or turn off 'Only those off track', to see more."
    )


def _take_away(shown: View, listed: Listed) -> None:
    st.download_button(
        "Download as CSV",
        lambda: documents.matrix_csv(
            shown.definitions, shown.values, shown.aimed, shown.setup, shown.wanted,
            shown.audience, shown.group_id,
            shown=tuple(one for _, under in listed.sections for one in under), said=listed.said,
        ),
        file_name="measures.csv", mime="text/csv", key="csv", on_click="ignore",
    )  # fmt: skip
