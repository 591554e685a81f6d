"""The server: it readies the store, guards the door and starts pages/navigation.py.

Start it with `streamlit run app.py` (what `make run` does) or `uvicorn app:app`.
"""

import asyncio
import gc
import ipaddress
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from importlib import import_module

import streamlit as st
from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from engagement_metrics import framework, store

log = logging.getLogger("engagement_metrics")

SECONDS_BETWEEN_TRIES = 5
THIS_MACHINE_ONLY = (
    "Engagement metrics has no sign-in yet, so it serves this machine only: "
    'set server.address to "127.0.0.1", not {address}.'
)

# Everything comes from this server. Streamlit's page holds one inline script, named by its hash;
# its styles are made in the browser, which is why inline styles stay allowed.
HEADERS = {
    "Content-Security-Policy": "; ".join(
        (
            "default-src 'self'",
            "script-src 'self' 'wasm-unsafe-eval' "
            "'sha256-THxz9J9+wf7rhwR2YkXJoSZ13UCmYyC+3lNDv2+8ugA='",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "worker-src 'self' blob:",
            "object-src 'none'",
            "base-uri 'self'",
            "form-action 'self'",
            "frame-ancestors 'none'",
        )
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
}


def is_loopback(address: str | None) -> bool:
    """Whether the address can be reached from this machine alone; no address means all of them.

    >>> [is_loopback(a) for a in ("127.0.0.1", "::1", "localhost")]
    [True, True, True]
    >>> [is_loopback(a) for a in (None, "", "0.0.0.0", "::", "192.0.2.7", "example.org")]
    [False, False, False, False, False, False]
    """
    if address == "localhost":
        return True
    with suppress(ValueError):
        return ipaddress.ip_address(address or "").is_loopback
    return False


class Door:
    """Refuses whoever comes by another address than this machine's own, and adds the headers.

    The configured address is checked at start; this checks the address that a connection really
    came in by, which another server program, such as uvicorn, takes from its own settings.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        address = (scope.get("server") or ("",))[0]
        if not is_loopback(address):
            await self.refuse(scope, receive, send, address)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        await self.app(scope, receive, send_with_headers)

    async def refuse(self, scope: Scope, receive: Receive, send: Send, address: str) -> None:
        if scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
            return
        answer = PlainTextResponse(THIS_MACHINE_ONLY.format(address=address), status_code=403)
        await answer(scope, receive, send)


async def health(_: Request) -> PlainTextResponse:
    """That the server answers; whether its store does is for the pages to say."""
    return PlainTextResponse("ok")


async def ready_the_store() -> bool:
    """Bring the store to the present shape; False, with a line in the log, if it is not there."""
    try:
        await asyncio.to_thread(store.migrate)
    except store.StoreUnavailable as reason:
        log.warning("%s Trying again every %s seconds.", reason, SECONDS_BETWEEN_TRIES)
        return False
    return True


async def keep_trying() -> None:
    """Ready the store as soon as its database is back."""
    while True:
        await asyncio.sleep(SECONDS_BETWEEN_TRIES)
        if await ready_the_store():
            log.warning("The store is there again.")
            return


@asynccontextmanager
async def lifespan(_: st.App) -> AsyncIterator[None]:
    """Ready the store, and load what the first visitor would otherwise wait for."""
    trying = None if await ready_the_store() else asyncio.create_task(keep_trying())
    for slow_to_load in ("pandas", "altair"):
        await asyncio.to_thread(import_module, slow_to_load)
    gc.collect()
    gc.freeze()
    try:
        yield
    finally:
        if trying:
            trying.cancel()


def say_so(_: Exception) -> bool:
    """What a person sees of a fault of ours; the whole of it is in the server's log."""
    st.error(
        "Something went wrong, and it is not your doing. What you saved before is safe. "
        "Go back and try again. If it happens again, tell the person who looks after this tool "
        "what you were doing."
    )
    return True


def check_before_opening() -> None:
    """End with one sentence if the app would be open to others, or its definitions are wrong."""
    configured = st.get_option("server.address")
    if not is_loopback(configured):
        raise SystemExit(THIS_MACHINE_ONLY.format(address=configured or "every address"))
    try:
        framework.load()
    except framework.FrameworkError as fault:
        raise SystemExit(f"The definitions in data/framework are not whole:\n{fault}") from fault


check_before_opening()
app = st.App(
    "pages/navigation.py",
    routes=[Route("/healthz", health)],
    middleware=[Middleware(Door)],
    lifespan=lifespan,
    on_script_error=say_so,
)
