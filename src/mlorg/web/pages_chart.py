"""The organisation chart and the what-if editor: pages that scripts draw on."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Response

from .. import api
from .answers import page_as_html
from .api_reading import Selected
from .server import ServerHere

router = APIRouter()


@router.get("/chart")
def chart(server: ServerHere, chosen: Selected, unit: Annotated[str, Query(max_length=200)] = "") -> Response:
    """The organisation as a chart, before and after a scenario."""
    return page_as_html(
        "chart.html.j2",
        page=server.current.view(api.org_chart, chosen),
        chosen=chosen,
        unit=unit,
        scenarios=list(server.current.load().scenarios),
    )


@router.get("/edit")
def edit(server: ServerHere, scenario: Annotated[str, Query(max_length=200)] = "") -> Response:
    """The editor for a scenario, or for a new one. 404 if there is none of the name."""
    workspace = server.current.load()
    api.scenario(workspace, scenario)
    chart = server.current.view(api.org_chart, api.Selection())
    return page_as_html("edit.html.j2", page=api.choices(workspace), chart=chart, scenario=scenario)
