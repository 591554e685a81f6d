"""The figures that were typed in, with the way to change or withdraw each."""

import streamlit as st

from engagement_metrics import entry, indicators, store
from engagement_metrics.access import Actor
from engagement_metrics.models import FigureDraft, HeadsBasis, Period, TypedFigure
from engagement_metrics.store import Setup
from pages.parts import days, fields, forms, guard, paging, standing

ALL = ""


def show(actor: Actor, setup: Setup) -> None:
    """The figures, the latest first, a page at a time."""
    if not st.query_params.get("figure"):
        standing.tell("figure")
    known = guard.definitions(setup, retired=True).indicators
    typed = [key for key, indicator in known.items() if indicator.typed]
    current = guard.definitions(setup).indicators
    names = {key: known[key].name + ("" if key in current else " (retired)") for key in typed}
    wanted = st.selectbox(
        "Show figures of", [ALL, *typed], key="figures.of", on_change=paging.first,
        format_func=lambda key: names[key] if key else "All measures",
    )  # fmt: skip
    page = store.figures(actor, wanted or None, page=paging.number())
    if page.total:
        fields.table(
            "Figures, the latest first",
            ("Measure", "Figure"),
            [_row(setup, row) for row in page.rows],
        )
        paging.turn(page, "figures")
        _change(setup, page)
    else:
        st.info("No figures here yet. Each one you save above is listed here.")
    back = {row.id: row for row in store.figures_withdrawn(actor) if row.id is not None}
    standing.restore(
        "figure", actor, TypedFigure,
        {number: (_name(setup, row), row.version) for number, row in back.items()},
        lambda number: entry.accept_figure(_as_draft(back[number]), guard.known(setup)),
    )  # fmt: skip


def _row(setup: Setup, row: TypedFigure) -> tuple[str, str]:
    assert row.updated_at is not None, "every stored record has its moment"
    measure = _measure(setup, row)
    changed = f"Last changed on {days.moment(row.updated_at)} by {row.updated_by}."
    return measure, f"{_figure(setup, row)}. Source: {row.source}. {changed}"


def _figure(setup: Setup, row: TypedFigure) -> str:
    where = setup.place_name(row.place_id)
    if row.priority_group_id is not None:
        where += f", {setup.groups[row.priority_group_id].name}"
    about = "about " if row.basis == HeadsBasis.ESTIMATED else ""
    out_of = f" out of {indicators.plain(row.bottom)}" if row.bottom is not None else ""
    when = Period.parse(row.period).short
    return f"{where}, {when}: {about}{indicators.plain(row.top)}{out_of}"


def _name(setup: Setup, row: TypedFigure) -> str:
    return f"{_measure(setup, row)}: {_figure(setup, row)}"


def _measure(setup: Setup, row: TypedFigure) -> str:
    return guard.definitions(setup, retired=True).indicators[row.indicator].name


def _change(setup: Setup, page: store.Page) -> None:
    rows = {row.id: row for row in page.rows}
    chosen = st.selectbox(
        "Change or withdraw a figure", list(rows), index=None, key="figures.chosen",
        placeholder="Choose one", format_func=lambda at: _name(setup, rows[at]),
    )  # fmt: skip
    if chosen is not None:
        st.button("Open this figure", key="figures.open", on_click=_open, args=(chosen,))


def _open(number: int) -> None:
    forms.renew(f"figure.{number}")
    st.query_params["figure"] = str(number)


def _as_draft(row: TypedFigure) -> FigureDraft:
    return FigureDraft(
        row.indicator, row.place_id, row.period, row.priority_group_id, row.top, row.bottom,
        row.basis, row.source, row.note, checked=True,
    )  # fmt: skip
