"""What is assumed in a workspace, with sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..report.assumptions import AssumptionsPage, assumptions_page
from ..report.board.value import assumption_rows
from ..report.pages import About

if TYPE_CHECKING:
    from ..workspace import Workspace


def assumptions(workspace: Workspace) -> AssumptionsPage:
    """Every prior, the shipped one or that of assumptions.yaml. InputError if the file names one that is not there."""
    from ..decide.assumptions import priors_with
    from ..sim import priors, priors_hash

    table = priors_with(workspace.assumptions)
    about = About(workspace.organization.name, inputs_hash=priors_hash(table))
    return assumptions_page(about, tuple(assumption_rows(table, priors())), about.inputs_hash)
