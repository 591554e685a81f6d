"""The menu: every page with its title, and which of them whoever is here may open."""

from pathlib import Path
from typing import Any

import streamlit as st

from engagement_metrics.access import OPEN_TO_ALL
from engagement_metrics.store import Standing, Visit
from pages.parts import signing

PAGES = Path(__file__).parents[1]
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


def pages_for(here: Visit) -> list[st.Page]:
    """The pages of whoever is here: those of their roles, or what signs them in.

    A page of a file is made once for each session and kept: making one looks the file up on the
    disk, which for all of them takes longer than many a page does.
    """
    inside = here.standing is Standing.IN
    hidden = HIDDEN if here.actor.signed_in else HIDDEN | {"people"}
    kept: dict[tuple[str, bool], st.Page] = st.session_state.setdefault("menu.pages", {})
    found = []
    for name, title in MENU:
        about: dict[str, Any] = {
            "url_path": "" if name == "outcomes" else name.replace("_", "-"),
            "default": name == "outcomes",
            "visibility": "hidden" if name in hidden else "visible",
        }
        if not inside and name not in OPEN_TO_ALL:
            door = signing.TITLES[here.standing]
            found.append(st.Page(signing.door(here), title=door, **about))
        elif not inside or here.actor.opens(name):
            which = (name, name in hidden)
            if which not in kept:
                kept[which] = st.Page(PAGES / f"{name}.py", title=title, **about)
            found.append(kept[which])
    return found
