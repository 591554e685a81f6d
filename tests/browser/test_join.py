"""A phone in a round, in a real browser: by keyboard, undisturbed, and whole without a signal.

What is said at each stage is in tests/pages/test_join.py.
"""

import os
import re
import signal

import pytest
from playwright.sync_api import Page, expect

from engagement_metrics import store
from engagement_metrics.access import LOCAL_USER
from engagement_metrics.models import Organisation, ScoringStage, Sureness
from engagement_metrics.store import round_steps, rounds, scores, scoring
from tests import assessments
from tests.browser.rest import at_rest, choose_by_key

PHONE = {"width": 375, "height": 740}
SMALLER_THAN_A_THUMB = """
() => [...document.querySelectorAll('[data-testid=stMain] :is(button, textarea, [type=text]),'
    + '[data-testid=stRadioOption], [data-testid=stCheckbox] label')]
    .map(e => [e.textContent, e.getBoundingClientRect()])
    .filter(([_, box]) => box.width && (box.width < 44 || box.height < 44)).map(([text]) => text)
"""


@pytest.fixture
def number(sqlite_url: str) -> int:
    """A round of two dimensions under way, both open to score."""
    with store.session(LOCAL_USER) as session:
        session.add(Organisation(name="Wold"))
    number, _ = assessments.stored("A1", "A2")
    round_steps.begin(LOCAL_USER, number, 1)
    assessments.step(number, "A1", ScoringStage.SCORING)
    assessments.step(number, "A2", ScoringStage.SCORING)
    return number


def told(page: Page, sentence: str) -> None:
    """Wait until the foot of the screen says so."""
    expect(page.locator(".st-key-join_state").get_by_text(sentence)).to_be_visible()


def test_somebody_joins_and_scores_by_keyboard_and_is_not_disturbed_by_the_round(
    serve_with_sign_in, sqlite_url, number, page, settled, axe, no_sideways_scroll
):
    page.set_viewport_size(PHONE)
    server = serve_with_sign_in(database=sqlite_url)
    page.goto(f"{server.url}/join")
    page.get_by_label("The six letters").fill("wrong")
    page.keyboard.press("Enter")
    expect(page.get_by_text("A code has six letters. You typed 5.")).to_be_visible()
    expect(page.get_by_label("The six letters")).to_have_value("wrong")
    assert axe(page) == []
    page.get_by_label("The six letters").fill(rounds.in_full(LOCAL_USER, number).round.join_code)
    page.keyboard.press("Enter")

    choose_by_key(page.get_by_role("radio", name="A volunteer or patient"))
    assert axe(page) == []
    page.get_by_role("button", name="Join").press("Enter")
    settled(page, "Keep this link")
    expect(page).to_have_url(re.compile(r"\?me="))
    link = page.url.partition("?me=")[2]
    expect(page.get_by_test_id("stCode")).to_contain_text(f"{server.url}/join?me={link}")
    assert axe(page) == []
    page.get_by_role("button", name="Go to the scores").press("Enter")

    choose_by_key(page.get_by_role("radio", name="2. Begun"))
    told(page, "Saved: level 2.")
    at_rest(page)
    page.keyboard.press("ArrowDown")
    told(page, "Saved: level 3.")
    expect(page.get_by_role("radio", name="3. In places")).to_be_focused()
    choose_by_key(page.get_by_role("radio", name="Very sure", exact=True))
    why = page.get_by_label("Why?")
    why.focus()
    page.keyboard.type("Most places, ")
    assessments.scored(number, "A2", 1, [1])
    assessments.step(number, "A2", ScoringStage.REVEALED)
    assessments.step(number, "A2", ScoringStage.SCORING_AGAIN)
    expect(page.get_by_role("button", name="Score again: Dimension A2")).to_be_visible()
    page.keyboard.type("not all.")
    expect(why).to_have_value("Most places, not all.")
    assert scoring.seat(link).own == {("A1", 1): scores.Given(3, Sureness.HIGH)}
    page.keyboard.press("Tab")
    told(page, "Saved: level 3, with your words.")
    kept = scores.Given(3, Sureness.HIGH, "Most places, not all.")
    assert scoring.seat(link).own == {("A1", 1): kept}

    assert page.evaluate(SMALLER_THAN_A_THUMB) == []
    assert axe(page) == []
    no_sideways_scroll(page)
    expect(page.get_by_role("navigation")).to_have_count(0)

    page.reload()
    expect(page.get_by_role("heading", name="Dimension A1")).to_be_visible()
    expect(page.get_by_label("Why?")).to_have_value("Most places, not all.")
    at_rest(page)
    page.get_by_role("button", name="Next").press("Enter")
    expect(page.get_by_role("heading", name="Dimension A2")).to_be_focused()


def test_what_was_typed_while_the_server_was_away_is_saved_once_it_is_back(
    serve_alone, sqlite_url, number, page
):
    page.set_viewport_size(PHONE)
    server = serve_alone(sqlite_url)
    link = assessments.seated(number)
    page.goto(f"{server.url}/join?me={link}")
    page.get_by_text("2. Begun.").click()
    told(page, "Saved: level 2.")

    os.kill(server.process.pid, signal.SIGSTOP)  # silent, as where a phone has no signal
    page.get_by_text("4. Everywhere.").click()
    expect(page.get_by_text("Your choice is not saved yet.")).to_be_visible()
    os.kill(server.process.pid, signal.SIGCONT)
    told(page, "Saved: level 4.")
    expect(page.get_by_text("Your choice is not saved yet.")).to_be_hidden()

    page.get_by_label("Why?").fill("Said before it went away.")
    expect(page.get_by_test_id("InputInstructions")).to_be_visible()
    server.kill()
    expect(page.get_by_text("No connection. What you do now is not saved yet.")).to_be_visible()
    serve_alone(sqlite_url, port=int(server.url.rsplit(":", 1)[1]))

    told(page, "Saved: level 4, with your words.")
    kept = scores.Given(4, None, "Said before it went away.")
    assert scoring.seat(link).own == {("A1", 1): kept}


def test_a_tab_follows_what_another_tab_changed_and_whoever_types_there_is_not_disturbed(
    serve_alone, sqlite_url, number, page
):
    page.set_viewport_size(PHONE)
    server = serve_alone(sqlite_url)
    link = assessments.seated(number)
    scoring.score(link, "A1", 1, scores.Given(2, None, "Old words.", shared=True))
    page.goto(f"{server.url}/join?me={link}&at=A1")
    why = page.get_by_label("Why?")
    expect(why).to_have_value("Old words.")
    why.fill("Half a sent")
    other = page.context.new_page()
    other.goto(f"{server.url}/join?me={link}&at=A1")
    other.get_by_text("4. Everywhere.").click()
    told(other, "Saved: level 4")
    at_rest(other)
    other.get_by_text("The group may read my words").click()
    expect(other.get_by_role("checkbox")).not_to_be_checked()

    expect(page.get_by_role("radio", name="4. Everywhere")).to_be_checked()
    expect(page.get_by_role("checkbox")).not_to_be_checked()
    expect(why).to_have_value("Half a sent")
    expect(why).to_be_focused()
    page.keyboard.type("ence.")
    page.keyboard.press("Tab")
    expect(page.get_by_test_id("InputInstructions")).to_be_hidden()
    choose_by_key(page.get_by_role("radio", name="Very sure", exact=True))
    expect(other.get_by_role("radio", name="Very sure", exact=True)).to_be_checked()
    kept = scores.Given(4, Sureness.HIGH, "Half a sentence.")
    assert scoring.seat(link).own == {("A1", 1): kept}
