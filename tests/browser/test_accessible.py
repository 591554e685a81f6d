"""Every page in every state that matters: axe finds nothing, and nothing scrolls sideways."""

import re

import pytest
from playwright.sync_api import Page, expect

FILLED = {
    "outcomes": ("?period=2025/26", "How we record it"),
    "one cell": ("?period=2025/26&cell=ENG-02", "How this figure is made"),
    "a cell of groups": ("?period=2025/26&cell=ENG-04", "How this figure is made"),
    "the shared view": ("?period=2025/26&view=Shared", "How we record it"),
    "a cell in the shared view": ("?period=2025/26&view=Shared&cell=INF-04", "not shown"),
    "measures": ("measures?period=2025/26", "Download as CSV"),
    "who we heard from": ("equality?period=2025/26&about=Sex&experts=true", "Clopper-Pearson"),
    "closing": ("closing", "Closing"),
    "you said, we did": ("you-said", "You said, we did"),
    "self-assessment": ("self-assessment", "In short"),
    "its actions": ("self-assessment?part=Actions", "overdue"),
    "rounds": ("room", "Prepared or under way"),
    "a finished round": ("room?round=2", "What it came to"),
    "a maturity model": ("maturity-model", "Models, each in its latest wording"),
    "quick entry": ("quick-entry", "Record an activity"),
    "activities": ("activities", "Activities"),
    "one activity": ("activities?activity=1", "History"),
    "evaluation answers": ("evaluation-answers", "Type in evaluation answers"),
    "figures": ("figures", "Record a figure"),
    "set up": ("set-up", "Set up"),
    "help": ("help-page", "Help"),
}
# Beside the open menu a tablet held upright leaves a page as much room as a phone.
TABLET = {"width": 810, "height": 1080}
OPEN_TO_A_TABLET = (
    ("?period=2025/26", "How we record it", ".matrix"),
    ("measures?period=2025/26", "Download as CSV", "table.measures"),
)
# The words in the element that can be seen and do not stand on one line; and how many there are.
BROKEN = """
element => {
    const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT), word = new Range();
    const broken = [];
    let seen = 0;
    while (texts.nextNode()) {
        const text = texts.currentNode;
        if (!text.parentElement.checkVisibility() || text.parentElement.closest('.unseen, thead'))
            continue;
        for (const found of text.data.matchAll(/[^\\s\\u2013-]+/g)) {
            word.setStart(text, found.index);
            word.setEnd(text, found.index + found[0].length);
            seen += 1;
            if (new Set([...word.getClientRects()].map(box => Math.round(box.top))).size > 1)
                broken.push(found[0]);
        }
    }
    return [seen, broken];
}
"""
# What Streamlit itself causes, each with the reason it cannot be put right from here.
STREAMLITS_OWN: tuple[str, ...] = ()


def ours(found: list[str]) -> list[str]:
    """What is left when the places that only Streamlit can put right are taken away."""
    return [line for line in found if not any(re.search(own, line) for own in STREAMLITS_OWN)]


def title_of(page: Page) -> None:
    expect(page.locator("[data-testid=stMain] h1").first).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_of_a_filled_store_breaks_a_rule_of_wcag(
    serve, page: Page, axe, made_up_store, scheme, settled
):
    server = serve(made_up_store)
    page.emulate_media(color_scheme=scheme)
    faults = {}
    for name, (path, text) in FILLED.items():
        page.goto(f"{server.url}/{path}")
        title_of(page)
        page.get_by_text(re.compile(text, re.IGNORECASE)).first.wait_for()
        settled(page, page.locator("[data-testid=stMain] h1").first.inner_text())
        if found := ours(axe(page)):
            faults[name] = found
    assert faults == {}


def test_no_page_scrolls_sideways_at_320_px(
    serve, page: Page, no_sideways_scroll, made_up_store, settled
):
    server = serve(made_up_store)
    page.set_viewport_size({"width": 320, "height": 800})
    for path, _ in FILLED.values():
        page.goto(f"{server.url}/{path}")
        title_of(page)
        settled(page, page.locator("[data-testid=stMain] h1").first.inner_text())
        no_sideways_scroll(page)


def test_beside_the_menu_of_a_tablet_no_word_of_a_table_is_broken(
    serve, page: Page, no_sideways_scroll, made_up_store, settled
):
    server = serve(made_up_store)
    page.set_viewport_size(TABLET)
    for path, text, table in OPEN_TO_A_TABLET:
        page.goto(f"{server.url}/{path}")
        settled(page, text)
        expect(page.get_by_role("link", name="Outcomes", exact=True)).to_be_in_viewport(ratio=1)
        seen, broken = page.locator(table).first.evaluate(BROKEN)
        assert seen > 50, "there are words to look at"
        assert broken == []
        no_sideways_scroll(page, **TABLET)


def test_the_first_visit_and_faults_break_no_rule_of_wcag(
    serve, page: Page, axe, settled, no_sideways_scroll
):
    server = serve()
    page.goto(server.url)
    settled(page, "Start your own")
    assert ours(axe(page)) == []
    page.get_by_role("button", name="Start", exact=True).click()
    expect(page.get_by_text("Give your organisation's name.")).to_be_visible()
    assert ours(axe(page)) == []
    page.get_by_label("Your organisation's name").fill("Ours")
    page.get_by_label("Name of the place you serve").fill("Riverside")
    page.get_by_label("Name of the place you serve").press("Tab")
    page.get_by_role("button", name="Start", exact=True).click()
    settled(page, "How we record it")
    page.goto(f"{server.url}/quick-entry")
    settled(page, "Record an activity")
    page.get_by_text("Say who took part").click()
    expect(page.get_by_label("16 to 24", exact=True)).to_be_visible()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Give the activity a title.")).to_be_visible()
    assert ours(axe(page)) == []
    no_sideways_scroll(page)
