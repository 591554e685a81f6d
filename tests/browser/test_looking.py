"""The eyes of the browser tests see: a fault put on the home page on purpose is found."""

import pytest

from tests.browser.rest import at_rest

# Click, and see whether that is counted as a question: it is sent a turn or two later.
ASKS = """
async button => {
    button.click();
    for (let turn = 0; turn < 1000 && !window.unanswered; turn++)
        await new Promise(done => setTimeout(done));
    return window.unanswered;
}
"""


@pytest.fixture
def home(serve, page, settled):
    page.goto(serve().url)
    settled(page, "Start your own")
    return page


def put(page, element: str, **attributes: str) -> None:
    """Add an element to the page's main block."""
    page.evaluate(
        """([element, attributes]) => {
            const made = Object.assign(document.createElement(element), attributes);
            document.querySelector('[data-testid=stMainBlockContainer]').append(made);
        }""",
        [element, attributes],
    )


def test_axe_finds_a_picture_without_words(home, axe):
    assert [fault for fault in axe(home) if fault.startswith("image-alt")] == []

    put(home, "img", src="data:image/gif;base64,R0lGODlhAQABAAAAACw=")

    assert len([fault for fault in axe(home) if fault.startswith("image-alt (critical)")]) == 1


def test_a_block_wider_than_a_phone_is_found(home, no_sideways_scroll):
    no_sideways_scroll(home)

    put(home, "div", textContent="wide", style="width: 900px")

    with pytest.raises(AssertionError, match="stMain"):
        no_sideways_scroll(home)


def test_a_page_is_not_at_rest_until_the_server_has_answered_and_is_then(home):
    start = home.get_by_role("button", name="Start", exact=True)
    assert home.evaluate("window.unanswered") is False

    assert start.evaluate(ASKS)

    at_rest(home)
    assert home.get_by_text("Give your organisation's name.").is_visible()
