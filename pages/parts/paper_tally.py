"""The tally sheet: five-bar marks for people, and for each group, in the order of the screen."""

from pages.parts import tally_groups
from pages.parts.entry_words import LABELS
from pages.parts.paper_pieces import GATE, Asked, beside, box, day, field, framed, tally

TITLE = "Tally sheet"
HOW = "Counts only, never names. Make a mark for each person: four marks, and the fifth across."
TOLD = (
    "Mark each person in the first table. Marks in the other tables never add a person. "
    "Ask people; never guess by how they look.",
    "Type the totals in later, in Quick entry. They come in the same order there.",
)
FIVES = "Tally, five marks to a box"
STANDARD, LARGE = (8, 3), (5, 4)  # boxes that fit beside a name, and their rows for people


def sheet(asked: Asked) -> str:
    """The whole sheet as HTML."""
    spaces, deep = LARGE if asked.large else STANDARD
    tables = [tally(LABELS["heads"], ["Everybody"], FIVES, spaces, deep)]
    for group in tally_groups.offered(list(asked.characteristics), None):
        names = [category["name"] for category in group["categories"]]
        tables.append(tally(group["name"], names, FIVES, spaces))
    about = beside(
        field(LABELS["ends"], day(asked.day)),
        field(LABELS["place"], box(asked.place)),
    ) + field(LABELS["title"], box())
    return framed("tally", TITLE, asked, (f"{HOW}{GATE}", *TOLD), about + "".join(tables))
