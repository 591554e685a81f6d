"""A busy stall: two phones tally, one loses its connection, the server dies, and all is there.

Everything happens within the two minutes for which the one phone has no connection.
"""

import re
import select
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from engagement_metrics import store
from engagement_metrics.access import LOCAL_USER
from engagement_metrics.models import Activity, Organisation, Place
from tests.browser.conftest import BEHIND_NGINX
from tests.browser.rest import pick

PHONE = {"width": 375, "height": 740}
TWO_MINUTES = 120
NO_CONNECTION = re.compile("not kept yet: no connection")


class Cable:
    """What lies between one phone and the server: it can be cut, and joined again.

    A cut cable is silent at first, as where a phone has no signal: neither end is told. `drop`
    tells the phone, and refuses it from then on.

    Without sign-in the server is asked for at the cable's own port. With it people stay out who
    come by another address than PUBLIC_URL, so there the cable is the browser's proxy.
    """

    def __init__(self, server: int) -> None:
        self.server = server
        self.joined = threading.Event()
        self.joined.set()
        self.refusing = False
        self.ends: list[socket.socket] = []
        self.listening = socket.create_server(("127.0.0.1", 0))
        self.port = self.listening.getsockname()[1]
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self) -> None:
        while True:
            try:
                phone, _ = self.listening.accept()
            except OSError:
                return  # the test is over
            if self.refusing:
                phone.close()
                continue
            self.ends.append(phone)
            threading.Thread(target=self.carry, args=(phone,), daemon=True).start()

    def carry(self, phone: socket.socket) -> None:
        self.joined.wait()
        try:
            with phone, socket.create_connection(("127.0.0.1", self.server)) as server:
                if BEHIND_NGINX:
                    asked = b""
                    while not asked.endswith(b"\r\n\r\n"):
                        if not (part := phone.recv(65536)):
                            return
                        asked += part
                    assert asked.startswith(b"CONNECT localhost:"), asked
                    phone.sendall(b"HTTP/1.1 200 Here\r\n\r\n")
                while True:
                    ready, _, _ = select.select([phone, server], [], [])
                    self.joined.wait()
                    for end in ready:
                        said = end.recv(65536)
                        if not said:
                            return
                        (server if end is phone else phone).sendall(said)
        except OSError:
            return

    def address(self, link: str) -> str:
        """The link as somebody opens it whose browser has this cable."""
        return link if BEHIND_NGINX else link.replace(f":{self.server}/", f":{self.port}/")

    @property
    def proxy(self) -> dict[str, Any]:
        """What a browser needs to be at this cable; all but the provider is asked for by it."""
        by = {"server": f"http://127.0.0.1:{self.port}", "bypass": "<-loopback>,127.0.0.1"}
        return {"proxy": by} if BEHIND_NGINX else {}

    def cut(self) -> None:
        self.joined.clear()

    def drop(self) -> None:
        self.refusing = True
        for end in self.ends:
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def join(self) -> None:
        self.refusing = False
        self.joined.set()


@pytest.fixture
def town(sqlite_url: str) -> str:
    """A store with one place."""
    with store.session(LOCAL_USER) as session:
        session.add(Organisation(name="Our system"))
        session.add(Place(name="Riverside"))
    return sqlite_url


@pytest.fixture
def somebodys(
    browser: Browser, browser_context_args: dict[str, Any]
) -> Iterator[Callable[..., Page]]:
    """A device of somebody's own: a phone, unless told otherwise."""
    contexts = []

    def opened(viewport: dict[str, int] = PHONE, cable: Cable | None = None) -> Page:
        at = cable.proxy if cable else {}
        contexts.append(browser.new_context(**browser_context_args | {"viewport": viewport} | at))
        page: Page = contexts[-1].new_page()
        return page

    yield opened
    for context in contexts:
        context.close()


def tap(page: Page, people: int, **groups: int) -> None:
    """Tap so many people, and so many of each group; whether or not there is a connection."""
    for _ in range(people):
        page.get_by_role("button", name="Add one person").click()
    for name, n in groups.items():
        for _ in range(n):
            page.get_by_role("button", name=f"Add one: {name} (Sex)", exact=True).click()


def confirmed(page: Page) -> dict[str, int]:
    """What the phone shows, once it says that all of it is kept."""
    expect(page.locator("#kept")).to_have_text(["All kept"])
    expect(page.locator("#people")).to_have_count(1)
    shown = {"people": page.locator("#people").inner_text()}
    for button in page.locator("[data-what]").all():
        shown[button.get_attribute("data-what")] = button.locator("strong").inner_text()
    return {name: int(n) for name, n in shown.items()}


