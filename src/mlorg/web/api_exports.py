"""Tables for spreadsheets."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Response

from .. import api
from ..api import Selection
from .api_reading import Selected
from .exports import csv_response
from .server import ServerHere

router = APIRouter(tags=["exports"])


@router.get("/tree.csv")
def tree(server: ServerHere, chosen: Selected, unit: Annotated[str, Query(max_length=200)] = "") -> Response:
    """Who reports to whom, a row for each post."""
    asked = Selection(chosen.scenario, chosen.as_of, unit)
    page = server.current.view(api.tree, asked)
    heading = ("post", "title", "unit", "reports_to", "level", "direct_reports", "posts_below", "vacant", "ml")
    rows = (
        (r.post, r.title, r.unit_name, r.parent or "", r.level, r.reports, r.below, r.vacant, r.ml) for r in page.rows
    )
    return csv_response("tree", heading, rows)


@router.get("/ownership.csv")
def ownership(server: ServerHere, chosen: Selected) -> Response:
    """Who is accountable for what, a row for each asset and responsibility."""
    page = server.current.view(api.ownership, chosen)
    heading = ("asset", "name", "kind", "line", "responsibility", "state", "owner", "of_whole_line", "responsible")
    rows = (
        (a.asset, a.label, a.kind, a.line, c.responsibility, c.state, c.owner, c.standing, c.responsible)
        for a in page.assets
        for c in a.cells
    )
    return csv_response("ownership", heading, rows)
