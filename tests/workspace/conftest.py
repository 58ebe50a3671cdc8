"""Workspaces from texts."""

from collections.abc import Callable
from pathlib import Path

import pytest

from mlorg.errors import Problem, WorkspaceError
from mlorg.workspace import Workspace, load

Files = dict[str, str | bytes]


@pytest.fixture
def write(tmp_path, monkeypatch) -> Callable[[Files], None]:
    """Writes files into an empty folder and makes it the current one; `mlorg.yaml` is empty unless given."""
    monkeypatch.chdir(tmp_path)

    def write_files(files: Files) -> None:
        for name, content in {"mlorg.yaml": "", **files}.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode() if isinstance(content, str) else content)

    return write_files


@pytest.fixture
def loaded(write) -> Callable[[Files], Workspace]:
    """A workspace loaded from these files."""

    def load_files(files: Files) -> Workspace:
        write(files)
        return load(Path("."))

    return load_files


@pytest.fixture
def problems(write) -> Callable[[Files], list[str]]:
    """Everything wrong with a workspace of these files, as it is printed; warnings alone count too."""

    def find(files: Files) -> list[str]:
        write(files)
        return [str(problem) for problem in all_problems()]

    return find


def all_problems() -> tuple[Problem, ...]:
    try:
        return load(Path(".")).warnings
    except WorkspaceError as error:
        return error.problems
