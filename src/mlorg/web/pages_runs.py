"""The answer, and what is computed in the background: the last comparison, all runs, one of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Form, Response

from .. import api
from ..api import QUICK_LOOK
from ..report.board import comparison_document
from ..report.board.plan import plan_document
from ..report.comparison.page import ComparisonPage
from ..report.forms.document import Document
from ..report.html.document import document_values
from ..report.plan.page import PlanPage
from ..report.stored import page_from
from .answers import page_as_html, see
from .api_runs import Id, kept_run, start_run
from .requests import RunBody
from .server import Identity, Server, ServerHere
from .store import KeptRun

router = APIRouter()

Kind = Literal["compare", "plan", "claims", "validate", "oracles"]
DOCUMENTS: Mapping[str, Callable[[Mapping[str, Any]], Document]] = {
    "compare": lambda result: comparison_document(page_from(result, ComparisonPage)),
    "plan": lambda result: plan_document(page_from(result, PlanPage)),
}
"""Kinds of runs whose results are documents."""


@router.get("/")
def answer(server: ServerHere, identity: Identity) -> Response:
    """The last comparison."""
    if not server.current.is_there():
        return see("/import")
    kept = server.store.latest(identity, "compare")
    if kept is None:
        return page_as_html("no_answer.html.j2", scenarios=list(server.current.load().scenarios))
    return _result(server, kept, "/")


@router.get("/plan")
def plan(server: ServerHere, identity: Identity) -> Response:
    """The last plan, and where else one may lead."""
    kept = server.store.latest(identity, "plan")
    if kept is not None:
        return _result(server, kept, "/plan")
    return page_as_html("no_plan.html.j2", **_targets(server))


@router.get("/runs")
def runs(server: ServerHere, identity: Identity) -> Response:
    """All runs."""
    scenarios = list(server.current.load().scenarios)
    return page_as_html("runs.html.j2", runs=server.store.runs(identity), scenarios=scenarios)


@router.post("/runs")
def start(
    server: ServerHere,
    identity: Identity,
    kind: Annotated[Kind, Form()] = "compare",
    scenario: Annotated[list[str], Form(max_length=50)] = [],  # noqa: B006
    library: Annotated[bool, Form()] = True,
    quick: Annotated[bool, Form()] = False,
    to: Annotated[str, Form(max_length=200)] = "",
) -> Response:
    """Begin to compute."""
    draws, per_draw = QUICK_LOOK if quick else (125, 8)
    asked = {"kind": kind, "to": to, "scenarios": scenario, "library": library, "draws": draws, "per_draw": per_draw}
    return see(f"/runs/{start_run(server, identity, RunBody.model_validate(asked)).id}")


@router.get("/runs/{id}")
def run(server: ServerHere, identity: Identity, id: Id) -> Response:
    """How far a run is, or what it led to."""
    kept = kept_run(server, identity, id)
    if kept.state == "done":
        return _result(server, kept, "/runs")
    live = server.runs.live(identity, id)
    told = [] if live is None else [one.data for one in live.told if one.kind == "progress"]
    return page_as_html("run.html.j2", run=kept, share=told[-1]["share"] if told else 0.0)


@router.post("/runs/{id}/cancel")
def cancel(server: ServerHere, identity: Identity, id: Id) -> Response:
    """Ask a run to end."""
    kept_run(server, identity, id)
    server.runs.cancel(identity, id)
    return see("/runs")


def _targets(server: Server) -> dict[str, Any]:
    return {"structures": api.structures(), "scenarios": list(server.current.load().scenarios)}


def _result(server: Server, kept: KeptRun, here: str) -> Response:
    """A document drawn once; other kinds of work have pages of their own."""
    result = kept.result
    if kept.kind not in DOCUMENTS or result is None:
        return see(f"/trust/{kept.kind}")
    make = DOCUMENTS[kept.kind]
    values = server.current.made_of_baseline(("sheet", kept.id), lambda: document_values(make(result)))
    stale = kept.inputs != server.current.inputs()
    targets = _targets(server) if kept.kind == "plan" else {}
    return page_as_html(f"{kept.kind}_result.html.j2", run=kept, stale=stale, here=here, **values, **targets)
