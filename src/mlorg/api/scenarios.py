"""Scenarios read and saved while others may be editing them too."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..errors import MlorgError, Place, Problem, UnknownNameError, names_hint
from ..report.digest import digest
from ..report.organisation.scenarios import ConflictPage, ScenarioListPage, ScenarioPage, ScenarioRow
from ..report.pages import About
from .drafting import Draft, draft_as_told, draft_overlay

if TYPE_CHECKING:
    from ..workspace import Workspace
    from ..workspace.scenarios.files import ScenarioFile


_USABLE = re.compile(r"\w[\w -]{0,79}")


class ConflictError(MlorgError):
    """A scenario was changed elsewhere since it was read; nothing was written. `page` holds both versions."""

    def __init__(self, page: ConflictPage) -> None:
        self.page = page
        what = "changed" if page.theirs else "removed"
        super().__init__(
            f"scenario {page.ours.name!r} was {what} elsewhere meanwhile; nothing was written. "
            "Look at both versions, and save again with the etag of the one that is there."
        )


def scenario_list(workspace: Workspace) -> ScenarioListPage:
    """All scenarios of a workspace, by name."""
    from ..workspace.scenarios.files import find_scenarios

    rows = tuple(
        ScenarioRow(
            one.overlay.name,
            one.overlay.description,
            len(one.overlay.changes),
            one.path.relative_to(workspace.folder).as_posix(),
            one.etag,
        )
        for one in find_scenarios(workspace)
    )
    return ScenarioListPage(About(workspace.organization.name, inputs_hash=digest(*(row.etag for row in rows))), rows)


def name_problems(workspace: Workspace, name: str) -> list[Problem]:
    """What stands against a new scenario of this name: one that is there, or letters that make no file name."""
    if name in workspace.scenarios:
        return [Problem(Place(), f"there is a scenario {name!r} already.", "Give another name.")]
    if _USABLE.fullmatch(name):
        return []
    return [Problem(Place(), f"{name!r} is no name for a scenario.", "Use letters, digits, blanks, - and _.")]


def free_name(workspace: Workspace, wanted: str) -> str:
    """A name for a new scenario: the one wanted, or with the first number that no scenario has."""
    names = (wanted, *(f"{wanted}-{number}" for number in range(2, len(workspace.scenarios) + 3)))
    return next(name for name in names if name not in workspace.scenarios)


def scenario_page(workspace: Workspace, name: str) -> ScenarioPage:
    """One scenario in the words of its file. UnknownNameError if there is none of this name."""
    return _page(workspace, _found(workspace, name))


def add_scenario(workspace: Workspace, draft: Draft) -> ScenarioPage:
    """Write a draft as a new scenario.

    WorkspaceError for a change that does not fit, or if there is a scenario of its name already.
    """
    from ..workspace import save_scenario
    from ..workspace.scenarios.files import read_scenario_file

    written = read_scenario_file(save_scenario(draft_overlay(workspace, draft), workspace))
    assert written is not None
    return _page(workspace, written)


def change_scenario(workspace: Workspace, name: str, draft: Draft, etag: str) -> ScenarioPage:
    """Write a draft over the scenario `name`, provided its file still has the etag under which it was read.

    ConflictError with both versions if it has not; WorkspaceError for a change that does not fit.
    """
    from ..workspace import write_text_file
    from ..workspace.scenarios.edits import edited_text
    from ..workspace.scenarios.files import read_scenario_file

    overlay = draft_overlay(workspace, draft)
    found = _found(workspace, name)
    file = found.path.relative_to(workspace.folder).as_posix()
    now = read_scenario_file(found.path)
    if now is None or now.etag != etag:
        raise ConflictError(_conflict(workspace, now, draft_as_told(draft, overlay), file))
    write_text_file(found.path, edited_text(now.text, file, overlay), durable=True)
    written = read_scenario_file(found.path)
    assert written is not None
    return _page(workspace, written)


def _found(workspace: Workspace, name: str) -> ScenarioFile:
    from ..workspace.scenarios.files import find_scenarios

    known = {one.overlay.name: one for one in find_scenarios(workspace)}
    if name not in known:
        raise UnknownNameError(f"there is no scenario {name!r} in this workspace. {names_hint(name, known)}")
    return known[name]


def _page(workspace: Workspace, one: ScenarioFile) -> ScenarioPage:
    from ..org.pay_bands import changes_in_pay_bands
    from ..workspace.scenarios.files import changes_data

    overlay = changes_in_pay_bands(one.overlay)
    about = About(workspace.organization.name, overlay.name, inputs_hash=one.etag)
    file = one.path.relative_to(workspace.folder).as_posix()
    return ScenarioPage(about, overlay.name, overlay.description, tuple(changes_data(overlay)), file, one.etag)


def _conflict(workspace: Workspace, now: ScenarioFile | None, draft: Draft, file: str) -> ConflictPage:
    about = About(workspace.organization.name, draft.name)
    ours = ScenarioPage(about, draft.name, draft.description, draft.changes, file, "")
    return ConflictPage(about, None if now is None else _page(workspace, now), ours)
