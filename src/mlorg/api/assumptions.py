"""What is assumed in a workspace, with sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..report.assumptions import AssumptionsPage, assumptions_page
from ..report.pages import About

if TYPE_CHECKING:
    from ..workspace import Workspace


def assumptions(workspace: Workspace) -> AssumptionsPage:
    """Every prior, the shipped one or that of assumptions.yaml. InputError if the file names one that is not there."""
    from ..decide.assumptions import priors_with
    from ..sim import priors_hash

    table = priors_with(workspace.assumptions)
    found = priors_hash(table)
    return assumptions_page(About(workspace.organization.name, inputs_hash=found), table, found)
