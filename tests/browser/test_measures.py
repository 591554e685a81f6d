"""From the summary of measures to one of them, to what is behind it, and back: by keyboard."""

import re

from playwright.sync_api import Page, expect

from tests.browser.rest import at_rest


def test_the_keyboard_opens_a_measure_and_its_records_in_place_and_finds_the_way_back(
    serve, page: Page, settled, made_up_store, no_sideways_scroll
):
    server = serve(made_up_store)
    page.goto(f"{server.url}/measures?period=2025/26&of_aim=Engage+(listen)")
    settled(page, "Download as CSV")
    expect(page.get_by_role("table", name="The first twelve")).to_be_visible()
    page.evaluate("window.sameVisit = true")
    link = page.get_by_role("link", name="Suggestions looked into or acted on")
    link.focus()
    page.keyboard.press("Enter")
    settled(page, "How this figure is made")
    assert page.evaluate("window.sameVisit") is True
    expect(page).to_have_url(re.compile("period=2025"))

    page.get_by_role("radio", name="Quarters").click()
    settled(page, "Each quarter as a table")
    page.get_by_text("Each quarter as a table").click()
    at_rest(page)
    page.get_by_role("link", name="Q2 2025/26").focus()
    page.keyboard.press("Enter")
    settled(page, "Q2 2025/26 (July to September 2025)")
    behind = page.get_by_role("heading", name="What is behind it")
    expect(behind).to_be_focused()
    expect(behind).to_be_in_viewport()
    no_sideways_scroll(page)

    page.get_by_role("button", name="Back to all measures").click()
    settled(page, "Download as CSV")
    assert page.evaluate("window.sameVisit") is True
    expect(page.get_by_role("combobox", name="Aim")).to_have_value("Engage (listen)")
    expect(page.get_by_text("Q2 2025/26 (July to September 2025)")).to_be_visible()


def test_printed_the_table_stays_a_table_on_a4(serve, page: Page, settled, made_up_store):
    page.set_viewport_size({"width": 375, "height": 740})
    page.goto(f"{serve(made_up_store).url}/measures?period=2025/26")
    settled(page, "Download as CSV")
    head = page.locator("table.measures thead")
    expect(page.get_by_role("columnheader", name="Where it stands")).to_have_count(1)
    assert head.bounding_box()["height"] <= 1
    page.emulate_media(media="print")
    assert head.bounding_box()["height"] > 10
    expect(page.get_by_text("Which measures")).to_be_hidden()
    expect(page.locator("p.print-only", has_text="Internal: small numbers.")).to_be_visible()
    assert page.pdf(format="A4", prefer_css_page_size=True)[:5] == b"%PDF-"


def test_the_browsers_way_back_never_leads_out_of_the_shared_view(
    serve, page: Page, settled, made_up_store
):
    page.goto(f"{serve(made_up_store).url}/measures?period=2025/26&view=Shared")
    settled(page, "Download as CSV")
    page.get_by_role("link", name="Suggestions looked into or acted on").click()
    settled(page, "How this figure is made")
    internal = page.get_by_text("Internal: small numbers. Do not share.")
    for step, then in (
        (page.go_back, "Which measures"),
        (page.go_forward, "How this figure is made"),
        (page.go_back, "Which measures"),
    ):
        step()
        settled(page, then)
        page.wait_for_timeout(1000)
        at_rest(page)
        expect(page.get_by_text("What everybody may see.")).to_be_visible()
        expect(internal.filter(visible=True)).to_have_count(0)

    page.get_by_role("radio", name="Team").click()
    at_rest(page)
    expect(internal.filter(visible=True)).to_have_count(1)
    # Shared from here on: the list was left in the team's view, and its address says nothing of it.
    page.get_by_role("link", name="Suggestions looked into or acted on").click()
    settled(page, "How this figure is made")
    page.get_by_role("radio", name="Shared").click()
    expect(page.get_by_text("What everybody may see.")).to_be_visible()
    page.go_back()
    settled(page, "Download as CSV")
    page.wait_for_timeout(1000)
    at_rest(page)
    expect(page.get_by_text("What everybody may see.")).to_be_visible()
    expect(internal.filter(visible=True)).to_have_count(0)
    expect(page.get_by_role("combobox", name="Period")).to_have_value("2025/26")


def test_the_browsers_way_back_to_the_list_keeps_what_it_was_asked_for(
    serve, page: Page, settled, made_up_store
):
    asked = "measures?period=2025/26&measures=All+measures&of_aim=Engage+(listen)"
    page.goto(f"{serve(made_up_store).url}/{asked}")
    settled(page, "Download as CSV")
    lines = page.locator("table.measures tbody tr")
    there = lines.count()
    page.get_by_role("link", name="Suggestions looked into or acted on").click()
    settled(page, "How this figure is made")

    page.go_back()
    settled(page, "Download as CSV")

    expect(page.get_by_role("combobox", name="Aim")).to_have_value("Engage (listen)")
    expect(page.get_by_role("combobox", name="Period")).to_have_value("2025/26")
    expect(page.get_by_role("radio", name="All measures")).to_be_checked()
    expect(lines).to_have_count(there)
