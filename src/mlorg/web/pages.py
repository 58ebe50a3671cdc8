"""Pages for people: rendered here, readable without scripts."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from .. import api
from .server import ServerHere
from .templating import render

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)


@router.get("/scenarios")
def scenarios(server: ServerHere) -> str:
    """All scenarios."""
    return render("scenarios.html.j2", page=api.scenario_list(server.current.load()), here="/scenarios")


@router.get("/static/page.css", include_in_schema=False)
def style() -> HTMLResponse:
    """The style that pages have as files too."""
    from ..report.html.comparison import template_text

    return HTMLResponse(template_text("style.css"), media_type="text/css")
