"""The what-if editor: the page that its scripts fill."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Response
from fastapi.responses import HTMLResponse

from .. import api
from .answers import page_as_json
from .server import ServerHere
from .templating import render

router = APIRouter()


@router.get("/editor", include_in_schema=False)
def editor(server: ServerHere, scenario: Annotated[str, Query(max_length=200)] = "") -> Response:
    """The editor for a scenario, or for a new one. 404 if there is none of the name."""
    workspace = server.current.load()
    if scenario:
        api.scenario(workspace, scenario)
    page = render(
        "editor.html.j2",
        page=api.choices(workspace),
        chart=api.org_chart(workspace),
        scenario=scenario,
        scenarios=list(workspace.scenarios),
    )
    return HTMLResponse(page)


@router.get("/api/choices", tags=["reading"])
def choices(server: ServerHere) -> Response:
    """What may be chosen where an organisation is edited."""
    return page_as_json(api.choices(server.current.load()))
