"""The door of the app: who is here, which pages they may open, and what every page shares.

No page runs before this file has: `app.py` starts it, and it lies among the pages so that
Streamlit never finds them by itself.
"""

import streamlit as st

from engagement_metrics.access import OPEN_TO_ALL, Refused
from engagement_metrics.store import Standing, one_moment
from pages.parts import (
    coming_back,
    frame,
    guard,
    menu,
    resuming,
    saving,
    unfinished_list,
    way_back,
)

with one_moment():
    visit = guard.visit()
    inside = visit.standing is Standing.IN
    chosen = st.navigation(
        menu.pages_for(visit),
        position="sidebar" if inside else "hidden",
        expanded=True,  # else Streamlit folds the last pages away, Help among them
    )
    st.set_page_config(page_title=f"{chosen.title} – Engagement metrics", layout="wide")
    way_back.restore()
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
        chosen.run()
    except Refused as reason:
        guard.turn_away(str(reason))
