"""The matrix: the four aims as columns, outputs, outcomes and methods as rows, a cell a button."""

from dataclasses import replace
from html import escape

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from engagement_metrics import documents, indicators, store
from engagement_metrics.access import Action, Actor
from engagement_metrics.indicators import Standing
from engagement_metrics.models import Aim, Audience, IndicatorKind
from pages.parts import face, filters
from pages.parts.fields import literal
from pages.parts.view import View, calculated

ROWS = (
    (IndicatorKind.OUTPUT, "Outputs: what we did"),
    (IndicatorKind.OUTCOME, "Outcomes: what changed"),
)
EDGE = {Standing.MET: "var(--met)", Standing.NOT_MET: "var(--missed)"}


def show(actor: Actor, view: View, head: DeltaGenerator) -> None:
    """The whole page: sentences above the filters, the matrix and what to take away below."""
    with head:
        st.title("Outcomes", anchor=False)
        ours = view.setup.organisation
        about = [ours.name, ours.vision or view.definitions.vision] if ours else []
        st.html(f'<p class="quiet">{escape(" · ".join(about))}</p>')
        _sentences(actor, view)
        if actor.may(Action.RECORD):
            st.page_link("quick_entry.py", label="Record an activity", icon=":material/add:")
    with st.container(key="aim-picker"):
        names = {view.definitions.aims[aim].name: aim for aim in Aim}
        chosen = st.segmented_control(
            "Aim", list(names), default=next(iter(names)), required=True, key="aim",
            bind="query-params",
        )  # fmt: skip
    _edges(view, names.get(chosen or "", Aim.INFORM))
    _row(view, None)
    for kind, title in ROWS:
        st.html(f"<h2>{escape(title)}</h2>")
        _row(view, kind)
    st.html("<h2>How we record it</h2>")
    methods = [i for i in view.definitions.in_matrix() if i.kind is IndicatorKind.METHOD]
    for column, indicator in zip(st.columns(4), methods, strict=True):
        with column:
            face.button(view, indicator)
    st.download_button(
        "Download as CSV",
        lambda: documents.matrix_csv(
            view.definitions, view.values, view.aimed, view.setup, view.wanted, view.audience,
            view.group_id, reported=view.reported,
        ),
        file_name="outcomes.csv", mime="text/csv", key="csv", on_click="ignore",
    )  # fmt: skip


def _sentences(actor: Actor, view: View) -> None:
    """What changed, what is off track, who we have not heard from, which promises wait."""
    wanted, told = view.wanted, filters.told(view.setup, view.wanted)
    st.markdown(f"**{told}**")
    assert wanted.period is not None and wanted.today is not None
    earlier = wanted.period.before()
    before = calculated(
        actor, view.setup, view.audience, replace(wanted, period=earlier), view.group_id,
        frozenset(view.values),
    ).values  # fmt: skip
    promises = store.promises(actor, wanted.place_ids, wanted.today)
    shared = view.audience is Audience.SHARED
    lines = (
        indicators.changed(
            view.definitions, view.values, before, earlier, wanted.period.end >= wanted.today
        ),
        indicators.off_track(view.definitions, view.aimed),
        indicators.not_heard(view.values, shared),
        indicators.waiting(promises.overdue, promises.soon, len(promises.activities)),
    )
    for at, line in enumerate(lines):
        if at == len(lines) - 1:
            with st.container(key="promises"):
                st.page_link("you_said.py", label=literal(line.text))
        elif line.indicator is None:
            st.markdown(literal(line.text))
        else:
            if st.button(literal(line.text), key=f"sentence-{at}", type="tertiary"):
                face.open_cell(line.indicator)


def _edges(view: View, chosen: Aim) -> None:
    """The coloured edge of each judged cell, and on a phone the one aim that shows."""
    rules = [
        f".st-key-cell-{key} button {{ border-left-color: {EDGE[aimed.standing]}; }}"
        for key, aimed in view.aimed.items()
        if aimed is not None and aimed.standing in EDGE
    ]
    hidden = ", ".join(f"[class*='st-key-aim-{aim.value}-']" for aim in Aim if aim is not chosen)
    rules.append(f"@media screen and (max-width: 640px) {{ {hidden} {{ display: none; }} }}")
    st.html(f"<style>{' '.join(rules)}</style>")


def _row(view: View, kind: IndicatorKind | None) -> None:
    """One row of the matrix across the four aims; the first holds their objectives."""
    for column, aim in zip(st.columns(4), Aim, strict=True):
        definition = view.definitions.aims[aim]
        with column, st.container(key=f"aim-{aim.value}-{kind.value if kind else 'objective'}"):
            if kind is None:
                tools = "".join(f"<li>{escape(tool)}</li>" for tool in definition.tools)
                st.html(
                    f"<h2>{escape(definition.name)}</h2><p>{escape(definition.objective)}</p>"
                    f"<details><summary>How we know</summary><ul>{tools}</ul></details>"
                )
                continue
            st.html(f"<h3 class='unseen'>{escape(definition.name)}</h3>")
            for indicator in view.definitions.matrix(aim, kind):
                face.button(view, indicator)
