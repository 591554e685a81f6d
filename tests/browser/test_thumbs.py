"""A thumb finds every target; a phone held sideways, in the dark or zoomed in shows it all."""

from playwright.sync_api import Page, expect

from tests.browser.rest import at_rest

PHONE = {"width": 375, "height": 667}
SIDEWAYS = (667, 375)
ZOOMED = (320, 256)  # what is left of 1280 x 1024 at 400%
# The page, and a text that only stands there once it is drawn.
PAGES = {
    "activities": "Words in the title",
    "activities?activity=1": "History",
    "you-said": "You said, we did",
    "figures": "Record a figure",
    "evaluation-answers": "Type in evaluation answers",
    "set-up": "Set up",
    "?period=2025/26": "How we record it",
    "measures?period=2025/26": "Download as CSV",
    "equality?period=2025/26": "How this is made",
    "closing": "Closing",
    "measure?cell=ENG-02": "How this figure is made",
    "paper": "Print a paper sheet",
}
# What can be tapped or clicked, and what is smaller than 44 px. The row of a tick box or a radio
# button is its target. A link inside a sentence and what is kept for screen readers need not be as
# large (WCAG 2.5.8); what lies beside the screen, such as a closed menu, cannot be tapped.
SMALL = """
() => {
    const roots = [...document.querySelectorAll('*')].map(e => e.shadowRoot).filter(Boolean);
    const found = [document, ...roots].flatMap(root => [...root.querySelectorAll(
        'a[href], button, input, select, textarea, summary, [role=button], [role=spinbutton], '
        + '[role=option], [role=tab]')]);
    const hidden = e => e.closest('[aria-hidden=true], [inert], [data-testid=stSkipToContent], '
        + '[data-testid=stFileUploader] input')
        || !e.checkVisibility({visibilityProperty: true, opacityProperty: true});
    const inSentence = e => e.tagName === 'A' && e.parentElement.tagName === 'P'
        && e.parentElement.innerText.trim() !== e.innerText.trim();
    const target = e => ['checkbox', 'radio'].includes(e.type) ? e.closest('label') : e;
    return found.filter(e => !hidden(e) && !inSentence(e))
        .map(e => [e, target(e).getBoundingClientRect()])
        .filter(([e, box]) => box.right > 0 && (box.width < 43.5 || box.height < 43.5))
        .map(([e, box]) => `${e.tagName} ${e.ariaLabel || e.innerText || e.type}: `
            + `${Math.round(box.width)} x ${Math.round(box.height)} px`);
}
"""


def small(page: Page) -> list[str]:
    """The targets on the screen that a thumb would miss, once all is at rest."""
    for _ in range(40):
        found = sorted(set(page.evaluate(SMALL)))
        if not found:
            break
        page.wait_for_timeout(250)
    return found


def at(page: Page, server, settled, path: str, text: str) -> None:
    page.goto(f"{server.url}/{path}")
    settled(page, text)
    settled(page, page.locator("[data-testid=stMain] h1").first.inner_text())


def all_of_quick_entry(page: Page, server, settled) -> None:
    """The return with its groups shown and 'More' open."""
    at(page, server, settled, "quick-entry", "Record an activity")
    page.get_by_text("Say who took part").click()
    expect(page.get_by_label("16 to 24", exact=True)).to_be_visible()
    at_rest(page)
    page.locator("summary").filter(has_text="More").last.click()
    expect(page.get_by_label("How many sessions?")).to_be_visible()
    settled(page, "How many sessions?")


def test_every_target_is_large_enough_for_a_thumb(serve, page: Page, made_up_store, settled):
    page.set_viewport_size(PHONE)
    server = serve(made_up_store)
    missed = {}
    all_of_quick_entry(page, server, settled)
    page.get_by_role("button", name="Show 19 more").click()
    expect(page.get_by_role("button", name="Autistic people")).to_be_visible()
    at_rest(page)
    missed["quick entry"] = small(page)
    page.get_by_role("button", name="Choose date").first.click()
    expect(page.get_by_role("dialog")).to_be_visible()
    missed["a calendar"] = small(page)
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Expand sidebar").click()
    expect(page.get_by_role("link", name="Outcomes", exact=True)).to_be_in_viewport(ratio=1)
    missed["the menu"] = small(page)
    for path, text in PAGES.items():
        at(page, server, settled, path, text)
        missed[path] = small(page)

    assert {place: targets for place, targets in missed.items() if targets} == {}


def test_a_return_in_every_state_fits_a_phone_held_sideways_and_400_percent_in_the_dark(
    serve, page: Page, made_up_store, settled, axe, no_sideways_scroll
):
    page.emulate_media(color_scheme="dark")
    server = serve(made_up_store)
    faults = {}

    def look(state: str) -> None:
        faults[state] = axe(page)
        for width, height in (SIDEWAYS, ZOOMED):
            no_sideways_scroll(page, width, height)

    page.set_viewport_size(PHONE)
    at(page, server, settled, "quick-entry", "Record an activity")
    look("empty")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Give the activity a title.")).to_be_visible()
    look("with a fault")
    page.set_viewport_size(PHONE)
    all_of_quick_entry(page, server, settled)
    title = page.get_by_label("Title", exact=True)
    title.fill("A stall with a very long title that a phone has to break into several lines")
    title.press("Tab")
    for label, people in (("How many people?", "10"), ("16 to 24", "12")):
        page.get_by_label(label, exact=True).fill(people)
        page.get_by_label(label, exact=True).press("Tab")
    expect(page.get_by_text("Age adds up to 12, more than the 10 people")).to_be_visible()
    settled(page, "How many sessions?")
    look("filled, with a sum over the heads")
    page.get_by_role("button", name="Not asked").first.click()
    expect(page.get_by_text("Age: saved as not asked. The 12 people you typed")).to_be_visible()
    expect(page.get_by_label("16 to 24", exact=True)).to_be_hidden()
    settled(page, "How many sessions?")
    look("with what was typed set aside")
    page.get_by_role("button", name="Age", exact=True).click()
    expect(page.get_by_label("16 to 24", exact=True)).to_have_value("12")

    assert {state: found for state, found in faults.items() if found} == {}
