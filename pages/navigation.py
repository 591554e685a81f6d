"""The door of the app: who is here, which pages they may open, and what every page shares.

No page runs before this file has: `app.py` starts it, and it lies among the pages so that
Streamlit never finds them by itself.
"""

from pathlib import Path

import streamlit as st

from engagement_metrics.access import OPEN_TO_ALL, Refused
from engagement_metrics.store import Standing, one_moment
from pages.parts import coming_back, frame, guard, resuming, saving, signing, unfinished_list

HERE = Path(__file__).parent
MENU = (
    ("outcomes", "Outcomes"),
    ("measures", "Measures"),
    ("measure", "Measure"),
    ("equality", "Who we heard from"),
    ("you_said", "You said, we did"),
    ("self_assessment", "Self-assessment"),
    ("meeting", "Meeting"),
    ("quick_entry", "Quick entry"),
    ("activities", "Activities"),
    ("evaluation_answers", "Evaluation answers"),
    ("figures", "Record a figure"),
    ("set_up", "Set up"),
    ("people", "People"),
    ("closing", "Closing"),
    ("history", "History"),
    ("help_page", "Help"),
    ("unfinished", "Unfinished entries"),
    ("paper", "Paper sheets"),
    ("tally", "Tally"),
    ("join", "Join"),
    ("room", "Room"),
    ("maturity_model", "Maturity model"),
)
# Reached by links from other pages.
HIDDEN = {"join", "maturity_model", "measure", "paper", "room", "tally", "unfinished"}

visit = guard.visit()
inside = visit.standing is Standing.IN
hidden = HIDDEN if visit.actor.signed_in else HIDDEN | {"people"}
chosen = st.navigation(
    [
        st.Page(
            HERE / f"{name}.py" if inside or name in OPEN_TO_ALL else signing.door(visit),
            title=title if inside or name in OPEN_TO_ALL else signing.TITLES[visit.standing],
            url_path="" if name == "outcomes" else name.replace("_", "-"),
            default=name == "outcomes",
            visibility="hidden" if name in hidden else "visible",
        )
        for name, title in MENU
        if not inside or visit.actor.opens(name)
    ],
    position="sidebar" if inside else "hidden",
    expanded=True,  # else Streamlit folds the last pages away, Help among them
)
st.set_page_config(page_title=f"{chosen.title} – Engagement metrics", layout="wide")
if inside and chosen.url_path not in OPEN_TO_ALL:
    frame.begin(visit.actor, chosen.url_path)
    saving.leave_saved(chosen.url_path)
    if chosen.url_path != "tally":  # there the address names the return that is tallied for
        resuming.resume(visit.actor, chosen.url_path)
    with st.sidebar:
        unfinished_list.remind(visit.actor)
    coming_back.ask_anew(visit.actor)
else:
    frame.look()
try:
    with one_moment():
        chosen.run()
except Refused as reason:
    guard.turn_away(str(reason))
