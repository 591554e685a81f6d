"""Where a lead begins new limits on a chart, notes its points, and takes either back."""

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from engagement_metrics import entry, store
from engagement_metrics.access import Actor
from engagement_metrics.framework import Indicator
from engagement_metrics.indicators import Point
from engagement_metrics.models import (
    Accepted,
    Period,
    PeriodKind,
    PointNote,
    PointNoteDraft,
    ReBase,
    ReBaseDraft,
)
from engagement_metrics.store import ChartNotes
from pages.parts import boxes, fields, forms, guard, judged_series, judging_words, saving, standing
from pages.parts.hints import hint
from pages.parts.view import View

SHOWN = ("period", "reason", "text")
NOUNS: dict[type[Any], str] = {ReBase: "start of limits", PointNote: "note"}


def offer(
    actor: Actor, view: View, indicator: Indicator, kind: PeriodKind, points: Sequence[Point],
    kept: ChartNotes,
) -> None:  # fmt: skip
    """What stands about this chart, each to be withdrawn, and a closed box to add to it."""
    about = (indicator.id, view.wanted.place_id)
    re_base = f"re_base.{indicator.id}.{kind.value}"
    point_note = f"point_note.{indicator.id}.{kind.value}"

    def limits(period: str | None, words: str, checked: bool) -> Accepted:
        draft = ReBaseDraft(*about, period, words, checked)
        begun = {row.period for row in kept.re_bases}
        return entry.accept_re_base(draft, guard.known(view.setup), _figures(points), begun)

    def note(period: str | None, words: str, checked: bool) -> Accepted:
        draft = PointNoteDraft(*about, period, words, checked)
        return entry.accept_point_note(draft, guard.known(view.setup), _figures(points))

    def of_kind() -> list[str]:
        return [code for code in reversed(_figures(points)) if Period.parse(code).kind is kind]

    def begin_limits() -> None:
        hint(judging_words.to_begin(points, forms.typed(re_base, "period")))
        _form(actor, view, re_base, of_kind(), ("reason", "Why do new limits begin here?"), limits)
        _stand(actor, view, ReBase, indicator, kept.re_bases, kind, limits)

    def add_notes() -> None:
        _form(actor, view, point_note, of_kind(), ("text", "What should a reader know?"), note)
        _stand(actor, view, PointNote, indicator, kept.notes, kind, note)

    limit, noted = (f"{NOUNS[made]} {indicator.id}" for made in (ReBase, PointNote))
    boxes.form(re_base, "period", "New limits from a point on", begin_limits, limit)
    boxes.form(point_note, "period", "Notes on points", add_notes, noted)


def _figures(points: Sequence[Point]) -> list[str]:
    return [p.period.code for p in points if p.period and p.value.number is not None]


def _form(
    actor: Actor, view: View, form: str, periods: Sequence[str], words: tuple[str, str],
    accept: Callable[[str | None, str, bool], Accepted],
) -> None:  # fmt: skip
    if saving.panel(form, "Add another"):
        return
    saving.begin(form, "period")
    st.selectbox(
        "From which period" if words[0] == "reason" else "For which period", periods, index=None,
        placeholder="Choose a period", format_func=_period, key=f"{form}.period",
    )  # fmt: skip
    fields.beside(form, "period")
    st.text_input(words[1], key=f"{form}.{words[0]}", max_chars=entry.MOST_OF_A_NOTE)
    hint("Whoever sees this chart can read it, so name no person.")
    fields.beside(form, words[0])
    fields.others(form, SHOWN)
    fields.checked(form)
    saving.end(form, view.setup)
    st.button(
        "Begin new limits" if words[0] == "reason" else "Add the note", type="primary",
        key=f"{form}.save", on_click=_save, args=(actor, form, words[0], accept),
    )  # fmt: skip


def _save(
    actor: Actor, form: str, words: str, accept: Callable[[str | None, str, bool], Accepted]
) -> None:
    def act() -> str:
        accepted = accept(
            forms.typed(form, "period"), forms.typed(form, words, ""),
            bool(forms.typed(form, "checked")),
        )  # fmt: skip
        with store.session(actor, draft=forms.mark(form)) as session:
            session.add(accepted.record, key=forms.mark(form))
        return _told(accepted.record)

    saving.attempt(form, act)


def _period(code: str) -> str:
    return Period.parse(code).short


def _told(row: ReBase | PointNote) -> str:
    """One that stands, in words."""
    if isinstance(row, ReBase):
        return f"New limits from {_period(row.period)}: {row.reason}"
    return f"{_period(row.period)}: {row.text}"


def _stand(
    actor: Actor, view: View, record_class: type[ReBase] | type[PointNote], indicator: Indicator,
    rows: Sequence[Any], kind: PeriodKind, accept: Callable[[str | None, str, bool], Accepted],
) -> None:  # fmt: skip
    """Those of this length of period that stand, and those that were withdrawn."""
    noun, kept = NOUNS[record_class], "re_base" if record_class is ReBase else "point_note"
    about = f"{noun} {indicator.id}"
    standing.tell(f"{kept}.{indicator.id}")
    for row in rows:
        if Period.parse(row.period).kind is kind:
            with st.container(border=True):
                st.write(fields.literal(_told(row)))
                seen = forms.Seen(record_class, row.id, row.version, _told(row))
                standing.button(seen, noun, about, f"_{kept}_{row.id}")
    standing.form(actor, noun, about)
    back = {
        row.id: row
        for row in store.chart_notes_withdrawn(actor, record_class, indicator.id)
        if row.id is not None
        and row.place_id in judged_series.places(view)
        and Period.parse(row.period).kind is kind
    }

    def check(number: int) -> None:
        row = back[number]
        accept(row.period, row.reason if isinstance(row, ReBase) else row.text, True)

    standing.restore(
        f"{kept}.{indicator.id}", actor, record_class,
        {at: (_told(row), row.version) for at, row in back.items()}, check,
    )  # fmt: skip
