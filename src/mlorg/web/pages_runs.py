"""The answer, and what is computed in the background: the last comparison, all runs, one of them."""

from __future__ import annotations

from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Form, Response

from .. import api
from .answers import page_as_html, see
from .api_runs import Id, inputs_now, keep_mixture, kept_run, start_run
from .requests import RunForm
from .server import Identity, Server, ServerHere
from .sheets import DOCUMENTS
from .store import KeptRun

router = APIRouter()


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
    return page_as_html("no_plan.html.j2", **_choices(server, "plan"))


@router.get("/search")
def search(server: ServerHere, identity: Identity) -> Response:
    """The best mixture that the last search found, and another search."""
    kept = server.store.latest(identity, "search")
    if kept is not None:
        return _result(server, kept, "/search")
    return page_as_html("no_search.html.j2", **_choices(server, "search"))


@router.get("/backtest")
def backtest(server: ServerHere, identity: Identity) -> Response:
    """How the model did on the past of this organisation."""
    kept = server.store.latest(identity, "backtest")
    return page_as_html("no_backtest.html.j2") if kept is None else _result(server, kept, "/method")


@router.get("/runs")
def runs(server: ServerHere, identity: Identity) -> Response:
    """All runs."""
    scenarios = list(server.current.load().scenarios)
    return page_as_html("runs.html.j2", runs=server.store.runs(identity), scenarios=scenarios)


@router.post("/runs")
def start(server: ServerHere, identity: Identity, asked: Annotated[RunForm, Form()]) -> Response:
    """Begin to compute."""
    return see(f"/runs/{start_run(server, identity, asked.body()).id}")


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
    """Ask a run to end, and see that it does."""
    kept_run(server, identity, id)
    server.runs.cancel(identity, id)
    return see(f"/runs/{id}")


@router.post("/runs/{id}/scenario")
def keep(
    server: ServerHere, identity: Identity, id: Id, name: Annotated[str, Form(min_length=1, max_length=80)]
) -> Response:
    """Save the mixture that a search has found as a scenario, and look at it."""
    page = keep_mixture(server, kept_run(server, identity, id), name)
    return see(f"/scenarios/{quote(page.name, safe='')}")


def _choices(server: Server, kind: str) -> dict[str, Any]:
    """What the form for another run of a kind lets choose."""
    workspace = server.current.load()
    if kind == "plan":
        return {"structures": api.structures(), "scenarios": list(workspace.scenarios)}
    if kind == "search":
        return {"outcomes": api.search_outcomes(), "free_name": api.free_name(workspace, "mixture")}
    return {}


def _result(server: Server, kept: KeptRun, here: str) -> Response:
    """A document drawn once; other kinds of work have pages of their own."""
    if kept.kind not in DOCUMENTS or kept.result is None:
        return see(f"/trust/{kept.kind}")
    stale = kept.inputs != inputs_now(server, kept.kind)
    values = {**server.sheets.of(kept), **_choices(server, kept.kind)}
    return page_as_html(f"{kept.kind}_result.html.j2", run=kept, stale=stale, here=here, **values)
