"""The form for a meeting: a new one with its first agenda, or one that stands and is put right."""

from datetime import date

import streamlit as st

from engagement_metrics import entry, store
from engagement_metrics.access import Actor
from engagement_metrics.models import ForumReview, Period, ReviewDraft
from engagement_metrics.store import Setup
from pages.parts import fields, filters, forms, guard, meeting_agenda, saving
from pages.parts.hints import hint

FORM = "review"
SHOWN = ("title", "held_on", "place", "period", "agenda", "present", "note")
TWELVE, AS_LAST, NONE = "The twelve we propose", "The same as last time", "None yet"


def show(actor: Actor, setup: Setup, about: str = "") -> None:
    """The form, while it is open; its save stores once."""
    there = forms.opened(about, FORM)
    if there is None:
        return
    with st.container(border=True):
        st.subheader("Change this meeting" if there.seen else "Prepare a meeting", anchor=False)
        saving.begin(FORM, "title")
        _ask(actor, setup, there.seen)
        fields.others(FORM, SHOWN)
        fields.checked(FORM)
        saving.end(FORM, setup)
        st.button(
            "Save the meeting", type="primary", key=f"{FORM}.save",
            shortcut="Ctrl+S", on_click=_save, args=(actor, setup, there),
        )  # fmt: skip
        saving.cancel(FORM)


def _ask(actor: Actor, setup: Setup, seen: ForumReview | None) -> None:
    st.text_input("Title", seen.title if seen else "Forum meeting", key=f"{FORM}.title")
    fields.beside(FORM, "title")
    st.date_input(
        "Date", seen.held_on if seen else date.today(), key=f"{FORM}.held_on", format="DD/MM/YYYY"
    )
    fields.beside(FORM, "held_on")
    places = _places(setup)
    at = next((label for label, number in places.items() if seen and number == seen.place_id), None)
    labels = list(places)
    st.selectbox("Place", labels, index=labels.index(at) if at else 0, key=f"{FORM}.place")
    fields.beside(FORM, "place")
    periods, first = _periods(actor, seen)
    labels = list(periods)
    st.selectbox(
        "Period to look at", labels, index=labels.index(first), key=f"{FORM}.period"
    )  # fmt: skip
    fields.beside(FORM, "period")
    if seen is not None:
        st.number_input("How many people were present", value=seen.present, step=1,
                        key=f"{FORM}.present")  # fmt: skip
        hint("A number is enough. No names are kept.")
        fields.beside(FORM, "present")
        st.text_area("Anything else for the minutes", seen.note, key=f"{FORM}.note")
        fields.beside(FORM, "note")
        return
    ways = [TWELVE, AS_LAST, NONE] if store.reviews(actor) else [TWELVE, NONE]
    st.radio("Measures to begin with", ways, key=f"{FORM}.agenda")
    hint("You can add, take off and order measures once it is saved.")
    fields.beside(FORM, "agenda")


def _places(setup: Setup) -> dict[str, int | None]:
    """The places by label; all of them together, where no one place is above the rest."""
    labels: dict[str, int | None] = dict(filters.place_labels(setup))
    return {filters.ALL_PLACES: None, **labels} if len(setup.children(None)) > 1 else labels


def _periods(actor: Actor, seen: ForumReview | None) -> tuple[dict[str, Period], str]:
    found, first = filters.periods(actor)
    periods = {period.short: period for period in found}
    if seen is not None:
        first = Period.parse(seen.period)
        periods.setdefault(first.short, first)
    return periods, first.short


def _typed(actor: Actor, setup: Setup, seen: ForumReview | None) -> ReviewDraft:
    period = _periods(actor, seen)[0].get(forms.typed(FORM, "period", ""))
    return ReviewDraft(
        title=forms.typed(FORM, "title", ""),
        held_on=forms.typed(FORM, "held_on"),
        place=_places(setup).get(forms.typed(FORM, "place", "")),
        period=period.code if period else None,
        present=forms.typed(FORM, "present"),
        note=forms.typed(FORM, "note", ""),
        checked=bool(forms.typed(FORM, "checked")),
    )


def _save(actor: Actor, setup: Setup, there: forms.OpenForm) -> None:
    def act() -> str:
        accepted = entry.accept_review(_typed(actor, setup, there.seen), guard.known(setup))
        if there.seen is not None:
            values = accepted.record.model_dump(exclude={"state"})
            with store.session(actor, draft=forms.mark(FORM)) as session:
                session.change(ForumReview, there.seen.id, there.seen.version, values)
            return "The meeting is changed."
        begin = {TWELVE: meeting_agenda.proposed, AS_LAST: meeting_agenda.as_last}.get(
            forms.typed(FORM, "agenda", NONE)
        )
        first = begin(actor, setup) if begin else ()
        items = entry.accept_agenda(first, meeting_agenda.known(setup)) if first else ()
        with store.session(actor, draft=forms.mark(FORM)) as session:
            number = session.add(accepted.record, key=forms.mark(FORM))
            for item in items:
                item.review_id = number
                session.add(item, key=f"{forms.mark(FORM)}.{item.position}")
        st.query_params["review"] = str(number)
        return "The meeting is prepared. Look at its agenda, then begin."

    saving.attempt(FORM, act)
