"""Scenarios and what they change."""

from __future__ import annotations

from fastapi import APIRouter, Response

from .. import api
from .answers import page_as_html
from .server import ServerHere

router = APIRouter()


@router.get("/scenarios")
def scenarios(server: ServerHere) -> Response:
    """All scenarios."""
    page = api.scenario_list(server.current.load())
    return page_as_html("scenarios.html.j2", page=page, structures=api.structures())


@router.get("/scenarios/{name:path}")
def scenario(server: ServerHere, name: str) -> Response:
    """What one of them changes."""
    return page_as_html(
        "scenario.html.j2",
        written=api.scenario_page(server.current.load(), name),
        page=server.current.made(("delta", name), lambda w: api.scenario_delta(w, name)),
    )
