"""Paper sheets hold what the screen holds: the same fields, in the same order and words."""

from datetime import date
from html.parser import HTMLParser

import pytest
from streamlit.testing.v1 import AppTest

from engagement_metrics import store
from engagement_metrics.access import LOCAL_USER
from engagement_metrics.models import Organisation, PieceOfWork, Place, Topic, WorkKind
from tests.boxes import open_box

# Paper cannot search: the words to find the larger activity by are written down, looked up later.
ON_SCREEN_ONLY = {"The larger activity"}
ASKED = ["age", "ethnic_group"]


@pytest.fixture
def started(sqlite_url):
    """A store in which every field of the return has something to offer."""
    with store.session(LOCAL_USER) as session:
        session.add(Organisation(name="Hill & Vale"))
        place = session.add(Place(name="<Riverside>"))
        session.add(Place(name="Hillside", parent_id=place))
        session.add(Topic(name="Heart health"))
        session.add(PieceOfWork(name="New clinic", kind=WorkKind.SERVICE, place_id=place))


class Sheet(HTMLParser):
    """What is printed, as a reader meets it: labels in their order, with their boxes to tick."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.labels: list[str] = []
        self.ticks: dict[str, list[str]] = {}
        self.inside: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        self.inside.append((tag, dict(attributes)))

    def handle_endtag(self, tag):
        assert self.inside.pop()[0] == tag

    def handle_data(self, text):
        tag, attributes = self.inside[-1]
        if attributes.get("class") == "label" or tag == "h3" or attributes.get("scope") == "row":
            self.labels.append(text)
        if tag == "li":
            self.ticks.setdefault(self.labels[-1], []).append(text)


def sheet(app: AppTest) -> str:
    (found,) = (html.proto.body for html in app.get("html") if "class='sheet" in html.proto.body)
    return found


def on_screen(element, found) -> None:
    """Every field of the form below an element of the page, from top to bottom."""
    if element.type == "html" and element.proto.body.startswith("<h3>"):
        found.append((element.proto.body.removeprefix("<h3>").removesuffix("</h3>"), None))
    elif element.type == "expander":
        found.append((element.label, None))
    elif element.type != "button" and str(getattr(element, "key", "")).startswith("entry."):
        found.append((element.label, getattr(element, "options", None)))
    for child in getattr(element, "children", {}).values():
        on_screen(child, found)


@pytest.fixture
def screen(started, open_page) -> list:
    app = open_page("quick_entry.py")
    app.toggle(key="entry.who").set_value(True).run()
    app.button_group(key="entry.characteristics").set_value(list(reversed(ASKED))).run()
    open_box(app, "entry")
    found: list = []
    on_screen(app.main, found)
    return [field for field in found if field[0] not in ON_SCREEN_ONLY]


@pytest.fixture
def paper(started, open_page) -> AppTest:
    app = open_page("paper.py")
    app.button_group(key="paper_characteristics").set_value(ASKED).run()
    return app


def test_the_return_asks_for_the_fields_of_quick_entry_in_its_order_and_its_words(screen, paper):
    paper.button_group(key="print").set_value("Return").run()

    assert Sheet(sheet(paper)).labels == [label for label, _ in screen]


def test_where_the_screen_has_a_list_to_choose_from_the_return_has_boxes_to_tick(screen, paper):
    paper.button_group(key="print").set_value("Return").run()
    options = {label: list(options) for label, options in screen if options}
    ticks = Sheet(sheet(paper)).ticks

    assert ticks == {label: options[label] for label in ticks}
    # The other lists are as long as the store has places and pieces of work: a box takes a word.
    assert options.keys() - ticks.keys() == {
        "Place",
        "What did you ask people about?",
        "Piece of work it belongs to",
    }


def test_the_tally_sheet_has_its_rows_in_the_order_in_which_they_are_typed_in(screen, paper):
    typed_in = [label for label, _ in screen]
    rows = [label for label in Sheet(sheet(paper)).labels if label != "Everybody"]

    assert rows[:6] == ["Date", "Place", "Title", "How many people?", "Age", "Under 16"]
    assert rows[-2:] == ["Other ethnic group", "Prefer not to say"]
    left = iter(typed_in)
    assert [label for label in rows if label not in left] == []


def test_a_sheet_is_blank_but_for_what_was_asked_for(paper):
    assert "Hill &amp; Vale" in sheet(paper)
    assert "Riverside" not in sheet(paper)

    paper.checkbox(key="paper_named").set_value(False)
    paper.selectbox(key="paper_place").set_value("<Riverside>")
    paper.date_input(key="paper_day").set_value(date(2026, 5, 7)).run()

    assert "Hill &amp; Vale" not in sheet(paper)
    assert "&lt;Riverside&gt;" in sheet(paper)
    assert "07</span>Day" in sheet(paper)
    assert "05</span>Month" in sheet(paper)
    assert "2026</span>Year" in sheet(paper)


@pytest.mark.parametrize("kind", ["Tally sheet", "Return"])
def test_every_sheet_says_counts_only_which_sheet_it_is_and_where_to_type_it_in(paper, kind):
    paper.button_group(key="print").set_value(kind).run()

    assert "Counts only, never names." in sheet(paper)
    assert "in later, in Quick entry." in sheet(paper)
    assert "Sheet <span class='gap'></span> of <span class='gap'></span>" in sheet(paper)


def test_a_link_can_ask_for_a_return_in_large_print(started, open_page):
    app = open_page()
    app.query_params["print"] = "Return"
    app.query_params["size"] = "Large print"
    app.switch_page("paper.py").run()

    assert "class='sheet return large'" in sheet(app)
