"""Files that a command will write: that this can be done is looked at before anything is computed."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from ..errors import InputError, Place, Problem


def check_outputs(paths: Iterable[Path | None]) -> None:
    """InputError with every path that cannot become a file; folders that do not exist yet will be made."""
    problems = [problem for path in paths if path is not None and (problem := _against(path))]
    if problems:
        raise InputError(problems)


def _against(path: Path) -> Problem | None:
    place = Place(str(path))
    if path.is_dir():
        return Problem(place, "this is a folder, and a file is to be written.", "Add the name of a file to it.")
    there = next((one for one in (path, *path.parents) if one.exists()), Path())
    if there != path and not there.is_dir():
        return Problem(place, f"nothing can be written there: {there} is a file.", "Choose another folder.")
    if not os.access(there, os.W_OK):
        return Problem(place, f"{there} may not be written to.", "Choose another place, or change its permissions.")
    return None
