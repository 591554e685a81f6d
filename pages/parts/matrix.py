"""The matrix: the four aims as columns, outputs, outcomes and methods as rows, a cell a link."""

from collections.abc import Iterable
from dataclasses import replace
from html import escape
from pathlib import Path

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from engagement_metrics import documents, indicators, store
from engagement_metrics.access import Action, Actor
from engagement_metrics.framework import Framework, Indicator
from engagement_metrics.models import Aim, Audience, IndicatorKind
from engagement_metrics.store import Filter, Frames, Promises, Setup, until_changed
from pages.parts import face, headline, measures_links
from pages.parts.measures_links import Along
from pages.parts.ready import Ready
from pages.parts.view import View, frames, of_matrix

ROWS = (
    (IndicatorKind.OUTPUT, "Outputs: what we did"),
    (IndicatorKind.OUTCOME, "Outcomes: what changed"),
)
STYLE = f"<style>{(Path(__file__).parent / 'matrix.css').read_text(encoding='utf-8')}</style>"


def show(actor: Actor, view: View, head: DeltaGenerator) -> None:
    """The whole page: sentences above the filters, the matrix and what to take away below."""
    with st.container(key="aim-picker"):
        names = {view.definitions.aims[aim].name: aim for aim in Aim}
        chosen = st.segmented_control(
            "Aim", list(names), default=next(iter(names)), required=True, key="aim",
            bind="query-params",
        )  # fmt: skip
    wanted, along = view.wanted, measures_links.kept()
    assert wanted.period is not None and wanted.today is not None
    sentences, rows = _drawn(
        view.definitions, view.setup, view.audience, wanted, view.group_id, view.frames,
        frames(actor, view.audience, replace(wanted, period=wanted.period.before())),
        tuple(view.reported.items()), store.promises(actor, wanted.place_ids, wanted.today), along,
    )  # fmt: skip
    head.html(STYLE + sentences + (headline.record(along) if actor.may(Action.RECORD) else ""))
    # On a phone the one aim shows that was chosen.
    look = f"matrix only-{names.get(chosen or '', Aim.INFORM).value}"
    st.html(Ready(f'<div class="{look}">{rows}</div>'))
    st.download_button(
        "Download as CSV",
        lambda: documents.matrix_csv(
            view.definitions, view.values, view.aimed, view.setup, view.wanted, view.audience,
            view.group_id, reported=view.reported,
        ),
        file_name="outcomes.csv", mime="text/csv", key="csv", on_click="ignore",
    )  # fmt: skip
    measures_links.listen()


@until_changed(64)
def _drawn(
    definitions: Framework,
    setup: Setup,
    audience: Audience,
    wanted: Filter,
    group_id: int | None,
    now: Frames,
    earlier: Frames,
    reported: tuple[tuple[str, str], ...],
    promised: Promises,
    along: Along,
) -> tuple[str, str]:
    """The sentences and the rows, drawn once for each set of frames, which is of one audience."""
    assert wanted.period is not None
    period = wanted.period.before()
    board, before = (
        indicators.board(definitions, setup, found, asked, group_id, of_matrix())
        for found, asked in ((now, wanted), (earlier, replace(wanted, period=period)))
    )
    view = View(
        definitions, setup, audience, wanted, group_id, now, board.values, board.aimed,
        dict(reported),
    )  # fmt: skip
    methods = [i for i in definitions.in_matrix() if i.kind is IndicatorKind.METHOD]
    rows = [
        _row([_objective(definitions, aim) for aim in Aim]),
        *(
            f"<h2>{escape(title)}</h2>" + _row([_cells(view, aim, kind, along) for aim in Aim])
            for kind, title in ROWS
        ),
        f"<h2>How we record it</h2>{_list(view, methods, along, 'row')}",
    ]
    return headline.drawn(view, before.values, promised, along), "".join(rows)


def _row(columns: Iterable[str]) -> str:
    """One row of the matrix across the four aims."""
    parts = (
        f'<div class="aim {aim.value}">{column}</div>'
        for aim, column in zip(Aim, columns, strict=True)
    )
    return f'<div class="row">{"".join(parts)}</div>'


def _objective(definitions: Framework, aim: Aim) -> str:
    definition = definitions.aims[aim]
    tools = "".join(f"<li>{escape(tool)}</li>" for tool in definition.tools)
    return (
        f"<h2>{escape(definition.name)}</h2><p>{escape(definition.objective)}</p>"
        f"<details><summary>How we know</summary><ul>{tools}</ul></details>"
    )


def _cells(view: View, aim: Aim, kind: IndicatorKind, along: Along) -> str:
    return (
        f'<h3 class="unseen">{escape(view.definitions.aims[aim].name)}</h3>'
        f"{_list(view, view.definitions.matrix(aim, kind), along)}"
    )


def _list(view: View, listed: Iterable[Indicator], along: Along, look: str = "") -> str:
    cells = "".join(f"<li>{face.link(view, one, along)}</li>" for one in listed)
    return f'<ul class="cells {look}" role="list">{cells}</ul>'
