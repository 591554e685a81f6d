"""Setting a target for a measure, where a lead reads it."""

from uuid import uuid4

import streamlit as st

from engagement_metrics import access, entry, indicators, store
from engagement_metrics.access import Actor
from engagement_metrics.entry import EntryError
from engagement_metrics.framework import Indicator
from engagement_metrics.models import Target, TargetDraft, TargetForm
from pages.parts import fields, guard
from pages.parts.view import View

FORMS = {
    "At least": TargetForm.AT_LEAST,
    "At most": TargetForm.AT_MOST,
    "From one number to another, by a date": TargetForm.FROM_TO,
    "Up by so many per cent on the baseline": TargetForm.UP_BY_PERCENT,
    "Watch it, without a target": TargetForm.WATCH,
}
PERIODS = {
    "Each year": "year",
    "Each quarter": "quarter",
    "Each month": "month",
    "Any period": "any",
}


def offer(actor: Actor, view: View, indicator: Indicator) -> None:
    """A closed box that opens to the targets there are and a form for another."""
    if indicator.waits:
        return
    with st.expander("Targets", expanded=bool(st.session_state.get("target.faults"))):
        _list(actor, view, indicator)
        _form(actor, view, indicator)


def _list(actor: Actor, view: View, indicator: Indicator) -> None:
    rows = view.frames.targets
    for row in rows[rows["indicator"] == indicator.id].to_dict("records"):
        group = view.setup.groups.get(row["priority_group_id"])
        described = indicators.describe({str(k): v for k, v in row.items()}, indicator)
        about = [view.setup.place_name(row["place_id"]), *([group.name] if group else [])]
        text, button = st.columns([3, 1])
        text.markdown(fields.literal(f"{described} · {' · '.join(about)} · {row['period']}"))
        button.button(
            "Withdraw", key=f"withdraw_target_{row['id']}", on_click=_withdraw,
            args=(actor, row["id"], row["version"]),
        )  # fmt: skip


def _withdraw(actor: Actor, number: int, version: int) -> None:
    try:
        with store.session(actor) as session:
            session.withdraw(Target, number, version)
    except (store.Stale, store.StoreUnavailable, access.Refused) as reason:
        st.session_state["target.trouble"] = str(reason)


def _form(actor: Actor, view: View, indicator: Indicator) -> None:
    fields.summary("target")
    form = FORMS[st.selectbox("Kind of target", list(FORMS), key="target_form")]
    number = "Number" if indicator.unit_kind != "percent" else "Percentage"
    if form in (TargetForm.AT_LEAST, TargetForm.UP_BY_PERCENT, TargetForm.FROM_TO):
        words = {TargetForm.FROM_TO: "From", TargetForm.UP_BY_PERCENT: "Up by, in per cent"}
        st.number_input(words.get(form, number), value=None, key="target_low")
        fields.beside("target", "low")
    if form in (TargetForm.AT_MOST, TargetForm.FROM_TO):
        st.number_input(
            "To" if form is TargetForm.FROM_TO else number, value=None, key="target_high"
        )
        fields.beside("target", "high")
    if form is TargetForm.FROM_TO:
        st.date_input("By", value=None, key="target_by", format="DD/MM/YYYY")
        fields.beside("target", "by")
    st.selectbox("For", list(PERIODS), key="target_period")
    if indicator.by_group:
        groups = {g.name: g.id for g in view.setup.groups.values() if not g.withdrawn}
        st.selectbox("Priority group", list(groups), key="target_group")
    st.caption(fields.literal(f"It will hold for {view.setup.place_name(view.wanted.place_id)}."))
    fields.others("target", ("low", "high", "by"))
    if trouble := st.session_state.pop("target.trouble", None):
        st.error(trouble)
    st.session_state.setdefault("target_key", uuid4().hex)
    st.button(
        "Set the target", key="target_save", on_click=_save, args=(actor, view, indicator, form)
    )


def _save(actor: Actor, view: View, indicator: Indicator, form: TargetForm) -> None:
    at = st.session_state
    groups = {g.name: g.id for g in view.setup.groups.values()}
    draft = TargetDraft(
        indicator.id, form.value, view.wanted.place_id, PERIODS[at["target_period"]],
        view.wanted.topic_id, groups.get(at.get("target_group", "")),
        at.get("target_low"), at.get("target_high"), at.get("target_by"),
    )  # fmt: skip
    try:
        accepted = entry.accept_target(draft, guard.known(view.setup))
        with store.session(actor) as session:
            session.add(accepted.record, key=at["target_key"])
    except EntryError as fault:
        fields.remember("target", fault)
        return
    except (store.StoreUnavailable, access.Refused) as reason:
        at["target.trouble"] = str(reason)
        return
    fields.remember("target", None)
    at["target_key"] = uuid4().hex
