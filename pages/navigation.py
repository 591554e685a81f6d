"""The door of the app: who is here, which pages they may open, and what every page shares.

No page runs before this file has: `app.py` starts it, and it lies among the pages so that
Streamlit never finds them by itself.
"""

from pathlib import Path

import streamlit as st

from pages.parts import frame, guard, saving

HERE = Path(__file__).parent
MENU = (
    ("outcomes", "Outcomes"),
    ("measure", "Measure"),
    ("you_said", "You said, we did"),
    ("quick_entry", "Quick entry"),
    ("activities", "Activities"),
    ("evaluation_answers", "Evaluation answers"),
    ("figures", "Record a figure"),
    ("set_up", "Set up"),
    ("help_page", "Help"),
)

actor = guard.present()
chosen = st.navigation(
    [
        st.Page(
            HERE / f"{name}.py",
            title=title,
            url_path="" if name == "outcomes" else name.replace("_", "-"),
            default=name == "outcomes",
            visibility="hidden" if name == "measure" else "visible",
        )
        for name, title in MENU
        if actor.opens(name)
    ]
)
st.set_page_config(page_title=f"{chosen.title} – Engagement metrics", layout="wide")
frame.begin(actor)
saving.leave_saved(chosen.url_path)
chosen.run()
