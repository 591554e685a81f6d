"""A list of records: its links open one in place, by keyboard and by thumb, and are not printed."""

import re

from playwright.sync_api import Page, expect


def back_at(page: Page, pixels: int) -> None:
    """Wait until the page is as far down as it was before."""
    page.wait_for_function(
        "was => Math.abs(document.querySelector('[data-testid=stMain]').scrollTop - was) <= 2",
        arg=pixels,
    )


def scrolled(page: Page) -> int:
    """How far down the page is, in pixels."""
    found: int = page.locator("[data-testid=stMain]").evaluate("main => main.scrollTop")
    return found


def test_a_record_of_a_list_opens_in_place_and_the_way_back_leads_to_the_list(
    serve, page: Page, settled, made_up_store
):
    server = serve(made_up_store)
    page.goto(f"{server.url}/you-said")
    settled(page, "Changes made because of suggestions")
    link = page.get_by_role("link", name="Open suggestion").first
    number = link.inner_text().removeprefix("Open suggestion ")
    page.evaluate("window.still = true")  # gone once the page is loaded anew
    link.focus()
    where = scrolled(page)
    page.keyboard.press("Enter")
    # The list, whose headings are of the third level, stands below until the record is drawn.
    heading = page.get_by_role("heading", name=f"Suggestion {number}: ", level=2)
    expect(page.get_by_role("button", name="Back to the list")).to_be_visible()
    expect(heading).to_be_in_viewport()
    expect(heading).to_be_focused()
    expect(page).to_have_url(f"{server.url}/you-said?suggestion={number}")
    page.get_by_role("button", name="Back to the list").click()
    followed = page.get_by_role("link", name=f"Open suggestion {number}", exact=True)
    expect(followed).to_be_focused()
    expect(followed).to_be_in_viewport()
    back_at(page, where)
    expect(page).to_have_url(f"{server.url}/you-said")
    assert page.evaluate("window.still") is True

    page.emulate_media(media="print")
    expect(followed).to_be_hidden()
    listed = page.get_by_role("heading", name=f"Suggestion {number}: ", level=3)
    expect(listed).to_be_visible()
    page.emulate_media(media="screen")

    page.goto(f"{server.url}/activities?status=Complete")
    settled(page, "Words in the title")
    last = page.locator("ul.records a").last
    title = last.inner_text()
    last.scroll_into_view_if_needed()
    where = scrolled(page)
    assert where > 500
    last.click()
    heading = page.get_by_role("heading", name=title, level=2)
    expect(page.get_by_role("button", name="Back to the list")).to_be_in_viewport()
    expect(heading).to_be_in_viewport()
    expect(heading).to_be_focused()
    expect(page).to_have_url(re.compile("status=Complete"))
    page.go_back()
    expect(page.locator("ul.records a").last).to_be_focused()
    back_at(page, where)
