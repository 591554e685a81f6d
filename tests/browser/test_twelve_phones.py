"""A whole round with twelve phones: sign-in and TLS on, and the phones come by another address.

The app listens on 127.0.0.1 behind nginx; the phones are other browsers, which come by 127.0.0.2,
where the app itself does not listen. Each phone writes words of its own beside its scores; what
every browser received is kept, and looked through.
"""

import os
import re
import socket
import threading
from contextlib import suppress
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from engagement_metrics.access import LOCAL_USER
from engagement_metrics.models import ScoringStage
from engagement_metrics.store import assessed, rounds
from tests.assessments import dimension
from tests.browser import front
from tests.browser.conftest import PATIENCE, free_port
from tests.browser.nginx import Nginx
from tests.browser.rest import choose_by_key, pick

FIRST, SECOND = "How well the network works", "Where topics and content come from"
PHONES = 12
OUTSIDE, NO_SIGNAL = "127.0.0.2", "127.0.0.3"
LOSES = 3  # the phone that loses its signal
AWAY = 60 if os.environ.get("SOAK") else 6  # seconds without a signal
LEVELS = [1, 2, 2, 3, 3, 3, 3, 3, 4, 4, None, 5]  # of the first dimension, by phone
SHARES = 11  # the phone whose words the group may read


@dataclass
class Browser:
    """One browser of the round, and all that it was ever sent."""

    page: Page
    context: BrowserContext
    received: list[bytes] = field(default_factory=list)

    def saw(self, words: str) -> bool:
        """Whether the words ever came to this browser, drawn or not."""
        return any(words.encode() in frame for frame in self.received)


def listening(context: BrowserContext, page: Page) -> Browser:
    """The browser with every frame that comes to it kept from now on."""
    made = Browser(page, context)

    def keep(payload):
        made.received.append(payload if isinstance(payload, bytes) else payload.encode())

    page.on("websocket", lambda socket: socket.on("framereceived", keep))
    page.on("response", lambda answer: made.received.append(answer.url.encode()))
    return made


def words_of(phone: int, wave: int = 1) -> str:
    return f"Sentinelword{phone:02d}wave{wave}"


@pytest.fixture
def address(serve_with_sign_in, made_up_store, tmp_path, monkeypatch):
    """The app with a sign-in, behind nginx with TLS at an address of its own."""
    app = free_port()
    https = free_port(app)
    folder = tmp_path / "outside"
    folder.mkdir()
    nginx = Nginx(folder, "localhost", app, https, free_port(app, https), also=OUTSIDE)
    monkeypatch.setenv("SSL_CERT_FILE", str(nginx.certificate))
    serve_with_sign_in(port=app, database=made_up_store, settings={"PUBLIC_URL": nginx.https})
    yield nginx.https
    nginx.stop()


@pytest.fixture
def room(browser, address):
    """The facilitator's browser, signed in, with the list of rounds open."""
    context = browser.new_context(ignore_https_errors=True, viewport={"width": 1280, "height": 900})
    front.signed_in(context, address, "kim")
    screen = listening(context, context.new_page())
    screen.page.goto(f"{address}/room")
    expect(screen.page.get_by_text("No round is prepared or under way.")).to_be_visible()
    return screen


class Signal:
    """What carries one phone's bytes to the server and back, until it is lost."""

    def __init__(self, port: int) -> None:
        self.port, self.open, self.there = port, [], True
        self.door = socket.create_server((NO_SIGNAL, port))
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        with suppress(OSError):  # until the door is closed
            while True:
                phone, _ = self.door.accept()
                if not self.there:
                    phone.close()
                    continue
                server = socket.create_connection((OUTSIDE, self.port))
                self.open += [phone, server]
                for one, other in ((phone, server), (server, phone)):
                    threading.Thread(target=self._carry, args=(one, other), daemon=True).start()

    def _carry(self, one: socket.socket, other: socket.socket) -> None:
        with suppress(OSError):
            while data := one.recv(65536):
                other.sendall(data)
        self._shut(one, other)

    @staticmethod
    def _shut(*ends: socket.socket) -> None:
        for end in ends:
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def lose(self) -> None:
        """Cut every connection, and let no new one through."""
        self.there = False
        self._shut(*self.open)

    def stop(self) -> None:
        """Take it down."""
        self.lose()
        self._shut(self.door)
        for end in (*self.open, self.door):
            end.close()


