"""The app as an organisation runs it: behind nginx with TLS, from the site file in deploy/."""

import gzip
import re
import select
import socket
import ssl
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from engagement_metrics import store
from engagement_metrics.access import LOCAL_USER
from tests.browser.conftest import ABOUT_NO_SIGN_IN, free_port
from tests.browser.nginx import Nginx
from tests.browser.rest import at_rest, pick
from tests.browser.test_journey import three_places
from tests.browser.test_sign_in import cookies, sign_in

__all__ = ["three_places"]

YEAR = "max-age=31536000"
CLOSE = "Connection: close\n\n"


def apart() -> tuple[int, int, int]:
    """Three ports on which nothing listens."""
    first = free_port()
    second = free_port(first)
    return first, second, free_port(first, second)


@pytest.fixture
def behind_nginx(serve_with_sign_in, tmp_path) -> Iterator[Callable[[str], tuple[Any, Nginx]]]:
    """Start a server with sign-in, and nginx before it."""
    running: list[Nginx] = []

    def start(database: str) -> tuple[Any, Nginx]:
        folder = tmp_path / "nginx"
        folder.mkdir()
        port, https, http = apart()
        public = {"PUBLIC_URL": f"https://localhost:{https}"}
        server = serve_with_sign_in(database=database, port=port, settings=public)
        running.append(Nginx(folder, "localhost", port, https, http))
        return server, running[0]

    yield start
    for nginx in running:
        nginx.stop()


@pytest.fixture
def browser_context_args(browser_context_args) -> dict[str, Any]:
    return {**browser_context_args, "ignore_https_errors": True}


class NoFollowing(urllib.request.HTTPRedirectHandler):
    """Answers that lead elsewhere are looked at, not followed."""

    def redirect_request(self, *_: Any) -> None:
        return None


def asked(nginx: Nginx, url: str, **headers: str) -> Any:
    """The answer to one question, whatever its status."""
    trusting = urllib.request.HTTPSHandler(
        context=ssl.create_default_context(cafile=str(nginx.certificate))
    )
    opener = urllib.request.build_opener(trusting, NoFollowing)
    try:
        return opener.open(urllib.request.Request(url, headers=headers), timeout=90)
    except urllib.error.HTTPError as answer:
        return answer


def told(nginx: Nginx, request: str, name: str | None = "localhost") -> bytes:
    """All that comes back over TLS for a request as it is written; nothing where it is refused.

    `name` is what the certificate is asked for by (SNI).
    """
    context = ssl.create_default_context(cafile=str(nginx.certificate))
    context.check_hostname = False
    port = int(nginx.https.rpartition(":")[2])
    try:
        with (
            socket.create_connection(("127.0.0.1", port), timeout=90) as plain,
            context.wrap_socket(plain, server_hostname=name) as line,
        ):
            line.sendall(request.replace("\n", "\r\n").encode())
            return b"".join(iter(lambda: line.recv(65536), b""))
    except (ssl.SSLError, ConnectionResetError):
        return b""


def test_somebody_signs_in_through_tls_records_an_activity_and_the_logs_name_nobody(
    behind_nginx, three_places, page
):
    server, nginx = behind_nginx(three_places)
    page.goto(f"{nginx.http}/quick-entry")  # as people type it: plain http
    expect(page).to_have_url(f"{nginx.https}/quick-entry")
    sign_in(page, "kim")
    expect(page).to_have_url(re.compile(f"^{nginx.https}/quick-entry"))
    held = cookies(page)
    ours = {name: cookie for name, cookie in held.items() if cookie["domain"] == "localhost"}
    assert {"_streamlit_user", "_streamlit_xsrf"} <= ours.keys()
    assert {name for name, cookie in ours.items() if not cookie["secure"]} == set()
    assert ours["_streamlit_user"]["httpOnly"]

    pick(page, "Place", "Hillside")
    for label, text in (("Title", "Stall at the mill"), ("How many people?", "7")):
        page.get_by_label(label, exact=True).fill(text)
        page.get_by_label(label, exact=True).press("Tab")
    page.get_by_role("radio", name="Inform (tell people)").click()
    pick(page, "How was it done?", "Leaflet or poster")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved at")).to_be_visible()
    titles = [activity.title for activity in store.activities(LOCAL_USER).rows]
    assert titles == ["Stall at the mill"]

    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/oauth2/end_session**")
    page.goto(nginx.https)
    at_rest(page)
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()

    page.goto(f"{nginx.https}/join?me=link-of-a-phone")
    expect(page.get_by_text("This link leads nowhere any more.")).to_be_visible()

    refused = "error=access_denied&error_description=Kim+Lead+is+not+assigned"
    assert asked(nginx, f"{nginx.https}/oauth2callback?{refused}").status == 302
    server.wait_to_say("access_denied")

    for log in (server.log(), nginx.log()):
        for private in ("Kim", "kim", "Stall", "mill", "Hillside", "code=", "secret", "link-of"):
            assert private not in log
    assert "Traceback" not in server.log()
    assert '"GET /oauth2callback" 302' in nginx.log()
    assert nginx.complaints() == ""


