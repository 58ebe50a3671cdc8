"""Whether the files a workspace is read from are still those it was read from."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from .settings import Files
from .workspace import Workspace

EVIDENCE = ".mlorg/evidence"

FileState = tuple[str, int, int, int]
"""Path, bytes, time of change in nanoseconds, number of the file: one that is replaced has another number."""


@dataclass(frozen=True, slots=True)
class FilesState:
    """The state of the files of a workspace, of its scenarios apart: equal while nothing has changed."""

    baseline: tuple[FileState, ...]
    scenarios: tuple[FileState, ...]


def file_states(folder: Path, workspace: Workspace | None = None) -> FilesState:
    """The state of every file that bears on the pages of a workspace.

    Those are the files in the folder itself, those that the settings name, its scenarios, and what a scan stored.
    """
    files = Files() if workspace is None else workspace.settings.files
    named = {folder / name for names in (files.org, files.people, files.assets, files.ownership) for name in names}
    named |= {folder / files.assumptions, folder / ".mlorg/names.csv"}
    named.update(_files_in(folder))
    for inner, _, names in os.walk(folder / EVIDENCE):
        named.update(Path(inner) / name for name in names)
    return FilesState(_states(named), _states(_files_in(folder / files.scenarios)))


def _states(paths: Iterable[Path]) -> tuple[FileState, ...]:
    return tuple(sorted(filter(None, map(_state, paths))))


def _files_in(folder: Path) -> Iterator[Path]:
    try:
        yield from (Path(entry.path) for entry in os.scandir(folder) if entry.is_file())
    except OSError:
        return


def _state(path: Path) -> FileState | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return path.as_posix(), found.st_size, found.st_mtime_ns, found.st_ino
