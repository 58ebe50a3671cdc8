"""The structures of the library carried out on this organisation, as JSON."""

from __future__ import annotations

from fastapi import APIRouter, Response

from .. import api
from ..api import ProposalOptions
from ..report.organisation.page import ProposalPage
from ..report.organisation.scenarios import ScenarioPage
from .answers import page_as_json
from .api_scenarios import with_etag
from .requests import Arm, KeepBody
from .server import Server, ServerHere

router = APIRouter(prefix="/structures", tags=["scenarios"])


@router.get("/{structure}")
def show(server: ServerHere, structure: str, arm: Arm = "restructured") -> Response:
    """What a structure would change, with the reason for each change."""
    return page_as_json(proposal(server, structure, arm))


@router.post("/{structure}/scenario", status_code=201)
def keep(server: ServerHere, structure: str, body: KeepBody, arm: Arm = "restructured") -> Response:
    """Save it as a new scenario."""
    return with_etag(keep_structure(server, structure, body.name, arm), 201)


def proposal(server: Server, structure: str, arm: Arm) -> ProposalPage:
    """The page of a structure. UnknownNameError for one that does not exist."""
    options = ProposalOptions(arm)
    return server.current.made_of_baseline(
        ("propose", structure, arm), lambda: api.propose(server.current.load(), structure, options)
    )


def keep_structure(server: Server, structure: str, name: str, arm: Arm) -> ScenarioPage:
    """Write it as a scenario. WorkspaceError if the name is taken."""
    with server.current.saving:
        workspace = server.current.load()
        api.propose(workspace, structure, ProposalOptions(arm, write=name))
        return api.scenario_page(workspace, name)