def test_only_what_a_page_needs_is_open_to_the_outside_and_static_files_are_compressed(
    behind_nginx, three_places
):
    server, nginx = behind_nginx(three_places)
    with asked(nginx, nginx.https) as shell:
        assert shell.status == 200
        assert shell.headers["Strict-Transport-Security"] == YEAR
        assert "frame-ancestors 'none'" in shell.headers["Content-Security-Policy"]
        assert shell.headers["Content-Encoding"] is None
        assert shell.headers["Server"] == "nginx"
        script = re.search(r'src="\./(static/js/[^"]+)"', shell.read().decode())
    assert script

    address = f"{nginx.https}/{script[1]}"
    with asked(nginx, address) as plain, asked(nginx, address, **{"Accept-Encoding": "gzip"}) as it:
        assert it.headers["Content-Encoding"] == "gzip"
        assert it.headers["Strict-Transport-Security"] == YEAR
        whole, packed = plain.read(), it.read()
    assert gzip.decompress(packed) == whole
    assert len(packed) < len(whole) / 2

    # What the app itself would give to anybody
    with asked(nginx, f"{server.url}/_stcore/metrics") as open_inside:
        assert open_inside.status == 200
    for path, status in (
        ("/_stcore/metrics", 404),
        ("/_stcore//metrics", 404),
        ("/%5Fstcore/metrics", 404),
        ("/x/../_stcore/metrics", 404),
        ("/_stcore/script-health-check", 404),
        ("/_stcore/agent/openapi.json", 404),
        ("/_stcore/health", 200),
        ("/_stcore/host-config", 200),
        ("/healthz", 200),
    ):
        assert (path, asked(nginx, f"{nginx.https}{path}").status) == (path, status)

    with asked(nginx, f"{nginx.http}/figures?place=a") as answer:
        assert answer.status == 301
        assert answer.headers["Location"] == f"{nginx.https}/figures?place=a"

    request = "GET / HTTP/1.1\nHost: {}\nConnection: close\n\n"
    assert told(nginx, request.format("localhost")).startswith(b"HTTP/1.1 200")
    for name, host in (
        ("localhost", "evil.example"),
        ("evil.example", "localhost"),
        (None, "localhost"),
    ):
        answer = told(nginx, request.format(host), name)
        assert answer == b"" or answer.startswith(b"HTTP/1.1 421"), (name, host)


def test_no_file_is_taken_nothing_large_is_read_and_a_server_that_is_away_is_told_of(
    behind_nginx, three_places
):
    server, nginx = behind_nginx(three_places)
    # Nothing takes a file: nginx does not pass one on, and the app would not take it
    sent = f"PUT /_stcore/upload_file/a/b HTTP/1.1\nHost: localhost\nContent-Length: 1\n{CLOSE}x"
    assert told(nginx, sent).startswith(b"HTTP/1.1 404")
    with pytest.raises(urllib.error.HTTPError, match="405"):
        urllib.request.urlopen(
            urllib.request.Request(f"{server.url}/_stcore/upload_file/a/b", b"x", method="PUT")
        )
    # and whatever somebody sends, where the app itself has an answer, is not to be large
    small = f"POST /auth/login HTTP/1.1\nHost: localhost\nContent-Length: 1\n{CLOSE}x"
    assert told(nginx, small).startswith(b"HTTP/1.1 405")
    big = f"POST /auth/login HTTP/1.1\nHost: localhost\nContent-Length: {2 << 20}\n\n"
    assert told(nginx, big).startswith(b"HTTP/1.1 413")

    server.kill()
    with asked(nginx, nginx.https) as away:
        assert away.status == 503
        assert "<h1>One moment</h1>" in away.read().decode()


