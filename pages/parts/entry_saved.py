"""What was saved, in place of the form, and the ways on from there."""

from html import escape
from typing import Any

import streamlit as st

from engagement_metrics.models import PartialDate, Period, PeriodKind
from engagement_metrics.store import Setup
from pages.parts.entry_state import clear


def show(setup: Setup, saved: dict[str, Any]) -> None:
    """What was stored, in place of the form, so that a second click has nothing to hit."""
    st.title("Saved")
    people = "" if saved["heads"] is None else f", {saved['heads']:,} people"
    heard = saved["suggestions"]
    more = f" {heard} {'suggestion' if heard == 1 else 'suggestions'} noted." if heard else ""
    st.html(
        f"<p role='status'><strong>{'Changed' if saved['changed'] else 'Saved'} at {saved['at']}."
        f"</strong> {escape(saved['title'])}{people}.{more}</p>"
    )
    st.button("Record another", type="primary", key="another", on_click=_another)
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


def _another() -> None:
    clear()
    st.session_state.pop("entry.saved", None)
    st.query_params.clear()
