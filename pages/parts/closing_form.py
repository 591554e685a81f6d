"""Closing the chosen period, reporting what had to wait, and reopening it with a reason."""

from datetime import date

import streamlit as st

from engagement_metrics import entry, store
from engagement_metrics.access import Actor
from engagement_metrics.indicators import reporting
from engagement_metrics.indicators.reporting import Plan
from engagement_metrics.models import Audience, Period
from engagement_metrics.store import Setup, closings
from pages.parts import closing_outlook, days, fields, forms, guard, saving
from pages.parts.hints import hint
from pages.parts.view import frames


def show(actor: Actor, setup: Setup, period: Period) -> None:
    """What can be done with the period as it stands."""
    closed = store.closed(actor)
    over = next((one for one in closed if one.holds(period) and one != period), None)
    shut, back = f"closing.shut.{period.code}", f"closing.back.{period.code}"
    plan = closing_outlook.planned(actor, setup, period)
    for form in (shut, back):  # somebody else was first, so its form is not here any more
        if (form == shut) == (period in closed) and (
            trouble := st.session_state.pop(f"{form}.trouble", "")
        ):
            st.info(fields.literal(trouble))
    if over is not None:
        st.write(f"{period.short} was closed with {over.short}.")
    if period in closed:
        saving.panel(shut, "Go on")
        _tell(actor, period)
        if plan.now:
            _close(actor, setup, period, plan, f"closing.more.{period.code}", first=False)
        if over is None:
            _reopen(actor, setup, period, back)
    elif over is None:
        saving.panel(back, "Go on")
        _close(actor, setup, period, plan, shut, first=True)


def _tell(actor: Actor, period: Period) -> None:
    row = next(one for one in closings.listed(actor) if one.period == period and one.stands)
    st.write(
        f"**{period.short} is closed** since {days.moment(row.closed_at)}, by "
        f"{fields.literal(row.closed_by)}."
    )


def _close(
    actor: Actor, setup: Setup, period: Period, plan: Plan, form: str, *, first: bool
) -> None:
    words = f"Close {period.short}" if first else "Report what had to wait"
    st.header(words, anchor=False)
    if saving.panel(form, "Go on"):
        return
    saving.begin(form, "note")
    closing_outlook.show(actor, setup, period, plan)
    st.text_input("Note (if any)", key=f"{form}.note", max_chars=entry.MOST_OF_A_REASON)
    hint("It is kept with the closing. Name no person.")
    fields.beside(form, "reason")
    fields.others(form, ("reason",))
    fields.checked(form)
    saving.end(form, setup)
    st.button(
        words, type="primary", key=f"{form}.save", on_click=_save,
        args=(actor, period, form, first),
    )  # fmt: skip


def _save(actor: Actor, period: Period, form: str, first: bool) -> None:
    def act() -> str:
        note = entry.accept_reason(
            forms.typed(form, "note", ""), guard.known(store.setup()),
            bool(forms.typed(form, "checked")),
        )  # fmt: skip
        acts = closings.close(
            actor, lambda: _worked_out(actor, period, note), first=period if first else None
        )
        measures = {figure.indicator for _, figures in acts for figure in figures}
        number = sum(len(figures) for _, figures in acts)
        return f"{number:,} figures of {len(measures)} measures are reported."

    saving.attempt(form, act)


def _worked_out(actor: Actor, period: Period, note: str) -> list[closings.Act]:
    setup = store.setup()
    plan = closing_outlook.planned(actor, setup, period)
    return reporting.acts(
        guard.definitions(setup), setup, plan, note,
        lambda wanted: frames(actor, Audience.SHARED, wanted, "month"), date.today(),
    )  # fmt: skip


def _reopen(actor: Actor, setup: Setup, period: Period, form: str) -> None:
    with st.expander("Reopen it", expanded=bool(forms.typed(form, "faults"))):
        if saving.panel(form, "Go on"):
            return
        st.write("Its figures are live again until it is closed anew. What was reported is kept.")
        saving.begin(form, "reason")
        st.text_input("Why?", key=f"{form}.reason", max_chars=entry.MOST_OF_A_REASON)
        hint("This stays in the history for good, so name no person.")
        fields.beside(form, "reason")
        fields.checked(form)
        saving.end(form, setup)
        st.button(
            f"Reopen {period.short}", key=f"{form}.save", on_click=_open,
            args=(actor, period, form),
        )  # fmt: skip


def _open(actor: Actor, period: Period, form: str) -> None:
    def act() -> str:
        reason = entry.accept_reason(
            forms.typed(form, "reason", ""), guard.known(store.setup()),
            bool(forms.typed(form, "checked")), needed="Say why it should be open again.",
        )  # fmt: skip
        closings.reopen(actor, period, reason)
        return f"{period.short} is open again."

    saving.attempt(form, act)
