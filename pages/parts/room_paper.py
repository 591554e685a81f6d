"""Paper in a round: a sheet to print for those without a phone, and the way to type one in."""

from pathlib import Path

import streamlit as st

from engagement_metrics.access import Actor
from engagement_metrics.models import ReviewState
from engagement_metrics.store import Setup, round_steps
from engagement_metrics.store.rounds import Round
from pages.parts import printing, room_paper_sheet, room_sheet

STYLE = "".join(
    (Path(__file__).parent / name).read_text(encoding="utf-8")
    for name in ("paper.css", "room_paper.css")
)
STANDARD, LARGE = SIZES = ("Standard print", "Large print")


def show(actor: Actor, setup: Setup, found: Round) -> None:
    """Typing in while the round is under way, then the sheet to print, once it is asked for."""
    st.header("Paper", anchor=False)
    if found.round.state is ReviewState.UNDER_WAY:
        room_sheet.show(actor, found)
    elif found.round.state is ReviewState.FINISHED:
        st.info(round_steps.IS_FINISHED)
    else:
        st.write("Print sheets here now. Type them in once the round is open.")
    st.header("Sheets to print", anchor=False)
    if not st.toggle("Show the sheet", key="room_paper"):
        return
    size = st.segmented_control("How large?", SIZES, default=STANDARD, required=True,
                                key="room_paper_size")  # fmt: skip
    ours = setup.organisation.name if setup.organisation else ""
    printing.offer()
    st.html(f"<style>{STYLE}</style>")
    st.html(room_paper_sheet.sheet(found, ours, size == LARGE))