@pytest.fixture
def phones(browser_type, browser_type_launch_args, address):
    """Twelve phones, with nothing open yet; one of them by a signal that can be lost."""
    signal = Signal(int(address.rpartition(":")[2]))
    found, browsers = [], []
    for by, several in ((OUTSIDE, PHONES - 1), (NO_SIGNAL, 1)):
        elsewhere = f"--host-resolver-rules=MAP localhost {by}"
        arguments = [*browser_type_launch_args.get("args", []), elsewhere]
        browsers.append(browser_type.launch(**{**browser_type_launch_args, "args": arguments}))
        for _ in range(several):
            context = browsers[-1].new_context(
                ignore_https_errors=True, viewport={"width": 375, "height": 700}, has_touch=True
            )
            found.append(listening(context, context.new_page()))
            context.set_default_timeout(PATIENCE * 1000)
    found.insert(LOSES, found.pop())
    yield found, signal
    for browser in browsers:
        browser.close()
    signal.stop()


def press(page: Page, name: str, then: str) -> None:
    page.get_by_role("button", name=name).first.click()
    expect(page.get_by_text(then).first).to_be_visible()


def prepare(room: Browser) -> int:
    """A round of two dimensions, set up and opened; its number."""
    page = room.page
    press(page, "Prepare a round", "Which words to use")
    page.get_by_text("Some of them").click()
    for name in (FIRST, SECOND):
        choose_by_key(page.get_by_role("checkbox", name=name))
    press(page, "Save the round", "The round is prepared.")
    press(page, "Open the round", "They then join with a code.")
    press(page, "Open the round", "Nobody has joined yet.")
    return rounds.listed(LOCAL_USER)[0].id


def join(phone: Browser, at: int, address: str, number: int) -> None:
    """By the square code, or for every third by the six letters; two thirds are volunteers."""
    here, page = rounds.in_full(LOCAL_USER, number).round, phone.page
    if at % 3:
        page.goto(f"{address}/join?round={here.join_key}")
    else:
        page.goto(f"{address}/join")
        page.get_by_label("The six letters").fill(here.join_code.lower())
        page.get_by_role("button", name="Go on").click()
    who = "Staff" if at in (1, 4, 7, 10) else "A volunteer or patient"
    page.get_by_text(who, exact=True).click()
    press(page, "Join", "Keep this link")
    press(page, "Go to the scores", "Nothing is open to score just now.")


def told(phone: Browser, sentence: str) -> None:
    expect(phone.page.locator(".st-key-join_state").get_by_text(sentence)).to_be_visible()


def choose(phone: Browser, level: int | None) -> None:
    start = "I do not know." if level is None else f"{level}. "
    chosen = phone.page.get_by_role("radio", name=re.compile(f"^{re.escape(start)}"))
    choose_by_key(chosen)
    told(phone, "Saved: I do not know." if level is None else f"Saved: level {level}.")


def say(phone: Browser, words: str) -> None:
    phone.page.get_by_label("Why?").fill(words)
    phone.page.get_by_label("Why?").press("Tab")
    told(phone, "with your words")


def go_to(phone: Browser, name: str) -> None:
    expect(phone.page.get_by_role("heading", name=name)).to_be_visible()


def score_in_private(room, phones, signal, number):
    """First scores: one phone is refreshed meanwhile, and one loses its signal."""
    for at, phone in enumerate(phones):
        go_to(phone, FIRST)
        if at == LOSES:  # what is chosen meanwhile waits on the phone
            signal.lose()
            expect(phone.page.get_by_text("No connection.")).to_be_visible()
            continue
        choose(phone, LEVELS[at])
        say(phone, words_of(at))
    phones[SHARES].page.get_by_text("The group may read my words").click()
    expect(phones[SHARES].page.get_by_role("checkbox")).to_be_checked()
    phones[5].page.reload()  # one is refreshed
    expect(phones[5].page.get_by_label("Why?")).to_have_value(words_of(5))
    phones[LOSES].page.wait_for_timeout(1000 * AWAY)
    assert rounds.room(LOCAL_USER, number).answered["A1", 1] == PHONES - 1
    signal.there = True
    expect(phones[LOSES].page.get_by_text("No connection.")).to_be_hidden()
    choose(phones[LOSES], LEVELS[LOSES])
    say(phones[LOSES], words_of(LOSES))
    expect(room.page.get_by_text("answered 12 of 12")).to_be_visible()


def type_in_a_sheet(room):
    """Somebody scores on paper, and the facilitator types it in."""
    room.page.get_by_role("radio", name="Paper").click()
    choose_by_key(room.page.get_by_role("radio", name="Other", exact=True))
    pick(room.page, re.compile(FIRST), "2 Getting started")
    expect(room.page.get_by_text("How sure?")).to_be_visible()
    press(room.page, "Save the sheet", "This is sheet 1.")


