"""How far to trust it: what is assumed, how it is computed, and the model put to the test."""

from __future__ import annotations

from typing import Literal

from fastapi import APIRouter, Response

from .. import api
from ..report.board.value import AssumptionRow
from ..report.comparison.basis import MISSING
from .answers import page_as_html
from .listing import Part, cut
from .server import Identity, ServerHere

router = APIRouter()


@router.get("/assumptions")
def assumptions(server: ServerHere, part: Part) -> Response:
    """Every quantity that is assumed, with its source."""
    page = server.current.made("assumptions", api.assumptions)
    return page_as_html("assumptions.html.j2", page=page, listing=cut(page.assumptions, part, _assumption_text))


def _assumption_text(row: AssumptionRow) -> str:
    return " ".join((row.name, row.meaning, row.source, "given" if row.given else ""))


@router.get("/method")
def method(server: ServerHere, identity: Identity) -> Response:
    """How it is computed, what is left out, and how to get the same digits again."""
    kept = server.store.latest(identity, "compare")
    return page_as_html("method.html.j2", missing=MISSING, kept=kept)


@router.get("/trust/{kind}")
def tested(server: ServerHere, identity: Identity, kind: Literal["claims", "validate", "oracles"]) -> Response:
    """The model put to the test, as it came out last."""
    kept = server.store.latest(identity, kind)
    result = None if kept is None else kept.result
    return page_as_html(f"{kind}.html.j2", kept=kept, result=result, kind=kind)