def test_each_test_that_is_left_out_behind_nginx_is_there_to_be_left_out():
    written = "".join(file.read_text() for file in Path(__file__).parent.glob("test_*.py"))

    assert [name for name in ABOUT_NO_SIGN_IN if f"\ndef {name}(" not in written] == []


def test_the_app_is_told_who_asks_and_not_what_they_claim_of_themselves(tmp_path):
    port, http, _ = apart()
    with closing(socket.create_server(("127.0.0.1", 0))) as app:
        app.settimeout(30)
        nginx = Nginx(tmp_path, "localhost", app.getsockname()[1], port, http)
        try:
            claims = (
                "X-Forwarded-For: 192.0.2.1\nForwarded: for=192.0.2.1\nX-Forwarded-Proto: http\n"
            )
            context = ssl.create_default_context(cafile=str(nginx.certificate))
            with (
                socket.create_connection(("127.0.0.1", port), timeout=90) as plain,
                context.wrap_socket(plain, server_hostname="localhost") as line,
            ):
                request = f"GET /a HTTP/1.1\nHost: localhost:{port}\n{claims}\n"
                line.sendall(request.replace("\n", "\r\n").encode())
                asking, _ = app.accept()
                with asking:
                    lines = asking.recv(65536).decode().lower().split("\r\n")
        finally:
            nginx.stop()
    forwarded = {line for line in lines if line.startswith(("x-forwarded", "forwarded", "host"))}
    assert forwarded == {
        f"host: localhost:{port}",
        f"x-forwarded-host: localhost:{port}",
        "x-forwarded-for: 127.0.0.1",
        "x-forwarded-proto: https",
    }


def test_one_address_may_hold_many_lines_to_the_app_and_not_any_number(tmp_path):
    port, http, _ = apart()
    with closing(socket.create_server(("127.0.0.1", 0), backlog=1024)) as app, ExitStack() as open_:
        nginx = Nginx(tmp_path, "localhost", app.getsockname()[1], port, http)
        open_.callback(nginx.stop)
        context = ssl.create_default_context(cafile=str(nginx.certificate))

        def ask(address: str) -> ssl.SSLSocket:
            plain = open_.enter_context(socket.create_connection(("127.0.0.1", port), timeout=60))
            line = open_.enter_context(context.wrap_socket(plain, server_hostname="localhost"))
            line.sendall(f"GET {address} HTTP/1.1\r\nHost: localhost:{port}\r\n\r\n".encode())
            return line

        passed_on: list[socket.socket] = []  # the app gives no answer: they stay open

        def refused(lines: list[ssl.SSLSocket]) -> list[bool]:
            # Each is answered by nginx, or the app is asked for it.
            answered: list[ssl.SSLSocket] = []
            asked, until = len(passed_on), time.monotonic() + 60
            while len(answered) + len(passed_on) - asked < len(lines):
                assert time.monotonic() < until, "a line was neither refused nor passed on"
                waiting = [app, *(line for line in lines if line not in answered)]
                for one in select.select(waiting, [], [], 1)[0]:
                    if one is app:
                        passed_on.append(open_.enter_context(app.accept()[0]))
                    else:
                        assert one.recv(12) == b"HTTP/1.1 429"
                        answered.append(one)
            return [line in answered for line in lines]

        held = [ask("/_stcore/stream") for _ in range(250)]
        assert not any(refused(held))
        assert refused([ask("/_stcore/stream")]) == [True]
        assert refused([ask("/outcomes")]) == [False]  # whoever has a page open goes on

        for line in [*held, *passed_on]:
            line.close()
        until = time.monotonic() + 60
        while refused([ask("/_stcore/stream")]) == [True]:
            assert time.monotonic() < until, "lines that were closed still count"
        # there is room again, but so many new ones in so short a time are too many
        assert any(any(refused([ask("/_stcore/stream") for _ in range(50)])) for _ in range(4))