def nothing_is_shown_early(room, phones, number):
    """Until the scores are shown nobody was sent a word of another."""
    for browser in (room, *phones):
        own = phones.index(browser) if browser in phones else None
        for at in range(PHONES):
            assert browser.saw(words_of(at)) is (at == own), (own, at)
        assert not browser.saw("Scores go from")
    scored = rounds.room(LOCAL_USER, number)
    assert scored.answered["A1", 1] == PHONES + 1
    assert scored.shown == ()


def talk_and_agree(room, phones, number):
    """A second score by all, then the level that the group agrees on."""
    press(room.page, "Open once more for a second score", "answered 0 of 13")
    for at, phone in enumerate(phones):
        expect(phone.page.get_by_text("Score it once more, in private.")).to_be_visible()
        choose(phone, 3)
        say(phone, words_of(at, 2))
    press(room.page, f"Show the scores of: {FIRST}", "after the talk")
    press(room.page, "Agree on a level", "What we agree")
    assert not any(room.saw(words_of(at, 2)) for at in range(PHONES - 1))

    choose_by_key(room.page.get_by_role("radio", name="Level 1: Not yet in place"))
    expect(room.page.get_by_text("We have dated evidence for this:")).to_be_visible()
    room.page.get_by_label("Why this level?").fill("No list could be shown.")
    room.page.keyboard.press("Tab")
    expect(room.page.get_by_text("Kept as a draft.")).to_be_visible()
    press(room.page, "Save what we agreed", "Level 1 is kept.")
    found = dimension(number)
    assert (found.stage, found.agreed_level) == (ScoringStage.SETTLED, 1)


def do_not_agree(room, phone):
    """The second dimension is scored by one, and the group does not agree."""
    phone.page.get_by_role("button", name=re.compile("Next")).click()
    go_to(phone, SECOND)
    choose(phone, 4)
    room.page.get_by_role("radio", name="Room").click()
    press(room.page, "All dimensions", f"Show the scores of: {SECOND}")
    press(room.page, f"Show the scores of: {SECOND}", "Agree on a level")
    press(room.page, "Agree on a level", "What we agree")
    choose_by_key(room.page.get_by_role("radio", name="We did not agree"))
    press(room.page, "Save what we agreed", "It is kept that you did not agree.")
    room.page.get_by_role("radio", name="Finish").click()
    press(room.page, "Finish the round", "The round is finished.")


def test_a_whole_round_with_twelve_phones_loses_nothing_and_shows_nothing_early(
    room, phones, address, axe
):
    phones, signal = phones
    number = prepare(room)
    for at, phone in enumerate(phones):
        join(phone, at, address, number)
    expect(room.page.get_by_text("12 people joined: 8 volunteers, 4 staff.")).to_be_visible()

    press(room.page, "Go to the room screen", "Which dimensions?")
    press(room.page, "Open all", "answered 0 of 12")
    score_in_private(room, phones, signal, number)
    type_in_a_sheet(room)
    nothing_is_shown_early(room, phones, number)
    room.page.get_by_role("radio", name="Room").click()
    press(room.page, f"Show the scores of: {FIRST}", "Scores go from 1 to 5.")
    expect(room.page.get_by_text("I do not know").first).to_be_visible()
    for phone in phones:
        expect(phone.page.get_by_text("The scores are on the big screen.")).to_be_visible()
    (shown,) = rounds.room(LOCAL_USER, number).shown
    given = [*LEVELS, 2]
    in_order = sorted(level for level in given if level)
    assert sorted(level for _, level in shown.answers if level) == in_order
    assert [level for _, level in shown.answers].count(None) == 1
    assert room.saw(words_of(SHARES))
    for at in range(PHONES - 1):
        assert not room.saw(words_of(at))
        assert not any(one.saw(words_of(at)) for one in phones if one is not phones[at])
    assert axe(room.page) == []
    assert axe(phones[0].page) == []

    talk_and_agree(room, phones, number)
    do_not_agree(room, phones[0])
    expect(phones[0].page.get_by_text("This link leads nowhere any more.")).to_be_visible()
    last = assessed.finished(LOCAL_USER)[-1]
    assert [len(last.scores["A1", wave]) for wave in (1, 2)] == [13, 12]
    assert last.scores["A2", 1] == (("volunteer", 4),)
