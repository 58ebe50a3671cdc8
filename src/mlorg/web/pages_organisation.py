"""The organisation as it is, or after a scenario: who reports to whom, who owns what, spans, and what stands behind."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Query, Response

from .. import api
from ..report.organisation.page import AssetRow, TreeRow
from .answers import page_as_html
from .api_reading import Selected
from .listing import Part, cut
from .server import ServerHere

router = APIRouter()


@router.get("/organisation")
def organisation(
    server: ServerHere,
    chosen: Selected,
    part: Part,
    unit: Annotated[str, Query(max_length=200)] = "",
    names: bool = False,
) -> Response:
    """Who reports to whom."""
    asked = replace(chosen, unit=unit, show_names=names and server.show_names)
    page = server.current.view(api.tree, asked)
    statistics = server.current.view(api.statistics, chosen)
    return page_as_html(
        "organisation.html.j2",
        page=page,
        listing=cut(page.rows, part, _post_text),
        chosen=asked,
        statistics=statistics.statistics,
        units=server.current.view(api.unit_names, chosen),
        scenarios=list(server.current.load().scenarios),
        may_name=server.show_names,
    )


def _post_text(row: TreeRow) -> str:
    return " ".join((row.title, row.unit_name, row.post, *row.leads, *row.names))


@router.get("/ownership")
def ownership(server: ServerHere, chosen: Selected, part: Part) -> Response:
    """Who is accountable for what."""
    page = server.current.view(api.ownership, chosen)
    return page_as_html(
        "ownership.html.j2",
        page=page,
        listing=cut(page.assets, part, _asset_text),
        chosen=chosen,
        scenarios=list(server.current.load().scenarios),
    )


def _asset_text(row: AssetRow) -> str:
    return " ".join((row.label, row.asset, row.line, *(cell.owner or cell.state for cell in row.cells)))


@router.get("/spans")
def spans(server: ServerHere, chosen: Selected) -> Response:
    """Spans of managers, and layers."""
    return page_as_html(
        "spans.html.j2",
        page=server.current.view(api.spans, chosen),
        figures=server.current.view(api.statistics, chosen),
        chosen=chosen,
        scenarios=list(server.current.load().scenarios),
    )


@router.get("/evidence")
def things(server: ServerHere, part: Part) -> Response:
    """Everything that facts are known of."""
    page = server.current.made_of_baseline("things", lambda: api.things(server.current.evidence()))
    listing = cut(page.things, part, lambda row: row.thing)
    return page_as_html("things.html.j2", page=page, listing=listing)


@router.get("/evidence/{thing:path}")
def evidence(server: ServerHere, thing: str) -> Response:
    """Every statement behind one thing."""
    page = server.current.made_of_baseline(
        ("explain", thing), lambda: api.explain_from(server.current.evidence(), thing)
    )
    return page_as_html("explain.html.j2", page=page)
