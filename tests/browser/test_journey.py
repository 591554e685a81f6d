"""First-time journeys in a real browser: from an empty store to a number in the matrix."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from engagement_metrics import store
from engagement_metrics.access import LOCAL_USER
from engagement_metrics.models import Organisation, Place
from tests.browser.rest import at_rest, pick
from tests.browser.test_lists import back_at

PHONE = {"width": 375, "height": 740}


@pytest.fixture
def three_places(sqlite_url: str) -> str:
    """A store of a system with two places below it."""
    with store.session(LOCAL_USER) as session:
        session.add(Organisation(name="Our system"))
        top = session.add(Place(name="Our system"))
        session.add(Place(name="Hillside", parent_id=top))
        session.add(Place(name="Riverside", parent_id=top))
    return sqlite_url


def open_at(page: Page, server, path: str, settled: Callable, text: str) -> None:
    page.goto(f"{server.url}/{path}")
    settled(page, text)


def test_the_first_number_stands_above_the_fold_of_a_phone(
    serve, page: Page, settled, made_up_store
):
    page.set_viewport_size(PHONE)
    open_at(page, serve(made_up_store), "?period=2025/26", settled, "How we record it")
    first = page.locator("[data-testid=stMain] a", has_text="Since 2024/25")
    box = first.bounding_box()
    assert any(sign.isdigit() for sign in first.inner_text().replace("2024/25", ""))
    assert box["y"] + box["height"] < PHONE["height"]


def test_a_double_click_on_save_stores_once(serve, page: Page, settled, three_places):
    server = serve(three_places)
    open_at(page, server, "quick-entry", settled, "Record an activity")
    pick(page, "Place", "Hillside")
    page.get_by_label("Title", exact=True).fill("Stall")
    page.get_by_label("Title", exact=True).press("Tab")
    page.get_by_role("radio", name="Inform (tell people)").click()
    pick(page, "How was it done?", "Leaflet or poster")
    page.get_by_label("How many people?", exact=True).fill("7")
    page.get_by_label("How many people?", exact=True).press("Tab")
    at_rest(page)
    page.get_by_role("button", name="Save").dblclick()
    expect(page.get_by_text("Saved at")).to_be_visible()
    page.wait_for_timeout(1500)
    assert [activity.title for activity in store.activities(LOCAL_USER).rows] == ["Stall"]


def focused(page: Page) -> dict:
    """What has the keyboard, and whether anything shows that it has."""
    return page.evaluate(
        """() => {
        const e = document.activeElement;
        let look = e, seen = false;
        for (let i = 0; i < 4 && look && !seen; i++, look = look.parentElement) {
            const s = getComputedStyle(look);
            seen = (s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 1)
                || s.boxShadow !== 'none';
        }
        return {tag: e.tagName, label: e.getAttribute('aria-label') || '',
                text: (e.innerText || '').trim().slice(0, 60), seen};
    }"""
    )


def test_the_keyboard_alone_completes_an_entry_and_shows_where_it_is(
    serve, page: Page, settled, three_places
):
    open_at(page, serve(three_places), "quick-entry", settled, "Record an activity")
    unseen: list[dict] = []

    def reach(*wanted: str) -> dict:
        for _ in range(80):
            page.keyboard.press("Tab")
            at = focused(page)
            if not at["seen"] and at["tag"] not in ("BODY", "HTML"):
                unseen.append(at)
            if any(word in (at["label"] + " " + at["text"]) for word in wanted):
                return at
        raise AssertionError(f"Tab never reached {wanted}")

    def pick(*wanted: str, option: str) -> None:
        reach(*wanted)
        page.keyboard.type(option)
        expect(page.get_by_role("option", name=option)).to_be_visible()
        page.keyboard.press("Enter")

    pick("Place", option="Hillside")
    reach("Title")
    page.keyboard.type("By keyboard")
    reach("Inform")
    page.keyboard.press("Space")
    settled(page, "Record an activity")  # the list of methods is put in the aim's order
    pick("How was it done?", option="Leaflet")
    reach("How many people?")
    page.keyboard.type("12")
    page.keyboard.press("Tab")
    at_rest(page)
    page.keyboard.press("Control+s")
    expect(page.get_by_text("Saved at")).to_be_visible()
    assert [(a.title, a.heads) for a in store.activities(LOCAL_USER).rows] == [("By keyboard", 12)]
    assert unseen == [], "\n".join(map(str, unseen))


def test_new_records_are_announced_and_nothing_moves_until_they_are_asked_for(
    serve, page: Page, settled, made_up_store
):
    server = serve(made_up_store)
    open_at(page, server, "", settled, "How we record it")
    cell = page.locator("a.cell[data-open=INF-03]")
    expect(cell).to_contain_text("Target")
    before = cell.inner_text()
    with store.session(LOCAL_USER) as session:
        place = next(iter(store.setup().places))
        session.add(Place(name="Another", parent_id=place))
    told = page.get_by_role("button", name="1 new or changed record at")
    expect(told).to_be_visible()  # the page asks every fifteen seconds
    assert cell.inner_text() == before
    told.click()
    expect(told).to_be_hidden()


def test_printed_the_team_view_says_it_is_internal_and_shows_all_four_aims(
    serve, page: Page, settled, made_up_store
):
    page.set_viewport_size(PHONE)
    open_at(page, serve(made_up_store), "?period=2025/26", settled, "How we record it")
    expect(page.get_by_text("Services we have co-produced")).to_be_hidden()
    page.emulate_media(media="print")
    expect(page.locator("p.print-only", has_text="Internal: small numbers.")).to_be_visible()
    for key in ("INF-01", "ENG-01", "INV-01", "COP-01", "REC-01"):
        expect(page.locator(f"a.cell[data-open={key}]")).to_be_visible()
    expect(page.get_by_role("link", name="Record an activity")).to_be_hidden()
    expect(page.locator("[data-testid=stSidebar]")).to_be_hidden()
    assert page.pdf(format="A4", prefer_css_page_size=True)[:5] == b"%PDF-"


def test_a_cell_opens_at_its_head_and_the_way_back_keeps_the_place_and_the_filters(
    serve, page: Page, settled, made_up_store
):
    page.set_viewport_size(PHONE)
    open_at(page, serve(made_up_store), "?period=2025/26", settled, "How we record it")
    last = page.locator("a.cell[data-open=REC-03]")
    last.scroll_into_view_if_needed()
    main = page.locator("[data-testid=stMain]")
    where = main.evaluate("main => main.scrollTop")
    assert where > 500
    last.click()
    settled(page, "How this figure is made")
    title = main.locator("h1")
    expect(title).to_be_in_viewport()
    expect(title).to_be_focused()
    expect(page).to_have_title(f"{title.inner_text()} – Engagement metrics")
    page.go_back()
    settled(page, "How we record it")
    expect(last).to_be_focused()
    back_at(page, where)
    expect(page).to_have_title("Outcomes – Engagement metrics")
    page.go_forward()
    settled(page, "How this figure is made")
    expect(title).to_be_focused()
    page.get_by_role("button", name="Back to all measures").click()
    settled(page, "How we record it")
    expect(page).to_have_url(re.compile("period=2025"))


def test_the_keyboard_opens_a_cell_in_place_and_the_browsers_way_back_keeps_every_filter(
    serve, page: Page, settled, made_up_store
):
    open_at(page, serve(made_up_store), "", settled, "How we record it")
    for name, chosen in (("Period", "2025/26"), ("Place", "North place")):
        page.get_by_role("combobox", name=name, exact=True).fill(chosen)
        page.get_by_role("option", name=chosen, exact=True).click()
        settled(page, f"{chosen} ·" if name == "Place" else "2025/26 (April 2025")
    expect(page.get_by_role("heading", name="Outputs: what we did")).to_be_visible()
    name = re.compile("^Suggestions looked into or acted on .*Target: 60%")
    there = page.get_by_role("link", name=name).inner_text()
    page.evaluate("window.sameVisit = true")
    steps = page.evaluate("history.length")
    page.get_by_role("link", name=name).focus()
    assert focused(page)["seen"]
    page.keyboard.press("Enter")
    settled(page, "How this figure is made")
    assert page.evaluate("history.length") == steps + 1

    page.go_back()
    settled(page, "How we record it")

    assert page.evaluate("window.sameVisit") is True
    expect(page.get_by_role("combobox", name="Place")).to_have_value("North place")
    expect(page.get_by_role("combobox", name="Period")).to_have_value("2025/26")
    assert page.get_by_role("link", name=name).inner_text() == there
    page.go_forward()
    settled(page, "How this figure is made")
    expect(page.get_by_role("combobox", name="Place")).to_have_value("North place")
    expect(page.get_by_role("combobox", name="Period")).to_have_value("2025/26")


def test_a_cell_opens_in_a_new_tab_and_a_sentence_leads_to_the_promises(
    serve, page: Page, settled, made_up_store
):
    page.set_viewport_size(PHONE)
    server = serve(made_up_store)
    open_at(page, server, "?period=2025/26&aim=Involve", settled, "How we record it")
    expect(page.locator("a.cell[data-open=INV-01]")).to_be_visible()
    expect(page.locator("a.cell[data-open=INF-01]")).to_be_hidden()
    with page.context.expect_page() as opened:
        page.locator("a.cell[data-open=INV-01]").click(modifiers=["Control"])
    settled(opened.value, "How this figure is made")
    expect(opened.value.get_by_role("combobox", name="Period")).to_have_value("2025/26")
    opened.value.close()
    page.get_by_role("link", name="promises are overdue").click()
    settled(page, "Changes made because of suggestions")
    page.go_back()
    settled(page, "How we record it")
    expect(page.locator("a.cell[data-open=INV-01]")).to_be_visible()
    expect(page.get_by_role("combobox", name="Period")).to_have_value("2025/26")
    # A double click opens it once: one way back leads to the list again.
    page.locator("a.cell[data-open=INV-01]").dblclick()
    settled(page, "How this figure is made")
    page.wait_for_timeout(1000)  # the second half must have had its time
    expect(page.get_by_role("heading", name="How this figure is made")).to_be_visible()
    page.go_back()
    settled(page, "How we record it")


def test_the_browsers_way_back_from_a_record_leads_to_the_measure_it_is_behind(
    serve, page: Page, settled, made_up_store
):
    server = serve(made_up_store)
    open_at(page, server, "measure?period=2025/26&cell=ENG-01", settled, "How this figure is made")
    page.get_by_text("Open one of these activities").click()
    at_rest(page)
    page.locator("[data-testid=stPageLink] a[href*='activities?']").first.click()
    settled(page, "History")
    page.go_back()
    settled(page, "How this figure is made")
    expect(page.locator("[data-testid=stMain] h1")).to_contain_text("People who took part")
