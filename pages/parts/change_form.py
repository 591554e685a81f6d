"""The form for a change that answers one or more suggestions."""

from datetime import date

import streamlit as st

from engagement_metrics import store
from engagement_metrics.access import Actor, Refused
from engagement_metrics.entry import EntryError, accept_change
from engagement_metrics.models import Change, ChangeDraft
from engagement_metrics.store import Filter, Setup
from pages.parts import fields, guard, one_form, suggestion_drafts, suggestion_form

FORM = "change"
SHOWN = ("title", "what", "on", "place", "topic", "suggestions", "reversed_on")
MOST = 500
LENGTH = 80


def show(actor: Actor, setup: Setup, about: str = "") -> None:
    """The form, while it is open; its save stores once."""
    opened = one_form.opened(about, FORM)
    if opened is None:
        return
    with st.container(border=True):
        st.subheader("Put this change right" if opened.seen else "Record a change", anchor=False)
        fields.summary(FORM)
        draft = _ask(actor, setup, opened)
        fields.others(FORM, SHOWN)
        draft.checked = fields.checked(FORM)
        one_form.refused(FORM)
        save = st.button("Save the change", type="primary", key="change_save")
        one_form.cancel()
    if save:
        _save(actor, setup, opened, draft)


def _ask(actor: Actor, setup: Setup, opened: one_form.OpenForm) -> ChangeDraft:
    seen: Change | None = opened.seen
    draft = ChangeDraft()
    if seen:
        draft.size, draft.piece_of_work = seen.size, seen.piece_of_work_id
    # First, as a multiselect that loses the focus shrinks, and a button below it would be missed.
    draft.suggestions = _choose(actor, setup, opened)
    fields.beside(FORM, "suggestions")
    draft.title = st.text_input("Short title", seen.title if seen else "", key="change_title")
    fields.beside(FORM, "title")
    draft.what = st.text_area(
        "What is different now?", seen.what if seen else "", key="change_what", max_chars=2000
    )
    fields.beside(FORM, "what")
    draft.on = st.date_input(
        "Day it changed", seen.on if seen else date.today(), key="change_on", format="DD/MM/YYYY"
    )
    fields.beside(FORM, "on")
    draft.place = suggestion_form.place(setup, seen.place_id if seen else None, "change_place")
    fields.beside(FORM, "place")
    draft.topic = suggestion_form.topic(setup, seen.topic_id if seen else None, "change_topic")
    fields.beside(FORM, "topic")
    if seen:
        draft.reversed_on = st.date_input(
            "Day it was undone (if it was)", seen.reversed_on, key="change_reversed",
            format="DD/MM/YYYY",
        )  # fmt: skip
        fields.beside(FORM, "reversed_on")
    return draft


def _choose(actor: Actor, setup: Setup, opened: one_form.OpenForm) -> list[int]:
    everywhere = Filter(None, setup.within(None), None)
    found = {row.id: row for row in store.suggestion_choices(actor, everywhere, MOST)}
    found |= {row.id: row for row in store.suggestions_by_number(actor, opened.parts)}
    labels = {
        number or 0: f"{number}: {row.text[:LENGTH]}{'…' if len(row.text) > LENGTH else ''}"
        for number, row in found.items()
    }
    chosen: list[int] = st.multiselect(
        "Which suggestions does it answer? Type a word to find one.",
        list(labels),
        default=list(opened.parts),
        format_func=labels.__getitem__,
        key="change_suggestions",
    )
    if len(found) >= MOST:
        st.html(f'<p class="quiet">The latest {MOST} suggestions are offered.</p>')
    return chosen


def _save(actor: Actor, setup: Setup, opened: one_form.OpenForm, draft: ChangeDraft) -> None:
    try:
        accepted = suggestion_drafts.accept_fresh(
            accept_change, draft, guard.known(setup), ("title", "what")
        )
        with store.session(actor) as session:
            if opened.seen is None:
                session.add(accepted.record, accepted.parts, key=opened.key)
            else:
                session.change(
                    Change, opened.seen.id, opened.seen.version,
                    accepted.record.model_dump(), accepted.parts,
                )  # fmt: skip
    except EntryError as fault:
        fields.remember(FORM, fault)
        st.rerun()
    except (store.StoreUnavailable, store.Stale, store.Taken, Refused) as reason:
        st.error(str(reason))
        return
    one_form.saved(
        opened.about,
        "The change is on the list. Now add the step 'Acted on' to each suggestion it answers, and "
        "tell people.",
    )
