"""The parts of `mlorg.yaml` that readers of sources understand, with the place of every value."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..errors import Place, Problem, WorkspaceError
from .settings import NAME
from .text_files import read_text_file
from .yaml_tree import Tree, parse_yaml, value_at

SECTIONS = ("sources", "precedence", "aliases", "checks")
"""What of `mlorg.yaml` is kept as written."""


@dataclass(frozen=True, slots=True)
class Section:
    """One section as plain values (texts, lists, mappings), and where each of them stands."""

    value: Any = None
    place: Callable[[tuple[str | int, ...]], Place] = field(default=lambda path: Place(), repr=False)


def read_sections(folder: Path | str) -> Mapping[str, Section]:
    """The sections by name; those that are not there are empty. WorkspaceError if the file cannot be read."""
    path = Path(folder) / NAME
    problems: list[Problem] = []
    text = read_text_file(path, "yaml", problems)
    tree = None if text is None else parse_yaml(text, path.as_posix(), problems)
    if tree is None:
        raise WorkspaceError(problems)
    return {name: _section(tree, name) for name in SECTIONS}


def _section(tree: Tree, name: str) -> Section:
    return Section(value_at(tree.value, (name,)), lambda path: tree.place((name, *path)))
