"""Pages and failures as responses: the envelope of `--format json` for all of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from http import HTTPStatus
from typing import Any

from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from .. import __version__
from ..errors import InputError, MlorgError, Place, Problem, UnknownNameError, UnsupportedError
from ..report.json import plain, to_json
from ..report.pages import Page
from .templating import render

PROBLEMS = "mlorg.problems/1"
"""Schema of the answer to a request that failed."""


def page_as_json(page: Page, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    """The page in its envelope, byte for byte what `--format json` prints."""
    return Response(to_json(page, __version__), status, headers, "application/json")


def page_as_html(template: str, status: int = 200, **values: Any) -> Response:
    """A page for people."""
    return HTMLResponse(render(template, **values), status)


def see(address: str) -> Response:
    """After a form was taken: what to look at next."""
    return RedirectResponse(address, 303)


def problem_document(status: int, problems: Iterable[Problem], more: Mapping[str, Any] | None = None) -> JSONResponse:
    """A failure in the envelope: `title`, and one entry for each problem."""
    found = [{**plain(p.place), "message": p.message, "hint": p.hint} for p in problems]
    data = {"status": status, "title": HTTPStatus(status).phrase, "problems": found, **(more or {})}
    document = {"schema": PROBLEMS, "version": __version__, "seed": None, "inputs_hash": "", "data": data}
    return JSONResponse(document, status)


def problems_of(error: Exception) -> tuple[Problem, ...]:
    """What an error that mlorg raised on purpose has to say."""
    return error.problems if isinstance(error, InputError) else (Problem(Place(), str(error)),)


def status_of(error: MlorgError) -> int:
    """The HTTP status of an error: what is not there, what this installation lacks, or what was given wrongly."""
    if isinstance(error, UnknownNameError):
        return 404
    return 501 if isinstance(error, UnsupportedError) else 422


def failure(path: str, status: int, problems: Sequence[Problem], more: Mapping[str, Any] | None = None) -> Response:
    """The answer to a request that failed: a problem document from the API, else a page."""
    if is_api(path):
        return problem_document(status, problems, more)
    title = HTTPStatus(status).phrase
    return HTMLResponse(render("failure.html.j2", title=title, problems=problems, status=status), status)


def is_api(path: str) -> bool:
    """True where JSON is spoken."""
    return path.startswith("/api/") or path == "/api"
