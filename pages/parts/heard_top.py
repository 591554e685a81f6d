"""The five sentences about who was heard, and the list of empty chairs."""

from html import escape

import streamlit as st

from engagement_metrics import store
from engagement_metrics.access import Actor
from engagement_metrics.equality import Missing, wording
from engagement_metrics.models import PeriodKind
from engagement_metrics.store import SharedGroups, until_changed
from pages.parts import boxes, fields, heard_table
from pages.parts.heard_table import Table
from pages.parts.heard_view import HeardView

MOST = 10  # empty chairs in the table; the rest are a tap away


def show(actor: Actor, view: HeardView) -> None:
    """What can be said at once; in the shared view only where something was released."""
    if not view.released:
        _nothing_released(actor, view)
        return
    if isinstance(view.groups, SharedGroups):
        codes = {cell.period for cell in view.groups.released.cells}
        st.write(f"**{fields.literal(wording.as_reported(codes))}**")
    st.html(_sentences(view))
    _empty_chairs(actor, view)


@until_changed(64)
def _sentences(view: HeardView) -> str:
    told = wording.sentences(view.found, view.people, view.place, view.period, view.shared)
    return (
        '<dl class="heard">'
        + "".join(f"<dt>{escape(name)}</dt><dd>{escape(text)}</dd>" for name, text in told.items())
        + "</dl>"
    )


def _nothing_released(actor: Actor, view: HeardView) -> None:
    people = view.people
    came = f"{people:,} people came. " if people else "Nobody is counted here yet. "
    if view.wanted.topic_id is not None:
        why = "Figures about groups of people are not released by topic. Choose 'All topics'."
    elif view.wanted.period is not None and view.wanted.period.kind is PeriodKind.MONTH:
        why = "Figures about groups of people are not released by month. Choose a year."
    else:
        why = (
            "Figures about groups of people are shown here once the year, or the quarter, has "
            "been closed and made safe to share."
        )
        with_whom = _shown_with(actor, view)
        if with_whom:
            why = with_whom
    st.info(came + why)


def _shown_with(actor: Actor, view: HeardView) -> str:
    """Where the people of a small place are shown, if they are shown with another's."""
    if view.wanted.period is None or view.wanted.place_id is None:
        return ""
    pooled = store.shown_with(actor, view.wanted.period)
    if view.wanted.place_id not in pooled:
        return ""
    above = pooled[view.wanted.place_id]
    few = "Fewer than 30 people came here in that time. To protect them, "
    if above is None:
        return few + "figures about groups of them are not shown."
    return few + f"they are shown together with {view.setup.place_name(above)}."


def _empty_chairs(actor: Actor, view: HeardView) -> None:
    st.html("<h2>Empty chairs</h2>")
    sentences = [
        sentence
        for sentence in (wording.not_heard(view.found), wording.not_asked(view.found))
        if sentence
    ]
    if not sentences:
        st.write("No chair is empty that we know of. Keep asking.")
        return
    for sentence in sentences:
        st.write(fields.literal(sentence))
    chairs = [*view.found.missing, *view.found.silent]
    if not chairs:
        return
    most, others = _chairs(view)
    st.html(most)
    if others:
        boxes.shut("heard.chairs", f"The other {len(chairs) - MOST}", lambda: _others(others))
    first = chairs[0]
    if not view.shared and first.line.last is not None:
        _at(actor, view, first)


def _others(table: str) -> None:
    st.html(table)


@until_changed(64)
def _chairs(view: HeardView) -> tuple[str, str]:
    """The table of the first empty chairs, with the others on paper; and that of the others."""
    rows = [_chair(view, one) for one in (*view.found.missing, *view.found.silent)]
    headings = ("Group", "How sure", "Heard", "More needed", "Last heard from")
    most = Table("Whom we have not heard enough", headings, rows[:MOST])
    if not rows[MOST:]:
        return heard_table.as_html(most), ""
    others = Table("The others we have not heard enough", headings, rows[MOST:])
    return heard_table.as_html(most, others), heard_table.as_html(others)


def _chair(view: HeardView, one: Missing) -> tuple[str, ...]:
    found = one.line.comparison
    short = found.people_short_of_parity
    return (
        wording.group_name(one), wording.SHORT[found.status],
        wording.told(one.line, view.shared),
        f"{short:,}" if short else "–",
        _capital(wording.when(one.line.last)),
    )  # fmt: skip


def _at(actor: Actor, view: HeardView, one: Missing) -> None:
    """By what method, and where, the group at the head of the list was last heard."""
    known = view.definitions
    parts = [row.key for row in known.parts_of(one.characteristic.key, one.line.category.key)]
    found = store.heard_at(
        actor, view.wanted, one.characteristic.key, [one.line.category.key, *parts]
    )
    if found is not None:
        method = known.methods[found.method].name if found.method in known.methods else found.method
        st.caption(
            fields.literal(
                f"{one.line.category.name}, last at: {found.title} ({method}), "
                f"{view.setup.place_name(found.place_id)}."
            )
        )


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]
