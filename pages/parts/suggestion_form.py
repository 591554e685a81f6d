"""The form for a suggestion: a new one, or one that stands and is put right."""

from datetime import date

import streamlit as st

from engagement_metrics import store
from engagement_metrics.access import Actor, Refused
from engagement_metrics.entry import EntryError, accept_suggestion
from engagement_metrics.models import Suggestion, SuggestionDraft
from engagement_metrics.store import Setup
from pages.parts import fields, filters, guard, one_form, suggestion_drafts
from pages.parts.days import day

FORM = "suggestion"
SHOWN = ("text", "place", "topic", "received_on", "raised_by", "owner", "promised_on", "note")
NO_TOPIC, NO_PLACE = "No topic", "Choose a place"


def show(actor: Actor, setup: Setup, about: str = "") -> None:
    """The form, while it is open; its save stores once."""
    opened = one_form.opened(about, FORM)
    if opened is None:
        return
    with st.container(border=True):
        st.subheader("Change this suggestion" if opened.seen else "Add a suggestion", anchor=False)
        fields.summary(FORM)
        draft = _ask(setup, opened)
        fields.others(FORM, SHOWN)
        draft.checked = fields.checked(FORM)
        one_form.refused(FORM)
        save = st.button("Save the suggestion", type="primary", key="suggestion_save")
        one_form.cancel()
    if save:
        _save(actor, setup, opened, draft)


def _ask(setup: Setup, opened: one_form.OpenForm) -> SuggestionDraft:
    seen: Suggestion | None = opened.seen
    draft = suggestion_drafts.of_suggestion(seen, opened.parts) if seen else SuggestionDraft()
    draft.text = st.text_area(
        "What was suggested? Use their words, but no names.", draft.text, key="suggestion_text",
        max_chars=2000,
    )  # fmt: skip
    fields.beside(FORM, "text")
    draft.place = place(setup, draft.place, "suggestion_place")
    fields.beside(FORM, "place")
    draft.topic = topic(setup, draft.topic, "suggestion_topic")
    fields.beside(FORM, "topic")
    draft.received_on = st.date_input(
        "Day it came", seen.received_on if seen else date.today(), key="suggestion_received",
        format="DD/MM/YYYY",
    )  # fmt: skip
    st.html(
        '<p class="quiet">Leave it empty if nobody knows. It then never counts in the 60% '
        "measure.</p>"
    )
    fields.beside(FORM, "received_on")
    draft.raised_by = st.number_input(
        "How many people said so",
        value=seen.raised_by if seen else 1,
        step=1,
        key="suggestion_raised_by",
    )
    fields.beside(FORM, "raised_by")
    draft.owner = st.text_input("Who looks after it", draft.owner, key="suggestion_owner")
    st.html('<p class="quiet">A member of staff or a team, never a patient.</p>')
    fields.beside(FORM, "owner")
    draft.promised_on = st.date_input(
        "Day by which we promised to tell people (if we did)",
        seen.promised_on if seen else None,
        key="suggestion_promised",
        format="DD/MM/YYYY",
    )  # fmt: skip
    fields.beside(FORM, "promised_on")
    draft.note = st.text_area("Note for the team", draft.note, key="suggestion_note")
    fields.beside(FORM, "note")
    return draft


def place(setup: Setup, chosen: int | None, key: str) -> int | None:
    """A box with the standing places."""
    labels = filters.place_labels(setup)
    names = [NO_PLACE, *labels]
    at = next((name for name, number in labels.items() if number == chosen), NO_PLACE)
    if chosen is None and len(labels) == 1:
        at = names[1]
    return labels.get(
        st.selectbox("Which place is it about?", names, index=names.index(at), key=key)
    )


def topic(setup: Setup, chosen: int | None, key: str) -> int | None:
    """A box with the standing topics; none need be chosen."""
    labels = {row.name: row.id for row in setup.topics.values() if not row.withdrawn}
    names = [NO_TOPIC, *labels]
    at = next((name for name, number in labels.items() if number == chosen), NO_TOPIC)
    return labels.get(
        st.selectbox("Which topic is it about?", names, index=names.index(at), key=key)
    )


def _save(
    actor: Actor, setup: Setup, opened: one_form.OpenForm, draft: SuggestionDraft
) -> None:  # fmt: skip
    try:
        accepted = suggestion_drafts.accept_fresh(
            accept_suggestion, draft, guard.known(setup), ("text", "note")
        )
        due = accepted.record.day_90
        with store.session(actor) as session:
            if opened.seen is None:
                session.add(accepted.record, accepted.parts, key=opened.key)
            else:
                session.change(
                    Suggestion, opened.seen.id, opened.seen.version,
                    accepted.record.model_dump(), accepted.parts,
                )  # fmt: skip
    except EntryError as fault:
        fields.remember(FORM, fault)
        st.rerun()
    except (store.StoreUnavailable, store.Stale, store.Taken, Refused) as reason:
        st.error(str(reason))
        return
    until = f" Look into it or act on it by {day(due)} (day 90)." if due else ""
    one_form.saved(opened.about, f"The suggestion is on the list.{until}")
