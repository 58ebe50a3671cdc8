"""Pages for people: rendered here, readable without scripts. Each is one call of the library and one template.

A new page is a function in one of the `pages_*` modules, a template that extends `base.html.j2`, and its name in
`templating.NAVIGATION` if it belongs in the head of all pages.
"""

from __future__ import annotations

from fastapi import APIRouter, Response
from fastapi.responses import PlainTextResponse

from ..report.html.document import template_text
from . import (
    pages_asking,
    pages_chart,
    pages_judgement,
    pages_organisation,
    pages_runs,
    pages_scenarios,
    pages_server,
    pages_structures,
    pages_trust,
)

router = APIRouter(include_in_schema=False)
for _part in (
    *(pages_runs, pages_organisation, pages_chart, pages_judgement),
    *(pages_asking, pages_scenarios, pages_structures, pages_trust, pages_server),
):
    router.include_router(_part.router)


@router.get("/static/page.css")
def style() -> Response:
    """The style that reports have as well."""
    return PlainTextResponse(template_text("style.css"), media_type="text/css")


@router.get("/static/report.js")
def script() -> Response:
    """The script that reports have as well."""
    return PlainTextResponse(template_text("report.js"), media_type="text/javascript")
