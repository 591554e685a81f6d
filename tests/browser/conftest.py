"""A real server and a real Chromium: what AppTest cannot see is tested here.

With BEHIND_NGINX set in the environment (`make behind-nginx`) every server that a test starts has a
sign-in and stands behind nginx with TLS, and every browser has signed in there before the test
begins. What this leaves out is in ABOUT_NO_SIGN_IN, each with its reason, and nothing else is.
"""

import json
import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import axe_playwright_python
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from sqlmodel import Session, col, select

from engagement_metrics import store
from engagement_metrics.access import LOCAL_USER, Actor, SignedIn
from engagement_metrics.models import Person, SignIn
from engagement_metrics.store.engine import engine
from tests.browser import front
from tests.browser.front import Front
from tests.browser.nursery import Child, Nursery
from tests.browser.rest import COUNTS, at_rest
from tests.made_up_store import filled

ROOT = Path(__file__).parents[2]
# Each worker of pytest-xdist has ports of its own.
WORKER = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
WORKERS = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))
PORTS = range(8600 + WORKER, 8700, WORKERS)
BEHIND_NGINX = bool(os.environ.get("BEHIND_NGINX"))
# The tests whose server has no sign-in and nothing before it, even then; and why.
ABOUT_NO_SIGN_IN = {
    "test_this_check_sees_a_page_that_runs_past_the_menu": "what it starts is not the app",
}
PATIENCE = 90  # seconds, on a slow machine: a test fails on what is shown, not on how soon
NO_CHROMIUM = "Browser tests need Chromium: apt-get install chromium libatomic1 fonts-liberation"
AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js")
WIDER_THAN_THE_SCREEN = """
() => [document.scrollingElement, ...document.querySelectorAll(
    '[data-testid=stApp], [data-testid=stMain], [data-testid=stMainBlockContainer], h1, h2, h3')]
    .filter(e => e.scrollWidth > e.clientWidth + 1 && e.clientWidth > 1)
    .map(e => `${e.tagName} ${e.dataset.testid || e.textContent}: `
        + `${e.scrollWidth} px of ${e.clientWidth}`)
"""
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Debian's Chromium, which keeps quiet: it asks nothing of anyone but our server."""
    chromium = shutil.which("chromium")
    if not chromium:
        pytest.fail(NO_CHROMIUM)
    quiet = [
        "--no-sandbox",  # it opens nothing but our own pages, often as root in a container
        "--disable-dev-shm-usage",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-default-apps",
        "--disable-domain-reliability",
        "--disable-sync",
        "--disable-features=MediaRouter,OptimizationHints,Translate,CertificateTransparencyComponentUpdater",
        "--no-first-run",
        "--no-pings",
        *(["--ignore-certificate-errors"] if BEHIND_NGINX else []),
    ]
    return {**browser_type_launch_args, "executable_path": chromium, "args": quiet}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    return {
        **browser_context_args,
        "locale": "en-GB",
        "timezone_id": "Europe/London",
        "viewport": {"width": 1280, "height": 900},
    }


@pytest.fixture(scope="session")
def browser(browser: Browser) -> Browser:
    """Chromium, each of whose pages counts what it asked of the server: see rest.py."""
    plain = browser.new_context

    def new_context(**options: Any) -> BrowserContext:
        context = plain(**options)
        context.add_init_script(COUNTS)
        context.set_default_timeout(PATIENCE * 1000)
        return context

    browser.new_context = new_context  # type: ignore[method-assign,assignment]
    return browser


@pytest.fixture(autouse=True)
def patience() -> None:
    """Wait long enough for a busy machine: a test fails on what is shown, not on how soon."""
    expect.set_options(timeout=PATIENCE * 1000)


# ---- the server --------------------------------------------------------------------------------


