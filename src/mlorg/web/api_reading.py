"""What a workspace holds, as JSON."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Response
from pydantic import BeforeValidator

from .. import api
from ..api import Selection
from .answers import page_as_json
from .server import ServerHere

router = APIRouter(tags=["reading"])

ScenarioName = Annotated[str, Query(max_length=200, description="After the changes of this scenario; empty: as it is.")]
Day = Annotated[date | None, BeforeValidator(lambda given: given or None), Query(description="What holds on that day.")]


def selected(scenario: ScenarioName = "", as_of: Day = None) -> Selection:
    """Which organisation is meant."""
    return Selection(scenario, as_of)


Selected = Annotated[Selection, Depends(selected)]


@router.get("/chart")
def chart(server: ServerHere, chosen: Selected) -> Response:
    """Every unit and post with their lines, for an organisation chart."""
    return page_as_json(server.current.view(api.org_chart, chosen))


@router.get("/tree")
def tree(
    server: ServerHere,
    chosen: Selected,
    unit: Annotated[str, Query(max_length=200)] = "",
    depth: Annotated[int | None, Query(ge=1, le=1000)] = None,
) -> Response:
    """Who reports to whom."""
    asked = Selection(chosen.scenario, chosen.as_of, unit, depth)
    return page_as_json(server.current.view(api.tree, asked))


@router.get("/ownership")
def ownership(server: ServerHere, chosen: Selected) -> Response:
    """Who is accountable for which asset."""
    return page_as_json(server.current.view(api.ownership, chosen))


@router.get("/choices")
def choices(server: ServerHere) -> Response:
    """What may be chosen where the organisation is edited."""
    return page_as_json(api.choices(server.current.load()))


@router.get("/spans")
def spans(server: ServerHere, chosen: Selected) -> Response:
    """Spans of managers, and layers."""
    return page_as_json(server.current.view(api.spans, chosen))


@router.get("/statistics")
def statistics(server: ServerHere, chosen: Selected) -> Response:
    """The organisation in figures."""
    return page_as_json(server.current.view(api.statistics, chosen))
