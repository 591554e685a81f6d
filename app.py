"""The server: it readies the store, guards the door and starts pages/navigation.py.

Start it with `streamlit run app.py` (what `make run` does) or `uvicorn app:app`.
"""

import asyncio
import gc
import json
import logging
import os
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from importlib import import_module
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from streamlit.auth_util import get_cookie_with_chunks
from streamlit.config import set_option
from streamlit.web.server.starlette.starlette_app_utils import decode_signed_value

from engagement_metrics import framework, population, sign_in, store
from engagement_metrics.access import Actor, SignedIn
from engagement_metrics.door import THIS_MACHINE_ONLY, USER, Door

log = logging.getLogger("engagement_metrics")

SECONDS_BETWEEN_TRIES = 5
SECRETS = Path(__file__).parent / ".streamlit" / "secrets.toml"


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


def check_before_opening() -> sign_in.Settings | None:
    """The settings of sign-in, if any are set.

    Ends with one sentence if they are half set, if the app would be open to others without them, or
    if its definitions are wrong.
    """
    try:
        settings = sign_in.settings(sign_in.given(os.environ, SECRETS))
        framework.load()
        population.load()
    except sign_in.SettingsError as fault:
        raise SystemExit(str(fault)) from fault
    except framework.FrameworkError as fault:
        raise SystemExit(f"The definitions in data are not whole:\n{fault}") from fault
    configured = st.get_option("server.address")
    if settings is None and not sign_in.is_loopback(configured):
        raise SystemExit(THIS_MACHINE_ONLY.format(address=configured or "every address"))
    # A file of secrets that somebody changes or takes away later makes nobody the local user.
    sign_in.at_start = settings
    if settings is not None:
        allowed = st.get_option("server.allowedHosts")
        set_option("server.allowedHosts", [*allowed, settings.host])
    return settings


def sign_out(cookies: Mapping[str, str]) -> None:
    """End the sign-in that these cookies hold, in every tab; cookies that hold none end nothing."""

    def signed(name: str) -> bytes | None:
        value = cookies.get(name, "").encode("latin-1", "replace")
        return decode_signed_value(by.cookie_secret, name, value) if by and value else None

    held = get_cookie_with_chunks(signed, USER)
    claimed = sign_in.claimed(json.loads(held), by) if by and held else None
    if claimed is None:
        return
    try:
        store.sign_out(Actor(claimed.name, frozenset(), signed_in=SignedIn(claimed.key, 0, 0)))
    except store.StoreUnavailable as reason:
        log.warning("%s A sign-in that was to end ends when its time is up.", reason)


by = check_before_opening()
app = st.App(
    "pages/navigation.py",
    secrets=by.for_streamlit() if by else None,
    routes=[Route("/healthz", health)],
    middleware=[Middleware(Door, sign_in=by, sign_out=sign_out)],
    lifespan=lifespan,
    on_script_error=say_so,
)