@dataclass
class Server:
    """A running server: `url` to open, `log()` to read, `kill()` for the moment the power goes."""

    url: str
    process: subprocess.Popen[bytes] | Child
    log_file: Path

    def log(self) -> str:
        return self.log_file.read_text(errors="replace")

    def answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.url}/healthz", timeout=5) as answer:
                return bool(answer.status == 200)
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            return False

    def wait(self) -> None:
        """Return once it answers; fail with its log when it ends, or never does."""
        until = time.monotonic() + 2 * PATIENCE
        while not self.answers():
            if self.process.poll() is not None or time.monotonic() > until:
                self.kill()
                pytest.fail(f"The server did not start:\n{self.log()}")
            time.sleep(0.1)

    def wait_to_say(self, text: str) -> None:
        """Return once its log holds the text; fail with the log when it never does."""
        until = time.monotonic() + 3 * PATIENCE  # it may have all its libraries to load first
        while text not in self.log():
            if self.process.poll() is not None or time.monotonic() > until:
                pytest.fail(f"The server never said {text!r}:\n{self.log()}")
            time.sleep(0.1)

    def stop(self) -> None:
        """End it as an administrator would; one that does not end is killed."""
        self.process.terminate()
        try:
            self.process.wait(15)
        except subprocess.TimeoutExpired:
            self.kill()

    def kill(self) -> None:
        """End it as a power cut would."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGKILL)
        self.process.wait()


def free_port(*promised: int) -> int:
    """A port on which nothing listens; a server that was there just now does not count.

    `promised` are ports on which something will listen soon.
    """
    for port in random.sample(PORTS, len(PORTS)):  # another run may be looking as well
        if port in promised:
            continue
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    pytest.fail(f"No port is free from {PORTS[0]} to {PORTS[-1]}.")


@pytest.fixture(scope="session")
def nursery() -> Iterator[Nursery]:
    """Where servers come from."""
    running = Nursery()
    yield running
    running.close()


@pytest.fixture
def fronted(request: pytest.FixtureRequest) -> Iterator[Front | None]:
    """What stands before this test's servers; None where they are asked without a way round."""
    if not BEHIND_NGINX or request.node.originalname in ABOUT_NO_SIGN_IN:
        yield None
        return
    drawn = {"browser", "context", "page"} & set(request.fixturenames)
    made = Front(request.getfixturevalue("browser") if drawn else None)
    with made.signing_in_who_comes_later():
        yield made
    made.stop()


@pytest.fixture
def serve_alone(tmp_path: Path, nursery: Nursery) -> Iterator[Callable[..., Server]]:
    """Start a fresh server with nothing before it; see `serve`, which tests ask for."""
    started: list[Server] = []

    def start(
        database: str | None = None,
        root: Path = ROOT,
        port: int | None = None,
        script: str = "app.py",
        settings: dict[str, str] | None = None,
    ) -> Server:
        port = port or free_port()
        database = database or f"sqlite:///{tmp_path}/browser.db"
        log_file = tmp_path / f"server-{len(started)}.log"
        env = {**os.environ, "DATABASE_URL": database, **(settings or {})}
        process = nursery.start(root, env, log_file, "run", script, f"--server.port={port}")
        server = Server(f"http://127.0.0.1:{port}", process, log_file)
        started.append(server)
        if script == "app.py":
            server.wait()
        return server

    yield start
    for server in started:
        server.stop()


@pytest.fixture
def serve(
    request: pytest.FixtureRequest,
    tmp_path: Path,
    serve_alone: Callable[..., Server],
    fronted: Front | None,
    monkeypatch: pytest.MonkeyPatch,
) -> Callable[..., Server]:
    """Start a fresh server and wait until it answers; all of a test's servers stop at its end.

    `serve()` has an empty SQLite store of its own. `database` names another store, `root` another
    copy of the app, `port` the port of a server that was killed before, `settings` more of its
    environment. With BEHIND_NGINX set its `url` is nginx's, and the browsers are signed in there;
    a server whose settings say how people sign in has nginx before it, and nobody is signed in.
    """

    def behind(front_of: Front, port: int | None, own: dict[str, str], **other: Any) -> Server:
        again = port in front_of.before
        if port is None or not again:
            app = port or free_port()
            https = free_port(app)
            folder = tmp_path / f"nginx-{https}"
            folder.mkdir()
            nginx = front_of.place(folder, app, https, free_port(app, https))
            monkeypatch.setenv("SSL_CERT_FILE", str(nginx.certificate))
        else:
            nginx, app = front_of.before[port]
        asks = "SIGN_IN_METADATA_URL" in own
        settings = own | {"PUBLIC_URL": nginx.https}
        if not asks:
            settings = front.settings(request.getfixturevalue("provider"), nginx.https)
            settings |= {"SIGN_IN_ROLES": front.ROLES} | own
        server = serve_alone(port=app, settings=settings, **other)
        if not asks and not again:
            front_of.sign_in_all(nginx)
        return replace(server, url=nginx.https)

    def start(database: str | None = None, port: int | None = None, **other: Any) -> Server:
        own = other.pop("settings", None) or {}
        if fronted is None or own.get("PUBLIC_URL", "").startswith("https://"):
            return serve_alone(database, port=port, settings=own, **other)
        return behind(fronted, port, own, database=database, **other)

    return start


