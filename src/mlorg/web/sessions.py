"""Who is let in: a token that is good for one visit becomes a session, which the browser keeps as a cookie."""

from __future__ import annotations

import secrets
from hashlib import sha256
from threading import Lock

from starlette.requests import cookie_parser

from .store import LOCAL, Store


class Sessions:
    """The sessions of a server. The store sees digests only, so that reading it lets nobody in."""

    def __init__(self, store: Store, port: int) -> None:
        self._store = store
        self._lock = Lock()
        self._tokens: set[str] = set()
        self.cookie = f"mlorg_{port}"
        """Cookies are shared by all ports of a host; the name keeps two servers apart."""

    def new_token(self) -> str:
        """A token that opens one session."""
        token = secrets.token_urlsafe(24)
        with self._lock:
            self._tokens.add(_digest(token))
        return token

    def exchange(self, token: str) -> str | None:
        """The key of a new session for a token that was not used yet; None for any other."""
        with self._lock:
            if _digest(token) not in self._tokens:
                return None
            self._tokens.remove(_digest(token))
        key = secrets.token_urlsafe(32)
        self._store.add_session(_digest(key), LOCAL)
        return key

    def identity(self, cookies: str) -> str | None:
        """Who sends these cookies (a `Cookie` header); None for a stranger."""
        found = cookie_parser(cookies).get(self.cookie)
        return None if found is None else self._store.session(_digest(found))

    def set_cookie(self, key: str) -> str:
        """The header that makes a browser keep the key: for this host only, out of reach of scripts."""
        return f"{self.cookie}={key}; HttpOnly; SameSite=Strict; Path=/"


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()
