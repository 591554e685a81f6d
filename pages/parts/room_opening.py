"""Opening dimensions for scoring: one, several, or all of them."""

from datetime import date

import streamlit as st

from engagement_metrics import store
from engagement_metrics.access import Actor
from engagement_metrics.models import ScoringStage
from engagement_metrics.store import round_steps
from engagement_metrics.store.rounds import Round
from pages.parts import fields, room_saving
from pages.parts.days import day

FORM = "opening"


def show(actor: Actor, found: Round) -> None:
    """The dimensions that are not open yet, those of today's meeting chosen already."""
    waiting = {one.dimension: one for one in found.dimensions if one.stage is ScoringStage.WAITING}
    room_saving.told(FORM)
    if not waiting:
        return
    st.header("Open for scoring", anchor=False)
    later = sorted({one.meets_on for one in waiting.values() if one.meets_on})
    if later:
        st.write(f"Days to come or past: {', '.join(map(day, later))}.")
    today = [key for key, one in waiting.items() if one.meets_on in (None, date.today())]
    field = f"{FORM}.chosen_{len(waiting)}"
    st.pills(
        "Which dimensions?", list(waiting), default=today, selection_mode="multi", wrap=True,
        format_func=lambda key: fields.literal(found.model.dimension(key).name), key=field,
    )  # fmt: skip
    with st.container(horizontal=True):
        st.button("Open those chosen", key="open_chosen", type="primary", on_click=_open,
                  args=(actor, found, field))  # fmt: skip
        st.button("Open all", key="open_all", on_click=_open, args=(actor, found, ""))


def _open(actor: Actor, found: Round, field: str) -> None:
    chosen = set(st.session_state.get(field) or []) if field else None

    def act() -> str:
        names = []
        for one in found.dimensions:
            picked = chosen is None or one.dimension in chosen
            if one.stage is not ScoringStage.WAITING or not picked or one.id is None:
                continue
            try:
                round_steps.move(actor, one.id, one.version, ScoringStage.SCORING)
            except store.Stale:
                continue  # somebody else opened it a moment ago
            names.append(found.model.dimension(one.dimension).name)
        if not names:
            raise round_steps.NotNow("Choose at least one dimension to open.")
        return f"Open for scoring now: {'; '.join(names)}."

    room_saving.press(FORM, act)
