"""The door of the server: whom it lets in by which address, and the headers of every answer.

It is plain ASGI, before anything of Streamlit: no page, and no sign-in of Streamlit's, has run yet.
"""

import asyncio
import re
from collections.abc import Callable, Mapping
from urllib.parse import parse_qs, quote, unquote, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import cookie_parser
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from engagement_metrics.sign_in import Settings, is_loopback

THIS_MACHINE_ONLY = (
    "No sign-in is set up, so Engagement metrics serves this machine only: "
    'set server.address to "127.0.0.1", not {address}.'
)
FOR_ANOTHER = (
    "No sign-in is set up, so Engagement metrics serves this machine only, and not people who come "
    "by way of another server. Set up sign-in first."
)
# What a server that stands before this one adds. Behind one everybody would be the local user.
PASSED_ON = re.compile(r"forwarded|x-forwarded-.*|x-real-ip|via", re.IGNORECASE)

# No page takes a file. Streamlit takes one all the same, from anybody with or without sign-in, and
# keeps it in memory: nobody is to fill that. (In any path, for a server may stand below a path.)
UPLOADS = "/_stcore/upload_file"
# Files that a page hands out, such as a table to download: they are for whoever asked for them.
HANDED_OUT = "/media"
NOT_KEPT = {"Cache-Control": "private, no-store"}
NO_FILES = PlainTextResponse("Files are not taken here.", status_code=405, headers={"Allow": ""})

