"""A proposed structure as a page."""

from __future__ import annotations

from ...archetypes import Proposal
from ...org import Organization, apply
from ...org.naming import unit_name
from ..pages import BASELINE, About
from .delta import Difference, delta_page
from .page import CoverageRow, ProposalPage


def proposal_page(proposal: Proposal, org: Organization, about: About, written_to: str = "") -> ProposalPage:
    """The proposal for `org`: its changes in words, by wave, and what moves."""
    overlay = proposal.overlay
    people = proposal.coverage.people if proposal.coverage else ()
    difference = Difference(BASELINE, org, overlay.name, apply(org, overlay), overlay)
    return ProposalPage(
        about,
        structure=proposal.structure.id,
        label=proposal.structure.label,
        description=proposal.structure.description,
        arm=proposal.arm.value,
        coverage=tuple(CoverageRow(line, unit_name(org, line), number) for line, number in people),
        delta=delta_page(difference, about),
        notes=proposal.notes,
        written_to=written_to,
    )
