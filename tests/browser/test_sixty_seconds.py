"""A first entry on a phone: fifteen taps, sixty seconds by the keystroke-level model, a right cell.

The estimate is a count of what a hand did in Chromium, each kind of act at a published time; it
times nothing. It supposes somebody who knows the form and makes no slip.
"""

import math
from collections import Counter
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Locator, Page, expect

from engagement_metrics import store
from engagement_metrics.access import LOCAL_USER
from engagement_metrics.models import Activity
from tests.browser.rest import at_rest
from tests.browser.test_journey import PHONE, open_at, three_places

__all__ = ["three_places"]

MOST_TAPS, MOST_SECONDS = 15, 60
KEYBOARD = 300  # pixels of the screen that a phone's keyboard covers while a field is being filled
STRETCH = 0.6  # of what is seen of the screen, moved by one swipe
# Card, Moran and Newell, 'The keystroke-level model', Communications of the ACM 23(7), 1980, and
# 'The Psychology of Human-Computer Interaction', 1983: to point 1.10 s, to press a button 0.20 s,
# to prepare mentally 1.35 s. One prepares before each act but the choice from a list just opened,
# which the opening foresees (their first rule for leaving it out). A character on a phone is from
# Palin and others, 'How do people type on mobile devices?', MobileHCI 2019: 36.2 words a minute, of
# five characters each. Nothing as well founded was found for a swipe: it stands at a whole reach
# and press. A wait for the screen stands at the longest that a save is meant to take.
SECONDS = {
    "prepare (M)": 1.35,
    "reach (P)": 1.10,
    "press (B)": 0.20,
    "character (K)": 60 / (36.2 * 5),
    "swipe": 1.10 + 0.20,
    "wait (R)": 0.30,
}
# How far down the page is, and how far it can go.
MOVED = """
() => {
    const main = document.querySelector('[data-testid=stMain]');
    return [main.scrollTop, main.scrollHeight - main.clientHeight];
}
"""


@dataclass
class Hand:
    """A hand on a phone that does one thing after another, and keeps what it did."""

    page: Page
    done: int = 0
    acts: list[tuple[str, Counter[str]]] = field(default_factory=list)
    typing: bool = False

    def tap(self, target: Locator, what: str, wait: bool = False, foreseen: bool = False) -> None:
        """Prepare, bring it into sight, reach for it and press; then perhaps wait for an answer."""
        acts = Counter({"swipe": self.bring(target), "reach (P)": 1})
        acts["prepare (M)"] = int(not foreseen)
        target.click()
        self.typing = False
        self.done += 1
        self.acts.append((what, acts + Counter({"press (B)": 1, "wait (R)": int(wait)})))

    def pick(self, name: str, option: str) -> None:
        """Open a list and choose from it."""
        self.tap(self.page.get_by_role("combobox", name=name), name)
        target = self.page.get_by_role("option", name=option, exact=True)
        self.tap(target, option, foreseen=True)

    def fill(self, label: str, text: str) -> None:
        """Tap a field and type; the next tap leaves it.

        A phone lifts the field that is being filled above its keyboard by itself, unasked.
        """
        target = self.page.get_by_label(label, exact=True)
        self.tap(target, label)
        box = target.bounding_box()
        if box and box["y"] + box["height"] > PHONE["height"] - KEYBOARD:
            target.evaluate("field => field.scrollIntoView({block: 'center'})")
        self.page.keyboard.type(text)
        self.typing = True
        self.acts[-1][1]["character (K)"] += len(text)

    def bring(self, target: Locator) -> int:
        """Swipe until the whole of it is in sight; how many swipes that took.

        While a field is being filled the keyboard hides the lower part of the screen; at the end
        of the page the last swipe lifts the page above it, which Chromium does not show here.
        """
        expect(target).to_be_visible()
        seen = PHONE["height"] - (KEYBOARD if self.typing else 0)
        was, swipes = None, 0
        while True:
            box = target.bounding_box()
            assert box is not None
            above, below = -box["y"], box["y"] + box["height"] - seen
            if max(above, below) <= 0 or box == was:
                assert below <= KEYBOARD, f"{target} cannot be brought into sight"
                return swipes
            self.page.mouse.move(4, seen / 2)  # beside the fields: a wheel on one is kept by it
            self.swipe(math.copysign(STRETCH * seen, below if below > 0 else -1))
            was, swipes = box, swipes + 1

    def swipe(self, by: float) -> None:
        """Move the page, and wait until it moves no more: a scroll is smooth, its end untold."""
        before = self.page.evaluate(MOVED)
        self.page.mouse.wheel(0, by)
        if 0 < before[0] + math.copysign(1, by) < before[1]:
            self.page.wait_for_function(f"was => ({MOVED})()[0] !== was", arg=before[0])
        while (moved := self.page.evaluate(MOVED)) != before:
            before = moved
            self.page.wait_for_timeout(250)

    @property
    def sum(self) -> Counter[str]:
        """How often each kind of act was done."""
        return sum((acts for _, acts in self.acts), Counter())

    def seconds(self, acts: Counter[str]) -> float:
        """What acts come to by the model."""
        return sum(SECONDS[name] * times for name, times in acts.items())

    def told(self) -> str:
        """The acts, step by step and in all, as a table."""
        lines = [f"{'step':32}" + "".join(f"{name:>15}" for name in SECONDS) + f"{'s':>8}"]
        for what, acts in [*self.acts, ("in all", self.sum)]:
            cells = "".join(f"{acts[name] or '':>15}" for name in SECONDS)
            lines.append(f"{what:32}{cells}{self.seconds(acts):8.1f}")
        each = "".join(f"{time:15.2f}" for time in SECONDS.values())
        return "\n".join([*lines, f"{'seconds each':32}{each}"])


