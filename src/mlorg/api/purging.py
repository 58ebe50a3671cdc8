"""What a server keeps beside the files of a workspace, and removing it."""

from __future__ import annotations

import shutil
from pathlib import Path

from ..errors import Place, Problem, WorkspaceError

KEPT_BY_SERVER = ".mlorg/web"
"""The folder of sessions and runs, relative to the workspace."""


def kept_by_server(folder: Path | str) -> Path | None:
    """The folder in which a server keeps sessions and runs; None if it keeps none. WorkspaceError without `folder`."""
    if not Path(folder).is_dir():
        raise WorkspaceError([Problem(Place(Path(folder).as_posix()), "there is no such folder.", "Check its name.")])
    path = Path(folder) / KEPT_BY_SERVER
    return path if path.is_dir() and not path.is_symlink() else None


def purge(folder: Path | str) -> None:
    """Remove sessions and runs. WorkspaceError if that cannot be done."""
    path = kept_by_server(folder)
    if path is None:
        return
    try:
        shutil.rmtree(path)
    except OSError as error:
        raise WorkspaceError([Problem(Place(path.as_posix()), f"cannot be removed: {error.strerror}.")]) from None
