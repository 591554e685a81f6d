"""The tally's own buttons in a real browser: quick taps, one sheet for each phone, a sheet gone.

How it goes on without a connection is in test_a_stall.py.
"""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from sqlmodel import Session

from engagement_metrics import store
from engagement_metrics.access import LOCAL_USER
from engagement_metrics.models import Draft, Organisation, Place
from engagement_metrics.store.engine import engine

DRAFT = "d" * 32
PATH = f"tally?draft={DRAFT}&groups=sex"
PHONE = {"width": 375, "height": 740}
SMALLER_THAN_A_THUMB = """
() => [...document.querySelector('[data-testid=stBidiComponentIsolated]').shadowRoot
    .querySelectorAll('button')].map(e => [e.textContent, e.getBoundingClientRect()])
    .filter(([_, box]) => box.width < 44 || box.height < 44).map(([text]) => text)
"""


@pytest.fixture
def stall(sqlite_url: str) -> str:
    """A store with a return begun, for a stall."""
    with store.session(LOCAL_USER) as session:
        session.add(Organisation(name="Our system"))
        session.add(Place(name="Riverside"))
    with Session(engine(sqlite_url)) as orm, orm.begin():
        content = {"values": {"title": "Stall"}, "about": {"page": "quick-entry"}}
        orm.add(
            Draft(id=DRAFT, form="entry", owner="Local user", content=content, used_on=date.today())
        )
    return sqlite_url


class Phone:
    """A hand on the tally's buttons of one page."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        page.goto(address)
        expect(self.person).to_be_visible()

    @property
    def person(self) -> Locator:
        return self.page.get_by_role("button", name="Add one person")

    @property
    def kept(self) -> Locator:
        return self.page.locator("#kept")

    @property
    def sheet(self) -> str:
        return self.page.url.partition("sheet=")[2]

    def add(self, people: int) -> None:
        for _ in range(people):
            self.person.click()

    def shows(self, people: str, kept: str) -> None:
        # One of each: a sheet that gives way to another stands beside it for a moment.
        expect(self.page.locator("#count")).to_have_text([people])
        expect(self.kept).to_have_text([kept])


@pytest.fixture
def other(browser: Browser, browser_context_args: dict[str, Any]) -> Callable[[str], Phone]:
    """A phone of somebody else."""
    contexts = []

    def opened(address: str) -> Phone:
        contexts.append(browser.new_context(**browser_context_args | {"viewport": PHONE}))
        return Phone(contexts[-1].new_page(), address)

    yield opened
    for context in contexts:
        context.close()


def test_quick_taps_all_count_and_each_phone_has_a_sheet_of_its_own(
    serve, page: Page, stall, other, axe, no_sideways_scroll
):
    server = serve(stall)
    page.set_viewport_size(PHONE)
    phone = Phone(page, f"{server.url}/{PATH}")
    page.evaluate(
        "button => { for (let n = 0; n < 25; n++) button.click(); }", phone.person.element_handle()
    )
    page.get_by_role("button", name="Add one: Female (Sex)").click()
    phone.person.press("Enter")
    phone.person.press("Space")
    phone.add(1)
    page.get_by_role("button", name="Undo: one person").click()
    phone.shows("27 people", "All kept")
    kept = store.tally(LOCAL_USER, phone.sheet)
    assert (kept.people, kept.groups, kept.taps) == (27, {"sex": {"female": 1}}, 30)

    somebody = other(page.url)
    somebody.shows("0 people", "All kept")
    expect(somebody.page).not_to_have_url(page.url)
    assert somebody.sheet != phone.sheet
    somebody.add(2)
    expect(page.get_by_text("All sheets: 29 people on 2 phones")).to_be_visible()

    page.goto(f"{server.url}/{PATH}")
    phone.shows("27 people", "All kept")
    expect(page).to_have_url(re.compile(f"sheet={kept.sheet}$"))
    assert [one.people for one in store.tallies(LOCAL_USER, DRAFT)] == [27, 2]
    assert page.evaluate(SMALLER_THAN_A_THUMB) == []
    assert phone.person.bounding_box()["height"] >= 120
    assert axe(page) == []
    no_sideways_scroll(page)

    store.drop_tally(LOCAL_USER, somebody.sheet)
    somebody.add(1)
    somebody.shows(
        "3 people", "This tally was saved or thrown away. 1 tap on this phone may not be in it."
    )
    expect(somebody.person).to_be_hidden()
    somebody.page.get_by_role("button", name="Open a new sheet").click()
    somebody.shows("0 people", "All kept")
    assert [one.people for one in store.tallies(LOCAL_USER, DRAFT)] == [27, 0]