# Everything comes from this server; a component's script comes as a blob that the page itself makes
# of what the server sent. Streamlit's page holds one inline script, named by its hash;
# its styles are made in the browser, which is why inline styles stay allowed.
HEADERS = {
    "Content-Security-Policy": "; ".join(
        (
            "default-src 'self'",
            "script-src 'self' blob: 'wasm-unsafe-eval' "
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
# With TLS: a browser that was here once comes by TLS alone, for a year.
BY_TLS = {"Strict-Transport-Security": "max-age=31536000"}

SIGNING_IN, SIGNED_IN, SIGNING_OUT = "/auth/login", "/oauth2callback", "/auth/logout"
CODE = re.compile(r"[a-z_]{1,60}")  # of a refusal, as OAuth names them
RETURN_TO, MINUTES_TO_SIGN_IN = "return_to", 15
USER = "_streamlit_user"
# One path of this server: no other server's name, no sign that a browser reads as one.
LOCAL = re.compile(r"/(?![/\\])[!-\[\]-~]{0,2000}")
NOT_A_PAGE = (SIGNED_IN, "/auth/", "/_stcore", "/media", "/component", "/static", "/healthz")


def page_within(address: str) -> str:
    """The address if it is a page of this server to go back to after sign-in, else ''.

    >>> [page_within(a) for a in ("/", "/figures?place=North", "/measure?cell=ENG-02")]
    ['/', '/figures?place=North', '/measure?cell=ENG-02']
    >>> [page_within(a) for a in ("//evil.example", "/\\\\evil.example", "https://evil.example")]
    ['', '', '']
    >>> [page_within(a) for a in ("", "evil", "/a\\r\\nSet-Cookie: a=b", "/auth/logout", "/a b")]
    ['', '', '', '', '']
    """
    return address if LOCAL.fullmatch(address) and not address.startswith(NOT_A_PAGE) else ""


def no_local_user(scope: Scope) -> str:
    """Why whoever asks cannot be taken for the person at this machine; '' where they can."""
    address = (scope.get("server") or ("",))[0]
    if not is_loopback(address):
        return THIS_MACHINE_ONLY.format(address=address)
    passed_on = any(PASSED_ON.fullmatch(name) for name in Headers(scope=scope))
    from_here = is_loopback((scope.get("client") or ("",))[0])
    return "" if from_here and not passed_on else FOR_ANOTHER


def without_words(query: bytes) -> bytes:
    """What came back from the provider; of a refusal the code alone, for Streamlit logs the rest.

    The words of a refusal may name somebody, and anybody may have written them.

    >>> without_words(b"error=access_denied&error_description=kim%40example.org&state=a")
    b'error=access_denied'
    >>> [without_words(q) for q in (b"error=Kim+Lead", b"code=a&state=b", b"")]
    [b'error=refused', b'code=a&state=b', b'']
    """
    error = parse_qs(query.decode("latin-1")).get("error", [""])[0]
    if not error:
        return query
    return b"error=" + (error.encode() if CODE.fullmatch(error) else b"refused")


class Door:
    """Adds the headers, takes no files, and without sign-in refuses who is not on this machine.

    The configured address is checked at start; this checks the address that a connection really
    came in by, which another server program, such as uvicorn, takes from its own settings; where
    it comes from; and that nobody passed it on.

    With sign-in it leads people back to the page they had asked for, lets their cookies end when
    their sign-in does, and by TLS lets no cookie travel without it. The address by which Streamlit
    signs out ends the sign-in here too, though it be opened by hand: `sign_out` does, given the
    cookies of whoever asks for it.
    """

    def __init__(
        self,
        app: ASGIApp,
        sign_in: Settings | None = None,
        sign_out: Callable[[Mapping[str, str]], None] | None = None,
    ) -> None:
        self.app, self.sign_in, self.sign_out = app, sign_in, sign_out
        self.headers = HEADERS | (BY_TLS if sign_in and sign_in.secure else {})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        if self.sign_in is None and (refusal := no_local_user(scope)):
            await self.refuse(scope, receive, send, refusal)
            return

        if scope["path"] == SIGNED_IN:
            scope = {**scope, "query_string": without_words(scope.get("query_string", b""))}
        if scope["path"] == SIGNING_OUT and self.sign_in is not None and self.sign_out is not None:
            held = cookie_parser(Headers(scope=scope).get("cookie", ""))
            await asyncio.to_thread(self.sign_out, held)

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                answer = MutableHeaders(scope=message)
                answer.update(self.headers)
                if scope["path"].startswith(HANDED_OUT):
                    answer.update(NOT_KEPT)
                if self.sign_in is not None:
                    self.lead_back(scope, message, answer, self.sign_in)
                    message["headers"] = [
                        (name, self.cookie(value, self.sign_in) if name == b"set-cookie" else value)
                        for name, value in message["headers"]
                    ]
            await send(message)

        app = NO_FILES if scope["type"] == "http" and UPLOADS in scope["path"] else self.app
        await app(scope, receive, send_with_headers)

    async def refuse(self, scope: Scope, receive: Receive, send: Send, sentence: str) -> None:
        if scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
            return
        await PlainTextResponse(sentence, status_code=403)(scope, receive, send)

    def lead_back(
        self, scope: Scope, message: Message, answer: MutableHeaders, by: Settings
    ) -> None:
        """Keep the page that sign-in was asked for on, and answer the sign-in with it.

        The browser names that page itself (Referer), and keeps it in a cookie of its own.
        """
        asked = Headers(scope=scope)
        if scope["path"] == SIGNING_IN:
            from_page = urlsplit(asked.get("referer", ""))
            ours = f"{from_page.scheme}://{from_page.netloc}" == by.public_url
            query = f"?{from_page.query}" if from_page.query else ""
            back = page_within(f"{from_page.path}{query}") if ours else ""
            self.keep(answer, quote(back, safe=""), 60 * MINUTES_TO_SIGN_IN if back else 0)
        elif scope["path"] == SIGNED_IN:
            kept = cookie_parser(asked.get("cookie", "")).get(RETURN_TO, "")
            back = page_within(unquote(kept))
            named = any(
                name == b"set-cookie" and value.startswith(f"{USER}=".encode())
                and b"max-age=0" not in value.lower()
                for name, value in message["headers"]
            )  # fmt: skip
            if back and named and message["status"] == 302 and answer.get("location") == "/":
                answer["location"] = back
            self.keep(answer, "", 0)

    @staticmethod
    def keep(answer: MutableHeaders, value: str, seconds: int) -> None:
        answer.append(
            "set-cookie",
            f"{RETURN_TO}={value}; Max-Age={seconds}; Path={SIGNED_IN}; HttpOnly; SameSite=Lax",
        )

    @staticmethod
    def cookie(value: bytes, by: Settings) -> bytes:
        """A cookie as it leaves the server: no longer than a sign-in lasts, and by TLS alone."""
        text = value.decode("latin-1")
        if text.startswith(USER):
            longest = int(by.longest.total_seconds())
            text = re.sub(
                r"(?i)max-age=(\d+)", lambda m: f"Max-Age={min(int(m[1]), longest)}", text
            )
        if by.secure and not re.search(r"(?i);\s*secure\b", text):
            text += "; Secure"
        return text.encode("latin-1")
