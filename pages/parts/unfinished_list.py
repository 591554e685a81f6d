"""The list of what somebody began and did not save, and the reminder of it beside every page."""

from datetime import date

import streamlit as st

from engagement_metrics import entry, store
from engagement_metrics.access import Action, Actor
from engagement_metrics.store import DraftRow
from pages.parts import fields
from pages.parts.days import day, days

WARNED = 7  # days before a draft is removed
KINDS = {
    "entry": "Activity", "suggestion": "Suggestion", "step": "Step of a suggestion",
    "change": "Change because of suggestions", "answers": "Evaluation answers",
    "figure": "Figure", "target": "Target", "baseline": "Baseline", "place": "Place",
    "re_base": "New limits of a chart", "point_note": "Note on a chart",
    "topic": "Topic", "group": "Priority group", "work": "Piece of work",
    "organisation": "Organisation", "local": "Measure", "withdraw": "Reason to withdraw a record",
    "restore": "Reason to bring a record back",
    "review": "Meeting", "note": "Notes on a measure", "action": "Action",
    "finish": "End of a meeting", "closing": "Closing of a period",
    "model": "New words of a maturity model", "model_new": "New maturity model",
    "model_in": "Maturity model from a file",
    "round": "Round of self-assessment", "evidence": "Evidence", "agree": "What a group agreed",
    "aim": "What to improve", "improvement": "Action to improve",
    "settled": "What came of an action",
}  # fmt: skip
NAMES = (
    "title", "text", "name", "what", "reason", "source", "result", "note", "task", "said",
    "decided",
)  # fmt: skip
LONGEST = 60  # signs of somebody's words in a list


def remind(actor: Actor) -> None:
    """Beside every page: how many entries wait, where there are any."""
    if not (actor.may(Action.KEEP_DRAFTS) and actor.opens("unfinished")):
        return
    try:
        waiting = store.drafts_waiting(actor)
    except store.StoreUnavailable:
        return  # the page says so itself
    if waiting:
        st.page_link("unfinished.py", label=f"Unfinished entries: {waiting}")


def show(actor: Actor) -> None:
    """Each entry with the day it was used last, the way to go on, and the way to drop it."""
    store.remove_old_drafts(date.today())
    rows = store.my_drafts(actor)
    if not rows:
        st.write("There are none. What you begin and do not save will wait here.")
        if actor.opens("quick_entry"):
            st.page_link("quick_entry.py", label="Record an activity")
        return
    for row in rows:
        with st.container(border=True):
            st.markdown(f"**{fields.literal(_title(row))}**")
            st.write(_when(row))
            with st.container(horizontal=True):
                st.page_link(
                    _page(row), label="Go on with it",
                    query_params={**row.about["query"], "draft": row.id},
                )  # fmt: skip
                _drop(actor, row)


def _title(row: DraftRow) -> str:
    kind = KINDS.get(row.form.split(".")[0], "Entry")
    words = next((str(row.values[name]) for name in NAMES if row.values.get(name)), "")
    if len(words) > LONGEST:
        words = f"{words[:LONGEST].rstrip()}…"
    return f"{kind}: {words}" if words else kind


def _when(row: DraftRow) -> str:
    try:
        ends = entry.decoded(row.values.get("ends"))
    except ValueError:
        ends = None
    held = f"Date of the activity: {day(ends)}. " if isinstance(ends, date) else ""
    left = (row.goes_on - date.today()).days
    goes = f" **It is removed in {days(left)}, unless you go on.**" if left <= WARNED else ""
    return f"{held}Last used on {day(row.used_on)}.{goes}"


def _page(row: DraftRow) -> str:
    return f"{(row.about['page'] or 'outcomes').replace('-', '_')}.py"


def _drop(actor: Actor, row: DraftRow) -> None:
    if st.session_state.get("drop_draft") == row.id:
        st.button("Yes, throw it away", key=f"dropped_{row.id}", on_click=store.drop_draft,
                  args=(actor, row.id))  # fmt: skip
        st.button("No, keep it", key=f"kept_{row.id}", on_click=_ask, args=(None,))
    else:
        st.button("Throw it away", key=f"drop_{row.id}", on_click=_ask, args=(row.id,))


def _ask(draft_id: str | None) -> None:
    st.session_state["drop_draft"] = draft_id
