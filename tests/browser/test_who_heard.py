"""Who we heard from in a real browser: by keyboard, on paper, on a phone, and after a closing."""

import re

from playwright.sync_api import Page, expect

from engagement_metrics import store
from engagement_metrics.access import LOCAL_USER
from engagement_metrics.models import Period
from engagement_metrics.store import Filter
from tests.browser.rest import pick
from tests.browser.test_journey import focused
from tests.browser.test_paper import pages_of
from tests.browser.test_sign_in import sign_in

ASKED = "equality?period=2025/26&about=Religion+or+belief"
QUARTER = Period.quarter(2025, 4)
# Where something stands on the page, from the top, and what it is called.
WHERE = """
() => {
    const e = document.activeElement, box = e.getBoundingClientRect();
    const main = document.querySelector('[data-testid=stMain]');
    return {inside: main.contains(e), top: box.top + main.scrollTop, left: box.left,
            region: e.getAttribute('role') === 'region' ? e.getAttribute('aria-label') : ''};
}
"""
# Texts wider than the sheet, and tables of which a part is hidden.
CUT = """
() => [...document.querySelectorAll('[data-testid=stMain] *')]
    .filter(e => e.checkVisibility() && e.getClientRects().length)
    .filter(e => getComputedStyle(e).overflowX !== 'visible' && e.scrollWidth > e.clientWidth + 1
        && e.clientWidth > 1)
    .map(e => `${e.tagName} ${e.className}: ${e.scrollWidth} of ${e.clientWidth}`)
"""
LINES = """
() => [true, false].map(wanted => [...document.querySelectorAll('table.heard tbody tr')]
    .filter(e => e.checkVisibility() === wanted).map(e => e.textContent))
"""
CARDS = """
() => [...document.querySelectorAll('table.heard')].filter(e => e.checkVisibility()).map(e => ({
    name: e.caption.textContent, lines: e.tBodies[0].rows.length,
    cut: e.parentElement.scrollWidth - e.parentElement.clientWidth,
    unnamed: [...e.querySelectorAll('td')].filter(
        cell => !cell.querySelector('.name').checkVisibility()).length,
}))
"""


def open_page(page: Page, url: str, settled, more: str = "") -> None:
    page.goto(f"{url}/{ASKED}{more}")
    settled(page, "How this is made")


def test_tab_alone_walks_the_page_in_the_order_it_is_read_and_shows_where_it_is(
    serve, page: Page, settled, made_up_store
):
    open_page(page, serve(made_up_store).url, settled)
    page.locator("[data-testid=stMain] h1").click()
    walked: list[str] = []
    unseen, upwards, last = [], [], (0.0, 0.0)
    for _ in range(60):
        page.keyboard.press("Tab")
        at, where = focused(page), page.evaluate(WHERE)
        if not where["inside"]:
            break
        walked.append(where["region"] or at["label"] or at["text"])
        if not at["seen"]:
            unseen.append(at)
        here = where["top"], where["left"]
        if here[0] < last[0] - 40:  # what stands side by side may differ by a little
            upwards.append((walked[-1], last, here))
        last = here

    wanted = [
        "Place", "Period", "Topic", "Whom we have not heard enough", "Look at",
        "Religion or belief, each group beside those who live here",
        "Religion or belief, place by place", "Where the population figures come from",
        "Statistics for experts",
    ]  # fmt: skip
    met = [next((want for want in wanted if want in name), "") for name in walked]
    assert list(dict.fromkeys(filter(None, met))) == wanted, walked
    assert len(walked) < 60, "Tab leads out of the page again"
    assert (unseen, upwards) == ([], [])

    page.keyboard.press("Shift+Tab")  # back in again, and the last of them works by keyboard
    for _ in range(10):
        if "Statistics for experts" in focused(page)["label"] + focused(page)["text"]:
            break
        page.keyboard.press("Shift+Tab")
    page.keyboard.press("Space")
    expect(page.get_by_text("Clopper-Pearson").first).to_be_visible()


