"""What leads from one organisation to another, and structures proposed for one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from ..org import Organization, Overlay, diff
from ..report.digest import digest
from ..report.organisation.delta import Difference, delta_page
from ..report.organisation.page import DeltaPage, ProposalPage
from ..report.pages import BASELINE, About
from .selecting import last_day, load, organization, organization_on, scenario

if TYPE_CHECKING:
    from ..archetypes import Proposal
    from ..workspace import Workspace


def delta(before: str, after: str, folder: Path | str = ".", as_of: date | None = None) -> DeltaPage:
    """What leads from one organisation to another; each is a scenario, `baseline`, or the folder of a workspace.

    From the baseline to a scenario of the same workspace the changes are those of the scenario, in its waves and with
    its reasons; between all others they are found by comparing. Without a date, both are taken on the day on which all
    has taken effect.
    """
    old, new = _side(before, folder), _side(after, folder)
    day = as_of or max(last_day(*side) for side in (old, new))
    start, end = organization_on(*old, day), organization_on(*new, day)
    written = old[0] == new[0] and not old[1].changes
    overlay = new[1].until(day) if written else diff(start, end)
    about = About(end.name, new[1].name, as_of, digest(start, end, overlay))
    return delta_page(Difference(before, start, after, end, overlay), about)


def _side(name: str, folder: Path | str) -> tuple[Workspace, Overlay]:
    path = Path(name)
    if name != BASELINE and path.is_dir():
        return load(path), Overlay(BASELINE)
    workspace = load(folder)
    return workspace, scenario(workspace, name)


@dataclass(frozen=True, slots=True)
class ProposalOptions:
    """How a structure is to be proposed: from Monday or settled, for how many people per line, kept as a scenario."""

    arm: str = "restructured"
    coverage: Mapping[str, int] | None = None
    write: str = ""


NO_OPTIONS = ProposalOptions()


def propose(workspace: Workspace, structure: str, options: ProposalOptions = NO_OPTIONS) -> ProposalPage:
    """A structure carried out on the organisation as it is today, with a reason for each change.

    Raises UnknownNameError for a structure or arm that does not exist, InputError for a coverage that does not fit,
    and WorkspaceError if there is a scenario of the name to write.
    """
    from ..report.organisation.proposal import proposal_page

    proposal, org, about = _proposal(workspace, structure, options)
    return proposal_page(proposal, org, about, _keep(proposal, workspace, options.write))


def structures() -> Mapping[str, str]:
    """What every structure of the library is called, by id."""
    from ..archetypes import STRUCTURES

    return {one.id: one.label for one in STRUCTURES}


def proposal_text(workspace: Workspace, structure: str, options: ProposalOptions = NO_OPTIONS) -> str:
    """The same as the text of a scenario file."""
    from ..workspace import scenario_text

    proposal, _, _ = _proposal(workspace, structure, options)
    _keep(proposal, workspace, options.write)
    return scenario_text(_named(proposal.overlay, options.write))


def _proposal(workspace: Workspace, structure: str, options: ProposalOptions) -> tuple[Proposal, Organization, About]:
    from .. import archetypes

    org, about = organization(workspace)
    coverage = None if options.coverage is None else archetypes.Coverage.of(options.coverage)
    proposal = archetypes.propose(org, structure, options.arm, coverage)
    name = proposal.overlay.name
    return proposal, org, replace(about, scenario=name, inputs_hash=digest(org, structure, options))


def _keep(proposal: Proposal, workspace: Workspace, name: str) -> str:
    from ..workspace import save_scenario

    return str(save_scenario(_named(proposal.overlay, name), workspace)) if name else ""


def _named(overlay: Overlay, name: str) -> Overlay:
    return replace(overlay, name=name) if name else overlay
