"""Scenarios as files that several people may edit at once: which file holds which, and what state it is in."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from ...errors import Place, Problem, WorkspaceError
from ...org import Organization, Overlay
from ..loading import scenario_misfits
from ..text_files import read_text_file
from ..workspace import Workspace
from ..yaml_text import yaml_text
from ..yaml_tree import Tree, parse_yaml
from .reading import read_scenario
from .text import change_data

CHANGES = "changes"
"""Stands for a file in the place of a problem with changes that are in no file; its line is the number of the change,
from 1, or 0 for the whole."""


@dataclass(frozen=True, slots=True)
class ScenarioFile:
    """A scenario as its file says it. `etag` is the SHA-256 of the file's bytes: another etag, another content."""

    path: Path
    etag: str
    overlay: Overlay
    text: str


def scenario_folder(workspace: Workspace) -> Path:
    """Where the scenarios of a workspace lie."""
    return workspace.folder / workspace.settings.files.scenarios


def find_scenarios(workspace: Workspace) -> Iterator[ScenarioFile]:
    """Every scenario of a workspace that was loaded, by name; a file that cannot be read is left to `load`."""
    folder = scenario_folder(workspace)
    names = sorted(folder.iterdir()) if folder.is_dir() else []
    paths = [path for path in names if path.suffix in (".yaml", ".yml") and not path.name.startswith(".")]
    yield from sorted(filter(None, map(read_scenario_file, paths)), key=lambda scenario: scenario.overlay.name)


def read_scenario_file(path: Path) -> ScenarioFile | None:
    """One file as it is now; None if it is not there or cannot be read."""
    problems: list[Problem] = []
    try:
        etag = sha256(path.read_bytes()).hexdigest()
    except OSError:
        return None
    text = read_text_file(path, "yaml", problems)
    tree = None if text is None else parse_yaml(text, path.as_posix(), problems)
    if text is None or tree is None:
        return None
    return ScenarioFile(path, etag, read_scenario(tree, path.stem, problems).overlay, text)


def written_overlay(name: str, description: str, changes: Sequence[Any], baseline: Organization) -> Overlay:
    """An overlay from the entries of a scenario file, given as plain values: the very reading a file has.

    Raises WorkspaceError with every change that cannot be read or does not fit the baseline.
    """
    problems: list[Problem] = []
    text = yaml_text({"name": name, "description": description, CHANGES: list(changes)})
    tree = parse_yaml(text, CHANGES, problems)
    placed = None if tree is None else read_scenario(tree, name, problems)
    if placed is not None and placed.complete:
        problems += scenario_misfits(placed, baseline)
    wrong = [problem for problem in problems if not problem.warning]
    if placed is None or wrong:
        raise WorkspaceError([_numbered(problem, tree) for problem in wrong])
    return placed.overlay


def _numbered(problem: Problem, tree: Tree | None) -> Problem:
    """The problem with the number of its change in place of a line of a text that nobody has written."""
    spans = {} if tree is None else tree.values_at
    lines = [span.line for path, span in sorted(spans.items(), key=lambda pair: pair[1].start) if len(path) == 2]
    return replace(problem, place=Place(CHANGES, bisect_right(lines, problem.place.line)))


def changes_data(overlay: Overlay) -> list[Mapping[str, Any]]:
    """The entries of a scenario file that say what an overlay says."""
    return [change_data(change) for change in overlay.changes]
