"""The door of app.py: whom it lets in, and what it says to the rest."""

import asyncio

import pytest
from starlette.responses import PlainTextResponse

from engagement_metrics.door import HEADERS, Door


def sent_through_the_door(kind: str, server: tuple[str, int] | None) -> list[dict]:
    """What a visitor who came in by the server's address gets back, past an app that says hello."""
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

    scope = {"type": kind, "server": server, "method": "GET", "path": "/", "headers": []}
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
