"""A round of self-assessment on the screen of a room, live, with a second facilitator beside it."""

import re

import pytest
from playwright.sync_api import Page, expect

from engagement_metrics.access import LOCAL_USER
from engagement_metrics.models import ScorerKind, ScoringStage
from engagement_metrics.store import rounds, scores, scoring
from tests.assessments import dimension, seated
from tests.browser.rest import choose_by_key

ASKED, WORD = "How well the network works", "Sentinel-word-of-one-scorer"
WIDE = {"width": 1280, "height": 900}


def press(page: Page, settled, name: str, then: str) -> None:
    page.get_by_role("button", name=name).first.click()
    settled(page, then)


def prepare(page: Page, settled) -> int:
    """A round with every dimension of the first model, open for people to join; its number."""
    press(page, settled, "Prepare a round", "Which words to use")
    press(page, settled, "Save the round", "The round is prepared.")
    press(page, settled, "Open the round", "They then join with a code.")
    press(page, settled, "Open the round", "Nobody has joined yet.")
    return rounds.listed(LOCAL_USER)[0].id


def see_everywhere(page: Page, axe, no_sideways_scroll) -> None:
    """Light and dark, and at 320 px, nothing is wrong for axe and nothing runs off the screen."""
    for scheme in ("dark", "light"):
        page.emulate_media(color_scheme=scheme)
        page.wait_for_timeout(300)
        assert axe(page) == []
    no_sideways_scroll(page)
    assert axe(page) == []
    page.set_viewport_size(WIDE)


def look_at_the_rest(page: Page, settled, axe, no_sideways_scroll) -> None:
    """The steps that follow, on a phone."""
    for step, then in (("Evidence", "No evidence yet."), ("Improve", "Level 5 is no duty.")):
        page.get_by_role("radio", name=step).click()
        settled(page, then)
        no_sideways_scroll(page)
        assert axe(page) == []
    press(page, settled, "Back to all rounds", "Prepared or under way")
    expect(page).not_to_have_url(re.compile("round="))


@pytest.mark.browser_context_args(has_touch=True)
def test_a_round_runs_live_on_the_room_screen_from_its_code_to_what_was_agreed(
    serve, page: Page, settled, axe, no_sideways_scroll, made_up_store
):
    url = serve(made_up_store).url
    page.goto(f"{url}/room")
    settled(page, "No round is prepared or under way.")
    number = prepare(page, settled)
    code = rounds.in_full(LOCAL_USER, number).round.join_code
    expect(page.get_by_role("img", name=f"The code is {' '.join(code)}")).to_have_text(code)
    links = [seated(number, ScorerKind.VOLUNTEER) for _ in range(6)]
    expect(page.get_by_text("6 people joined: 6 volunteers.")).to_be_visible()
    assert axe(page) == []

    press(page, settled, "Go to the room screen", "Which dimensions?")
    press(page, settled, "Open all", "answered 0 of 6")
    for link, level in zip(links, (1, 3, 3, 3, 3, 5), strict=True):
        shared = level == 5
        reason = "We made it together." if shared else f"{WORD} {level}"
        scoring.score(link, "A1", 1, scores.Given(level, reason=reason, shared=shared))
    expect(page.get_by_text("answered 6 of 6")).to_be_visible()
    assert "Scores go from" not in page.content()

    other = page.context.new_page()
    other.goto(f"{url}/room?round={number}")
    settled(other, "answered 6 of 6")
    press(page, settled, f"Show the scores of: {ASKED}", "Scores go from 1 to 5.")
    settled(other, "To talk about, widest disagreement first")
    expect(page.get_by_text("We made it together.")).to_be_visible()
    assert WORD not in page.content() + other.content()
    other.close()
    see_everywhere(page, axe, no_sideways_scroll)

    page.get_by_role("button", name="Start", exact=True).tap()
    expect(page.get_by_role("timer")).to_have_text(re.compile(r"4:[345]\d"))
    page.get_by_role("button", name="Pause", exact=True).tap()

    press(page, settled, "Agree on a level", "What we agree")
    choose_by_key(page.get_by_role("radio", name="Level 1: Not yet in place"))
    settled(page, "We have dated evidence for this:")
    page.get_by_label("Other views, in their own words").fill("The south is further on.")
    page.keyboard.press("Tab")
    settled(page, "Kept as a draft.")
    see_everywhere(page, axe, no_sideways_scroll)
    press(page, settled, "Save what we agreed", "Say why the group chose it.")
    page.get_by_label("Why this level?").fill("Nobody could show the list.")
    page.keyboard.press("Tab")
    settled(page, "Kept as a draft.")
    page.keyboard.press("Control+s")
    settled(page, "Level 1 is kept.")
    found = dimension(number)
    assert (found.stage, found.agreed_level) == (ScoringStage.SETTLED, 1)
    assert found.minority == "The south is further on."
    look_at_the_rest(page, settled, axe, no_sideways_scroll)
