"""The fields of a measure of one's own, each with what to change below it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import streamlit as st

from engagement_metrics import framework
from engagement_metrics.entry import measures
from engagement_metrics.framework import Indicator
from engagement_metrics.framework.local import Edition
from engagement_metrics.models import MeasureDraft, Period
from pages.parts import fields, figure_period, forms
from pages.parts import own_measure_words as words
from pages.parts.hints import hint


def ask(form: str, row: Edition | None) -> None:
    """All the fields, filled with a wording as it stands, or empty."""
    of = row.indicator if row else None
    _text(form, "name", "Name", of.name if of else "")
    names = {aim: definition.name for aim, definition in framework.load().aims.items()}
    _several(form, "aims", "Aims it belongs to", names, of.aims if of else ())
    _one(form, "kind", "Kind of measure", words.KINDS, of.kind if of else None)
    st.text_area(
        "What it means, in plain words", of.definition if of else "", key=f"{form}.definition",
        max_chars=2000, height=96,
    )  # fmt: skip
    hint("Say what it counts and what it leaves out. Keep to short words and short sentences.")
    fields.beside(form, "definition")
    _one(form, "direction", "Which way it should move", words.DIRECTIONS,
         of.direction if of else None)  # fmt: skip
    kind = _kind(form, of)
    if kind:
        _figures(form, kind, of)
    _several(form, "periods", "It is shown for", words.PERIODS, of.periods if of else ())
    _text(form, "source", "Where it comes from (if not your own idea)", of.source if of else "")


def change(form: str, row: Edition) -> None:
    """Whether it stays the same measure, and where not, from when."""
    _one(form, "change", "What kind of change is this?", words.CHANGES, None)
    if forms.typed(form, "change") == measures.MEANING:
        codes = _begins(row)
        if not codes:
            st.info("The wording changed in this period already. Wait for the next one.")
        st.selectbox(
            "The new wording holds from", codes, format_func=lambda code: Period.parse(code).label,
            key=f"{form}.from_period",
        )  # fmt: skip
        fields.beside(form, "from_period")
        hint(
            "Its line over time breaks there. Figures before and after are never added up, and "
            "those typed before keep the old wording."
        )


def typed(form: str, row: Edition | None) -> MeasureDraft:
    """What stands in the fields."""
    kind = row.indicator.unit_kind if row else forms.typed(form, "unit_kind")
    return MeasureDraft(
        forms.typed(form, "name", ""), forms.typed(form, "aims", []), forms.typed(form, "kind"),
        kind, forms.typed(form, "unit", ""), forms.typed(form, "direction"),
        forms.typed(form, "definition", ""), forms.typed(form, "top", ""),
        forms.typed(form, "bottom", "") if kind in measures.RATIOS else "",
        forms.typed(form, f"over_time.{kind}"), forms.typed(form, f"over_place.{kind}"),
        forms.typed(form, "periods", []), forms.typed(form, "source", ""),
        forms.typed(form, "change"), forms.typed(form, "from_period"),
        forms.typed(form, "checked", False), row.number if row else None,
    )  # fmt: skip


def _kind(form: str, of: Indicator | None) -> str | None:
    """What kind of figure it has; chosen once, since figures are kept as that kind."""
    if of is not None:
        hint(f"Its figure is {words.NOUNS[of.unit_kind]}. That cannot change.")
        fields.beside(form, "unit_kind")
        return of.unit_kind
    _one(form, "unit_kind", "What is its figure?", words.FIGURES, None)
    return forms.typed(form, "unit_kind")


def _figures(form: str, kind: str, of: Indicator | None) -> None:
    """The unit, what is over what, and how several figures make one."""
    _text(form, "unit", words.UNITS[kind], of.unit if of else "", most=measures.LONGEST_UNIT)
    _text(form, "top", words.TOPS[kind], of.top if of else "")
    if kind in measures.RATIOS:
        _text(form, "bottom", "Bottom number: what it is out of", of.bottom if of else "")
    for name, label, allowed, said, now in (
        ("adds_over_time", "How months make a longer time", measures.OVER_TIME[kind],
         words.OVER_TIME, of.adds_over_time if of else None),
        ("adds_over_place", "How places make a larger one", measures.OVER_PLACE[kind],
         words.OVER_PLACE, of.adds_over_place if of else None),
    ):  # fmt: skip
        offered = {word: said[word] for word in allowed}
        key = f"{name.removeprefix('adds_')}.{kind}"
        _one(form, key, label, offered, now or allowed[0])
        fields.beside(form, name)


def _begins(row: Edition) -> list[str]:
    """The periods a new wording may begin with, the one that is running first."""
    shortest = row.indicator.periods[0]
    running = Period.containing(date.today(), shortest)
    back = [running.before(steps) for steps in range(figure_period.OFFERED[shortest])]
    return [one.code for one in back if row.begins is None or one.start > row.begins.start]


def _text(form: str, name: str, label: str, now: str, most: int = 120) -> None:
    st.text_input(label, now, key=f"{form}.{name}", max_chars=max(most, len(now)))
    fields.beside(form, name)


def _one(form: str, name: str, label: str, offered: Mapping[Any, str], now: Any) -> None:
    keys = list(offered)
    st.radio(
        label, keys, index=keys.index(now) if now in keys else None,
        format_func=offered.__getitem__, key=f"{form}.{name}",
    )  # fmt: skip
    fields.beside(form, name)


def _several(
    form: str, name: str, label: str, offered: Mapping[Any, str], now: tuple[Any, ...]
) -> None:
    st.pills(
        label, list(offered), default=list(now), format_func=offered.__getitem__,
        key=f"{form}.{name}", selection_mode="multi",
    )  # fmt: skip
    fields.beside(form, name)
