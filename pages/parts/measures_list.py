"""The summary of measures: which are shown, their table, and the same to take away."""

from dataclasses import dataclass

import streamlit as st

from engagement_metrics import documents, indicators
from engagement_metrics.access import Action, Actor
from engagement_metrics.framework import Framework, Indicator
from engagement_metrics.indicators import Standing
from engagement_metrics.models import Aim, Direction
from engagement_metrics.store import Setup
from pages.parts import (
    filters,
    guard,
    measures_back,
    measures_links,
    measures_signs,
    measures_table,
    view,
)
from pages.parts.fields import literal
from pages.parts.view import View

FIRST, ALL = "The first twelve", "All measures"
ALL_AIMS = "All aims"
SAYS = (
    "This page tells how our work goes, one measure a line: the figure, what we aim for, and how "
    "it moves. Choose a name to see that measure in full."
)
Sections = tuple[tuple[str, tuple[Indicator, ...]], ...]


@dataclass(frozen=True)
class Asked:
    """Which measures are asked for: all or the first, of which aim, off track or any."""

    every: bool
    aim: Aim | None
    off_track: bool


def show(actor: Actor, setup: Setup) -> None:
    """The sentence, the filters, a table for each heading, and the way to take it away."""
    st.write(SAYS)
    head = st.container()
    definitions = guard.definitions(setup)
    choices = {"measures": (FIRST, ALL), "of_aim": _aims(definitions), "off_track": (True, False)}
    measures_back.restore(actor, setup, choices)
    wanted, _ = filters.ask(actor, setup, groups=False)
    asked = _ask(definitions)
    _go()
    sections = _sections(definitions, asked)
    only = frozenset(one.id for _, under in sections for one in under)
    shown = view.read(actor, setup, guard.audience(actor, wanted.place_ids), wanted, None, only)
    with head:
        _tell(shown, sections)
    if asked.off_track:
        sections = tuple((name, tuple(_off_track(shown, under))) for name, under in sections)
    sections = tuple((name, under) for name, under in sections if under)
    if not sections:
        st.info(_none(asked))
        return
    # Beside 'none received' a judgement would be of some earlier time, and seem to be of this one.
    read = measures_signs.read(actor, shown, only)
    signs = {key: sign for key, sign in read.items() if shown.values[key].measured}
    said = measures_signs.said(actor, shown, only) | {key: sign.said for key, sign in signs.items()}
    measures_table.show(shown, sections, said, signs)
    if actor.may(Action.SET_TARGETS) and shown.audience is view.Audience.TEAM:
        st.caption("To set a target, open the measure.")
    _take_away(shown, sections, said)


def _ask(definitions: Framework) -> Asked:
    with st.container(key="measures-asked", horizontal=True, vertical_alignment="bottom"):
        which = st.segmented_control(
            "Which measures", [FIRST, ALL], default=FIRST, required=True, key="measures",
            bind="query-params",
        )  # fmt: skip
        aims = [ALL_AIMS, *_aims(definitions)]
        aim = st.selectbox("Aim", aims, key="of_aim", bind="query-params")
        off_track = st.toggle("Only those off track", key="off_track", bind="query-params")
    return Asked(which == ALL, _aims(definitions).get(aim), off_track)


def _aims(definitions: Framework) -> dict[str, Aim]:
    return {definitions.aims[aim].name: aim for aim in Aim}


def _go() -> None:
    """Open the measure whose link was chosen; the way back leads to what is asked for here."""
    st.session_state["came_from"] = {
        name: str(st.session_state[name])
        for name, usual in (("measures", FIRST), ("of_aim", ALL_AIMS), ("off_track", False))
        if st.session_state[name] != usual
    }
    measures_back.keep("measures", "of_aim", "off_track")
    measures_links.listen()
    if cell := measures_links.clicked().get("cell"):
        st.switch_page("measure.py", query_params={"cell": cell, "from": "measures"})


def _sections(definitions: Framework, asked: Asked) -> Sections:
    found = definitions.sections() if asked.every else ((FIRST, definitions.first_twelve()),)
    if asked.aim is None:
        return found
    return tuple((name, tuple(i for i in under if asked.aim in i.aims)) for name, under in found)


def _off_track(shown: View, under: tuple[Indicator, ...]) -> list[Indicator]:
    return [
        one
        for one in under
        if (aimed := shown.aimed[one.id]) is not None
        and aimed.standing is Standing.NOT_MET
        and one.direction is not Direction.WATCH
    ]


def _tell(shown: View, sections: Sections) -> None:
    st.markdown(f"**{filters.told(shown.setup, shown.wanted)}**")
    number = sum(len(under) for _, under in sections)
    judged = {
        key: aimed
        for key, aimed in shown.aimed.items()
        if shown.definitions.indicators[key].direction is not Direction.WATCH
    }
    line = indicators.off_track(shown.definitions, judged).text
    st.write(literal(f"{number} {'measure' if number == 1 else 'measures'}. {line}"))


def _none(asked: Asked) -> str:
    if not asked.off_track:
        return "No measure here belongs to this aim. Choose another aim, or all measures."
    return (
        "No measure here is off track. A measure is off track when its target is not met. "
        "Choose all measures, or turn off 'Only those off track', to see more."
    )


def _take_away(shown: View, sections: Sections, said: dict[str, str]) -> None:
    st.download_button(
        "Download as CSV",
        lambda: documents.matrix_csv(
            shown.definitions, shown.values, shown.aimed, shown.setup, shown.wanted,
            shown.audience, shown.group_id,
            shown=tuple(one for _, under in sections for one in under), said=said,
        ),
        file_name="measures.csv", mime="text/csv", key="csv", on_click="ignore",
    )  # fmt: skip
