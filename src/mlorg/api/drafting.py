"""Changes that stand in no file yet: what they would lead to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from ..org import Overlay
from ..report.digest import digest
from ..report.organisation.choices import ChoicesPage, choices_page
from ..report.organisation.delta import Difference, delta_page
from ..report.organisation.org_chart import OrgChartPage, org_chart_page
from ..report.organisation.page import DeltaPage
from ..report.pages import BASELINE, About
from .selecting import AS_IT_IS, Selection, last_day, organization, organization_on, scenario

if TYPE_CHECKING:
    from ..workspace import Workspace


@dataclass(frozen=True, slots=True)
class Draft:
    """A scenario being written: `changes` are the entries of a scenario file, as plain values."""

    name: str = "draft"
    description: str = ""
    changes: tuple[Mapping[str, Any], ...] = ()


def draft_overlay(workspace: Workspace, draft: Draft) -> Overlay:
    """The changes as an overlay, pay in bands. WorkspaceError with every one that cannot be read or does not fit."""
    from ..org.pay_bands import changes_in_pay_bands
    from ..workspace.scenarios.files import written_overlay

    overlay = written_overlay(draft.name, draft.description, draft.changes, workspace.organization)
    return changes_in_pay_bands(overlay)


def draft_as_told(draft: Draft, overlay: Overlay) -> Draft:
    """The draft with its changes as they may be told: pay in bands."""
    from ..workspace.scenarios.files import changes_data

    return replace(draft, changes=tuple(changes_data(overlay)))


def with_draft(workspace: Workspace, draft: Draft) -> Workspace:
    """The workspace as if the draft were one of its scenarios, in place of one of its name."""
    overlay = draft_overlay(workspace, draft)
    return replace(workspace, scenarios={**workspace.scenarios, overlay.name: overlay})


def draft_delta(workspace: Workspace, draft: Draft, as_of: date | None = None) -> DeltaPage:
    """What the draft changes on the baseline, as `delta` tells it of a scenario."""
    return _delta(workspace, draft_overlay(workspace, draft), as_of)


def scenario_delta(workspace: Workspace, name: str, as_of: date | None = None) -> DeltaPage:
    """What a scenario of the workspace changes on its baseline. UnknownNameError if there is none of this name."""
    return _delta(workspace, scenario(workspace, name), as_of)


def _delta(workspace: Workspace, overlay: Overlay, as_of: date | None) -> DeltaPage:
    day = as_of or last_day(workspace, overlay)
    before, after = organization_on(workspace, Overlay(BASELINE), day), organization_on(workspace, overlay, day)
    told = overlay.until(day)
    about = About(after.name, overlay.name, as_of, digest(before, after, told))
    return delta_page(Difference(BASELINE, before, overlay.name, after, told), about)


def org_chart(workspace: Workspace, selection: Selection = AS_IT_IS) -> OrgChartPage:
    """Every unit and post of the baseline or a scenario, with their lines."""
    return org_chart_page(*organization(workspace, selection))


def draft_chart(workspace: Workspace, draft: Draft, as_of: date | None = None) -> OrgChartPage:
    """The same after the changes of a draft."""
    drafted = with_draft(workspace, draft)
    return org_chart(drafted, Selection(draft.name, as_of))


def choices(workspace: Workspace) -> ChoicesPage:
    """What may be chosen where the organisation is edited."""
    return choices_page(About(workspace.organization.name))
