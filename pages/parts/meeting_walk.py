"""The walk through a meeting: one step at a time, in large type, by button, key or tap."""

from functools import partial
from html import escape

import streamlit as st

from engagement_metrics.access import Actor
from engagement_metrics.store import Review, Setup
from pages.parts import (
    fields,
    forms,
    guard,
    meeting_actions,
    meeting_agenda,
    meeting_drafts,
    meeting_end,
    meeting_measure,
    meeting_notes,
    meeting_screen,
)

BEFORE, END = "before", "end"


def steps(found: Review) -> list[str]:
    """The steps of a meeting: actions of earlier ones first, each measure, then the end."""
    first = [BEFORE] if found.before else []
    return [*first, *(str(at) for at in range(1, len(found.items) + 1)), END]


def show(actor: Actor, setup: Setup, found: Review) -> None:
    """The step that the address asks for."""
    asked, there = st.query_params.get("step", ""), steps(found)
    at = there.index(asked) if asked in there else 0
    progress, title = _told(setup, found, there[at])
    meeting_screen.look()
    with st.container(key="walk"):
        st.html(f'<p class="progress">{escape(progress)}</p>')
        st.title(fields.literal(title), anchor=False)
        with st.container(key="walk-bar", horizontal=True, vertical_alignment="center"):
            _turn(found, there, at, "")
            meeting_screen.keys(there[at], title)
            st.button(
                "Leave the meeting screen", key="walk_leave", on_click=_go, args=(found, None)
            )
        _unsaved(found, there[at])
        if there[at] == BEFORE:
            _before(actor, setup, found)
        elif there[at] == END:
            meeting_end.show(actor, setup, found)
        else:
            item = found.items[int(there[at]) - 1]
            shown = meeting_measure.read(actor, setup, found)
            meeting_measure.show(actor, shown, item)
            meeting_notes.show(actor, setup, found, item)
        with st.container(key="walk-foot", horizontal=True):
            _turn(found, there, at, "_foot")


def _told(setup: Setup, found: Review, step: str) -> tuple[str, str]:
    """How far the meeting is, and what this step is called."""
    if step == BEFORE:
        return "First", "Actions from earlier meetings"
    if step == END:
        return "Last", "The end of the meeting"
    item = found.items[int(step) - 1]
    kept = guard.definitions(setup, retired=True)
    return f"Measure {step} of {len(found.items)}", meeting_agenda.name(kept, item.indicator)


def _turn(found: Review, there: list[str], at: int, more: str) -> None:
    """The buttons back and on."""
    if at > 0:
        st.button(
            "Back", key=f"walk_back{more}", icon=":material/arrow_back:",
            on_click=_go, args=(found, there[at - 1]),
        )  # fmt: skip
    if at < len(there) - 1:
        st.button(
            "Next", key=f"walk_next{more}", icon=":material/arrow_forward:", type="primary",
            on_click=_go, args=(found, there[at + 1]),
        )  # fmt: skip


def _go(found: Review, step: str | None) -> None:
    """Keep what was typed here and not saved, then go to a step; None leaves the walk."""
    forms_here = [meeting_notes.form_of(item) for item in found.items]
    meeting_drafts.keep(*forms_here, meeting_actions.FORM, meeting_end.form_of(found))
    for key in [str(key) for key in st.session_state if str(key).endswith(".saved")]:
        forms.clear(key.removesuffix(".saved"))
    forms.forget_saved()
    if step is None:
        del st.query_params["step"]
    else:
        st.query_params["step"] = step


def _unsaved(found: Review, step: str) -> None:
    """A word on notes of other measures that were begun and not saved."""
    for at, item in enumerate(found.items, start=1):
        form = meeting_notes.form_of(item)
        waits = forms.typed(form, "draft") is not None and not forms.typed(form, "saved")
        if str(at) != step and waits:
            st.html(f'<p class="doubt">Your notes on measure {at} are not saved yet.</p>')
            st.button(
                f"Go to measure {at}", key=f"walk_to_{at}", on_click=partial(_go, found, str(at))
            )


def _before(actor: Actor, setup: Setup, found: Review) -> None:
    st.write("What was asked for before and is not done yet, or was settled since the last one.")
    kept = guard.definitions(setup, retired=True)
    rows = [
        (
            action,
            f"About: {meeting_agenda.name(kept, action.indicator)}." if action.indicator else "",
            found.asked_at[action.id or 0],
        )
        for action in found.before
    ]
    meeting_actions.each(actor, setup, rows, "Say what came of it")
