"""Asking servers for JSON: patient with what passes, plain about what does not, and silent about secrets.

What a server answers with 429, 500 to 599, half a page or nothing is asked for again, after longer and longer waits or
as long as it says. A refusal (401, 403) or an address that is not there (404) is not. Redirects to another host are
not followed, since the secret would go there too. A message holds the host and path, never a header or a query.
"""

from __future__ import annotations

import http.client
import json
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ..errors import Place, Problem
from .contract import SourceError

TRIES = 5
LONGEST_WAIT = 60.0
TIMEOUT = 30.0


@dataclass(frozen=True)
class Server:
    """A server and how to ask it. `token` goes into the Authorization header; it is shown nowhere."""

    url: str
    token: str = ""
    wait: Callable[[float], None] = time.sleep

    def __repr__(self) -> str:
        return f"Server({self.url!r})"

    def json(self, path: str, **query: Any) -> Any:
        """The answer to a GET. SourceError, with what to do, if it cannot be had."""
        words = {key: str(value) for key, value in query.items() if value not in (None, "")}
        address = f"{self.url.rstrip('/')}/{path.lstrip('/')}"
        full = f"{address}?{urllib.parse.urlencode(words)}" if words else address
        failed = _Failed("was not asked")
        for number in range(TRIES):
            if number:
                self.wait(min(LONGEST_WAIT, failed.wait or 2.0 ** (number - 1)))
            answer = self._ask(full, address)
            if not isinstance(answer, _Failed):
                return answer
            failed = answer
        message = f"{failed.reason} {TRIES} times in a row."
        raise refused(address, message, "Try again later; nothing already stored is lost.")

    def _ask(self, full: str, address: str) -> Any:
        headers = {"Accept": "application/json"}
        if self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        request = urllib.request.Request(full, headers=headers)
        opener = urllib.request.build_opener(_SameHost)
        try:
            with opener.open(request, timeout=TIMEOUT) as answer:
                return json.loads(answer.read())
        except urllib.error.HTTPError as error:
            return _of_status(error, address)
        except (http.client.HTTPException, ValueError):
            return _Failed("sent half an answer, or none that is JSON,")
        except OSError:
            return _Failed("did not answer")


class _SameHost(urllib.request.HTTPRedirectHandler):
    """Follows redirects within one host only."""

    def redirect_request(self, req: Any, fp: Any, code: int, msg: str, headers: Any, newurl: str) -> Any:
        if urllib.parse.urlsplit(newurl).netloc != urllib.parse.urlsplit(req.full_url).netloc:
            raise urllib.error.HTTPError(req.full_url, code, "redirect to another host", headers, fp)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


@dataclass(frozen=True, slots=True)
class _Failed:
    """Something that may pass: why, and for how long the server asked to wait."""

    reason: str
    wait: float = 0.0


def _of_status(error: urllib.error.HTTPError, address: str) -> _Failed:
    error.close()
    if error.code == 429 or error.code >= 500:
        after = error.headers.get("Retry-After", "")
        return _Failed(f"answered {error.code}", float(after) if after.isdigit() else 0.0)
    if error.code in (401, 403):
        hint = "Name the environment variable with a token that may read, under token:."
        raise refused(address, f"refuses to answer ({error.code}).", hint) from None
    if 300 <= error.code < 400:
        raise refused(address, "sends elsewhere, which is not followed.", "Give the address it sends to.") from None
    raise refused(address, f"answered {error.code}.", "Check the url.") from None


def refused(address: str, message: str, hint: str) -> SourceError:
    """The error of a server that cannot be asked."""
    parts = urllib.parse.urlsplit(address)
    place = Place(urllib.parse.urlunsplit((parts.scheme, parts.hostname or parts.netloc, parts.path, "", "")))
    return SourceError([Problem(place, message, hint)])


def pages(server: Server, path: str, items: str, **query: Any) -> Iterator[Mapping[str, Any]]:
    """The items of all pages of an answer that names the next one by `next_page_token`."""
    token = ""
    seen = set()
    while True:
        answer = server.json(path, page_token=token, **query)
        found = answer.get(items, []) if isinstance(answer, dict) else []
        yield from (item for item in found if isinstance(item, dict))
        token = answer.get("next_page_token", "") if isinstance(answer, dict) else ""
        if not token or token in seen:
            return
        seen.add(token)
