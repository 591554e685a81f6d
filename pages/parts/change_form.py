"""The form for a change that answers one or more suggestions."""

from datetime import date

import streamlit as st

from engagement_metrics import store
from engagement_metrics.access import Actor
from engagement_metrics.entry import accept_change
from engagement_metrics.models import Change, ChangeDraft
from engagement_metrics.store import Filter, Setup
from pages.parts import fields, forms, guard, saving, suggestion_drafts, suggestion_form

FORM = "change"
SHOWN = ("title", "what", "on", "place", "topic", "suggestions", "reversed_on")
MOST = 500
LENGTH = 80


def show(actor: Actor, setup: Setup, about: str = "") -> None:
    """The form, while it is open; its save stores once."""
    there = forms.opened(about, FORM)
    if there is None:
        return
    with st.container(border=True):
        st.subheader("Put this change right" if there.seen else "Record a change", anchor=False)
        saving.begin(FORM, "title")
        _ask(actor, setup, there)
        fields.others(FORM, SHOWN)
        fields.checked(FORM)
        saving.end(FORM, setup)
        st.button(
            "Save the change", type="primary", key=f"{FORM}.save",
            shortcut="Ctrl+S", on_click=_save, args=(actor, setup, there),
        )  # fmt: skip
        saving.cancel(there.name)


def _ask(actor: Actor, setup: Setup, there: forms.OpenForm) -> None:
    seen: Change | None = there.seen
    # First, as a multiselect that loses the focus shrinks, and a button below it would be missed.
    _choose(actor, setup, there)
    fields.beside(FORM, "suggestions")
    st.text_input("Short title", seen.title if seen else "", key=f"{FORM}.title")
    fields.beside(FORM, "title")
    st.text_area(
        "What is different now?", seen.what if seen else "", key=f"{FORM}.what", max_chars=2000
    )
    fields.beside(FORM, "what")
    st.date_input(
        "Day it changed", seen.on if seen else date.today(), key=f"{FORM}.on", format="DD/MM/YYYY"
    )
    fields.beside(FORM, "on")
    suggestion_form.place(setup, FORM, seen.place_id if seen else None)
    suggestion_form.topic(setup, FORM, seen.topic_id if seen else None)
    if seen:
        st.date_input(
            "Day it was undone (if it was)", seen.reversed_on, key=f"{FORM}.reversed_on",
            format="DD/MM/YYYY",
        )  # fmt: skip
        fields.beside(FORM, "reversed_on")


def _choose(actor: Actor, setup: Setup, there: forms.OpenForm) -> None:
    everywhere = Filter(None, setup.within(None), None)
    found = {row.id: row for row in store.suggestion_choices(actor, everywhere, MOST)}
    found |= {row.id: row for row in store.suggestions_by_number(actor, there.parts)}
    labels = {
        number or 0: f"{number}: {row.text[:LENGTH]}{'…' if len(row.text) > LENGTH else ''}"
        for number, row in found.items()
    }
    st.multiselect(
        "Which suggestions does it answer? Type a word to find one.", list(labels),
        default=list(there.parts), format_func=labels.__getitem__, key=f"{FORM}.suggestions",
    )  # fmt: skip
    if len(found) >= MOST:
        st.html(f'<p class="quiet">The latest {MOST} suggestions are offered.</p>')


def _typed(setup: Setup, there: forms.OpenForm) -> ChangeDraft:
    """What stands in the form just now, with what the form does not ask as it was."""
    seen: Change | None = there.seen
    return ChangeDraft(
        title=forms.typed(FORM, "title", ""),
        what=forms.typed(FORM, "what", ""),
        on=forms.typed(FORM, "on"),
        place=suggestion_form.chosen_place(setup, FORM),
        topic=suggestion_form.chosen_topic(setup, FORM),
        piece_of_work=seen.piece_of_work_id if seen else None,
        size=seen.size if seen else "",
        suggestions=forms.typed(FORM, "suggestions", []),
        reversed_on=forms.typed(FORM, "reversed_on"),
        checked=bool(forms.typed(FORM, "checked")),
    )


def _save(actor: Actor, setup: Setup, there: forms.OpenForm) -> None:
    draft = _typed(setup, there)

    def act() -> str:
        accepted = suggestion_drafts.accept_fresh(
            accept_change, draft, guard.known(setup), ("title", "what")
        )
        with saving.write(actor, FORM) as session:
            if there.seen is None:
                session.add(accepted.record, accepted.parts, key=forms.mark(FORM))
            else:
                session.change(
                    Change, there.seen.id, there.seen.version,
                    accepted.record.model_dump(), accepted.parts,
                )  # fmt: skip
        return (
            "The change is on the list. Now add the step 'Acted on' to each suggestion it "
            "answers, and tell people."
        )

    saving.attempt(FORM, act)
