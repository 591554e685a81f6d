"""nginx with TLS and a sign-in before every server of the browser tests, for `make behind-nginx`.

The tests stay as they are: a server that they start takes people in by TLS alone, and each browser
that they open has been through the provider, on its own, as somebody who holds every role.
"""

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from joserfc import jwt
from joserfc.jwk import OctKey
from playwright.sync_api import Browser, BrowserContext

from engagement_metrics.models import Role
from tests.browser.nginx import Nginx

WHO, CLAIM = "robin", "everything"  # whom the browsers sign in as, and the word for every role
COOKIE_SECRET = "a-secret-of-the-test-that-is-long-enough"
ROLES = ", ".join(
    f"{CLAIM}={role}{'@North place' if role is Role.CONTRIBUTOR else ''}"
    for role in Role
    if role is not Role.PUBLIC
)


def settings(provider: str, public_url: str) -> dict[str, str]:
    """The environment of a server at which people sign in with the provider."""
    return {
        "SIGN_IN_METADATA_URL": f"{provider}/.well-known/openid-configuration",
        "SIGN_IN_CLIENT_ID": "engagement-metrics",
        "SIGN_IN_CLIENT_SECRET": "a-secret-of-the-test",
        "SIGN_IN_COOKIE_SECRET": COOKIE_SECRET,
        "PUBLIC_URL": public_url,
        "SIGN_IN_ROLE_CLAIM": "roles",
    }


def signed_in(context: BrowserContext, url: str, who: str = WHO) -> None:
    """Take a browser through the sign-in of a server, as its button does, without a page.

    The one thing made here is the button's own address: it says which provider, signed by the app.
    """
    which = {"provider": "default", "exp": int(time.time()) + 60}
    token = jwt.encode({"alg": "HS256"}, which, OctKey.import_key(COOKIE_SECRET))
    by: dict[str, Any] = {"ignore_https_errors": True}
    form = context.request.get(f"{url}/auth/login", params={"provider": token}, **by)
    assert "/oauth2/authorize" in form.url, f"{form.url} {form.status}: {form.text()[:500]}"
    back = context.request.post(form.url, form={"sub": who}, **by)
    assert re.fullmatch(f"{url}/?", back.url), f"{back.url} {back.status}: {back.text()[:500]}"
    held = {cookie["name"] for cookie in context.cookies(url)}
    assert "_streamlit_user" in held, held


class Front:
    """The nginx before each server of one test, and the browsers that are signed in there."""

    def __init__(self, browser: Browser | None) -> None:
        self.browser = browser
        self.before: dict[int, tuple[Nginx, int]] = {}  # by the port that people come by

    def place(self, folder: Path, app: int, https: int, http: int) -> Nginx:
        """Put an nginx before the port `app` of this machine."""
        nginx = Nginx(folder, "localhost", app, https, http)
        self.before[https] = nginx, app
        return nginx

    def sign_in_all(self, nginx: Nginx) -> None:
        """Sign in the browsers that the test has opened by now."""
        for context in self.browser.contexts if self.browser else ():
            signed_in(context, nginx.https)

    @contextmanager
    def signing_in_who_comes_later(self) -> Iterator[None]:
        """Sign in each browser that the test opens from here on, at every server there is."""
        browser = self.browser
        if browser is None:
            yield
            return
        plain = browser.new_context

        def new_context(**options: Any) -> BrowserContext:
            context = plain(**options)
            for nginx, _ in self.before.values():
                signed_in(context, nginx.https)
            return context

        browser.new_context = new_context  # type: ignore[method-assign,assignment]
        try:
            yield
        finally:
            browser.new_context = plain  # type: ignore[method-assign]

    def stop(self) -> None:
        for nginx, _ in self.before.values():
            nginx.stop()
