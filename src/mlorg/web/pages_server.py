"""The server itself: a workspace made from a roster, what is kept and why, and how to have it removed."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Response

from .. import api
from ..api import KEPT_BY_SERVER, ImportOptions
from .answers import page_as_html
from .api_import import ExportDay, Name, Replace, Roster, imported
from .server import Identity, ServerHere

router = APIRouter()


@router.get("/import")
def ask_for_roster(server: ServerHere) -> Response:
    """Which roster?"""
    return page_as_html("import.html.j2", there=server.current.is_there(), folder=server.folder.resolve().name)


@router.post("/import")
def import_roster(
    server: ServerHere, roster: Roster, name: Name = "", as_of: ExportDay = None, replace: Replace = False
) -> Response:
    """What was understood of a roster, and what was not."""
    page = imported(server, roster, ImportOptions(name=name, as_of=as_of, force=replace, explain=True))
    return page_as_html("imported.html.j2", 201, page=page)


@router.get("/this-server")
def this_server(server: ServerHere, identity: Identity) -> Response:
    """What is kept, where and why."""
    return _settings(server, identity, "")


@router.post("/this-server/purge")
def purge(server: ServerHere, identity: Identity, sure: Annotated[bool, Form()] = False) -> Response:
    """Remove all runs and sessions."""
    if not sure:
        return _settings(server, identity, "Nothing was removed: the box was not ticked.")
    server.runs.cancel_all(identity)
    removed = server.store.purge(identity)
    said = f"Removed: {removed} runs and all sessions. This browser is not known any more; start mlorg serve again."
    return _settings(server, identity, said)


def _settings(server: ServerHere, identity: str, said: str) -> Response:
    names = api.has_names(server.folder)
    return page_as_html(
        "this_server.html.j2",
        runs=len(server.store.runs(identity)),
        store=KEPT_BY_SERVER,
        names_here=names,
        show_names=server.show_names,
        said=said,
    )
