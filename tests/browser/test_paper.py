"""Sheets on paper: A4 upright, the sheet alone, black on white, in letters that can be read."""

import re

from playwright.sync_api import Page, expect

A4 = [(595, 842)]
# How many pages each sheet fills when people are asked for their age and sex.
SHEETS = {
    ("Tally sheet", "Standard print"): 1,
    ("Tally sheet", "Large print"): 2,
    ("Return", "Standard print"): 3,
    ("Return", "Large print"): 6,
}
POINT = 96 / 72  # CSS pixels
SMALLEST_LETTERS = {"Standard print": 12 * POINT, "Large print": 18 * POINT}
# What is not white paper behind it, and not black ink; and how small the letters are.
INK = """
() => {
    const texts = [...document.querySelectorAll('.sheet, .sheet *')].filter(e => e.innerText);
    const styles = texts.map(e => getComputedStyle(e));
    return {
        colours: [...new Set(styles.map(s => s.color))],
        size: Math.min(...styles.map(s => parseFloat(s.fontSize))),
        paper: [...new Set(['html', 'body', '[data-testid=stApp]', '.sheet'].map(
            e => getComputedStyle(document.querySelector(e)).backgroundColor))],
    };
}
"""


def pages_of(pdf: bytes) -> list[tuple[int, int]]:
    """The width and height of each page, in points."""
    sizes = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", pdf)
    return [(round(float(width)), round(float(height))) for width, height in sizes]


def open_sheet(page: Page, server, settled, sheet: str, size: str) -> None:
    page.goto(f"{server.url}/paper?print={sheet}&size={size}")
    settled(page, "Counts only, never names.")


def test_each_sheet_prints_alone_upright_on_a4_black_on_white_and_large_print_is_large(
    serve, page: Page, made_up_store, settled
):
    server = serve(made_up_store)
    for (sheet, size), pages in SHEETS.items():
        page.emulate_media(media="screen", color_scheme="dark")
        open_sheet(page, server, settled, sheet, size)
        expect(page.locator(".sheet h2")).to_have_count(1)
        page.emulate_media(media="print", color_scheme="dark")
        printed = page.locator("body").inner_text()
        ink = page.evaluate(INK)

        assert pages_of(page.pdf(prefer_css_page_size=True)) == A4 * pages, (sheet, size)
        assert printed.strip() == page.locator(".sheet").inner_text().strip()
        assert "Made-up Health System" in printed
        assert ink["colours"] == ["rgb(0, 0, 0)"]
        assert ink["paper"] == ["rgb(255, 255, 255)"]
        assert ink["size"] >= SMALLEST_LETTERS[size] - 0.01

    page.goto(f"{server.url}/?period=2025/26")
    settled(page, "How we record it")
    across = pages_of(page.pdf(prefer_css_page_size=True))
    assert set(across) == {(842, 595)}, "the matrix still prints across"


def test_the_button_opens_the_print_window_and_the_page_can_be_used_by_all(
    serve, page: Page, made_up_store, settled, axe, no_sideways_scroll
):
    page.add_init_script("window.print = () => { window.printed = (window.printed || 0) + 1; };")
    server = serve(made_up_store)
    open_sheet(page, server, settled, "Return", "Large print")
    button = page.get_by_role("button", name="Print", exact=True)
    button.focus()
    page.keyboard.press("Enter")

    page.wait_for_function("window.printed")
    assert page.evaluate("window.printed") == 1
    assert axe(page) == []
    page.emulate_media(color_scheme="dark")
    assert axe(page) == []
    no_sideways_scroll(page)
