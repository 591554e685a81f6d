"""The eyes of the browser tests see: a fault put on the home page on purpose is found."""

import pytest


@pytest.fixture
def home(serve, page):
    page.goto(serve().url)
    page.locator("h1").first.wait_for()
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
