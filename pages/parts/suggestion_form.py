"""The form for a suggestion: a new one, or one that stands and is put right."""

from datetime import date

import streamlit as st

from engagement_metrics.access import Actor
from engagement_metrics.entry import accept_suggestion
from engagement_metrics.models import Suggestion, SuggestionDraft
from engagement_metrics.store import Setup
from pages.parts import fields, filters, forms, guard, saving, suggestion_drafts
from pages.parts.days import day

FORM = "suggestion"
SHOWN = ("text", "place", "topic", "received_on", "raised_by", "owner", "promised_on", "note")
NO_TOPIC, NO_PLACE = "No topic", "Choose a place"


def show(actor: Actor, setup: Setup, about: str = "") -> None:
    """The form, while it is open; its save stores once."""
    there = forms.opened(about, FORM)
    if there is None:
        return
    with st.container(border=True):
        st.subheader("Change this suggestion" if there.seen else "Add a suggestion", anchor=False)
        saving.begin(FORM, "text")
        _ask(setup, there.seen)
        fields.others(FORM, SHOWN)
        fields.checked(FORM)
        saving.end(FORM, setup)
        st.button(
            "Save the suggestion", type="primary", key=f"{FORM}.save",
            shortcut="Ctrl+S", on_click=_save, args=(actor, setup, there),
        )  # fmt: skip
        saving.cancel(there.name)


def _ask(setup: Setup, seen: Suggestion | None) -> None:
    st.text_area(
        "What was suggested? Use their words, but no names.", seen.text if seen else "",
        key=f"{FORM}.text", max_chars=2000,
    )  # fmt: skip
    fields.beside(FORM, "text")
    place(setup, FORM, seen.place_id if seen else None)
    topic(setup, FORM, seen.topic_id if seen else None)
    st.date_input(
        "Day it came", seen.received_on if seen else date.today(), key=f"{FORM}.received_on",
        format="DD/MM/YYYY",
    )  # fmt: skip
    st.html(
        '<p class="quiet">Leave it empty if nobody knows. It then never counts in the 60% '
        "measure.</p>"
    )
    fields.beside(FORM, "received_on")
    st.number_input(
        "How many people said so", value=seen.raised_by if seen else 1, step=1,
        key=f"{FORM}.raised_by",
    )  # fmt: skip
    fields.beside(FORM, "raised_by")
    st.text_input("Who looks after it", seen.owner if seen else "", key=f"{FORM}.owner")
    st.html('<p class="quiet">A member of staff or a team, never a patient.</p>')
    fields.beside(FORM, "owner")
    st.date_input(
        "Day by which we promised to tell people (if we did)", seen.promised_on if seen else None,
        key=f"{FORM}.promised_on", format="DD/MM/YYYY",
    )  # fmt: skip
    fields.beside(FORM, "promised_on")
    st.text_area("Note for the team", seen.note if seen else "", key=f"{FORM}.note")
    fields.beside(FORM, "note")


def place(setup: Setup, form: str, chosen: int | None) -> None:
    """A box with the standing places; `chosen_place` reads it."""
    labels = filters.own_places(guard.present(), setup)
    names = [NO_PLACE, *labels]
    at = next((name for name, number in labels.items() if number == chosen), NO_PLACE)
    if chosen is None and len(labels) == 1:
        at = names[1]
    st.selectbox("Which place is it about?", names, index=names.index(at), key=f"{form}.place")
    fields.beside(form, "place")


def chosen_place(setup: Setup, form: str) -> int | None:
    """The place that stands in the box just now."""
    return filters.place_labels(setup).get(forms.typed(form, "place", NO_PLACE))


def topic(setup: Setup, form: str, chosen: int | None) -> None:
    """A box with the standing topics; none need be chosen. `chosen_topic` reads it."""
    labels = _topics(setup)
    names = [NO_TOPIC, *labels]
    at = next((name for name, number in labels.items() if number == chosen), NO_TOPIC)
    st.selectbox("Which topic is it about?", names, index=names.index(at), key=f"{form}.topic")
    fields.beside(form, "topic")


def chosen_topic(setup: Setup, form: str) -> int | None:
    """The topic that stands in the box just now."""
    return _topics(setup).get(forms.typed(form, "topic", NO_TOPIC))


def _topics(setup: Setup) -> dict[str, int]:
    return {row.name: row.id for row in setup.topics.values() if not row.withdrawn}


def _typed(setup: Setup, there: forms.OpenForm) -> SuggestionDraft:
    """What stands in the form just now, with what the form does not ask as it was."""
    seen = there.seen
    draft = suggestion_drafts.of_suggestion(seen, there.parts) if seen else SuggestionDraft()
    draft.place, draft.topic = chosen_place(setup, FORM), chosen_topic(setup, FORM)
    for name in ("text", "owner", "note"):
        setattr(draft, name, forms.typed(FORM, name, ""))
    for name in ("received_on", "raised_by", "promised_on"):
        setattr(draft, name, forms.typed(FORM, name))
    draft.checked = bool(forms.typed(FORM, "checked"))
    return draft


def _save(actor: Actor, setup: Setup, there: forms.OpenForm) -> None:
    draft = _typed(setup, there)

    def act() -> str:
        accepted = suggestion_drafts.accept_fresh(
            accept_suggestion, draft, guard.known(setup), ("text", "note")
        )
        due = accepted.record.day_90
        with saving.write(actor, FORM) as session:
            if there.seen is None:
                session.add(accepted.record, accepted.parts, key=forms.mark(FORM))
            else:
                session.change(
                    Suggestion, there.seen.id, there.seen.version,
                    accepted.record.model_dump(), accepted.parts,
                )  # fmt: skip
        until = f" Look into it or act on it by {day(due)} (day 90)." if due else ""
        return f"The suggestion is on the list.{until}"

    saving.attempt(FORM, act)
