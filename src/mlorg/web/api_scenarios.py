"""Scenarios: reading, trying and saving them."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Header, HTTPException, Path, Response

from .. import api
from ..api import Draft
from ..report.organisation.scenarios import ScenarioPage
from .answers import page_as_json
from .requests import DraftBody
from .server import ServerHere

router = APIRouter(tags=["scenarios"])

Name = Annotated[str, Path(min_length=1, max_length=200)]


@router.get("/scenarios")
def scenarios(server: ServerHere) -> Response:
    """All scenarios, by name."""
    return page_as_json(api.scenario_list(server.current.load()))


@router.get("/scenarios/{name:path}/delta")
def scenario_delta(server: ServerHere, name: Name) -> Response:
    """What a scenario changes on the baseline."""
    return page_as_json(server.current.made(("delta", name), lambda w: api.scenario_delta(w, name)))


@router.get("/scenarios/{name:path}")
def scenario(server: ServerHere, name: Name) -> Response:
    """One scenario in the words of its file."""
    return with_etag(api.scenario_page(server.current.load(), name))


@router.post("/scenarios", status_code=201)
def add(server: ServerHere, draft: DraftBody) -> Response:
    """Save a draft as a new scenario."""
    with server.current.saving:
        workspace = server.current.load()
        if draft.name in workspace.scenarios:
            raise HTTPException(409, f"there is a scenario {draft.name!r} already.")
        page = api.add_scenario(workspace, as_draft(draft))
    return with_etag(page, 201)


@router.put("/scenarios/{name:path}")
def change(
    server: ServerHere, name: Name, draft: DraftBody, if_match: Annotated[str | None, Header()] = None
) -> Response:
    """Save a draft over a scenario that nobody has changed since its etag was read."""
    if not if_match:
        raise HTTPException(428, "send the etag of the version you have read as 'If-Match'.")
    with server.current.saving:
        page = api.change_scenario(server.current.load(), name, as_draft(draft), if_match.strip().strip('"'))
    return with_etag(page)


@router.post("/delta")
def delta(server: ServerHere, draft: DraftBody) -> Response:
    """What a draft changes on the baseline."""
    return page_as_json(api.draft_delta(server.current.load(), as_draft(draft)))


@router.post("/chart")
def chart(server: ServerHere, draft: DraftBody) -> Response:
    """Every unit and post after the changes of a draft."""
    return page_as_json(api.draft_chart(server.current.load(), as_draft(draft)))


def as_draft(body: DraftBody) -> Draft:
    """The body as the library takes it."""
    return Draft(body.name, body.description, tuple(body.changes))


def with_etag(page: ScenarioPage, status: int = 200) -> Response:
    """A scenario with what is needed to save it again."""
    headers = {"ETag": f'"{page.etag}"', "Location": f"/api/scenarios/{quote(page.name, safe='')}"}
    return page_as_json(page, status, headers)