@pytest.fixture
def here(sqlite_url: str) -> Callable[[], Actor]:
    """Who sits at the browser, as the app knows them: the local user, or who signed in last."""

    def found() -> Actor:
        if not BEHIND_NGINX:
            return LOCAL_USER
        with Session(engine(sqlite_url)) as orm:
            last = orm.exec(select(SignIn).order_by(col(SignIn.began_at).desc())).first()
            assert last is not None, "nobody has signed in"
            person = orm.get_one(Person, last.person_id)
            until = last.began_at + timedelta(hours=1)
            who = SignedIn(last.id, last.person_id, person.version, until, timedelta(hours=1))
            return replace(LOCAL_USER, name=person.name, signed_in=who)

    return found


# ---- a provider to sign in at ------------------------------------------------------------------

PEOPLE = {
    "lee": {"name": "Lee Ad", "email": "lee@example.org"},
    "kim": {"name": "Kim Lead", "roles": ["leads"]},
    "sam": {"name": "Sam North", "roles": ["north"]},
    "pat": {"name": "Pat Nobody"},
    front.WHO: {"name": "Robin All", "roles": [front.CLAIM]},
}


@pytest.fixture(scope="session")
def provider(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of an OpenID Connect provider that is there for tests, and knows PEOPLE."""
    port = free_port()
    log_file = tmp_path_factory.mktemp("provider") / "log"
    people = (
        option
        for subject, claims in PEOPLE.items()
        for option in ("--user-claims", json.dumps({"sub": subject, **claims}))
    )
    with log_file.open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "oidc_provider_mock", "--port", str(port), *people],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    running = Server(f"http://127.0.0.1:{port}", process, log_file)
    running.wait_to_say("Uvicorn running")
    yield running.url
    running.stop()


@pytest.fixture
def serve_with_sign_in(serve: Callable[..., Server], provider: str) -> Callable[..., Server]:
    """Start a server, as `serve` does, at which people sign in with the provider; nobody has yet.

    A server that is told an https address of its own has no nginx put before it by this.
    """

    def start(**other: Any) -> Server:
        port = other.pop("port", None) or free_port()
        settings = {
            **front.settings(provider, f"http://127.0.0.1:{port}"),
            "SIGN_IN_ROLES": "leads=lead, north=contributor@North place",
            "FIRST_ADMINISTRATOR": "lee@example.org",
        } | other.pop("settings", {})
        return serve(port=port, settings=settings, **other)

    return start


# ---- the screen --------------------------------------------------------------------------------


@pytest.fixture
def settled() -> Callable[[Page, str], None]:
    """Wait until the page is drawn and at rest and shows the text: only then look, or count."""

    def wait(page: Page, text: str) -> None:
        expect(page.get_by_text(text).first).to_be_visible()
        at_rest(page)
        expect(page.get_by_text(text).first).to_be_visible()

    return wait


@pytest.fixture
def axe() -> Callable[..., list[str]]:
    """What axe-core finds wrong on a settled page (WCAG 2.0, 2.1, 2.2, A and AA), one line a place.

    A page with no heading has not been drawn: it fails here rather than pass with nothing found.
    """

    def look(page: Page) -> list[str]:
        at_rest(page)
        expect(page.locator("h1").first).to_be_visible()
        if not page.evaluate("() => 'axe' in window"):
            page.evaluate(AXE.read_text(encoding="utf-8"))
        found = page.evaluate(
            "tags => axe.run(document, {runOnly: {type: 'tag', values: tags}})", AXE_TAGS
        )
        assert found["passes"], "axe looked at nothing"
        return [
            f"{rule['id']} ({rule['impact']}): {' '.join(node['target'])}: {node['html'][:200]}"
            for rule in found["violations"]
            for node in rule["nodes"]
        ]

    def violations(page: Page) -> list[str]:
        for _ in range(4):  # colours take a moment to turn, and lists to open: what stays is wrong
            if not (found := look(page)):
                break
            page.wait_for_timeout(500)
        return found

    return violations


@pytest.fixture
def no_sideways_scroll() -> Callable[..., None]:
    """Assert that at this width (320 px unless told) nothing but a table scrolls sideways."""

    def check(page: Page, width: int = 320, height: int = 800) -> None:
        at_rest(page)
        page.set_viewport_size({"width": width, "height": height})
        for _ in range(20):  # a chart takes a moment to be drawn anew at the new width
            page.wait_for_timeout(250)
            wider = page.evaluate(WIDER_THAN_THE_SCREEN)
            if not wider:
                break
        assert wider == []

    return check


# ---- stores ------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def made_up_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The made-up year in one SQLite file, at rest."""
    folder = tmp_path_factory.mktemp("made-up-browser")
    filled(folder)
    return folder / "made_up.db"


@pytest.fixture
def made_up_store(made_up_file: Path, sqlite_url: str) -> str:
    """The URL of the test's own store, holding the made-up year."""
    store.close(sqlite_url)
    shutil.copyfile(made_up_file, sqlite_url.removeprefix("sqlite:///"))
    return sqlite_url
