"""From the click on Save to 'Saved' on the screen, in Chromium, against a click on an empty page.

`python -m pytest tests/benchmarks/save.py`; the rows go to RESULTS.md. The two servers are this
machine's own and the clicks are taken in turn, so that both meet the same other work.
"""

import random
from pathlib import Path

from playwright.sync_api import Page, expect

from engagement_metrics import store
from tests.benchmarks.kept import keep, machine, nth
from tests.benchmarks.watch import empty_page, milliseconds_from_click

ROOT = Path(__file__).parents[2]
SAVES, PORTS = 30, (8690, 8691)
# Titles that are not alike, or the app would ask whether one was recorded before.
WORDS = [
    "apple",
    "bridge",
    "candle",
    "drum",
    "eagle",
    "fern",
    "garden",
    "harbour",
    "island",
    "jug",
    "kettle",
    "lamp",
]
COLUMNS = ("on", "click", "times", "median ms", "95% ms", "over the empty page")


def fill(page: Page, turn: int) -> None:
    """The fields that a return needs; place, aim and method stand as they were left last time."""
    title = page.get_by_label("Title", exact=True)
    expect(title).to_be_visible()
    pick(page, "Place", "North place")
    aim = page.get_by_role("radio", name="Engage (listen)")
    if aim.get_attribute("aria-checked") != "true":
        aim.click()
    pick(page, "How was it done?", "Survey")
    title.fill(" ".join(random.Random(turn).sample(WORDS, 3)))
    title.press("Tab")
    heads = page.get_by_label("How many people?", exact=True)
    heads.fill("12")
    heads.press("Tab")


def pick(page: Page, name: str, option: str) -> None:
    """Choose from a list, unless something is chosen already."""
    field = page.get_by_role("combobox", name=name)
    if not field.input_value():
        field.click()
        page.get_by_role("option", name=option, exact=True).click()


def test_a_save_against_a_click_on_an_empty_page(serve, settled, made_up_store, context, tmp_path):
    app = serve(made_up_store, port=PORTS[0])
    other = serve(
        root=empty_page(tmp_path / "empty", ROOT / ".streamlit" / "config.toml"),
        script="empty.py",
        port=PORTS[1],
    )
    other.wait_to_say("You can now view")
    page, empty = context.new_page(), context.new_page()
    page.goto(f"{app.url}/quick-entry")
    settled(page, "Record an activity")
    empty.goto(other.url)
    settled(empty, "Pressed 0 times")
    saves, presses = [], []
    before = store.data_version()
    for turn in range(SAVES):
        page.bring_to_front()
        fill(page, turn)
        settled(page, "Record an activity")
        saves.append(milliseconds_from_click(page, "Save", "Saved at"))
        page.get_by_role("button", name="Record another").click()
        settled(page, "Record an activity")
        empty.bring_to_front()
        presses.append(milliseconds_from_click(empty, "Press", f"Pressed {turn + 1} times"))
        settled(empty, "Pressed")
    for name, took in (("an empty page's button", presses), ("Save in Quick entry", saves)):
        keep(
            "A save in Chromium (tests/benchmarks/save.py)",
            COLUMNS,
            (
                machine(), name, len(took), f"{nth(took, 50):.0f}", f"{nth(took, 95):.0f}",
                f"{nth(took, 50) / nth(presses, 50):.1f}",
            ),
        )  # fmt: skip
    assert store.data_version() == before + SAVES
