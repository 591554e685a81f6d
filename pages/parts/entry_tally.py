"""In a return: what has been tallied for it on phones so far."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from engagement_metrics import store
from engagement_metrics.access import Actor
from engagement_metrics.store import Tally
from pages.parts import clash_words, forms
from pages.parts.entry_state import FORM, state


def sheets(actor: Actor) -> list[Tally]:
    """The sheets on which anything was tapped for this return."""
    if forms.typed(FORM, "draft") is None or not actor.opens("tally"):
        return []
    return [sheet for sheet in store.tallies(actor, forms.mark(FORM)) if sheet.taps]


def show(sheets: Sequence[Tally]) -> bool:
    """The people on the sheets of this return, which are added as it is saved; whether any are."""
    if not sheets:
        return False
    tallied, typed = sum(sheet.people for sheet in sheets), state("heads")
    on = "one sheet" if len(sheets) == 1 else f"{len(sheets)} sheets"
    total = ""
    if isinstance(typed, int) and typed:
        total = f" With the {typed:,} below that makes <strong>{tallied + typed:,}</strong>."
    st.html(
        f'<p role="status"><strong>{_people(tallied)} tallied on {on}.</strong> They are added '
        f"when you save.{total}</p>"
    )
    if tapped := _groups(sheets):
        st.html(f'<p class="quiet small">Groups tapped: {escape(tapped)}.</p>')
    st.page_link("tally.py", label="Go on tallying", query_params={"draft": forms.mark(FORM)})
    return True


def _groups(sheets: Sequence[Tally]) -> str:
    """What was tapped by group, over all sheets."""
    total: dict[tuple[str, str], int] = {}
    for sheet in sheets:
        for characteristic, counts in sheet.groups.items():
            for category, n in counts.items():
                key = (characteristic, category)
                total[key] = total.get(key, 0) + n
    return "; ".join(f"{clash_words.category(*key)} {n:,}" for key, n in sorted(total.items()) if n)


def _people(number: int) -> str:
    return "1 person" if number == 1 else f"{number:,} people"
