"""Paper: a blank tally sheet or return, in standard or large print, to be typed in later."""

from datetime import date
from pathlib import Path

import streamlit as st

from engagement_metrics import framework
from pages.parts import filters, guard, paper_return, paper_tally, printing
from pages.parts.paper_pieces import Asked

STYLE = (Path(__file__).parent / "parts" / "paper.css").read_text()
TALLY, RETURN = SHEETS = ("Tally sheet", "Return")
STANDARD, LARGE = SIZES = ("Standard print", "Large print")

actor, setup = guard.admit("paper")

st.html(f"<style>{STYLE}</style>")
st.title("Print a paper sheet", anchor=False)
st.write(
    "Take a sheet along where there is no wifi, and type it in when you are back. A tally sheet is "
    "for marks while people come by. A return is for what you would type into Quick entry."
)
left, right = st.columns(2)
with left:
    kind = st.segmented_control(
        "Which sheet?", SHEETS, default=TALLY, required=True, key="print", bind="query-params"
    )  # fmt: skip
with right:
    size = st.segmented_control(
        "How large?", SIZES, default=STANDARD, required=True, key="size", bind="query-params"
    )  # fmt: skip
names = {key: item.name for key, item in framework.load().characteristics.items()}
chosen = st.pills(
    "What will you ask people about themselves?", list(names), default=["age", "sex"],
    format_func=lambda key: names[key], selection_mode="multi", key="paper_characteristics",
)  # fmt: skip
ours = setup.organisation.name if setup.organisation else ""
named = st.checkbox("Print our name on it", value=True, key="paper_named")
left, right = st.columns(2)
with left:
    day = st.date_input("Date (if you know it)", None, format="DD/MM/YYYY", key="paper_day")
with right:
    places = list(filters.place_labels(setup))
    place = st.selectbox(
        "Place (if you know it)", places, index=None, placeholder="Leave it empty",
        key="paper_place",
    )  # fmt: skip
printing.offer()
st.page_link("quick_entry.py", label="Type in a sheet that was filled")
asked = Asked(
    large=size == LARGE,
    organisation=ours if named else "",
    place=place or "",
    day=day if isinstance(day, date) else None,
    characteristics=tuple(key for key in names if key in chosen),
)
st.html(paper_return.sheet(asked, setup) if kind == RETURN else paper_tally.sheet(asked))
