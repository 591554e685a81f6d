"""The form of an after-activity return: its fields, and what happens when it is saved."""

from datetime import datetime

import streamlit as st

from engagement_metrics import access, entry, store
from engagement_metrics.access import Actor
from engagement_metrics.entry import EntryError
from engagement_metrics.models import Activity, ActivityDraft, PartialDate, SuggestionDraft
from engagement_metrics.models.columns import Kept
from engagement_metrics.store import Setup
from pages.parts import entry_clash, entry_fields, entry_saved, entry_who, fields, guard
from pages.parts.entry_state import (
    ANOTHER_STORE,
    KEY,
    clear,
    draft,
    load,
    start,
    state,
    store_of,
)

SHOWN = (
    "ends", "place", "title", "aim", "method", "heads", "topic", "suggestions", "text",
    "feedback_promised_on", "status", "starts", "sessions", "people_invited", "minutes_taken",
    "fed_back_on", "note", "part_of", "piece_of_work", "modes",
)  # fmt: skip


def new(actor: Actor, setup: Setup) -> None:
    """A fresh return, or what was typed of one so far."""
    saved = st.session_state.get("entry.saved")
    if saved is not None:
        entry_saved.show(setup, saved)
        return
    if state("record") is not None:
        clear()
    start()
    st.session_state.setdefault(f"{KEY}begun", store_of(setup))
    st.title("Record an activity")
    st.caption("Only the first six fields must be filled. What you are still typing is lost if you "
               "reload the page.")  # fmt: skip
    _form(actor, setup)


def edit(actor: Actor, setup: Setup, number: int) -> None:
    """The return of an activity that is stored, to be changed; LookupError if there is none."""
    if (saved := st.session_state.get("entry.saved")) is not None:
        entry_saved.show(setup, saved)
        return
    if state("record") != number:
        clear()
        load(*store.record(actor, Activity, number))
        st.session_state[f"{KEY}begun"] = store_of(setup)
    st.title("Change an activity")
    st.text_input("Why is it being changed?", key=f"{KEY}reason", max_chars=200)
    _form(actor, setup)


@st.fragment
def _form(actor: Actor, setup: Setup) -> None:
    fields.summary("entry")
    try:
        entry_fields.show(actor, setup)
    except store.StoreUnavailable as reason:
        st.error(str(reason))  # a fragment is drawn by itself: nobody else would catch this
    groups = tuple(f"groups.{name}" for name in entry_who.chosen_characteristics())
    counts = tuple(
        name for name in st.session_state.get("entry.faults", {})
        if name.startswith("groups.") and name.count(".") == 2
    )  # fmt: skip
    fields.others("entry", (*SHOWN, *groups, *counts))
    fields.checked("entry")
    if trouble := st.session_state.pop("entry.trouble", None):
        st.error(fields.literal(trouble))
    elif st.session_state.get("entry.faults") or st.session_state.get("entry.doubts"):
        st.html('<p class="fault">Nothing is saved yet. What to put right is marked above.</p>')
    entry_clash.show(setup)
    if "entry.clash" not in st.session_state:
        st.button(
            "Save", type="primary", key="entry_save", on_click=save, args=(actor, setup),
            shortcut="Ctrl+S", width="stretch",
        )  # fmt: skip
    if "entry.saved" in st.session_state:
        st.rerun()


def save(actor: Actor, setup: Setup) -> None:
    """Store what was typed: all of it, once, or nothing with a sentence beside each fault."""
    if "entry.saved" in st.session_state:
        return  # the second half of a double click
    number = state("record")
    try:
        setup = store.setup()
        if state("begun") != store_of(setup):
            st.session_state["entry.trouble"] = ANOTHER_STORE
            return
        known, proposed = guard.known(setup), draft(setup)
        accepted = entry.accept_activity(proposed, known)
        heard = [
            entry.accept_suggestion(said, known) for said in _suggestions(accepted.record, proposed)
        ]
        why = entry.accept_reason(state("reason") or "", known, proposed.checked)
        with store.session(actor, why) as session:
            if number is None:
                number = session.add(accepted.record, accepted.parts, key=state("token"))
            else:
                session.change(
                    Activity, number, state("version"), _values(accepted.record), accepted.parts
                )
            for at, suggestion in enumerate(heard):
                suggestion.record.activity_id = number
                session.add(suggestion.record, suggestion.parts, key=f"{state('token')}-{at}")
    except EntryError as fault:
        fields.remember("entry", fault)
        return
    except store.Stale as reason:
        entry_clash.keep(accepted.record, reason)
        return
    except (store.StoreUnavailable, access.Refused) as reason:
        st.session_state["entry.trouble"] = str(reason)
        return
    fields.remember("entry", None)
    record = accepted.record
    st.session_state["entry.saved"] = {
        "number": number, "title": record.title, "heads": record.heads, "ends": record.ends,
        "place": record.place_id, "at": datetime.now().astimezone().strftime("%H:%M"),
        "suggestions": len(heard), "changed": state("record") is not None,
    }  # fmt: skip


def _suggestions(activity: Activity, proposed: ActivityDraft) -> list[SuggestionDraft]:
    ends = PartialDate.parse(activity.ends)
    received = ends.last if ends.precision == "day" else None
    return [
        SuggestionDraft(
            text=text, place=activity.place_id, topic=activity.topic_id, received_on=received,
            checked=proposed.checked,
        )
        for text in proposed.suggestions
    ]  # fmt: skip


def _values(record: Kept) -> dict[str, object]:
    kept = set(Kept.model_fields) | {"heads_added", "reference", "source"}
    return {name: getattr(record, name) for name in type(record).model_fields if name not in kept}
