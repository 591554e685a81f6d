"""In a real browser: what left a field outlives a reload, a killed server and another device."""

import re
import time
from collections.abc import Callable
from datetime import date

import pytest
from playwright.sync_api import Browser, Page, expect

from engagement_metrics import store
from engagement_metrics.access import LOCAL_USER
from engagement_metrics.models import Activity, Organisation, Place, Suggestion
from tests.browser.rest import at_rest, pick
from tests.browser.test_journey import PHONE


@pytest.fixture
def started(sqlite_url: str) -> str:
    """A store of one place, with one suggestion."""
    with store.session(LOCAL_USER) as session:
        session.add(Organisation(name="Our system"))
        place = session.add(Place(name="Riverside"))
        session.add(
            Suggestion(text="Later buses", place_id=place, received_on=date.today(), raised_by=2)
        )
    return sqlite_url


def fill(page: Page, label: str, text: str) -> None:
    field = page.get_by_label(label, exact=True)
    field.fill(text)
    field.press("Tab")


def until(holds: Callable[[], bool]) -> None:
    """Wait until the store holds what was typed; a browser may take a while to find a server."""
    for _ in range(900):
        if holds():
            return
        time.sleep(0.1)
    pytest.fail("the store never held what was typed")


def kept(page: Page) -> None:
    """Wait until the last field that was left is in the draft."""
    at_rest(page)
    expect(page.get_by_text("Kept as a draft.")).to_be_visible()
    expect(page).to_have_url(re.compile("draft="))


def test_an_entry_outlives_a_reload_a_killed_server_and_a_change_of_device(
    serve, page: Page, browser: Browser, settled, started, here, axe
):
    server = serve(started)
    page.goto(f"{server.url}/quick-entry")
    settled(page, "How many people?")
    fill(page, "Title", "Stall at the library")
    page.get_by_role("radio", name="Engage (listen)").click()
    fill(page, "How many people?", "42")
    method = page.get_by_role("combobox", name="How was it done?")
    pick(page, "How was it done?", "Survey")
    until(lambda: [row.values.get("method") for row in store.my_drafts(here())] == ["survey"])
    kept(page)

    page.reload()
    settled(page, "Kept as a draft.")
    expect(page.get_by_label("Title", exact=True)).to_have_value("Stall at the library")
    assert axe(page) == []

    heard = page.get_by_label("Suggestions heard, one on each line (if any)", exact=True)
    heard.fill("More benches")
    server.kill()
    heard.blur()  # it leaves the field while nobody is there to hear of it
    serve(started, port=int(server.url.rsplit(":", 1)[1]))
    until(
        lambda: (
            [row.values.get("suggestions") for row in store.my_drafts(here())] == ["More benches"]
        )
    )

    page.wait_for_timeout(2000)  # whatever the new server would put in place of what stands here
    (row,) = store.my_drafts(here())
    assert [row.values[name] for name in ("place", "aim", "method", "heads")] == [
        1, {"one_of": "Aim", "value": "engage"}, "survey", 42,
    ]  # fmt: skip
    expect(method).to_have_value("Survey")

    other = browser.new_context(viewport=PHONE).new_page()
    other.goto(page.url)
    settled(other, "Kept as a draft.")
    expect(other.get_by_label("How many people?", exact=True)).to_have_value("42")
    fill(other, "How many people?", "43")
    other.get_by_role("button", name="Save").click()
    expect(other.get_by_text("Saved at")).to_be_visible()
    (saved,) = store.activities(LOCAL_USER).rows
    assert (saved.title, saved.heads, saved.method) == ("Stall at the library", 43, "survey")
    assert [said.text for said in store.suggestions_heard_at(LOCAL_USER, saved.id)] == [
        "More benches"
    ]
    assert store.my_drafts(here()) == ()

    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("saved or thrown away on another device")).to_be_visible()
    assert len(store.activities(LOCAL_USER).rows) == 1
    other.context.close()


def test_the_list_of_unfinished_entries_leads_back_to_a_form_that_a_button_opened(
    serve, page: Page, settled, started, axe
):
    server = serve(started)
    page.goto(f"{server.url}/you-said?suggestion=1&view=Team")
    settled(page, "Add a step")
    page.get_by_role("button", name="Add a step").click()
    fill(page, "Who did it (a member of staff or a team)", "Transport team")
    kept(page)

    page.goto(f"{server.url}/unfinished")
    settled(page, "Step of a suggestion")
    assert axe(page) == []
    page.get_by_role("link", name="Go on with it").click()
    settled(page, "Kept as a draft.")
    expect(page.get_by_label("Who did it (a member of staff or a team)")).to_have_value(
        "Transport team"
    )


def test_two_people_edit_one_activity_and_the_second_sees_both_values(
    serve, page: Page, browser: Browser, settled, started, axe
):
    with store.session(LOCAL_USER) as session:
        number = session.add(
            Activity(
                title="Stall", aim="engage", method="survey", place_id=1, starts="2026-05-20",
                ends="2026-05-20", month="2026-05", financial_year=2026, status="complete", heads=4,
            )
        )  # fmt: skip
    server = serve(started)
    other = browser.new_context(viewport=PHONE).new_page()
    for who in (page, other):
        who.goto(f"{server.url}/quick-entry?activity={number}")
        settled(who, "How many people?")
    fill(page, "How many people?", "50")
    page.keyboard.press("Control+s")
    expect(page.get_by_text("Changed at")).to_be_visible()

    fill(other, "How many people?", "45")
    other.get_by_role("button", name="Save").click()
    expect(other.get_by_text("changed this while you had it open")).to_be_visible()
    expect(other.locator("table.plain td")).to_have_text(["People", "45", "50"])
    assert axe(other) == []
    assert [row.heads for row in store.activities(LOCAL_USER).rows] == [50]

    other.get_by_role("button", name="Keep mine").click()
    at_rest(other)
    other.get_by_role("button", name="Save").click()
    expect(other.get_by_text("Changed at")).to_be_visible()
    assert [row.heads for row in store.activities(LOCAL_USER).rows] == [45]
    other.context.close()
