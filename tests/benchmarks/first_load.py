"""Bytes over the network and time to the first figure, with nothing in the browser's store.

`python -m pytest tests/benchmarks/first_load.py`; the rows go to RESULTS.md. Each visit has a
context of its own, so that nothing is cached; the home page of the made-up year and an empty page
are opened in turn, and both servers have been visited before.
"""

from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, CDPSession

from tests.benchmarks.kept import keep, machine, nth
from tests.benchmarks.watch import SHOWN, empty_page

ROOT = Path(__file__).parents[2]
VISITS, PORTS = 9, (8692, 8693)
PAGES = {"an empty page": "Pressed 0 times", "Outcomes of the made-up year": r"Since 2024/25:.*?\d"}
COLUMNS = (
    "on", "page", "visits", "kB over the network", "of these by websocket", "requests",
    "first figure, median ms", "95% ms", "kB over the empty page", "time over the empty page",
)  # fmt: skip


@dataclass
class Visit:
    """What went over the network until the figure stood there, and when it did."""

    files: float = 0
    socket: float = 0
    requests: int = 0
    milliseconds: float = 0
    names: dict[str, float] = field(default_factory=dict)

    def listen(self, to: CDPSession) -> None:
        to.on("Network.requestWillBeSent", lambda _: self.add(requests=1))
        to.on("Network.loadingFinished", lambda e: self.add(files=e["encodedDataLength"]))
        to.on(
            "Network.webSocketFrameReceived",
            # Binary frames come as base64, four characters for three bytes.
            lambda e: self.add(socket=len(e["response"]["payloadData"]) * 3 / 4),
        )
        to.send("Network.enable")

    def add(self, files: float = 0, socket: float = 0, requests: int = 0) -> None:
        self.files += files
        self.socket += socket
        self.requests += requests


def visit(browser: Browser, url: str, sought: str) -> Visit:
    """Open the page as somebody who was never there."""
    made = Visit()
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="en-GB")
    page = context.new_page()
    made.listen(context.new_cdp_session(page))
    page.add_init_script(f"window.seen = ({SHOWN})({sought!r});")
    page.goto(url)
    made.milliseconds = float(page.evaluate("() => window.seen"))
    page.wait_for_load_state("networkidle")
    context.close()
    return made


def test_home_against_an_empty_page(serve, made_up_store, browser, tmp_path):
    app = serve(made_up_store, port=PORTS[0])
    other = serve(
        root=empty_page(tmp_path / "empty", ROOT / ".streamlit" / "config.toml"),
        script="empty.py",
        port=PORTS[1],
    )
    other.wait_to_say("You can now view")
    urls = dict(zip(PAGES, (other.url, f"{app.url}/?period=2025/26"), strict=True))
    visits: dict[str, list[Visit]] = {name: [] for name in PAGES}
    for turn in range(VISITS + 1):
        for name, sought in PAGES.items():
            made = visit(browser, urls[name], sought)
            if turn:  # the first visit finds a cold server
                visits[name].append(made)
    empty = visits["an empty page"]
    for name, each in visits.items():
        times, floor = [v.milliseconds for v in each], [v.milliseconds for v in empty]
        size, least = [nth([v.files + v.socket for v in of], 50) for of in (each, empty)]
        keep(
            "First load in Chromium (tests/benchmarks/first_load.py)",
            COLUMNS,
            (
                machine(), name, len(each), f"{size / 1000:,.0f}",
                f"{nth([v.socket for v in each], 50) / 1000:,.0f}", each[-1].requests,
                f"{nth(times, 50):,.0f}", f"{nth(times, 95):,.0f}",
                f"{size / least:.2f}", f"{nth(times, 50) / nth(floor, 50):.2f}",
            ),
        )  # fmt: skip
        assert min(v.files for v in each) > 100_000
        assert min(v.socket for v in each) > 0