@pytest.fixture
def hand(page: Page) -> Hand:
    page.set_viewport_size(PHONE)
    return Hand(page)


def test_a_first_entry_on_a_phone_takes_fifteen_taps_and_sixty_seconds_and_the_matrix_shows_it(
    serve, page: Page, settled, three_places, hand, capsys
):
    open_at(page, serve(three_places), "", settled, "Record an activity")
    hand.tap(page.get_by_role("link", name="Record an activity"), "Record an activity", wait=True)
    settled(page, "How many people?")
    hand.pick("Place", "Riverside")
    hand.fill("Title", "Stall at the library")
    hand.tap(page.get_by_role("radio", name="Engage (listen)"), "Engage (listen)")
    at_rest(page)  # the list of methods is put in the aim's order: it shuts one that is open
    hand.pick("How was it done?", "Survey")
    hand.fill("How many people?", "42")
    hand.tap(page.get_by_text("Say who took part"), "Say who took part", wait=True)
    settled(page, "16 to 24")
    for label, number in (("Under 16", "3"), ("16 to 24", "9"), ("Female", "22"), ("Male", "18")):
        hand.fill(label, number)
    hand.tap(page.get_by_role("button", name="Save"), "Save", wait=True)
    expect(page.get_by_text("Stall at the library, 42 people.")).to_be_visible()
    entry = hand.seconds(hand.sum)
    with capsys.disabled():
        print(f"\nKeystroke-level estimate of an entry at {PHONE['width']} px\n{hand.told()}")  # noqa: T201
    hand.tap(page.get_by_role("button", name="See it in Outcomes"), "See it in Outcomes")
    settled(page, "How we record it")
    assert hand.done <= MOST_TAPS
    assert entry <= MOST_SECONDS

    page.get_by_role("radio", name="Engage (listen)").click()
    cell = page.locator("a.cell[data-open=ENG-01]")
    expect(cell).to_contain_text("42")
    (activity,) = store.activities(LOCAL_USER).rows
    _, counts = store.record(LOCAL_USER, Activity, activity.id)
    assert {(c.characteristic, c.category): c.n for c in counts} == {
        ("age", "u16"): 3, ("age", "16_24"): 9, ("sex", "female"): 22, ("sex", "male"): 18,
    }  # fmt: skip
