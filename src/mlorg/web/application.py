"""The server put together: routes, static files, failures, and the guard before all of them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException

from .. import __version__
from ..api import ConflictError
from ..errors import MlorgError, Place, Problem
from ..report.json import plain
from . import api, pages
from .answers import failure, problems_of, status_of
from .runs import Runs, TooManyRunsError
from .security import Guard
from .server import Server
from .sessions import Sessions
from .sheets import Sheets
from .sql_store import open_store
from .workspaces import CurrentWorkspace

LONGEST_WAIT = 3.0
"""Seconds that the end of the server waits for work which nobody can stop."""


@dataclass(frozen=True, slots=True)
class ServerOptions:
    """What is served where. `show_names`: the tree may be asked to name people, by the key file of this machine."""

    folder: Path
    port: int
    show_names: bool = False


def open_server(options: ServerOptions) -> Server:
    """The state of a server: its store is made or brought up to date. `close` it at the end."""
    store = open_store(options.folder)
    sessions = Sessions(store, options.port)
    current = CurrentWorkspace(options.folder)
    sheets = Sheets()
    return Server(current, store, sessions, sheets, Runs(store, sheets.draw), options.port, options.show_names)


def application(server: Server) -> Guard:
    """The ASGI application of a server, which it closes when it ends; nothing goes in or out but through the guard."""

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        warming = server.warm_up()
        yield
        server.close()
        warming.join(LONGEST_WAIT)

    app = FastAPI(
        title="mlorg",
        version=__version__,
        description=api.__doc__ or "",
        openapi_url="/api/openapi.json",
        docs_url=None,
        redoc_url=None,
        lifespan=lifespan,
    )
    app.state.server = server
    app.include_router(api.router)
    app.include_router(pages.router)
    app.mount("/static", StaticFiles(directory=str(files("mlorg.web") / "static")), "static")
    app.add_exception_handler(MlorgError, _told)
    app.add_exception_handler(HTTPException, _refused)
    app.add_exception_handler(RequestValidationError, _misunderstood)
    app.add_exception_handler(Exception, _fault)
    return Guard(app, server.sessions, server.port)


def _told(request: Request, error: Exception) -> Response:
    assert isinstance(error, MlorgError)
    if isinstance(error, ConflictError):
        more = {"theirs": plain(error.page.theirs), "ours": plain(error.page.ours)}
        return failure(request.url.path, 412, problems_of(error), more)
    status = 429 if isinstance(error, TooManyRunsError) else status_of(error)
    return failure(request.url.path, status, problems_of(error))


def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    return failure(request.url.path, error.status_code, [Problem(Place(), str(error.detail))])


def _misunderstood(request: Request, error: Exception) -> Response:
    """What the request said wrongly, without repeating its values, which may be personal."""
    assert isinstance(error, RequestValidationError)
    problems = [Problem(Place(), f"{'.'.join(map(str, e['loc']))}: {e['msg']}.") for e in error.errors()]
    return failure(request.url.path, 422, problems)


def _fault(request: Request, error: Exception) -> Response:
    hint = "The server's terminal has the details."
    return failure(request.url.path, 500, [Problem(Place(), f"a fault in mlorg: {type(error).__name__}.", hint)])
