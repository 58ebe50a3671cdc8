"""Which organisation of a workspace is meant: the baseline or a scenario, on a day."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import UnknownNameError, names_hint
from ..org import Organization, Overlay, apply
from ..report.digest import digest
from ..report.pages import BASELINE, About

if TYPE_CHECKING:
    from ..workspace import Workspace
    from ..workspace.watching import FilesState


@dataclass(frozen=True, slots=True)
class Selection:
    """Which organisation of a workspace to look at, and what of it; empty = the baseline, today, whole."""

    scenario: str = ""
    as_of: date | None = None
    unit: str = ""
    depth: int | None = None
    show_names: bool = False


AS_IT_IS = Selection()


def is_workspace(folder: Path | str) -> bool:
    """True if the folder holds the file that makes it a workspace."""
    from ..workspace.settings import NAME

    return (Path(folder) / NAME).is_file()


def load(folder: Path | str = ".") -> Workspace:
    """The workspace in a folder and what its last scan found. WorkspaceError with every fault of every file.

    What single posts are paid, or would be in a scenario, is known from here on as a band, so that no result can tell
    it.
    """
    from ..org.pay_bands import changes_in_pay_bands, in_pay_bands
    from .scanning import load_files, with_evidence

    workspace = with_evidence(load_files(Path(folder)))
    scenarios = {name: changes_in_pay_bands(overlay) for name, overlay in workspace.scenarios.items()}
    return replace(workspace, organization=in_pay_bands(workspace.organization), scenarios=scenarios)


def scenario(workspace: Workspace, name: str) -> Overlay:
    """A scenario by name; the baseline is the one that changes nothing. UnknownNameError if there is none."""
    if name in ("", BASELINE) and name not in workspace.scenarios:
        return Overlay(BASELINE)
    if name not in workspace.scenarios:
        known = [BASELINE, *workspace.scenarios]
        hint = _as_structure(name) or names_hint(name, known)
        raise UnknownNameError(f"there is no scenario {name!r} in this workspace. {hint}")
    return workspace.scenarios[name]


def _as_structure(name: str) -> str:
    """How to get a scenario of that name, if it is that of a structure."""
    from ..archetypes import STRUCTURES

    if name not in {structure.id for structure in STRUCTURES}:
        return ""
    return f"It is a structure, which mlorg compare holds anyway; 'mlorg propose -a {name} --write {name}' keeps it."


def last_day(workspace: Workspace, *overlays: Overlay) -> date:
    """The day on which all the overlays have taken effect: today as the workspace sees it, or later."""
    effective = (change.effective for overlay in overlays for change in overlay.changes)
    return max(workspace.settings.as_of or date.today(), *(day for day in effective if day is not None), date.min)


def organization_on(workspace: Workspace, overlay: Overlay, day: date) -> Organization:
    """What holds on a day after the changes that have taken effect by then."""
    changes = overlay.until(day)
    org = apply(workspace.organization, changes) if changes.changes else workspace.organization
    return org.at(day)


def organization(workspace: Workspace, selection: Selection = AS_IT_IS) -> tuple[Organization, About]:
    """The organisation that is selected, and what a page says of it.

    Without a date: today for the baseline, the day on which all has taken effect for a scenario. That day is told only
    where it makes a difference.
    """
    overlay = scenario(workspace, selection.scenario)
    day = selection.as_of or last_day(workspace, overlay)
    tells = selection.as_of or workspace.settings.as_of or _is_dated(workspace.organization)

    def made() -> tuple[Organization, About]:
        selected = organization_on(workspace, overlay, day)
        name = selection.scenario or BASELINE
        return selected, About(selected.name, name, day if tells else None, digest(selected))

    return workspace.recent.of((selection.scenario, day, bool(tells)), made)


def _is_dated(org: Organization) -> bool:
    return any(entity.validity.start or entity.validity.end for _, entity in org.entities())


def state_of_files(folder: Path | str, workspace: Workspace | None = None) -> FilesState:
    """Names, sizes, times and numbers of the files a workspace is read from: a change of any of them changes this.

    `workspace` is what was read from the folder last; it knows which files were named in its settings.
    """
    from ..workspace.watching import file_states

    return file_states(Path(folder), workspace)


def inputs_of(workspace: Workspace, with_scenarios: bool = True) -> str:
    """Hash of all that a comparison rests on: organisation, settings, assumptions and, unless left out, scenarios."""
    scenarios = tuple(workspace.scenarios.items()) if with_scenarios else ()
    return digest(workspace.organization, workspace.settings, scenarios, workspace.assumptions)