def begin(page: Page, settled: Callable[[Page, str], None], title: str) -> None:
    """Type the first fields of a return; aim and method may stand there from the last one."""
    settled(page, "Record an activity")
    page.get_by_label("Title", exact=True).fill(title)
    page.get_by_label("Title", exact=True).press("Tab")
    settled(page, "Kept as a draft")
    page.get_by_role("radio", name="Engage (listen)").check()
    settled(page, "Kept as a draft")
    if page.get_by_role("combobox", name="How was it done?").input_value() != "Survey":
        pick(page, "How was it done?", "Survey")


def record(page: Page, settled: Callable[[Page, str], None], title: str, heads: str) -> None:
    """An ordinary return, from its first field to 'saved'."""
    begin(page, settled, title)
    page.get_by_label("How many people?", exact=True).fill(heads)
    page.get_by_label("How many people?", exact=True).press("Tab")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved at")).to_be_visible()


def open_a_tally(desktop: Page) -> str:
    """From the return just begun: its tally, of men and women too, and the address for others."""
    desktop.get_by_role("button", name="Tally people by tapping").click()
    desktop.get_by_text("Tap groups as well").click()
    desktop.get_by_role("button", name="Sex", exact=True).click()
    desktop.get_by_text("Tally together").click()
    expect(desktop.get_by_test_id("stCode")).to_contain_text("groups=sex")
    return desktop.get_by_test_id("stCode").inner_text().strip()


def in_the_store() -> tuple[dict[str, int | None], dict[str, int]]:
    """How many people each activity has, and the groups of the stall."""
    found = {row.title: row for row in store.activities(LOCAL_USER).rows}
    assert store.activities(LOCAL_USER).total == len(found)
    _, counts = store.record(LOCAL_USER, Activity, found["Winter health stall"].id)
    return (
        {title: row.heads for title, row in found.items()},
        {f"{c.characteristic}/{c.category}": c.n for c in counts},
    )


def test_a_stall_is_saved_as_it_was_tapped_through_every_mishap(serve, town, settled, somebodys):
    server = serve(town)
    at = int(server.url.rpartition(":")[2])
    cable = Cable(at)
    desktop = somebodys({"width": 1280, "height": 900})
    far = somebodys(cable=cable)
    near, third, fourth = (somebodys() for _ in range(3))
    desktop.goto(f"{server.url}/quick-entry")
    begin(desktop, settled, "Winter health stall")
    link = open_a_tally(desktop)
    far.goto(cable.address(link))
    near.goto(link)
    tap(far, 3, Female=1)
    tap(near, 4, Male=2)
    assert (confirmed(far)["people"], confirmed(near)["people"]) == (3, 4)

    cable.cut()
    cut_at = time.monotonic()
    tap(far, 2)
    expect(far.locator("#kept")).to_have_text(["2 taps not kept yet: no connection"])
    tap(near, 2)
    near.reload()
    assert confirmed(near)["people"] == 6
    third.goto(f"{server.url}/quick-entry")
    record(third, settled, "Leaflets at the library", "12")
    cable.drop()
    tap(far, 1)
    server.kill()
    tap(near, 3, Female=1)
    expect(near.locator("#kept")).to_have_text(["4 taps not kept yet: no connection"])
    serve(town, port=at)
    tap(far, 1, Male=1)
    fourth.goto(f"{server.url}/quick-entry")
    record(fourth, settled, "Talk at the market", "30")
    assert confirmed(near)["people"] == 9
    while time.monotonic() - cut_at < TWO_MINUTES:
        tap(far, 1)
        expect(far.locator("#kept")).to_have_text([NO_CONNECTION])
        far.wait_for_timeout(5_000)
    cable.join()

    shown = [confirmed(far), confirmed(near)]
    people = sum(phone["people"] for phone in shown)
    desktop.get_by_role("button", name="Go on to the return").click()
    expect(desktop.get_by_text(f"{people} people tallied")).to_be_visible()
    desktop.get_by_role("button", name="Save").click()
    expect(desktop.get_by_text("Saved at")).to_be_visible()
    for phone in (far, near):
        expect(phone.locator("#kept")).to_have_text(["This tally was saved or thrown away."])
    heads, groups = in_the_store()
    assert people >= 16
    assert heads == {
        "Winter health stall": people, "Leaflets at the library": 12, "Talk at the market": 30,
    }  # fmt: skip
    assert groups == {"sex/female": 2, "sex/male": 3}
    assert groups == {name: sum(phone[name] for phone in shown) for name in groups}
