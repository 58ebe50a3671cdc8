"""The guard before all pages: which requests are let through, and what every answer tells the browser to forbid.

A page on this machine can be asked for by any other page that the browser has open. So a request must name this host
(no other name that was made to lead here), must carry the session's cookie, and if it changes something must come from
one of our own pages. Bodies are limited before they are read.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator, MutableMapping
from typing import Any
from urllib.parse import parse_qs

from starlette.exceptions import HTTPException

from ..errors import Place, Problem
from .answers import failure
from .sessions import Sessions

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
LARGEST_BODY = 2 << 20
LARGEST_UPLOAD = 32 << 20
UPLOADS = ("/api/import", "/import")
OPEN_TO_ALL = "/static/"
"""Style and scripts hold nothing of anybody's."""

CONTENT_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = (
    (b"content-security-policy", CONTENT_POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=()"),
)


class Guard:
    """ASGI middleware that refuses what must not come in, and marks what goes out."""

    def __init__(self, inner: Application, sessions: Sessions, port: int) -> None:
        self._inner = inner
        self._sessions = sessions
        names = ("127.0.0.1", "localhost")
        self._hosts = frozenset(f"{name}:{port}" for name in names) | frozenset(names if port == 80 else ())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._inner(scope, receive, send)
            return
        if scope["type"] != "http":
            await send({"type": "websocket.close"})
            return
        marked = _marking(send, scope["path"].startswith(OPEN_TO_ALL))
        refusal = next(self._refusals(scope), None)
        if refusal is not None:
            await _refuse(scope, *refusal)(scope, receive, marked)
        elif (token := _token(scope)) is not None:
            await self._let_in(token, scope, receive, marked)
        else:
            await self._known(scope, _limited(receive, _largest(scope)), marked)

    def _refusals(self, scope: Scope) -> Iterator[tuple[int, str, str]]:
        headers = _headers(scope)
        host, origin, site = (headers.get(name, "") for name in ("host", "origin", "sec-fetch-site"))
        if host not in self._hosts:
            yield 421, f"this server is not {host!r}.", f"It is {min(self._hosts)}."
        # A form of a page that tells no referrer sends the origin "null"; the browser itself says where it stands.
        ours = origin == f"http://{host}" or (origin in ("", "null") and site == "same-origin")
        if scope["method"] not in SAFE and not ours:
            hint = f"Send 'Origin: http://{host}' if this is a program of yours."
            yield 403, "this request changes something and does not come from one of our pages.", hint
        if site in ("cross-site", "same-site") and headers.get("sec-fetch-mode", "") != "navigate":
            yield 403, "this request comes from another site.", "Open the page itself."
        length = headers.get("content-length", "0")
        if not length.isdecimal() or int(length) > _largest(scope):
            yield 413, f"the body may hold {_largest(scope):,} bytes.", "Send less."

    async def _let_in(self, token: str, scope: Scope, receive: Receive, send: Send) -> None:
        """To the first page, where the token is good or the browser is known already."""
        key = self._sessions.exchange(token)
        if key is None and self._identity(scope) is None:
            refusal = _refuse(scope, 403, "this address was used already or is wrong.", _COME_AGAIN)
            await refusal(scope, receive, send)
            return
        headers = [(b"location", b"/"), (b"content-length", b"0")]
        if key is not None:
            headers.append((b"set-cookie", self._sessions.set_cookie(key).encode()))
        await send({"type": "http.response.start", "status": 303, "headers": headers})
        await send({"type": "http.response.body", "body": b""})

    async def _known(self, scope: Scope, receive: Receive, send: Send) -> None:
        identity = self._identity(scope)
        if identity is None and not scope["path"].startswith(OPEN_TO_ALL):
            refusal = _refuse(scope, 401, "this browser is not known to the server.", _COME_AGAIN)
            await refusal(scope, receive, send)
            return
        await self._inner({**scope, "identity": identity}, receive, send)

    def _identity(self, scope: Scope) -> str | None:
        return self._sessions.identity(_headers(scope).get("cookie", ""))


_COME_AGAIN = "Open the address that 'mlorg serve' prints when it starts; it is good for one visit."


def _refuse(scope: Scope, status: int, message: str, hint: str) -> Application:
    answer: Application = failure(scope["path"], status, [Problem(Place(), message, hint)])
    return answer


def _headers(scope: Scope) -> dict[str, str]:
    """The headers by name in small letters; of several of one name the last."""
    return {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}


def _token(scope: Scope) -> str | None:
    """The token of the address that was printed; only the first page takes one."""
    if scope["path"] != "/" or scope["method"] != "GET":
        return None
    return next(iter(parse_qs(scope["query_string"].decode("latin-1")).get("token", [])), None)


def _largest(scope: Scope) -> int:
    return LARGEST_UPLOAD if scope["path"] in UPLOADS else LARGEST_BODY


def _limited(receive: Receive, most: int) -> Receive:
    """The body as it comes, until there is more of it than may be, whatever length was announced."""
    taken = 0

    async def limited() -> MutableMapping[str, Any]:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        if taken > most:
            raise HTTPException(413, f"the body may hold {most:,} bytes.")
        return message

    return limited


def _marking(send: Send, may_be_kept: bool) -> Send:
    """The answer with our headers; nothing but style and scripts may be kept by the browser."""
    kept = (b"cache-control", b"no-cache" if may_be_kept else b"no-store")

    async def marked(message: MutableMapping[str, Any]) -> None:
        if message["type"] == "http.response.start":
            given = [(name, value) for name, value in message.get("headers", ()) if name.lower() != b"server"]
            message = {**message, "headers": [*given, *HEADERS, kept]}
        await send(message)

    return marked
