"""Withdrawing a record with a reason, and restoring it; it is never deleted."""

from datetime import date

import streamlit as st

from engagement_metrics import store
from engagement_metrics.access import Actor, Refused
from engagement_metrics.entry import EntryError
from engagement_metrics.entry.faults import Form
from engagement_metrics.models import Activity, Change, Suggestion
from pages.parts import fields, one_form

Standing = Activity | Suggestion | Change
WITHDRAW, RESTORE = "withdraw", "restore"


def button(record: Standing, noun: str) -> None:
    """The button that opens the form to withdraw a record, or to restore it."""
    name = RESTORE if record.withdrawn else WITHDRAW
    label = f"Restore this {noun}" if record.withdrawn else f"Withdraw this {noun}"
    about = f"{noun} {record.id}"
    st.button(label, key=f"open_{name}", on_click=one_form.begin, args=(name, about, record))


def form(actor: Actor, record: Standing, noun: str) -> None:
    """Ask why, and withdraw or restore; shown while that form is open."""
    opened = one_form.opened(f"{noun} {record.id}", WITHDRAW, RESTORE)
    if opened is None:
        return
    back = opened.name == RESTORE
    with st.container(border=True):
        st.subheader(f"{'Restore' if back else 'Withdraw'} this {noun}", anchor=False)
        st.write(
            f"The {noun} will count in the figures again."
            if back
            else f"The {noun} will count in no figure. It stays in the store, and you can bring "
            "it back."
        )
        fields.summary(opened.name)
        reason = st.text_area("Why?", key=f"{opened.name}_reason", max_chars=500)
        fields.beside(opened.name, "reason")
        checked = fields.checked(opened.name)
        one_form.refused(opened.name)
        save = st.button(
            "Restore" if back else "Withdraw", type="primary", key=f"{opened.name}_save"
        )
        one_form.cancel()
    if save:
        _save(actor, opened, reason, checked, noun)


def _save(actor: Actor, opened: one_form.OpenForm, typed: str, checked: bool, noun: str) -> None:
    record, back = opened.seen, opened.name == RESTORE
    asked = Form(date.today(), checked)
    why = "Say why it should come back." if back else "Say why it should not count."
    try:
        reason = asked.text("reason", typed, "The reason", most=500, needed=why)
        asked.done()
        with store.session(actor, reason) as session:
            act = session.restore if back else session.withdraw
            act(type(record), record.id, record.version)
    except EntryError as fault:
        fields.remember(opened.name, fault)
        st.rerun()
    except (store.StoreUnavailable, store.Stale, store.Taken, Refused) as reason_why:
        st.error(str(reason_why))
        return
    one_form.saved(opened.about, f"The {noun} is {'restored' if back else 'withdrawn'}.")
