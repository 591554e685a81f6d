"""What groups agreed about themselves, read and settled: by keyboard, on a phone, in the dark."""

import io

import docx
from playwright.sync_api import Page, expect

from engagement_metrics.access import LOCAL_USER
from engagement_metrics.models import ActionStatus
from engagement_metrics.store import assessed

TASK = "Draw a map of community groups"


def part(page: Page, settled, name: str, then: str) -> None:
    page.get_by_role("radio", name=name, exact=True).or_(
        page.get_by_role("button", name=name, exact=True)
    ).first.press("Enter")
    settled(page, then)


def test_a_round_is_read_settled_and_taken_away(
    serve, page: Page, settled, axe, no_sideways_scroll, made_up_store
):
    server = serve(made_up_store)
    page.goto(f"{server.url}/self-assessment")
    settled(page, "The group agreed on a level for 13 of 13 dimensions.")
    expect(page.get_by_role("cell", name="Far apart. Scores go from 1 to 4.")).to_be_visible()
    assert axe(page) == []

    part(page, settled, "Round to round", "New words: from there on")
    page.get_by_role("combobox", name="See the path of one dimension").click()
    page.keyboard.type("Clear, acc")
    expect(page.get_by_role("option")).to_have_count(1)
    page.keyboard.press("Enter")
    settled(page, "A dot is an agreed level.")
    assert axe(page) == []
    part(page, settled, "One dimension", "How many gave each level")
    assert axe(page) == []
    page.get_by_text("What our measures say").click()
    settled(page, "No level follows from them.")

    page.emulate_media(color_scheme="dark")
    part(page, settled, "Actions", "5 actions: ")
    no_sideways_scroll(page)
    page.get_by_role("button", name="Say what came of it").first.click()
    settled(page, "How does it stand?")
    page.get_by_role("radio", name="Done", exact=True).check(force=True)
    page.get_by_label("What came of it, or why it was dropped").fill("It hangs in the hall.")
    page.keyboard.press("Tab")
    settled(page, "Kept as a draft.")
    assert axe(page) == []
    page.get_by_role("button", name="Save the action").click()
    settled(page, "The action is done.")
    actions = [one for found in assessed.finished(LOCAL_USER) for one in found.actions]
    (kept,) = (one for one in actions if one.task == TASK)
    assert (kept.status, kept.came_of_it) == (ActionStatus.DONE, "It hangs in the hall.")

    part(page, settled, "Dimensions", "The group agreed on a level for 13 of 13 dimensions.")
    no_sideways_scroll(page, 375)
    no_sideways_scroll(page)
    assert axe(page) == []
    with page.expect_download() as taken:
        page.get_by_role("button", name="Download the report (Word)").click()
    document = docx.Document(io.BytesIO(taken.value.path().read_bytes()))
    assert "It hangs in the hall." in "".join(
        cell.text for table in document.tables for cell in table._cells
    )
