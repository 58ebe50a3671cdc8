"""Writing a workspace: the same content gives the same bytes."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any

from ..errors import Place, Problem, WorkspaceError
from ..org import Organization, Overlay
from ..org.checks import faults
from .assumptions import assumptions_data
from .org_file import assets_text, org_data, ownerships_text
from .people import people_text
from .scenarios.text import scenario_data
from .schemas import SCHEMA_FOLDER, SCHEMAS, json_schema
from .settings import NAME, Files, settings_data
from .text_files import write_text_file
from .workspace import Workspace
from .yaml_text import yaml_text

MOST_IN_YAML = 200
"""Assets (or ownerships) beyond this number go to a CSV file of their own."""


def save(workspace: Workspace, folder: Path | str) -> None:
    """Write a fresh workspace: settings, org, people, assets, ownership, scenarios, assumptions and JSON Schemas.

    One file of each kind is written, under the first name that the settings give. Raises WorkspaceError if the folder
    is a workspace already, or for ids that files cannot hold; nothing is written then.
    """
    folder = Path(folder)
    if os.path.lexists(folder / NAME):
        problem = Problem(Place((folder / NAME).as_posix()), "is there already.", "Choose an empty folder.")
        raise WorkspaceError([problem])
    for name, text in workspace_texts(workspace).items():
        write_text_file(folder / name, text)


def _unwritable_ids(org: Organization) -> list[Problem]:
    wrong = [fault for fault in faults(org) if fault.attribute == "id" and not fault.warning]
    return [Problem(Place(), f"{fault.subject}: {fault.message}", fault.hint) for fault in wrong]


def workspace_texts(workspace: Workspace) -> dict[str, str]:
    """The text of each file of a workspace, by its name relative to the folder.

    Raises WorkspaceError for ids that files cannot hold.
    """
    problems = _unwritable_ids(workspace.organization)
    if problems:
        raise WorkspaceError(problems)
    files = _names_for(workspace)
    settings = replace(workspace.settings, name=workspace.organization.name, files=files)
    texts = {NAME: _with_hint(settings_data(settings), "mlorg", NAME)}
    texts.update(_organization_texts(workspace.organization, files, settings.blank_is_root))
    for name, overlay in zip(scenario_files(workspace.scenarios), workspace.scenarios.values(), strict=True):
        texts[f"{files.scenarios}/{name}"] = scenario_text(overlay, f"{files.scenarios}/{name}")
    if workspace.assumptions or files.assumptions != Files().assumptions:
        data = assumptions_data(workspace.assumptions)
        texts[files.assumptions] = _with_hint(data, "assumptions", files.assumptions)
    return {**texts, **schema_texts()}


def _names_for(workspace: Workspace) -> Files:
    """One name for each kind of file: the first that the settings give, else the usual one."""
    given, usual = workspace.settings.files, Files()
    names = {
        name: getattr(given, name)[:1] or getattr(usual, name) for name in ("org", "people", "assets", "ownership")
    }
    return Files(
        **names, scenarios=given.scenarios if workspace.scenarios else usual.scenarios, assumptions=given.assumptions
    )


def _organization_texts(org: Organization, files: Files, blank_is_root: bool) -> dict[str, str]:
    """Text by file name; a file under its usual name is written only if there is something to say."""
    usual = Files()
    assets = len(org.datasets) + len(org.models) + len(org.platforms) + len(org.use_cases)
    own_assets = assets > MOST_IN_YAML or files.assets != usual.assets
    own_ownership = len(org.ownerships) > MOST_IN_YAML or files.ownership != usual.ownership
    texts = {files.org[0]: _with_hint(org_data(org, not own_assets, not own_ownership), "org", files.org[0])}
    if org.posts or org.persons or files.people != usual.people:
        texts[files.people[0]] = people_text(org, blank_is_root)
    if own_assets:
        texts[files.assets[0]] = assets_text(org)
    if own_ownership:
        texts[files.ownership[0]] = ownerships_text(org)
    return texts


def _with_hint(data: Any, which: str, name: str) -> str:
    """YAML under a line that tells editors where its schema lies."""
    up = "../" * name.count("/")
    hint = f"# yaml-language-server: $schema={up}{SCHEMA_FOLDER}/{which}.json\n"
    return hint + yaml_text(data or None)


@cache
def schema_texts() -> Mapping[str, str]:
    """The JSON Schema of each kind of file, by the name of the schema's own file."""
    return {
        f"{SCHEMA_FOLDER}/{which}.json": json.dumps(json_schema(which), indent=2, ensure_ascii=False) + "\n"
        for which in SCHEMAS
    }


def scenario_text(overlay: Overlay, name: str = "scenarios/_.yaml") -> str:
    """An overlay as the text of a scenario file; `name` is relative to the workspace."""
    return _with_hint(scenario_data(overlay), "scenario", name)


def scenario_files(names: Iterable[str]) -> list[str]:
    """A file name for each scenario name, in order; no two differ by case alone."""
    taken: set[str] = set()
    return [_free_file_name(name, taken) for name in names]


def _free_file_name(name: str, taken: set[str]) -> str:
    """A file name made from a scenario's name, not yet taken; it is added to `taken`."""
    stem = re.sub(r"[^\w.-]+", "-", name)[:60].strip("-.") or "scenario"
    numbered = (stem if number == 1 else f"{stem}-{number}" for number in count(1))
    free = next(one for one in numbered if f"{one}.yaml".casefold() not in taken)
    taken.add(f"{free}.yaml".casefold())
    return f"{free}.yaml"


def save_scenario(overlay: Overlay, workspace: Workspace) -> Path:
    """Write one more scenario into a workspace that was loaded; the path of its file.

    Raises WorkspaceError if the workspace has a scenario of this name.
    """
    folder = workspace.folder / workspace.settings.files.scenarios
    if overlay.name in workspace.scenarios:
        message = f"there is a scenario {overlay.name!r} already."
        raise WorkspaceError([Problem(Place(folder.as_posix()), message, "Give the new one another name.")])
    taken = {name.casefold() for name in os.listdir(folder)} if folder.is_dir() else set()
    name = _free_file_name(overlay.name, taken)
    text = scenario_text(overlay, f"{workspace.settings.files.scenarios}/{name}")
    write_text_file(folder / name, text, durable=True)
    return folder / name
