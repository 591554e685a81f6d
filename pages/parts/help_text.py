"""The plain part of the help: reading the matrix, cells with no number, and where to find what."""

import streamlit as st

from engagement_metrics.access import Actor
from pages.parts import help_words

MATRIX = (
    "The first page is a table that we call the matrix. Each column is one aim: to inform, to "
    "engage, to involve and to co-produce. At the top of a column stands what we want to reach. "
    "On a phone you see one aim at a time.",
    "Under each aim come three kinds of measure. Outputs are what we did, such as how many people "
    "came. Outcomes are what changed for people. Methods show how well we keep our own records.",
    "Each box is one measure. It shows a number, or a word that says why there is none. Below it "
    "stands the target, if there is one, and a word that says if it was met. Open the box to see "
    "more: what the number is made of, how sure it is, and the records behind it.",
    "You choose the place, the time and the topic above the matrix. A place counts all that lies "
    "below it. A number is never the whole story, so look at how many forms or events it comes "
    "from. A share of four forms says little. A share of four hundred says a lot.",
    "Some numbers are a best guess, and then we write 'about'. People are counted each time they "
    "take part, so one person may count more than once. We keep counts of people, never names.",
)
STATES = {
    "Measured": "There is a number.",
    "No activity": "Nothing took place at that place and time, so there is nothing to count.",
    "None received": "We asked, but no forms or ideas came in.",
    "Not measured": "Nobody has noted it yet, or this tool cannot tell it yet. It is not a nought.",
    "Too early": "The time to tell has not come. An idea has 90 days to get an answer.",
    "Not shown": "There is a number, but it is so small that it could point to a person.",
}
WHERE = {
    "outcomes": ("outcomes.py", "Outcomes", "the matrix, and what lies behind each number"),
    "measures": (
        "measures.py", "Measures", "each measure on a line: its figure, its target, how it moves",
    ),
    "you_said": ("you_said.py", "You said, we did", "what people told us, and what came of it"),
    "meeting": ("meeting.py", "Meeting", "go through the measures in a meeting, and keep notes"),
    "quick_entry": ("quick_entry.py", "Quick entry", "note down an activity in a minute"),
    "paper": ("paper.py", "Paper sheets", "print a tally sheet or a return to fill in by hand"),
    "activities": ("activities.py", "Activities", "find an activity, and put it right"),
    "evaluation_answers": (
        "evaluation_answers.py", "Evaluation answers", "type in forms that came back on paper",
    ),
    "figures": ("figures.py", "Record a figure", "type in a figure that you have from elsewhere"),
    "set_up": ("set_up.py", "Set up", "places, topics, groups and pieces of work"),
}  # fmt: skip


def show(actor: Actor) -> None:
    """Three short chapters; only pages that this person may open are named."""
    st.header("How to read the matrix", anchor=False)
    st.markdown("\n\n".join(MATRIX))
    st.header("When a box has no number", anchor=False)
    why = "<p>Nothing is not the same as nought, so the box says why.</p>"
    st.html(why + help_words.listed(STATES.items()))
    st.header("Where to find what", anchor=False)
    for page, (file, title, what) in WHERE.items():
        if actor.opens(page):
            st.page_link(file, label=f"{title}: {what}")