def test_on_paper_nothing_is_cut_nothing_can_be_pressed_and_each_sheet_says_whose_view_it_is(
    serve, page: Page, settled, made_up_store
):
    open_page(page, serve(made_up_store).url, settled, "&experts=true")
    settled(page, "Clopper-Pearson")
    rows = page.locator("table.heard").evaluate_all("all => all.map(e => e.tBodies[0].rows.length)")
    page.emulate_media(media="print")
    printed = page.locator("table.heard")

    assert page.evaluate(CUT) == []
    for gone in ("stSidebar", "stHeader", "stSelectbox", "stCheckbox", "stNumberInput"):
        for one in page.get_by_test_id(gone).all():
            expect(one).not_to_be_visible()
    for name in ("Whom we have not heard enough", "Population figures"):
        expect(printed.filter(has_text=name).first).to_be_visible()
    assert sum(rows) > 40
    shown, hidden = page.evaluate(LINES)
    assert set(hidden) <= set(shown), "what is folded away on the screen is on paper"
    expect(page.get_by_text("Made-up system · 2025/26")).to_be_visible()
    sheets = pages_of(page.pdf(prefer_css_page_size=True))
    assert set(sheets) == {(842, 595)}
    assert 4 <= len(sheets) <= 8


def test_on_a_phone_every_table_is_cards_that_name_each_cell_and_none_is_cut(
    serve, page: Page, settled, made_up_store, axe, no_sideways_scroll
):
    url = serve(made_up_store).url
    for width in (375, 320):
        page.set_viewport_size({"width": width, "height": 740})
        open_page(page, url, settled, "&experts=true")
        settled(page, "Clopper-Pearson")
        cards = page.evaluate(CARDS)

        assert len(cards) >= 6
        assert [one for one in cards if one["cut"] > 0 or one["unnamed"]] == []
        assert all(one["lines"] for one in cards)
    assert axe(page) == []
    table = page.get_by_role("table", name="Whom we have not heard enough")
    expect(table.get_by_role("columnheader")).to_have_count(5)
    expect(table.get_by_role("rowheader", name="Muslim (religion or belief)")).to_be_visible()
    no_sideways_scroll(page)


def raw_counts() -> set[str]:
    """The exact counts of the quarter that rounding would have changed, as they are written."""
    wanted = Filter(None, store.setup().within(None), QUARTER)
    counts = store.team_groups(LOCAL_USER, wanted).counts.values()
    every = [answers for of_place in counts for answers in of_place.values()]
    return {f"{n:,}" for answers in every for n in answers.values() if n % 5 and n > 99}


def test_what_a_lead_closes_a_forum_member_reads_rounded_and_marked_as_reported(
    serve_with_sign_in, made_up_store, page: Page, context, settled, browser
):
    server = serve_with_sign_in(
        database=made_up_store,
        settings={"SIGN_IN_ROLES": "leads=lead, north=forum_member"},
    )
    raw = raw_counts()
    member = browser.new_context(locale="en-GB").new_page()
    member.goto(f"{server.url}/equality?period=Q4+2025/26&about=Age")
    sign_in(member, "sam")
    settled(member, "has been closed and made safe to share")
    expect(member.get_by_text("As reported")).to_have_count(0)

    page.goto(f"{server.url}/closing")
    sign_in(page, "kim")
    pick(page, "Period", "Q4 2025/26")
    page.get_by_role("button", name="Close Q4 2025/26").click()
    expect(page.get_by_text("are reported.")).to_be_visible()

    heard: list[bytes] = []
    member.on(
        "websocket",
        lambda socket: socket.on(
            "framereceived", lambda it: heard.append(it.encode() if isinstance(it, str) else it)
        ),
    )
    member.goto(f"{server.url}/equality?period=Q4+2025/26&about=Age")
    settled(member, "As reported: groups are as released for Q4 2025/26.")
    cells = member.locator("table.heard td.n").all_inner_texts()
    counts = [int(text.replace(",", "")) for text in cells if text.replace(",", "").isdigit()]
    # As a number of its own: three figures in a row turn up by chance in any long name.
    came = set(re.findall(rb"(?<![\w.-])[\d,]+(?![\w.-])", b"".join(heard)))

    assert raw
    assert counts and all(count % 5 == 0 for count in counts)
    assert {one.encode() for one in raw} & came == set()
    assert {f"{count:,}".encode() for count in counts} <= came, "the eyes can see"
    expect(member.get_by_role("radio", name="Team")).to_have_count(0)
    member.context.close()
