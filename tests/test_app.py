"""The door of app.py: whom it lets in, and what it says to the rest."""

import asyncio
import os
import subprocess
import sys

import pytest
from starlette.responses import PlainTextResponse

from engagement_metrics.door import HEADERS, Door
from tests.conftest import ROOT
from tests.signed_in import SETTINGS

HERE = ("127.0.0.1", 8501)


def sent_through_the_door(
    kind: str,
    server: tuple[str, int] | None = HERE,
    client: tuple[str, int] | None = HERE,
    path: str = "/",
    method: str = "GET",
    asked: str = "Accept",
) -> list[dict]:
    """What a visitor who came in by the server's address gets back, past an app that says hello.

    `asked` is the name of a header of the request.
    """
    sent = []

    async def hello(scope, receive, send):
        if scope["type"] == "websocket":
            await send({"type": "websocket.accept"})
        else:
            await PlainTextResponse("hello")(scope, receive, send)

    async def receive():
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message):
        sent.append(message)

    scope = {
        "type": kind,
        "server": server,
        "client": client,
        "method": method,
        "path": path,
        "headers": [(asked.lower().encode(), b"192.0.2.7")],
    }
    asyncio.run(Door(hello)(scope, receive, send))
    return sent


@pytest.mark.parametrize("address", ["127.0.0.1", "127.0.0.2", "::1"])
def test_a_visitor_from_this_machine_is_let_in_and_told_the_headers(address):
    start, body = sent_through_the_door("http", (address, 8501))

    assert (start["status"], body["body"]) == (200, b"hello")
    headers = {name.decode(): value.decode() for name, value in start["headers"]}
    assert {name.lower(): value for name, value in HEADERS.items()}.items() <= headers.items()
    assert sent_through_the_door("websocket", (address, 8501)) == [{"type": "websocket.accept"}]


@pytest.mark.parametrize("server", [("192.0.2.7", 8501), ("2001:db8::7", 8501), ("", 0), None])
def test_a_visitor_by_any_other_address_is_refused_page_and_connection_alike(server):
    start, body = sent_through_the_door("http", server)

    assert start["status"] == 403
    assert b"No sign-in is set up, so Engagement metrics serves this machine only" in body["body"]
    assert sent_through_the_door("websocket", server) == [{"type": "websocket.close", "code": 1008}]


@pytest.mark.parametrize(
    "asked",
    ["Forwarded", "X-Forwarded-For", "X-Forwarded-Proto", "X-Forwarded-Host", "X-Real-IP", "Via"],
)
def test_without_sign_in_what_another_server_passed_on_is_refused(asked):
    start, body = sent_through_the_door("http", asked=asked)

    assert start["status"] == 403
    assert b"not people who come by way of another server" in body["body"]
    refused = [{"type": "websocket.close", "code": 1008}]
    assert sent_through_the_door("websocket", asked=asked) == refused


@pytest.mark.parametrize("client", [("192.0.2.7", 5), ("2001:db8::7", 5), None])
def test_without_sign_in_who_comes_from_elsewhere_is_refused(client):
    assert sent_through_the_door("http", client=client)[0]["status"] == 403
    refused = [{"type": "websocket.close", "code": 1008}]
    assert sent_through_the_door("websocket", client=client) == refused


@pytest.mark.parametrize("method", ["PUT", "POST", "OPTIONS", "DELETE", "GET"])
@pytest.mark.parametrize("below", ["", "/", "/a-session/a-file"])
def test_nobody_can_put_a_file_into_the_servers_memory(method, below):
    start, _ = sent_through_the_door("http", path=f"/_stcore/upload_file{below}", method=method)

    assert start["status"] == 405


def test_a_file_that_was_handed_out_is_kept_by_nobody_on_the_way():
    kept = {
        path: dict(sent_through_the_door("http", path=path)[0]["headers"]).get(b"cache-control")
        for path in ("/media/a-table.csv", "/")
    }

    assert kept == {"/media/a-table.csv": b"private, no-store", "/": None}


def test_settings_that_are_taken_away_while_the_app_runs_open_it_to_nobody():
    asked = (
        "import os, app; from pages.parts import guard;"
        f"[os.environ.pop(name) for name in {list(SETTINGS)}];"
        "print(guard.settings().public_url)"
    )
    done = subprocess.run(
        [sys.executable, "-c", asked],
        cwd=ROOT,
        env={**os.environ, **SETTINGS},
        capture_output=True,
        text=True,
        timeout=120,
    )

    assert done.stdout == "https://engagement.example\n", done.stderr
