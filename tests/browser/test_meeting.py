"""A review of the made-up year by a forum, from agenda to minutes, as a room would run it."""

from pathlib import Path

import docx
import pytest
from playwright.sync_api import Page, expect

from engagement_metrics import store
from engagement_metrics.access import LOCAL_USER
from engagement_metrics.models import ReviewState
from tests.browser.rest import at_rest, pick

FIRST, SECOND = "People who took part in feedback activities", "Suggestions looked into or acted on"
WIDE = {"width": 1280, "height": 900}


def press(page: Page, settled, name: str, then: str) -> None:
    page.get_by_role("button", name=name).first.click()
    settled(page, then)


def choose(page: Page, settled, label: str, option: str, then: str) -> None:
    pick(page, label, option)
    settled(page, then)


def write(page: Page, label: str, text: str) -> None:
    page.get_by_label(label, exact=True).fill(text)
    page.get_by_label(label, exact=True).press("Tab")


def heading(page: Page, text: str) -> None:
    at_rest(page)
    expect(page.locator("[data-testid=stMain] h1")).to_have_text(text)


def prepare(page: Page, settled) -> None:
    """A meeting about the made-up year, with an agenda that was moved about."""
    press(page, settled, "Prepare a meeting", "Measures to begin with")
    write(page, "Title", "Patient forum")
    choose(page, settled, "Period to look at", "2025/26", "Measures to begin with")
    press(page, settled, "Save the meeting", "The meeting is prepared.")
    choose(page, settled, "Measure to move or take off", SECOND, "Agenda")
    press(page, settled, "Move up", f"{SECOND} is now 1 of 12 measures.")
    expect(page.locator("[data-testid=stMain] ol li").first).to_have_text(SECOND)
    press(page, settled, "Move down", f"{SECOND} is now 2 of 12 measures.")
    expect(page.get_by_role("button", name="Move down")).to_be_focused()


def turn_by_keyboard(page: Page, settled) -> None:
    """On and back by keys, which can be turned off."""
    expect(page.locator("[data-testid=stSidebar]")).to_be_hidden()
    page.keyboard.press("ArrowRight")
    settled(page, "Measure 2 of 12")
    expect(page.locator("[data-testid=stMain] h1")).to_be_focused()
    page.keyboard.press("PageUp")
    settled(page, "Measure 1 of 12")
    page.get_by_label("Arrow keys go back and on").uncheck()
    page.keyboard.press("ArrowRight")
    page.wait_for_timeout(500)
    heading(page, FIRST)
    page.get_by_label("Arrow keys go back and on").check()


def note(page: Page, settled) -> None:
    """Arrow keys in a field move within it, and a reload loses nothing that left a field."""
    page.get_by_label("What the forum said").fill("More people came.")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Tab")
    settled(page, "Kept as a draft.")
    heading(page, FIRST)
    page.reload()
    settled(page, "Kept as a draft.")
    expect(page.get_by_label("What the forum said")).to_have_value("More people came.")
    write(page, "What it decided", "Keep the target.")
    settled(page, "Kept as a draft.")
    press(page, settled, "Save the notes", "The notes are kept.")


def minutes(page: Page, folder: Path):
    """The Word file that the page hands out, opened."""
    with page.expect_download() as download:
        page.get_by_role("button", name="Download the minutes").click()
    download.value.save_as(folder / "minutes.docx")
    return docx.Document(str(folder / "minutes.docx"))


@pytest.mark.browser_context_args(has_touch=True)
def test_a_review_is_run_from_agenda_to_minutes_by_keyboard_and_tap(
    serve, page: Page, settled, axe, no_sideways_scroll, made_up_store, tmp_path: Path
):
    page.goto(f"{serve(made_up_store).url}/meeting")
    settled(page, "No meeting is here yet.")
    assert axe(page) == []
    prepare(page, settled)
    assert axe(page) == []
    no_sideways_scroll(page)
    page.set_viewport_size(WIDE)

    press(page, settled, "Begin the meeting", "Measure 1 of 12")
    heading(page, FIRST)
    turn_by_keyboard(page, settled)
    note(page, settled)
    press(page, settled, "Add an action", "Who will see to it")
    write(page, "What is to be done", "Ask two more surgeries")
    press(page, settled, "Save the action", "Say who will see to it.")
    for scheme in ("dark", "light"):
        page.emulate_media(color_scheme=scheme)
        page.wait_for_timeout(300)
        assert axe(page) == []
    no_sideways_scroll(page)
    write(page, "Who will see to it", "Engagement lead")
    press(page, settled, "Save the action", "Engagement lead will see to it.")

    for at in range(2, 13):
        page.get_by_role("button", name="Next").first.tap()
        settled(page, f"Measure {at} of 12")
    page.get_by_role("button", name="Next").last.tap()
    settled(page, "Notes on 1 of 12 measures. 1 action asked for.")
    expect(page.locator("[data-testid=stMain] h1")).to_be_in_viewport()
    press(page, settled, "Finish the meeting", "Say how many people were present.")
    assert axe(page) == []
    no_sideways_scroll(page)
    page.set_viewport_size(WIDE)
    write(page, "How many people were present", "12")
    press(page, settled, "Finish the meeting", "The meeting is finished.")
    assert axe(page) == []
    told_in(minutes(page, tmp_path))

    press(page, settled, "Back to all meetings", "Open actions")
    press(page, settled, "Prepare a meeting", "Measures to begin with")
    press(page, settled, "Save the meeting", "The meeting is prepared.")
    press(page, settled, "Begin the meeting", "Ask two more surgeries")
    heading(page, "Actions from earlier meetings")
    assert axe(page) == []


def told_in(document) -> None:
    """All that the meeting came to stands in its minutes, and in the store."""
    lines = [paragraph.text for paragraph in document.paragraphs]
    at = lines.index(f"1. {FIRST}")
    assert lines[0] == "Patient forum"
    assert "Period looked at: 2025/26 (April 2025 to March 2026)" in lines
    assert "Present: 12 people" in lines
    assert {"The forum said: More people came.", "It decided: Keep the target."} <= {
        *lines[at : at + 8]
    }
    assert sum(p.style.name == "Heading 2" for p in document.paragraphs) == 12
    assert [[cell.text for cell in row.cells] for row in document.tables[-1].rows] == [
        ["Action", "Owner", "By"],
        [f"Ask two more surgeries (measure: {FIRST})", "Engagement lead", "No day set"],
    ]
    (review,) = store.reviews(LOCAL_USER)
    assert (review.state, review.present) == (ReviewState.FINISHED, 12)
    assert store.my_drafts(LOCAL_USER) == ()
