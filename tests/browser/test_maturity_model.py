"""A lead words a maturity model anew: by keyboard, on a phone, saved once by a double click."""

from playwright.sync_api import Page, expect

from engagement_metrics import store
from engagement_metrics.access import LOCAL_USER
from engagement_metrics.models import Organisation, Place
from engagement_metrics.store import rounds

QUESTION = "Does news and knowledge flow well between volunteers, groups and the NHS, both ways?"


def part(page: Page, settled, name: str, then: str) -> None:
    page.get_by_role("radio", name=name).or_(page.get_by_role("button", name=name)).first.click()
    settled(page, then)


def test_a_model_is_read_and_worded_anew(
    serve, page: Page, settled, axe, no_sideways_scroll, sqlite_url
):
    with store.session(LOCAL_USER) as write:
        write.add(Organisation(name="Fifth system"))
        write.add(Place(name="Fifth place"))
    server = serve(sqlite_url)
    page.goto(f"{server.url}/maturity-model")
    settled(page, "Download this wording as a file")
    expect(page.get_by_role("rowheader", name="A1 How well the network works")).to_be_visible()
    assert axe(page) == []
    no_sideways_scroll(page)
    second = page.locator(".model-narrow summary").nth(1)
    page.locator(".model-narrow summary").first.click()
    expect(page.locator(".model-narrow dd").first).to_be_visible()
    second.press("Enter")
    expect(page.locator(".model-narrow details[open]")).to_have_count(1)
    assert axe(page) == []

    page.emulate_media(color_scheme="dark")
    part(page, settled, "Change the words", "Save as wording 2")
    no_sideways_scroll(page)
    assert axe(page) == []
    page.set_viewport_size({"width": 1280, "height": 900})
    question = page.get_by_label("Question", exact=True)
    expect(question).to_have_value(QUESTION)
    question.fill("Does news flow?")
    page.keyboard.press("Tab")
    page.keyboard.type("Minutes. ")  # typed at once, while the page answers to the field before
    page.keyboard.press("Tab")
    settled(page, "The path of these dimensions will show a break")
    settled(page, "the evidence to look for changed")
    assert axe(page) == []
    page.reload()
    settled(page, "The path of these dimensions will show a break")
    expect(page.get_by_label("Question", exact=True)).to_have_value("Does news flow?")

    page.get_by_label("Why is it worded so?").fill("Shorter")
    page.keyboard.press("Tab")
    settled(page, "Save as a new wording")
    page.get_by_role("button", name="Save as a new wording").dblclick()
    settled(page, "has wording 2. New rounds can use it.")
    (model,) = rounds.models(LOCAL_USER)
    assert (model.edition, model.dimension("A1").question) == (2, "Does news flow?")
    assert model.dimension("A1").evidence.endswith("feedback from membersMinutes.")
