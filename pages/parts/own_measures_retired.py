"""Retiring a measure of one's own, and bringing it back; its figures stay to be read."""

from datetime import date

import streamlit as st

from engagement_metrics import entry, store
from engagement_metrics.access import Actor
from engagement_metrics.framework.local import Edition
from engagement_metrics.models import LocalMeasure
from pages.parts import fields, forms, guard, saving
from pages.parts.fields import literal
from pages.parts.hints import hint

OUT, BACK = "local.out", "local.back"


def retire(actor: Actor, row: Edition) -> None:
    """A closed box that opens to a reason and the button."""
    with st.expander("Retire it", expanded=_to_put_right(OUT)):
        st.write(
            "It will not be asked for or listed any more. The figures typed so far can still be "
            "read, and it can come back."
        )
        _reason(OUT, row)
        st.button("Retire", key=f"{OUT}.button", on_click=_stand, args=(actor, OUT, row))


def bring_back(actor: Actor, rows: list[Edition]) -> None:
    """The retired ones, if any: a way to read each, and to bring it back."""
    if not rows:
        return
    with st.expander(f"Retired ({len(rows)})", expanded=_to_put_right(BACK)):
        there = {row.number: row for row in rows}
        number = st.selectbox(
            "Bring back", list(there), format_func=lambda at: there[at].indicator.name,
            key=f"{BACK}.chosen",
        )  # fmt: skip
        row = there[number]
        st.page_link(
            "measure.py", label=literal(f"See the figures of {row.indicator.name}"),
            query_params={"cell": row.indicator.id},
        )  # fmt: skip
        fields.others(BACK, ("reason",))
        _reason(BACK, row)
        st.button("Bring it back", key=f"{BACK}.button", on_click=_stand, args=(actor, BACK, row))


def _to_put_right(form: str) -> bool:
    return bool(forms.typed(form, "faults") or forms.typed(form, "doubts"))


def _reason(form: str, row: Edition) -> None:
    if f"{form}.reason.{row.number}" not in st.session_state:
        fields.remember(form, None)  # what was wrong with another one
    st.text_input("Why?", key=f"{form}.reason.{row.number}", max_chars=entry.MOST_OF_A_REASON)
    hint("This stays in the history for good, so name no person.")
    fields.beside(form, "reason")
    fields.checked(form)


def _stand(actor: Actor, form: str, row: Edition) -> None:
    def act() -> str:
        known = guard.known(store.setup())
        needed = "come back" if row.retired else "be asked for no more"
        reason = entry.accept_reason(
            forms.typed(form, f"reason.{row.number}", ""), known,
            bool(forms.typed(form, "checked")), needed=f"Say why it should {needed}.",
        )  # fmt: skip
        if row.retired:
            entry.accept_measure_back(row.number, known)
        with store.session(actor, reason, draft=forms.mark(form)) as session:
            to = {"retired_on": None if row.retired else date.today()}
            session.change(LocalMeasure, row.number, row.seen, to)
        return f"{row.indicator.name} is {'back' if row.retired else 'retired'}."

    saving.attempt(form, act)
