"""The plain part of the help: reading the matrix, cells with no number, and where to find what."""

from functools import lru_cache
from html import escape

from engagement_metrics.access import Actor
from pages.parts import help_words, measures_links, records

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
    "outcomes": ("Outcomes", "the matrix, and what lies behind each number"),
    "measures": ("Measures", "each measure on a line: its figure, its target, how it moves"),
    "you_said": ("You said, we did", "what people told us, and what came of it"),
    "meeting": ("Meeting", "go through the measures in a meeting, and keep notes"),
    "quick_entry": ("Quick entry", "note down an activity in a minute"),
    "paper": ("Paper sheets", "print a tally sheet or a return to fill in by hand"),
    "activities": ("Activities", "find an activity, and put it right"),
    "evaluation_answers": ("Evaluation answers", "type in forms that came back on paper"),
    "figures": ("Record a figure", "type in a figure that you have from elsewhere"),
    "set_up": ("Set up", "places, topics, groups and pieces of work"),
}


def chapters(actor: Actor) -> str:
    """Three short chapters, as HTML; only pages that this person may open are named."""
    return _worded(tuple(page for page in WHERE if actor.opens(page)), records.view())


@lru_cache(maxsize=64)
def _worded(pages: tuple[str, ...], along: measures_links.Along) -> str:
    matrix = "".join(f"<p>{escape(said)}</p>" for said in MATRIX)
    ways = "".join(f"<li>{_way(page, along)}</li>" for page in pages)
    return (
        f"<h2>How to read the matrix</h2>{matrix}"
        "<h2>When a box has no number</h2>"
        "<p>Nothing is not the same as nought, so the box says why.</p>"
        f"{help_words.listed(STATES.items())}"
        f'<h2>Where to find what</h2><ul role="list">{ways}</ul>'
    )


def _way(page: str, along: measures_links.Along) -> str:
    title, what = WHERE[page]
    address = "./" if page == "outcomes" else page.replace("_", "-")
    return f"{records.away(title, address, along)}: {escape(what)}"
