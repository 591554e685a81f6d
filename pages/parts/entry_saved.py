"""What was saved, in place of the form, and the ways on from there."""

from html import escape
from statistics import median_low
from typing import Any

import streamlit as st

from engagement_metrics import store
from engagement_metrics.access import Actor
from engagement_metrics.models import Activity, PartialDate, Period, PeriodKind
from engagement_metrics.store import Setup
from pages.parts import entry_state, forms
from pages.parts.entry_state import FORM, state

FEWEST = 5  # returns whose minutes are known, before half of them says anything


def result(number: int, record: Activity, heard: int) -> dict[str, Any]:
    """What to tell of a return that was stored."""
    return {
        "number": number, "title": record.title, "heads": record.heads, "ends": record.ends,
        "place": record.place_id, "suggestions": heard, "minutes": record.minutes_taken,
        "changed": state("record") is not None,
    }  # fmt: skip


def show(actor: Actor, setup: Setup) -> None:
    """What was stored, in place of the form, so that a second click has nothing to hit."""
    saved = state("result")
    st.title("Saved", anchor=False)
    people = "" if saved["heads"] is None else f", {saved['heads']:,} people"
    heard = saved["suggestions"]
    more = f" {heard} {'suggestion' if heard == 1 else 'suggestions'} noted." if heard else ""
    at = forms.typed(FORM, "saved")
    st.html(
        f"<p role='status'><strong>{at.replace('Saved', 'Changed') if saved['changed'] else at}"
        f"</strong> {escape(saved['title'])}{people}.{more}</p>"
    )
    _minutes(actor, saved)
    st.button("Record another", type="primary", key="another", on_click=_another)
    st.button("Same again: copy this one", key="same_again", on_click=_copy,
              args=(saved["number"],))  # fmt: skip
    ends = PartialDate.parse(saved["ends"])
    period = Period.containing(ends.last, PeriodKind.YEAR)
    if ends.precision == "year":
        period = Period.year(ends.financial_year)
    if st.button("See it in Outcomes", key="see"):
        _another()
        st.switch_page(
            "outcomes.py",
            query_params={"period": period.short, "place": setup.place_name(saved["place"])},
        )
    if st.button("Open this activity", key="open_saved"):
        _another()
        st.switch_page("activities.py", query_params={"activity": str(saved["number"])})


def _minutes(actor: Actor, saved: dict[str, Any]) -> None:
    """How long it took, and half of the team's, so that filling in stays a small thing."""
    if saved["changed"] or saved["minutes"] is None:
        return
    known = store.minutes_of_returns(actor)
    half = (
        f" Half of the team's last {len(known)} returns took {_length(median_low(known))} or less."
        if len(known) >= FEWEST
        else ""
    )
    st.html(f'<p class="quiet">This return took about {_length(saved["minutes"])}.{half}</p>')


def _length(minutes: int) -> str:
    return "1 minute" if minutes == 1 else f"{minutes:,} minutes"


def _another() -> None:
    entry_state.clear()
    st.query_params.clear()


def _copy(number: int) -> None:
    _another()
    st.query_params["copy"] = str(number)
