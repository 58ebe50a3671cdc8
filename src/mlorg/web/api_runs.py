"""Comparisons in the background: starting, watching and ending them."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import APIRouter, Header, HTTPException, Path, Response
from fastapi.responses import StreamingResponse

from .. import api
from ..api import ComparisonOptions, SearchOptions
from ..errors import UnknownNameError, names_hint
from ..report.organisation.scenarios import ScenarioPage
from ..report.pages import About
from ..report.runs import RunListPage, RunPage
from ..report.search.page import SearchPage
from ..report.stored import page_from
from .answers import page_as_json
from .api_scenarios import as_draft, with_etag
from .computing import Work
from .requests import KeepBody, RunBody
from .runs import LiveRun, Told
from .server import Identity, Server, ServerHere
from .store import KeptRun

router = APIRouter(tags=["runs"])

Id = Annotated[str, Path(pattern="^[0-9a-f]{16}$")]
EVERY = 0.1
"""Seconds between two looks for new events."""
QUIET = 15.0
"""Seconds after which a listener is told that the line still stands."""


@router.post("/runs", status_code=202)
def start(server: ServerHere, identity: Identity, body: RunBody) -> Response:
    """Begin to compute."""
    kept = start_run(server, identity, body)
    return page_as_json(_page(kept), 202, {"Location": f"/api/runs/{kept.id}"})


@router.get("/runs")
def runs(server: ServerHere, identity: Identity) -> Response:
    """All runs, latest first."""
    return page_as_json(RunListPage(About(), tuple(_page(run) for run in server.store.runs(identity))))


@router.get("/runs/{id}")
def run(server: ServerHere, identity: Identity, id: Id) -> Response:
    """One run, with its result once it is done."""
    return page_as_json(_page(kept_run(server, identity, id)))


@router.delete("/runs/{id}")
def cancel(server: ServerHere, identity: Identity, id: Id) -> Response:
    """Ask a run to end."""
    kept_run(server, identity, id)
    server.runs.cancel(identity, id)
    return page_as_json(_page(kept_run(server, identity, id)))


@router.post("/runs/{id}/scenario", status_code=201)
def keep(server: ServerHere, identity: Identity, id: Id, body: KeepBody) -> Response:
    """Save the mixture that a search has found as a new scenario."""
    return with_etag(keep_mixture(server, kept_run(server, identity, id), body.name), 201)


@router.get("/runs/{id}/events", response_class=StreamingResponse)
def events(
    server: ServerHere, identity: Identity, id: Id, last_event_id: Annotated[str | None, Header()] = None
) -> StreamingResponse:
    """What becomes of a run, as server-sent events."""
    live = server.runs.live(identity, id) or _over(kept_run(server, identity, id))
    first = int(last_event_id) + 1 if last_event_id and last_event_id.isdecimal() else 0
    return StreamingResponse(_told(server, live, first), media_type="text/event-stream")


def start_run(server: Server, identity: str, body: RunBody) -> KeptRun:
    """Begin what is asked for. InputError or UnknownNameError for what could not be carried out."""
    workspace, names, asked = server.current.load(), tuple(body.scenarios), body
    for name in names:
        api.scenario(workspace, name)
    if body.draft is not None:
        workspace = api.with_draft(workspace, as_draft(body.draft))
        names = (*names, body.draft.name)
        told = api.draft_as_told(as_draft(body.draft), workspace.scenarios[body.draft.name])
        asked = body.model_copy(update={"draft": body.draft.model_copy(update={"changes": list(told.changes)})})
    structures = (tuple(body.structures) or None) if body.library else ()
    options = ComparisonOptions(names, body.draws, body.per_draw, body.seed, body.quarters, structures=structures)
    wanted = SearchOptions(**body.search.model_dump(), draws=body.draws, quarters=body.quarters, seed=body.seed)
    if body.kind == "compare":
        api.check_comparison(workspace, options)
    if body.kind == "search":
        api.check_search(workspace, wanted)
    targets = [*api.structures(), *workspace.scenarios]
    if body.kind == "plan" and body.to not in targets:
        hint = names_hint(body.to, targets)
        raise UnknownNameError(f"there is neither a structure nor a scenario {body.to!r} to plan for. {hint}")
    work = Work(body.kind, workspace, options, body.to, wanted)
    return server.runs.start(identity, work, asked.model_dump(), inputs_now(server, body.kind))


def inputs_now(server: Server, kind: str) -> str:
    """Hash of what a run of this kind rests on, as the files are now; a search looks at no scenario."""
    return server.current.inputs(scenarios=kind != "search")


def keep_mixture(server: Server, kept: KeptRun, name: str) -> ScenarioPage:
    """Save what a search has found as a scenario. 404 for a run that is no search that is done."""
    if kept.kind != "search" or kept.result is None:
        raise HTTPException(404, f"run {kept.id} is no search that has found something.")
    with server.current.saving:
        return api.save_mixture(server.current.load(), page_from(kept.result, SearchPage), name)


def kept_run(server: Server, identity: str, id: str) -> KeptRun:
    """A run as the store has it; 404 if this identity has none of this id."""
    found = server.store.run(identity, id)
    if found is None:
        raise HTTPException(404, f"there is no run {id}.")
    return found


async def _told(server: Server, live: LiveRun, number: int) -> AsyncIterator[str]:
    """Events from a number on, until the last; a remark where nothing is told for long."""
    quiet = 0.0
    while not server.closing.is_set():
        for told in live.told[number:]:
            yield f"id: {number}\nevent: {told.kind}\ndata: {json.dumps(told.data)}\n\n"
            number, quiet = number + 1, 0.0
        if live.over and number >= len(live.told):
            return
        await asyncio.sleep(EVERY)
        quiet += EVERY
        if quiet >= QUIET:
            yield ": still there\n\n"
            quiet = 0.0


def _over(kept: KeptRun) -> LiveRun:
    """A run of which only the end is known."""
    return LiveRun(kept, [Told(kept.state, {"problem": kept.problem})], over=True)


def _page(kept: KeptRun) -> RunPage:
    return RunPage(
        About(), kept.id, kept.kind, kept.state, kept.created.isoformat(), kept.asked, kept.problem, kept.result
    )
